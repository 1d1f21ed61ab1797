"""The tokenizer of the built-in model: 256 bytes, merges, special tokens; to and from tokenizer.json."""

import json
from pathlib import Path

from .byte_pairs import Pair, merged
from .pieces import pieces

# The special tokens of MiniMax-M1, then room for later ones.
SPECIAL = ("<beginning_of_sentence>", "<end_of_sentence>", "<begin_of_document>", "<end_of_document>",
           "<function_call>", "<unused_0>", "<unused_1>", "<unused_2>")
SIZE = 4096
MERGES = SIZE - 256 - len(SPECIAL)

# As published with MiniMax-M1; the engine recognises it by its text.
_O200K = (r"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+"
          r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          r"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*"
          r"(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
          r"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+")


def byte_alphabet() -> list[str]:
    """GPT-2's printable character for each byte: itself where printable, else one from U+0100 on."""
    own = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = iter(range(0x100, 0x200))
    return [chr(byte if byte in own else next(others)) for byte in range(256)]


class Tokenizer:
    """Encodes by piece and remembers pieces. One process; not shared between threads."""

    def __init__(self, merges: list[Pair]):
        self.merges = merges
        self.bytes_of = [bytes([byte]) for byte in range(256)]
        for left, right in merges:
            self.bytes_of.append(self.bytes_of[left] + self.bytes_of[right])
        self.special = {name: len(self.bytes_of) + i for i, name in enumerate(SPECIAL)}
        self._rank = {pair: 256 + i for i, pair in enumerate(merges)}
        self._cache: dict[str, tuple[int, ...]] = {}

    @property
    def size(self) -> int:
        return len(self.bytes_of) + len(SPECIAL)

    def encode(self, text: str) -> list[int]:
        """The text's tokens; names of special tokens in it stay text."""
        ids: list[int] = []
        for piece in pieces(text):
            found = self._cache.get(piece)
            if found is None:
                found = self._cache[piece] = tuple(self._encoded(piece))
                if len(self._cache) > 500_000:  # made-up words never end
                    self._cache.clear()
            ids += found
        return ids

    def _encoded(self, piece: str) -> list[int]:
        word = list(piece.encode())
        while len(word) > 1:
            best = min(zip(word, word[1:]), key=lambda pair: self._rank.get(pair, 1 << 30))
            if best not in self._rank:
                break
            word = merged(word, best, self._rank[best])
        return word

    def decode(self, ids: list[int]) -> str:
        """The text of the tokens; special tokens are left out."""
        return b"".join(self.bytes_of[i] for i in ids if i < len(self.bytes_of)).decode(errors="replace")

    def names(self) -> list[str]:
        """Every token as files spell it, by id."""
        alphabet = byte_alphabet()
        return ["".join(alphabet[byte] for byte in token) for token in self.bytes_of] + list(SPECIAL)

    def merge_lines(self) -> list[str]:
        names = self.names()
        return [f"{names[left]} {names[right]}" for left, right in self.merges]

    def save(self, path: Path) -> None:
        byte_level = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": False}
        split = {"type": "Split", "pattern": {"Regex": _O200K}, "behavior": "Isolated", "invert": False}
        names = self.names()
        document = {
            "version": "1.0", "truncation": None, "padding": None, "normalizer": None,
            "added_tokens": [{"id": i, "content": name, "single_word": False, "lstrip": False, "rstrip": False,
                              "normalized": False, "special": True} for name, i in self.special.items()],
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, byte_level]},
            "post_processor": None, "decoder": {**byte_level, "use_regex": True},
            "model": {"type": "BPE", "dropout": None, "unk_token": None, "continuing_subword_prefix": None,
                      "end_of_word_suffix": None, "fuse_unk": False, "byte_fallback": False,
                      "ignore_merges": False,
                      "vocab": {name: i for i, name in enumerate(names[:len(self.bytes_of)])},
                      "merges": self.merge_lines()},
        }
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")

    @staticmethod
    def load(path: Path) -> "Tokenizer":
        model = json.loads(path.read_text(encoding="utf-8"))["model"]
        return Tokenizer([tuple(model["vocab"][token] for token in line.split(" ")) for line in model["merges"]])
