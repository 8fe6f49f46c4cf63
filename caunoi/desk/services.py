"""What the desk needs of other rooms, handed in by the command line: values and callables, no imports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Widget:
    """One widget as trainees get it: its joined module, its joined stylesheet, its words in a language."""

    module: str
    style: str
    words: Callable[[str], dict[str, str]]


@dataclass(frozen=True)
class Widgets:
    """The widgets that the desk draws with."""

    mockup: Widget
    quiz: Widget
