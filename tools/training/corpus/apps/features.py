"""Features that several families share: asked for in the same words, built by the same code."""

from .attributes import choice, one_of, option, text

# The words of buttons and counters, by language.
LABELS = {
    "en": {"start": "Start", "pause": "Pause", "reset": "Reset", "lap": "Lap", "new": "New game", "moves": "Moves",
           "turn": "Next", "wins": "wins!", "draw": "Draw"},
    "de": {"start": "Start", "pause": "Pause", "reset": "Zurücksetzen", "lap": "Runde", "new": "Neues Spiel",
           "moves": "Züge",
           "turn": "Dran", "wins": "gewinnt!", "draw": "Remis"},
    "fr": {"start": "Démarrer", "pause": "Pause", "reset": "Réinitialiser", "lap": "Tour", "new": "Nouvelle partie",
           "moves": "Coups",
           "turn": "Au tour de", "wins": "gagne !", "draw": "Match nul"},
    "es": {"start": "Iniciar", "pause": "Pausa", "reset": "Reiniciar", "lap": "Vuelta", "new": "Nuevo juego",
           "moves": "Jugadas",
           "turn": "Turno", "wins": "gana", "draw": "Empate"},
    "zh": {"start": "开始", "pause": "暂停", "reset": "重置", "lap": "计次", "new": "新游戏", "moves": "步数",
           "turn": "轮到", "wins": "获胜", "draw": "平局"},
}
_NAMES = {"en": "English", "de": "German", "fr": "French", "es": "Spanish", "zh": "Chinese"}


def language():
    return choice("en", {
        key: (f"{name} labels", f">in {name}", f"labels in {name}", f"!The labels should be in {name}",
              f"!Write the buttons in {name}", f"{name} as the language", f"^{name}")
        for key, name in _NAMES.items()}, ("language",), zh="语言",
        zh_values={"en": "英文", "de": "德文", "fr": "法文", "es": "西班牙文", "zh": "中文"})


def button(default: str, *others: str):
    """The text of the main button, copied from the prompt."""
    return text(default, ("button text", "button label"), one_of(*others), "a button labelled {v}", "a {v} button",
                "a button that says {v}", "!The button should say {v}", "!Label the button {v}",
                "{v} on the button", "a button with the text {v}", "the button text {v}", "!The button is called {v}",
                "!Write {v} on the button", "!On the button it says {v}", "a button named {v}", zh="按钮文字")


def message(default: str, when: str, *others: str):
    """A text shown at the end. `when` completes "the message when": "I win"."""
    return text(default, ("message", "end message", "final text"), one_of(*others), f"the message {{v}} when {when}",
                f"!When {when} it says {{v}}", f"!Show {{v}} when {when}", "the end message {v}",
                "{v} as the message at the end", "!At the end say {v}", zh="结束文字")


def score(default: bool = True):
    return option(default, ("a score", "a score counter", "a points display"), "!Show the score", "!Count my points",
                  "!I want to see my score", zh="计分")


def best():
    return option(False, ("a high score", "a best score", "a saved record"), "!Remember the high score",
                  "!Save the best score", "!Keep my record", zh="最高分")
