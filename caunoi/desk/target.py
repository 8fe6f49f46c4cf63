"""What an author means by a file or an id: the page of the desk that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from caunoi.content_files import content_files
from caunoi.errors import SettingError

# The page that shows a kind of file; a scenario's page shows its rubric and traces too.
PAGES = {
    "portal": "portal",
    "scenario": "scenario",
    "rubric": "scenario",
    "traces": "scenario",
    "items": "items",
    "keys": "items",
}
ORDER = ("scenario", "portal", "items")


def page_of(roots: Sequence[Path], asked: str | None) -> str:
    """Return the path of a page below the language, empty for the overview. Raises SettingError for an unknown id."""
    if asked is None:
        return ""
    found: dict[str, set[str]] = {page: set() for page in ORDER}
    for path in content_files(roots):
        name, _, rest = path.name.partition(".")
        kind = rest.removesuffix(".yaml")
        if kind in ORDER:
            found[kind].add(name)
    name, _, rest = Path(asked).name.partition(".")
    wanted = PAGES.get(rest.removesuffix(".yaml"))
    for page in (wanted,) if wanted else ORDER:
        if name in found[page]:
            return f"{page}/{name}"
    known = ", ".join(sorted(found["scenario"] | found["portal"] | found["items"])) or "none"
    raise SettingError(f"{asked}: there is no portal, scenario or question set of this name; there are: {known}.")
