"""A portal to practise in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from caunoi.bundle import bundle
from caunoi.content import library_here
from caunoi.model.scenario import Scenario
from caunoi.views import mockup_view
from widgets.strings import MOCKUP
from widgets.view import reader_lang, with_words

HERE = Path(__file__).parent

# As many digits as the shortest number that privacy.js refuses.
LONG_NUMBER = 9


class Mockup(anywidget.AnyWidget):
    """The view is drawn, the trace grows; all behaviour is in mockup.js."""

    _esm = bundle(HERE / "mockup.js")
    _css = bundle(HERE / "mockup.css")

    view = traitlets.Dict().tag(sync=True)
    task = traitlets.Unicode().tag(sync=True)
    trace = traitlets.List().tag(sync=True)


def mockup(scenario: str, mode: str, lang: str | None = None) -> Mockup:
    """Return a portal with the task of a scenario, in the mode show, guided, practice or test.

    Raises ContentError for an unknown scenario and for a mode that is not the scenario's.
    """
    library = library_here()
    view = mockup_view(library, scenario, mode, reader_lang(lang))
    known = _long_numbers(library.scenario(scenario))
    return Mockup(view=with_words(view, MOCKUP, known), task=view["task"])


def _long_numbers(scenario: Scenario) -> list[str]:
    """The values of the practice person that look like somebody's number, and may be typed all the same."""
    values: list[Any] = list(scenario.values.values())
    return [value for value in values if sum(each.isdigit() for each in value) >= LONG_NUMBER]
