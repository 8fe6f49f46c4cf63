"""Which of this computer's addresses phones are told: the likeliest, or the one that a facilitator has chosen."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from caunoi.errors import StoreError
from caunoi.network import Way
from caunoi.settings import Settings

FILE = "address.json"


@dataclass(frozen=True, slots=True)
class Choice:
    """What was chosen; the adapter too, since a router may give it another address the next day."""

    ip: str
    adapter: str


def told(ways: Sequence[Way], choice: Choice | None) -> Way | None:
    """The way that phones are told: the chosen one while it is there, else the first; None without a network."""
    return chosen(ways, choice) or next(iter(ways), None)


def chosen(ways: Sequence[Way], choice: Choice | None) -> Way | None:
    """The chosen way among those that are there now, None when it is gone or nothing was chosen."""
    if choice is None:
        return None
    same = [way for way in ways if way.ip == choice.ip]
    moved = [way for way in ways if way.adapter == choice.adapter]
    return same[0] if same else moved[0] if len(moved) == 1 else None


def read_choice(data: Path) -> Choice | None:
    """What was chosen, None when nothing was or the file is not ours any more."""
    try:
        kept = json.loads((data / FILE).read_text(encoding="utf-8"))
        return Choice(str(kept["ip"]), str(kept["adapter"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_choice(data: Path, choice: Choice | None) -> None:
    """Keep a choice for the next starts too, or forget it; raises StoreError."""
    file = data / FILE
    try:
        if choice is None:
            file.unlink(missing_ok=True)
        else:
            data.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(".new")
            unfinished.write_text(json.dumps(asdict(choice), ensure_ascii=False), encoding="utf-8")
            unfinished.replace(file)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror}; look at the data folder.") from error


def phone_address(chosen: Settings, way: Way) -> str:
    """Where phones find the hall by this way."""
    return f"http://{way.ip}:{chosen.port}{chosen.base_path}/"


def what_it_is(_: Callable[[str], str], way: Way) -> str:
    """A way in plain words, for who knows no names of adapters."""
    return {
        "hotspot": _("the hotspot of this computer"),
        "guest": _("the hotspot of a phone"),
        "wifi": _("a Wi-Fi that this computer is in"),
        "network": _("a network that this computer is in"),
        "public": _("an address of the open Internet"),
        "unanswered": _("a network in which nobody gave this computer an address"),
        "virtual": _("made by a program on this computer, such as a VPN; phones seldom reach it"),
    }[way.kind]
