"""What a PDF made by typst says: its texts, one for each run of letters, as a reader who copies them gets them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def texts(pdf: bytes) -> list[str]:
    """The runs of all pages in their order; every font is a plain table from two-byte glyphs to letters."""
    streams = [_inflated(each) for each in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL)]
    fonts = [_letters(each) for each in streams if b"beginbfchar" in each]
    runs = [run for each in streams for run in re.findall(rb"/f(\d+) [\d.]+ Tf[^\[]*\[((?:\\.|[^\]])*)\]TJ", each)]
    return [_read(line, fonts[int(font)]) for font, line in runs]


def _inflated(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return b""  # a picture


def _letters(cmap: bytes) -> dict[bytes, str]:
    pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>", cmap)
    return {bytes.fromhex(glyph.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for glyph, text in pairs}


def _read(line: bytes, letters: dict[bytes, str]) -> str:
    glyphs = b"".join(_strings(line))
    return "".join(letters[glyphs[place : place + 2]] for place in range(0, len(glyphs), 2))


def _strings(line: bytes) -> Iterator[bytes]:
    """The strings of an array; brackets inside one stand as they are when they are in pairs."""
    depth, said = 0, b""
    for found in re.finditer(rb"\\([0-7]{1,3}|.)|(.)", line, re.DOTALL):
        escaped, plain = found.groups()
        if escaped is not None:
            said += bytes([int(escaped, 8)]) if escaped.isdigit() else _ESCAPED.get(escaped, escaped)
            continue
        depth -= plain == b")"
        if depth:
            said += plain
        elif plain == b")":
            yield said
            said = b""
        depth += plain == b"("
