"""The prompt grammar: requests for an app, long and short, formal and casual, in English or Chinese."""

import re
from random import Random

from . import chinese, free_requests
from .articles import with_article
from .attributes import NONE, NUMBER_WORDS, Attribute
from .colours import spoken
from .noise import literal, typed
from .thinking import mark, plain

_ORDERS = ("Make", "Create", "Build", "Write", "Generate", "Code", "Design", "Make me", "Build me", "Create for me",
           "Give me", "Show me", "Please make", "Please create", "Please write", "Please build", "Let's make",
           "Let's build", "Put together", "Develop", "Program", "Implement")
_WISHES = ("I want", "I need", "I'd like", "I would like", "I am looking for", "I want to have", "We need",
           "I'd love", "My class needs", "I could use", "Looking for")
_QUESTIONS = ("Can you make", "Can you build", "Could you make", "Could you create", "Could you write",
              "Can you create", "Would you make", "Can you please make", "Could you please build", "Can I have",
              "Could I get", "Would it be possible to have", "Will you write", "Can you code")
_BEFORE = ("Hi! ", "Hello, ", "Hey, ", "Hi there. ", "Hey! ", "Good morning. ", "OK, ", "So, ", "For my website: ",
           "For school: ", "For a demo: ", "For my kids: ", "New task: ", "Quick one: ", "Next, ", "Now ",
           "I have an idea. ", "It is raining today. ", "I am bored. ", "We are learning to code. ",
           # Numbers that are not asked for.
           "My son turned 9 today. ", "This is my 3rd attempt. ", "It is for a class of 24. ", "I have 10 minutes. ",
           "Here is what I need: ", "A small request: ", "Please help me. ", "My sister would like this. ",
           "I teach at a school. ", "It is for our team page. ", "Let me try something. ", "Something simple: ")
_AFTER = (" Thanks!", " Thank you.", " Please.", " Thanks in advance.", " In one HTML file, please.",
          " No libraries.", " It should run in the browser.", " Keep it simple.", " One file only.", " Cheers",
          " It has to work offline.", " Surprise me with the rest.", " Nothing else.")
_FORMS = (" in HTML", " as one HTML file", " in a single file", " with HTML, CSS and JavaScript", " as a web page",
          " in JavaScript", " for the browser", " as a web app", " with plain JavaScript")
_HAVE = ("It should have", "It should have", "It needs", "Give it", "I want", "Include", "Use", "It must have",
         "Please use", "Add", "With", "It has")

_CLAUSE = re.compile(r"^(?:The|They|It|I|Each|Lines|One|There) ")  # a sentence that can follow "where"
_CLAUSE_SHARE = 0.35
CHINESE_SHARE = 0.2
_FREE_SHARE = 0.45  # of requests are as free/ has them, where it has any of the family

_COUNTED = re.compile(r"^[^{]*\{v\} [a-z]{3,}[^{]*$")


def value_text(attribute: Attribute, value: object, rng: Random, words: str = "") -> str:
    """The value as the prompt writes it, marked as a literal. `words` is the phrase it goes into."""
    if attribute.kind == "colour":
        return literal(spoken(value, rng))
    if attribute.kind == "number":
        # Three rows, but not three px or threexthree.
        word = NUMBER_WORDS.get(value) if _COUNTED.search(words) else None
        return word if word and rng.random() < 0.2 else literal(str(value))
    if attribute.kind == "list":
        return literal(list_text(value, rng))
    return literal(value)


def list_text(value: tuple, rng: Random) -> str:
    pair = rng.choice((": ", ": ", " - ", " = ", " – "))
    parts = [pair.join(map(str, item)) if isinstance(item, tuple) else item for item in value]
    if isinstance(value[0], tuple) or rng.random() < 0.4:
        return rng.choice((", ", "; ")).join(parts)
    return ", ".join(parts[:-1]) + " and " + parts[-1]


