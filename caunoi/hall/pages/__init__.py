"""The pages people see; `ROUTES` is what the application adds to its own."""

from __future__ import annotations

from typing import Any

ROUTES: list[tuple[Any, ...]] = []
