"""Browser modules without a browser: their functions run in QuickJS, JSON in and JSON out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import quickjs

from caunoi.bundle import bundle

ROOT = Path(__file__).resolve().parents[3]


class Module:
    """The exported functions of one module of ours, which needs no page."""

    def __init__(self, path: str) -> None:
        self._context = quickjs.Context()
        names = _exported((ROOT / path).read_text(encoding="utf-8"))
        doors = f"\nglobalThis.doors = {{ {', '.join(names)} }};\n"
        self._context.module(bundle(ROOT / path) + doors)
        self._context.eval("globalThis.book = {};")

    def call(self, name: str, *values: Any) -> Any:
        """What the function returns for these values."""
        return self.run(f"doors.{name}(...{json.dumps(values)})")

    def run(self, code: str) -> Any:
        """The value of an expression; `doors` are the functions and `book` is kept between calls."""
        answer = self._context.eval(f"JSON.stringify({code})")
        return None if answer is None else json.loads(answer)


def _exported(source: str) -> list[str]:
    starts = ("export function ", "export const ")
    lines = [line for line in source.splitlines() if line.startswith(starts)]
    return [line.split()[2].split("(")[0] for line in lines]
