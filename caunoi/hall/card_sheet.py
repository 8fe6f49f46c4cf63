"""PIN cards as a PDF to print and cut: drawn by typst with our own fonts, without the network and without a file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from caunoi.hall.records import ClassRecord, TraineeRecord

FOLDER = Path(__file__).parent / "print"


@dataclass(frozen=True, slots=True)
class CardWords:
    """The words on each card, in the language of the class."""

    title: str
    card: str
    pin: str
    code: str
    keep: str
    qr: str


def card_sheet(
    record: ClassRecord,
    told: Iterable[tuple[TraineeRecord, str]],
    address: str,
    qr: Callable[[str], str],
    words: CardWords,
) -> bytes:
    """The PDF: eight cards a page, in the order given; `qr` gives a card its SVG. Takes some tenths of a second."""
    # Imported here: only who prints cards waits for it.
    import typst

    said = {
        "class": " · ".join(filter(None, (record.name, record.place))),
        "code": record.code,
        "address": address,
        "lang": record.lang,
        "words": asdict(words),
        "people": [
            {"name": person.name, "card": person.card, "pin": pin, "qr": qr(person.card)} for person, pin in told
        ],
    }
    return typst.compile(
        str(FOLDER / "cards.typ"),
        root=str(FOLDER),
        font_paths=[str(FOLDER)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"told": json.dumps(said, ensure_ascii=False)},
    )
