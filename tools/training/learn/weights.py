"""What a token of an answer weighs in the loss.

Pages are long and mostly the same; the few tokens that are looked up or decide something would drown in them.
"""

from functools import cache

from ..chat_format import thought
from ..corpus.apps import thinking
from ..corpus.apps.families import FAMILIES
from ..tokenizer.tokenizer import Tokenizer

_KINDS = {"app": 1, "refusal": 2, "chat": 2, "tools": 2, "document": 4, "warmup": 4}
_REPEATED = 3  # of the request in the thinking about it
_DECIDED = 12  # of what the thinking finds in it, and of the arrow before: is this a wish at all
_ECHO = 5  # of the line that repeats a request's attributes: what is wrong there is wrong in the page
_ECHO_ASKED = 12  # of its values that are not the family's defaults: those that the request asks for
PAGE_ASKED = 4  # of lines of a page that its family's default page does not have
# Of a token that decides: is it there at all, is there another line, is that all. No more for what is not there: that
# made of every doubt a "That is not in the document.".
_TURNING = 12
BETWEEN = " | "  # of the attributes in a page's comment
_ECHO_BEGIN, _ECHO_END = "<!-- ", " -->"


def weights(sample: dict, ids: list[int], counts: list[int], tokenizer: Tokenizer) -> list[int]:
    """Of each token; 0 where `counts` is 0: the model does not say it."""
    found = [_KINDS[sample["kind"]] * one for one in counts]
    if sample["kind"] == "document":
        return _with_turning_points(ids, found, tokenizer)
    if sample["kind"] == "app":
        start = next(i for i, one in enumerate(counts) if one)
        parts = asked_parts(sample["family"], sample["messages"][-1], sample.get("made_up", ()))
        _weigh_page(found, ids, start, parts, tokenizer)
    return found


def _with_turning_points(ids: list[int], found: list[int], tokenizer: Tokenizer) -> list[int]:
    weighted = found[:]
    for i, weight in enumerate(found):
        is_first = weight and not found[i - 1]
        is_last = weight and (i + 1 == len(found) or not found[i + 1])
        if is_first or is_last or (weight and "\n" in tokenizer.decode([ids[i]])):
            weighted[i] = _TURNING
    return weighted


def around_the_comment(answer: str) -> tuple[str, str, str]:
    """What is in front of the attributes in the page's comment, these, and what is behind; together the answer."""
    head, begin, rest = answer.partition(_ECHO_BEGIN)
    echo, end, page = rest.partition(_ECHO_END)
    return head + begin, echo, end + page


def asked_parts(family: str, answer: dict, made_up=()) -> list[tuple[bytes, int]]:
    """The answer with its thinking, in parts, each with what its tokens weigh. In the thinking the values of the
    attributes in `made_up` follow from nothing."""
    before, after = thought("\0").split("\0")
    parts = [(before, _ECHO), *thinking.weighed(answer["thinking"], _REPEATED, _DECIDED, made_up), (after, _ECHO)]
    head, echo, page = around_the_comment(answer["text"])
    usual_echo, usual_lines = _usual(family)
    parts.append((head, _ECHO))
    for i, (one, usual) in enumerate(zip(echo.split(BETWEEN), usual_echo)):
        name, sign, value = one.partition("=")
        parts += [((BETWEEN if i else "") + name + sign, _ECHO), (value, _ECHO if one == usual else _ECHO_ASKED)]
    parts.append((_ECHO_END, _ECHO))
    lines = page.removeprefix(_ECHO_END).splitlines(keepends=True)
    parts += [(line, 1 if line in usual_lines else PAGE_ASKED) for line in lines]
    return [(text.encode(), weight) for text, weight in parts]


@cache
def _usual(family: str) -> tuple[list[str], frozenset[str]]:
    """The attributes of the family's default page as its comment has them, and the page's lines."""
    _, echo, page = around_the_comment(FAMILIES[family].render(FAMILIES[family].defaults))
    return echo.split(BETWEEN), frozenset((page.removeprefix(_ECHO_END) + "```").splitlines(keepends=True))


def _weigh_page(found: list[int], ids: list[int], start: int, parts: list[tuple[bytes, int]],
                tokenizer: Tokenizer) -> None:
    """A token weighs what the heaviest part weighs of which it has a byte."""
    at, ends, i = 0, 0, start
    for text, weight in parts:
        ends += len(text)
        # The token at which the last part ended may reach into this one.
        if at > ends - len(text) and text:
            found[i - 1] = max(found[i - 1], weight)
        while at < ends:
            found[i] = weight
            at += len(tokenizer.bytes_of[ids[i]])
            i += 1
