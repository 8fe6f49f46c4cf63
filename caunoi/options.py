"""The options that several commands share, and the settings that they make."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from caunoi.settings import Settings, settings

Port = Annotated[int | None, typer.Option(min=1, max=65535, help="Port of the hall, 8866 unless given.")]
Data = Annotated[Path | None, typer.Option(help="Data folder; by default beside the program's own.")]
Lang = Annotated[Literal["vi", "id", "en"] | None, typer.Option(help="Language, vi unless given.")]
Lan = Annotated[bool, typer.Option("--lan", help="Let phones in the local network in, not this computer only.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Do not open the browser.")]
Class = Annotated[str | None, typer.Option("--class", help="Id of the class, the newest unless given.")]
Lines = Annotated[bool, typer.Option("--json-progress", hidden=True)]


def chosen_settings(ctx: typer.Context, *, lan: bool = False, no_browser: bool = False, **given: Any) -> Settings:
    """Return the settings of a command: its own options, then those before it, then the environment."""
    own = {**given, "lan": lan or None, "browser": False if no_browser else None}
    return settings(**{**ctx.obj, **{name: value for name, value in own.items() if value is not None}})
