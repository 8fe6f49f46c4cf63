"""Vietnamese letters as computers wrote them before Unicode: which way a text was written, told by its syllables.

TCVN3 (fonts named .VnTime) and VNI put Vietnamese letters in the places of Western ones, so that a list in them is full
of words like "NguyÔn" or "Nguyeãn". Read the wrong way hardly a word is a Vietnamese syllable; read the right way, all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Literal

Reading = Literal["unicode", "windows-1258", "tcvn3", "vni"]

# The letters of TCVN3 from 0xA1 on; a dot is a place without a letter.
_TCVN3_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđ......àảãáạ.ằẳẵắ.......ặầẩẫấậè.ẻẽéẹềểễếệìỉ...ĩíịò.ỏõóọồổỗốộờởỡớợù.ủũúụừửữứựỳỷỹýỵ"
_TCVN3 = {0xA1 + place: letter for place, letter in enumerate(_TCVN3_LETTERS) if letter != "."}

_GRAVE, _ACUTE, _HOOK, _TILDE, _DOT = "\u0300", "\u0301", "\u0309", "\u0303", "\u0323"
_HAT, _BREVE = "\u0302", "\u0306"

# VNI writes a letter and then a Western one for its marks.
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _HAT, "á": _HAT + _ACUTE, "à": _HAT + _GRAVE, "å": _HAT + _HOOK, "ã": _HAT + _TILDE, "ä": _HAT + _DOT,
    "ê": _BREVE, "é": _BREVE + _ACUTE, "è": _BREVE + _GRAVE, "ú": _BREVE + _HOOK, "ü": _BREVE + _TILDE,
    "ë": _BREVE + _DOT,
}  # fmt: skip
_VNI_ALONE = {"ñ": "đ", "ô": "ơ", "ö": "ư", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_PAIR = re.compile(rf"([aeouyôö])([{''.join(_VNI_MARKS)}])|([{''.join(_VNI_ALONE)}])")

# A syllable without its tone: what begins it, its vowels, what ends it.
_SYLLABLE = re.compile(
    r"(?:ngh|ng|gh|gi|kh|nh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx])?"
    r"(?:iê|yê|ia|ya|uyê|uya|uô|ua|uâ|uê|uơ|ươ|ưa|uy|oa|oă|oe|oo|[aăâeêioôơuưy])"
    r"(?:ch|nh|ng|[cmnpt]|[iyou])?"
)
_TONES = str.maketrans("", "", _GRAVE + _ACUTE + _HOOK + _TILDE + _DOT)
_WORD = re.compile(r"[^\W\d_]+")


def reading_of(text: str) -> Reading:
    """How a text that was decoded as Unicode is to be read: as it stands, or as one of the two old ways."""
    return _best(text, {"unicode": _same, "tcvn3": _from_tcvn3, "vni": _from_vni})


def reading_of_bytes(body: bytes) -> Reading | None:
    """How bytes that are no UTF-8 are to be read, None when no way makes half of their words Vietnamese."""
    western = body.decode("latin-1")
    ways: dict[Reading, Callable[[str], str]] = {
        "windows-1258": lambda _: from_windows(body),
        "tcvn3": _from_tcvn3,
        "vni": _from_vni,
    }
    best = _best(western, ways)
    accented = _accented(ways[best](western))
    return best if 2 * _syllables(accented) > len(accented) else None


def from_windows(body: bytes) -> str:
    """The text of bytes in Windows-1258, the Vietnamese code page of Windows, composed."""
    return unicodedata.normalize("NFC", body.decode("cp1258", "replace"))


def _best(text: str, ways: Mapping[Reading, Callable[[str], str]]) -> Reading:
    """The way under which most words are syllables; the earlier one of equals."""
    scores = {way: _syllables(_accented(read(text))) for way, read in ways.items()}
    return max(scores, key=lambda way: scores[way])


def _accented(text: str) -> list[str]:
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return [word for word in words if not word.isascii()]


def _syllables(words: list[str]) -> int:
    return sum(1 for word in words if _SYLLABLE.fullmatch(_toneless(word)))


def _toneless(word: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", word).translate(_TONES))


def _same(text: str) -> str:
    return text


def _from_tcvn3(text: str) -> str:
    return text.translate(_TCVN3)


def _from_vni(text: str) -> str:
    def letter(found: re.Match[str]) -> str:
        base, mark, alone = found.groups()
        return _VNI_ALONE[alone] if alone else _VNI_ALONE.get(base, base) + _VNI_MARKS[mark]

    return unicodedata.normalize("NFC", _VNI_PAIR.sub(letter, text.lower()))
