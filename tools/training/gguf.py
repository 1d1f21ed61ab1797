"""Writes and reads GGUF files, version 3, as far as the export needs it."""

import struct
from pathlib import Path

import numpy as np

F32, Q8_0 = 0, 8
_ALIGNMENT = 32
_BLOCK = 32  # values that share a scale in Q8_0
_Q8_0_BLOCK = np.dtype([("scale", "<f2"), ("values", "i1", _BLOCK)])
_UINT32, _INT32, _FLOAT32, _STRING, _ARRAY = 4, 5, 6, 8, 9


def q8_0(values: np.ndarray) -> bytes:
    """Blocks of 32: an F16 scale, which is the largest magnitude / 127, and 32 signed bytes."""
    blocks = np.ascontiguousarray(values, "<f4").reshape(-1, _BLOCK)
    scale = np.abs(blocks).max(1, keepdims=True) / np.float32(127)
    inverse = np.divide(1, scale, out=np.zeros_like(scale), where=scale > 0)
    out = np.empty(len(blocks), _Q8_0_BLOCK)
    out["scale"] = scale[:, 0]
    out["values"] = np.rint(blocks * inverse)
    return out.tobytes()


def _text(value: str) -> bytes:
    raw = value.encode()
    return struct.pack("<Q", len(raw)) + raw


def _value(value) -> bytes:
    """int is uint32, float is float32, a list has the type of its elements; lists of ints are int32."""
    if isinstance(value, str):
        return struct.pack("<I", _STRING) + _text(value)
    if isinstance(value, int):
        return struct.pack("<II", _UINT32, value)
    if isinstance(value, float):
        return struct.pack("<If", _FLOAT32, value)
    if isinstance(value[0], str):
        return struct.pack("<IIQ", _ARRAY, _STRING, len(value)) + b"".join(map(_text, value))
    return struct.pack("<IIQ", _ARRAY, _INT32, len(value)) + struct.pack(f"<{len(value)}i", *value)


def write(path: Path, metadata: dict, tensors: list[tuple[str, np.ndarray, int]]) -> None:
    """Tensors are (name, F32 values, type); GGUF lists dimensions from the fastest to the slowest."""
    head = [b"GGUF" + struct.pack("<IQQ", 3, len(tensors), len(metadata))]
    head += [_text(key) + _value(value) for key, value in metadata.items()]
    blobs, at = [], 0
    for name, values, kind in tensors:
        blob = q8_0(values) if kind == Q8_0 else np.ascontiguousarray(values, "<f4").tobytes()
        shape = values.shape[::-1]
        head.append(_text(name) + struct.pack(f"<I{len(shape)}QIQ", len(shape), *shape, kind, at))
        blob += b"\0" * (-len(blob) % _ALIGNMENT)
        blobs.append(blob)
        at += len(blob)
    header = b"".join(head)
    header += b"\0" * (-len(header) % _ALIGNMENT)
    partial = Path(f"{path}.partial")
    partial.write_bytes(b"".join((header, *blobs)))
    partial.replace(path)


def read(path: Path) -> tuple[dict, dict[str, np.ndarray]]:
    """Metadata and tensors, as F32, of a file that `write` wrote."""
    data = Path(path).read_bytes()
    magic, version, tensors, count = struct.unpack_from("<4sIQQ", data)
    if magic != b"GGUF" or version != 3:
        raise ValueError(f"{path} is not a GGUF file of version 3")
    reader = _Reader(data, struct.calcsize("<4sIQQ"))
    metadata = {reader.text(): reader.value() for _ in range(count)}
    entries = []
    for _ in range(tensors):
        name = reader.text()
        shape = reader.numbers(f"<{reader.numbers('<I')[0]}Q")[::-1]
        entries.append((name, shape, *reader.numbers("<IQ")))
    begin = reader.at + -reader.at % _ALIGNMENT
    return metadata, {name: _unpacked(data, begin + at, shape, kind) for name, shape, kind, at in entries}


class _Reader:
    """Goes through the head of a file."""

    def __init__(self, data: bytes, at: int):
        self._data, self.at = data, at

    def numbers(self, form: str) -> tuple:
        found = struct.unpack_from(form, self._data, self.at)
        self.at += struct.calcsize(form)
        return found

    def text(self) -> str:
        (length,) = self.numbers("<Q")
        self.at += length
        return self._data[self.at - length:self.at].decode()

    def value(self):
        (kind,) = self.numbers("<I")
        if kind != _ARRAY:
            return self._one(kind)
        kind, count = self.numbers("<IQ")
        return [self._one(kind) for _ in range(count)]

    def _one(self, kind: int):
        if kind == _STRING:
            return self.text()
        return self.numbers({_UINT32: "<I", _INT32: "<i", _FLOAT32: "<f"}[kind])[0]


def _unpacked(data: bytes, at: int, shape: tuple[int, ...], kind: int) -> np.ndarray:
    count = int(np.prod(shape))
    if kind == F32:
        return np.frombuffer(data, "<f4", count, at).reshape(shape).copy()
    if kind != Q8_0:
        raise ValueError(f"tensors of the type {kind} are not read here")
    blocks = np.frombuffer(data, _Q8_0_BLOCK, count // _BLOCK, at)
    return (blocks["scale"].astype("<f4")[:, None] * blocks["values"]).reshape(shape)
