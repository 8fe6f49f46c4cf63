"""The hall's own addresses, also where it stands behind a proxy under a path such as /caunoi."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Addresses:
    """Writes and reads addresses below `base`, which is empty or begins with a slash and does not end with one.

    Inside the hall every path is without the base: it is taken off where a request arrives and put on where an address
    is written, and nowhere in between.
    """

    base: str = ""

    def to(self, path: str, lang: str = "") -> str:
        """The address of a path of the hall: `/...` from its root, anything else in that language."""
        return f"{self.base}{path}" if path.startswith("/") else f"{self.base}/{lang}/{path}"

    def within(self, path: str) -> str:
        """A requested path without the base; one that has none comes through a proxy that took it off."""
        if path == self.base:
            return "/"
        return path.removeprefix(self.base) if path.startswith(f"{self.base}/") else path

    @property
    def cookie_path(self) -> str:
        """Where the browser sends the hall's cookies."""
        return f"{self.base}/"
