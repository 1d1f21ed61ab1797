"""Reads and writes safetensors files with numpy: an 8-byte length, a JSON table of tensors, their bytes."""

import json
import struct
from pathlib import Path

import numpy as np

_PLAIN = {"F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4"}


def from_bf16(bits: np.ndarray) -> np.ndarray:
    return (bits.astype("<u4") << 16).view("<f4")


def to_bf16(values: np.ndarray) -> np.ndarray:
    """The upper halves, rounded to nearest, ties to even. Weights are finite: NaN is no case."""
    bits = np.ascontiguousarray(values, "<f4").view("<u4")
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16).astype("<u2")


def read(path: Path) -> dict[str, np.ndarray]:
    """All tensors by name; BF16 comes as F32, which holds each of its values."""
    data = Path(path).read_bytes()
    (length,) = struct.unpack_from("<Q", data)
    tensors = {}
    for name, entry in json.loads(data[8:8 + length]).items():
        if name == "__metadata__":
            continue
        begin, end = entry["data_offsets"]
        raw = data[8 + length + begin:8 + length + end]
        is_bf16 = entry["dtype"] == "BF16"
        values = np.frombuffer(raw, "<u2" if is_bf16 else _PLAIN[entry["dtype"]])
        tensors[name] = (from_bf16(values) if is_bf16 else values.copy()).reshape(entry["shape"])
    return tensors


def write(path: Path, tensors: dict[str, np.ndarray], bf16: frozenset[str] = frozenset()) -> None:
    """Writes F32 tensors, those named in `bf16` as BF16. The file appears complete or not at all."""
    table, blobs, at = {}, [], 0
    for name in sorted(tensors):
        values = tensors[name]
        blob = (to_bf16(values) if name in bf16 else np.ascontiguousarray(values, "<f4")).tobytes()
        table[name] = {"dtype": "BF16" if name in bf16 else "F32", "shape": list(values.shape),
                       "data_offsets": [at, at + len(blob)]}
        at += len(blob)
        blobs.append(blob)
    header = json.dumps(table).encode()
    header += b" " * (-len(header) % 8)
    partial = Path(f"{path}.partial")
    partial.write_bytes(b"".join((struct.pack("<Q", len(header)), header, *blobs)))
    partial.replace(path)
