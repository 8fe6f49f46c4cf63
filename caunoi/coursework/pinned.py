"""The content that a class was opened with, as far as the program of today can read it."""

from __future__ import annotations

from pathlib import Path

from caunoi.content import Library, library_here
from caunoi.coursework.folder import CONTENT
from caunoi.errors import ContentError

MOST_NAMED = 3


class OutgrownContent(ContentError):
    """The content of a class was copied by another version of the program, and this one cannot read all of it."""

    def __init__(self, root: Path, library: Library) -> None:
        super().__init__(library.unreadable)
        sentence = (
            f"class {root.name}: this version of Cầu Nối cannot read all of the content that the class was opened with"
            f" ({named_problems(root, library)}). What was answered is kept. Use the version that opened the class, or"
            f" mend {root / CONTENT} until `caunoi check --class {root.name}` finds no error; other classes go on."
        )
        # One sentence instead of a line for each problem.
        self.args = (sentence,)


def pinned_library(root: Path) -> Library:
    """Return the content of a class whose results are wanted.

    Raises:
        OutgrownContent: a file of it cannot be read; results without it would look whole and lack somebody's points.
    """
    library = library_here(root)
    if library.unreadable:
        raise OutgrownContent(root, library)
    return library


def named_problems(root: Path, library: Library) -> str:
    """Return what cannot be read in the content of a class: the first places, and how many more; empty for none."""
    places = [
        ": ".join(part for part in (_within(root, each.file), f"{each.place} {each.value}".strip()) if part)
        for each in library.unreadable
    ]
    more = len(places) - MOST_NAMED
    return "; ".join(places[:MOST_NAMED]) + (f"; + {more}" if more > 0 else "")


def _within(root: Path, file: str) -> str:
    path = Path(file)
    return path.relative_to(root.resolve()).as_posix() if path.is_relative_to(root.resolve()) else path.name
