"""All settings in one table: name, type, default, environment variable and help."""

from __future__ import annotations

import ipaddress
import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from caunoi.errors import SettingError
from caunoi.model.base import LANGS

# Parts of letters, digits and what needs no escape in an address, none of them only points.
_BASE_PATH = re.compile(r"(?:/(?!\.+(?:/|$))[A-Za-z0-9._-]+)+")
_HOST = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?")

CHECKOUT = Path(__file__).resolve().parent.parent


def default_data() -> Path:
    """Return the data folder beside this checkout, or in the user's folder where one cannot write beside it."""
    beside = CHECKOUT.parent / f"{CHECKOUT.name}-data"
    if beside.exists() or os.access(CHECKOUT.parent, os.W_OK):
        return beside
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home())) / "caunoi"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "caunoi"


def _port(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 65535:
        raise ValueError("a port is 1 to 65535")
    return number


def _lang(text: str) -> str:
    if text not in LANGS:
        raise ValueError(f"use one of {', '.join(LANGS)}")
    return text


def _switch(text: str) -> bool:
    if text not in ("0", "1"):
        raise ValueError("use 0 or 1")
    return text == "1"


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError("use a whole number from 1")
    return number


def _days(text: str) -> int:
    number = int(text)
    if not 0 <= number <= 36_500:
        raise ValueError("use a number of days, 0 for ever")
    return number


def _base_path(text: str) -> str:
    path = "/" + text.strip("/")
    first = path.split("/")[1]
    if not _BASE_PATH.fullmatch(path):
        raise ValueError("write a path such as /caunoi, with letters, digits, hyphens, points and underscores")
    if first in (*LANGS, "api", "assets", "live"):
        raise ValueError(f"the hall has pages of its own under /{first}; choose another path")
    return path


def _hosts(text: str) -> tuple[str, ...]:
    names = _parts(text)
    for name in names:
        if not _HOST.fullmatch(name):
            raise ValueError(f"{name} is no host name; write names such as hall.example, without port and scheme")
    return names


def _networks(text: str) -> tuple[str, ...]:
    written = _parts(text)
    for each in written:
        try:
            ipaddress.ip_network(each)
        except ValueError as error:
            raise ValueError(f"{each} is no address or network; write for example 127.0.0.1 or 10.0.0.0/8") from error
    return written


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@dataclass(frozen=True)
class Setting:
    """One row of the table."""

    name: str
    read: Callable[[str], Any]
    default: Any
    help: str

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"CAUNOI_{self.name.upper()}"


SETTINGS = (
    Setting("port", _port, 8866, "Port of the hall."),
    Setting("assessor_port", _port, 8867, "Port of the assessor's JupyterLab, on 127.0.0.1 only."),
    Setting("desk_port", _port, 8868, "Port of the author's desk, on 127.0.0.1 only."),
    Setting("data", Path, None, "Data folder; by default beside the checkout or in the user's data folder."),
    Setting("lang", _lang, "vi", "Language of a page nobody has chosen one for: vi, id or en."),
    Setting("lan", _switch, False, "Listen to the local network too, not to this machine only."),
    Setting("browser", _switch, True, "Open the browser at the start."),
    Setting("session_hours", _count, 12, "Hours after which a person signs in again."),
    Setting("pin_tries", _count, 5, "Wrong PINs before a card rests."),
    Setting("pin_rest_minutes", _count, 5, "Minutes a card rests after too many wrong PINs."),
    Setting("connections", _count, None, "Connections the hall holds at a time; by default what the machine allows."),
    Setting("keep_days", _days, 0, "Days after a class until its names are due to be taken out, 0 for ever."),
    Setting("body_kilobytes", _count, 256, "Largest request body the hall takes."),
    Setting("analyses", _count, 2, "Analyses with a Python of their own that may be open at the same time."),
    Setting("analysis_minutes", _count, 15, "Minutes after which an analysis that nobody uses gives up its place."),
    Setting("analysis_megabytes", _count, 600, "Memory in MB that one analysis may need before it is stopped."),
    Setting("base_path", _base_path, "", "Path under which a reverse proxy shows the hall, for example /caunoi."),
    Setting("hosts", _hosts, (), "More names under which the hall answers, with commas between them."),
    Setting("trusted_proxies", _networks, (), "Addresses or networks of proxies whose X-Forwarded-* are believed."),
)


@dataclass(frozen=True)
class Settings:
    """What one run of the suite goes by; see SETTINGS for the meaning of each."""

    port: int
    assessor_port: int
    desk_port: int
    data: Path
    lang: str
    lan: bool
    browser: bool
    session_hours: int
    pin_tries: int
    pin_rest_minutes: int
    connections: int | None
    keep_days: int
    body_kilobytes: int
    analyses: int
    analysis_minutes: int
    analysis_megabytes: int
    base_path: str
    hosts: tuple[str, ...]
    trusted_proxies: tuple[str, ...]

    @property
    def address(self) -> str:
        """The address to bind to: this machine only, unless the local network was asked for."""
        return "0.0.0.0" if self.lan else "127.0.0.1"  # noqa: S104  # only when --lan asks for it


def settings(environment: Mapping[str, str] | None = None, **given: Any) -> Settings:
    """Return the settings: what is given (None counts as not given), else the environment, else the default.

    Raises SettingError that names the setting, its value and what it can be.
    """
    environment = os.environ if environment is None else environment
    unknown = sorted(set(given) - {field.name for field in fields(Settings)})
    if unknown:
        raise SettingError(f"There is no setting {unknown[0]}; there are {', '.join(row.name for row in SETTINGS)}.")
    chosen = {row.name: _chosen(row, given.get(row.name), environment) for row in SETTINGS}
    chosen["data"] = Path(chosen["data"] or default_data()).expanduser().absolute()
    return Settings(**chosen)


def written_settings(chosen: Settings) -> dict[str, str]:
    """The environment variables that would give these settings again, without the defaults and the data folder."""
    different = {row.variable: getattr(chosen, row.name) for row in SETTINGS if row.name != "data"}
    defaults = {row.variable: row.default for row in SETTINGS}
    return {name: _text_of(value) for name, value in different.items() if value != defaults[name]}


def _text_of(value: Any) -> str:
    return ",".join(value) if isinstance(value, tuple) else str(int(value)) if isinstance(value, bool) else str(value)


def _chosen(row: Setting, given: Any, environment: Mapping[str, str]) -> Any:
    written = environment.get(row.variable, "")
    if given is None and not written:
        return row.default
    text = written if given is None else str(int(given)) if isinstance(given, bool) else str(given)
    try:
        return row.read(text)
    except ValueError as error:
        raise SettingError(f"Setting {row.name} has the value {text}: {error}.") from error
