"""The small course that the halls of these tests serve."""

from __future__ import annotations

from tests.server.conftest import course, static

__all__ = ["course", "static"]
