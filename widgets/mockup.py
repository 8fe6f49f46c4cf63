"""A portal to practise in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from caunoi.bundle import bundle
from caunoi.content import library_here
from caunoi.views import mockup_view
from widgets.strings import MOCKUP
from widgets.view import reader_lang, with_words

HERE = Path(__file__).parent


class Mockup(anywidget.AnyWidget):
    """The view is drawn, the trace grows; all behaviour is in mockup.js."""

    _esm = bundle(HERE / "mockup.js")
    _css = bundle(HERE / "mockup.css")

    view = traitlets.Dict().tag(sync=True)
    task = traitlets.Unicode().tag(sync=True)
    trace: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)


def mockup(scenario: str, mode: str, lang: str | None = None) -> Mockup:
    """Return a portal with the task of a scenario, in the mode show, guided, practice or test.

    Raises ContentError for an unknown scenario and for a mode that is not the scenario's.
    """
    view = mockup_view(library_here(), scenario, mode, reader_lang(lang))
    return Mockup(view=with_words(view, MOCKUP), task=view["task"])