def quoted(text: str, rng: Random) -> str:
    """A literal text in the quotes that this writer happens to use, or bare where its capitals show its end."""
    bare = text[1:-1]
    plain = bare.replace(" ", "").isalnum() and all(word[0].isupper() or word[0].isdigit() for word in bare.split())
    roll = rng.random()
    if plain and roll < 0.4:
        return text
    if "'" not in bare and roll < 0.55:
        return f"'{text}'"
    return f"“{text}”" if roll < 0.65 else f'"{text}"'


def phrase(attribute: Attribute, value: object, rng: Random) -> str:
    """One way of asking for the value, in the notation of attributes.py, with its literals marked."""
    special = attribute.by_value.get(value)
    if special and (not attribute.phrases or value == NONE or rng.random() < 0.5):
        return rng.choice(special)
    words = rng.choice(attribute.phrases)
    text = value_text(attribute, value, rng, words)
    if attribute.kind == "text":
        text = quoted(text, rng)
    if "a {v}" in words:
        words = words.replace("a {v}", with_article(text, plural=False), 1)
    return words.replace("{v}", text)


def labelled(attribute: Attribute, value: object, rng: Random) -> str:
    """The value behind its name, as in a list of wishes: wall colour: teal."""
    label = rng.choice(attribute.labels)
    if attribute.kind == "option":
        return f"{label}: {rng.choice(('yes', 'on') if value else ('no', 'off'))}"
    if attribute.kind == "choice" or value == NONE:
        return phrase(attribute, value, rng).lstrip("^>!")
    text = value_text(attribute, value, rng)
    return f"{label}: {quoted(text, rng) if attribute.kind == 'text' and rng.random() < 0.3 else text}"


def mentioned(family, spec, rng: Random) -> list[str]:
    """What the prompt speaks of: all that differs from the defaults, and now and then a default."""
    implied = family.implied(spec)
    names = [name for name in family.differing(spec) if name not in implied or rng.random() < 0.5]
    for name in family.attributes:
        # Nobody asks for nothing: an empty text stays unmentioned.
        if name not in names + list(implied) and getattr(spec, name) not in (NONE, ()) and rng.random() < 0.03:
            names.append(name)
    rng.shuffle(names)
    return names


def prompt(family, spec, rng: Random) -> str:
    """A request for the specification, with a mark of thinking.py behind each wish."""
    names = mentioned(family, spec, rng)
    if rng.random() < CHINESE_SHARE and (text := chinese.prompt(family, spec, names, rng)):
        return text
    if rng.random() < _FREE_SHARE and (text := _freely(family, spec, names, rng)):
        return typed(text, rng)
    roll = rng.random()
    if names and roll < 0.13:
        return typed(_as_list(family, spec, names, rng), rng)
    if roll < 0.25:
        return typed(_as_keywords(family, spec, names, rng), rng)
    return typed(_as_sentences(family, spec, names, rng), rng)


def _noun(family, rng: Random) -> tuple[str, bool]:
    noun = rng.choice(family.nouns)
    return noun.lstrip("*"), noun.startswith("*")


