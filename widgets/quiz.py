"""A set of questions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anywidget
import traitlets

from caunoi.bundle import bundle
from caunoi.content import library_here
from caunoi.views import quiz_view
from widgets.strings import QUIZ, QUIZ_SCREENS
from widgets.view import reader_lang, with_words

HERE = Path(__file__).parent


class Quiz(anywidget.AnyWidget):
    """The view is drawn, the trace grows; all behaviour is in quiz.js."""

    _esm = bundle(HERE / "quiz.js")
    _css = bundle(HERE / "quiz.css")

    view = traitlets.Dict().tag(sync=True)
    task = traitlets.Unicode().tag(sync=True)
    trace: traitlets.List[dict[str, Any]] = traitlets.List().tag(sync=True)


class QuizScreens(Quiz):
    """Questions of which some are on a drawn screen; other pages are spared what draws it."""

    _esm = bundle(HERE / "quiz_screens.js")
    _css = bundle(HERE / "quiz_screens.css")


def quiz(items: str, lang: str | None = None) -> Quiz:
    """Return the questions of an item set. Raises ContentError for an unknown set."""
    return drawn(quiz_view(library_here(), items, reader_lang(lang)))


def drawn(view: dict[str, Any]) -> Quiz:
    """Return the widget that draws a view of caunoi.views.quiz_view."""
    if any(item["kind"] == "hotspot" for item in view["items"]):
        return QuizScreens(view=with_words(view, QUIZ_SCREENS), task=view["task"])
    return Quiz(view=with_words(view, QUIZ), task=view["task"])
