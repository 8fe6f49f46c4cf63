"""The room's Wi-Fi as a QR code says it, and the file that keeps it from one class to the next."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path

from caunoi.errors import StoreError

FILE = Path("secrets") / "wifi.json"

LONGEST_NAME_BYTES = 32  # of a network's name, by the standard
SHORTEST_PASSWORD, LONGEST_PASSWORD = 8, 63

_SPECIAL = re.compile(r'([\\;,":])')
_KEY = re.compile(r"[0-9A-Fa-f]{64}")


@dataclass(frozen=True, slots=True)
class Wifi:
    """A network; without a password it is an open one, `hidden` means that it does not send its name."""

    name: str
    password: str = ""
    hidden: bool = False

    @property
    def text(self) -> str:
        """What a phone reads in the QR code.

        No value is put in quotation marks, though the description of the format asks for it where a password could be
        a hexadecimal number: an iPhone then takes the marks for a part of the password.
        """
        password = f"P:{_escaped(self.password)};" if self.password else ""
        hidden = "H:true;" if self.hidden else ""
        return f"WIFI:T:{'WPA' if self.password else 'nopass'};S:{_escaped(self.name)};{password}{hidden};"


def name_fits(name: str) -> bool:
    """Whether a network can have this name."""
    return bool(name) and name.isprintable() and len(name.encode()) <= LONGEST_NAME_BYTES


def password_fits(password: str) -> bool:
    """Whether WPA takes this password: none for an open network, 8 to 63 plain characters, or a key of 64 digits."""
    plain = password.isascii() and password.isprintable()
    return not password or bool(
        plain and (SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD or _KEY.fullmatch(password))
    )


def read_wifi(data: Path) -> Wifi | None:
    """The network that was typed in, None when there is none or the file is not ours any more."""
    try:
        kept = json.loads((data / FILE).read_text(encoding="utf-8"))
        return Wifi(str(kept["name"]), str(kept["password"]), kept["hidden"] is True)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def write_wifi(data: Path, wifi: Wifi | None) -> None:
    """Keep a network, readable by the owner of the data folder only, or forget it; raises StoreError."""
    file = data / FILE
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        if wifi is not None:
            with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:
                json.dump(asdict(wifi), out, ensure_ascii=False)
    except OSError as error:
        raise StoreError(f"{file} cannot be written: {error.strerror}; look at the data folder.") from error


def _escaped(value: str) -> str:
    return _SPECIAL.sub(r"\\\1", value)