def joined(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else ", ".join(parts[:-1]) + " and " + parts[-1]


def _freely(family, spec, names: list[str], rng: Random) -> str | None:
    """A whole request of free_requests.py, with sentences for the wishes that it leaves out."""
    request = free_requests.draw(family, spec, names, rng)
    if not request:
        return None
    text = request.written(family, spec, lambda one, value, words: _in_quotes(one, value, rng, words))
    for name in names:
        if name not in request.names():
            text += ("" if plain(text)[-1] in ".?!:" else ".") + " "
            text += _sentence(family.attributes[name], getattr(spec, name), rng) + mark(family, name) + "."
    return text


def _in_quotes(attribute: Attribute, value: object, rng: Random, words: str) -> str:
    text = value_text(attribute, value, rng, words)
    return quoted(text, rng) if attribute.kind == "text" else text


def _sentence(attribute: Attribute, value: object, rng: Random) -> str:
    """A sentence about one wish, without its full stop."""
    for _ in range(20):
        words = phrase(attribute, value, rng)
        if words[0] == "!":
            return words[1:]
        if words[0] not in "^>":
            return f"{rng.choice(_HAVE)} {words}"
    return labelled(attribute, value, rng)


def _as_sentences(family, spec, names: list[str], rng: Random) -> str:
    asks = [phrase(family.attributes[name], getattr(spec, name), rng) + mark(family, name) for name in names]
    adjectives = [ask[1:] for ask in asks if ask[0] == "^"]
    after = [ask[1:] for ask in asks if ask[0] == ">"]
    sentences = [ask[1:] for ask in asks if ask[0] == "!"]
    things = [ask for ask in asks if ask[0] not in "^>!"]
    noun, plural = _noun(family, rng)
    kind = rng.random()
    # A noun phrase carries up to four wishes; the others become sentences of their own.
    here = things[:rng.randint(1, 4)] if kind > 0.1 else []
    rest = things[len(here):]
    text = with_article(" ".join(adjectives + [noun]), plural)
    if rng.random() < 0.12:
        text += rng.choice(_FORMS)
    if after:
        text += " " + after[0]
    if here:
        text += (", with " if after and rng.random() < 0.3 else " with ") + joined(here)
    if len(after) > 1:
        text += ", " + ", ".join(after[1:])
    roll = rng.random()
    if roll < 0.55:
        text = f"{rng.choice(_ORDERS)} {text}."
    elif roll < 0.75:
        text = f"{rng.choice(_WISHES)} {text}."
    elif roll < 0.93:
        text = f"{rng.choice(_QUESTIONS)} {text}?"
    else:
        text = f"{text[0].upper()}{text[1:]}."
    if sentences and rng.random() < _CLAUSE_SHARE:
        text = _with_clauses(text, sentences, rng)
    if rest:
        for start in range(0, len(rest), 2):
            sentences.append(f"{rng.choice(_HAVE)} {joined(rest[start:start + 2])}")
    rng.shuffle(sentences)
    text += "".join(f" {sentence}." for sentence in sentences)
    if rng.random() < 0.12:
        text = rng.choice(_BEFORE) + text
    if rng.random() < 0.12:
        text += rng.choice(_AFTER)
    return text


def _with_clauses(text: str, sentences: list[str], rng: Random) -> str:
    """The order with one or two of the sentences as its clauses: a maze where the walls are teal."""
    able = [one for one in sentences if _CLAUSE.match(one)][:rng.randint(1, 2)]
    if not able:
        return text
    sentences[:] = [one for one in sentences if one not in able]
    clauses = [one if one.startswith("I ") else one[0].lower() + one[1:] for one in able]
    return f"{text[:-1]}{rng.choice((' where ', ', where ', ' in which ', '; '))}{' and '.join(clauses)}{text[-1]}"


def _as_list(family, spec, names: list[str], rng: Random) -> str:
    noun, plural = _noun(family, rng)
    bullet = rng.choice(("- ", "- ", "* ", "• ", ""))
    head = f"{rng.choice(_ORDERS)} {with_article(noun, plural)}"
    lines = [labelled(family.attributes[name], getattr(spec, name), rng) + mark(family, name) for name in names]
    return head + rng.choice((":", " with:", ".", "")) + "".join(f"\n{bullet}{line}" for line in lines)


def _as_keywords(family, spec, names: list[str], rng: Random) -> str:
    """Terse: maze, teal walls, 20x20"""
    noun, _ = _noun(family, rng)
    parts = []
    for name in names:
        attribute, value = family.attributes[name], getattr(spec, name)
        words = labelled(attribute, value, rng).replace(": ", " ", 1) if rng.random() < 0.3 \
            and attribute.kind in ("colour", "number") else phrase(attribute, value, rng).lstrip("^>!")
        parts.append(words + mark(family, name))
    text = rng.choice((", ", ", ", ". ", " - ")).join([noun] + parts)
    return text[0].upper() + text[1:] if rng.random() < 0.3 else text
