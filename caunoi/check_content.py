"""Finds what does not fit together in a library."""

from __future__ import annotations

from caunoi.content import Library
from caunoi.errors import Problem


def content_problems(library: Library) -> list[Problem]:
    """Return all problems of the content as such."""
    return list(library.unreadable)
