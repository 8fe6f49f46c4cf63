"""What a widget gives the browser: three traits, the words it needs, and of a test nothing that scores it."""

from __future__ import annotations

import json
from pathlib import Path

import anywidget
import pytest

import widgets
from caunoi.content import Library
from caunoi.i18n import LANGS
from caunoi.views import mockup_view, quiz_view, writing_view
from widgets import Mockup, Quiz, Writing
from widgets.strings import MOCKUP, QUIZ, WRITING
from widgets.view import reader_lang, with_words

KINDS = {Mockup: "mockup", Quiz: "quiz", Writing: "writing"}
# A field of the portal may have a hint of its own, so the word itself is no secret.
SECRETS = ("points", "steps", "criteria", "wrong_turns", "vetoes", "key", "feedback", "because", "why")


@pytest.fixture(autouse=True)
def in_fixture_class(fixture_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of a class whose pinned content is the fixture's."""
    (tmp_path / "class.yaml").write_text("id: c1\n", encoding="utf-8")
    (tmp_path / "content").symlink_to(fixture_content)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_three_traits_and_no_more_can_be_read_by_the_browser(kind: type[anywidget.AnyWidget]) -> None:
    ours = set(kind.class_traits(sync=True)) - set(anywidget.AnyWidget.class_traits(sync=True))
    # `_esm` and `_css` are made per object by anywidget from the class's two strings.
    assert ours == {"view", "task", "trace"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_test_view_holds_nothing_that_scores_it(lang: str) -> None:
    shown = [
        widgets.mockup("help-uncle", "test", lang),
        widgets.quiz("basics", lang),
        widgets.writing("coaching", lang),
    ]
    for widget in shown:
        view = {name: value for name, value in widget.view.items() if name != "ui"}
        assert not set(SECRETS) & keys_in(view), sorted(set(SECRETS) & keys_in(view))
        assert json.loads(json.dumps(widget.view)) == widget.view


def test_a_practice_view_carries_what_its_feedback_needs() -> None:
    assert {"steps", "criteria", "wrong_turns", "vetoes", "goal"} <= set(
        widgets.mockup("help-grandmother", "practice", "vi").view
    )
    assert all("rule" in item for item in widgets.quiz("warm-up", "vi").view["items"])


def test_the_task_is_the_views_and_a_new_widget_has_no_trace() -> None:
    widget = widgets.mockup("help-grandmother", "guided", "vi")
    assert widget.task == "mockup/help-grandmother/guided"
    assert widget.trace == []


def test_the_words_around_are_in_the_language_of_the_view(library: Library) -> None:
    view = mockup_view(library, "help-grandmother", "show", "vi")
    assert with_words(view, MOCKUP)["ui"]["practice_band"] == "Màn hình minh hoạ để luyện tập, không phải ứng dụng thật"
    assert set(with_words(view, MOCKUP)["ui"]) == set(MOCKUP)
    assert "ui" not in view


def test_the_language_is_the_callers_then_the_kernels_then_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAUNOI_LANG", "id")
    assert reader_lang("en") == "en"
    assert reader_lang(None) == "id"
    monkeypatch.delenv("CAUNOI_LANG")
    assert reader_lang(None) == "vi"


@pytest.mark.parametrize("lang", LANGS)
def test_every_text_of_the_fixture_can_be_drawn(library: Library, lang: str) -> None:
    for view, table in (
        (mockup_view(library, "help-uncle", "test", lang), MOCKUP),
        (quiz_view(library, "basics", lang), QUIZ),
        (writing_view(library, "coaching", lang), WRITING),
    ):
        assert all(with_words(view, table)["ui"].values())


def keys_in(value: object) -> set[str]:
    """Every key of every dict inside."""
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_in(each)}
    if isinstance(value, list):
        return {key for each in value for key in keys_in(each)}
    return set()
