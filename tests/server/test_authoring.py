"""What does a hall do with a lesson its author has not finished, and how soon does it see a change?"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.server.material import copy_content
from tests.server.running import Browser, RunningHall, make_hall
from tests.server.test_light_pages import page_data

LESSON = "/vi/lesson/start/first"
IMPORT = "from widgets import mockup, quiz"
QUIZ = 'quiz("warm-up")'


class Author:
    """Writes the one lesson of a course and looks at it."""

    def __init__(self, folder: Path, browser: Browser) -> None:
        self.folder = folder
        self.browser = browser

    def write(self, *cells: str) -> None:
        make = {True: nbformat.v4.new_markdown_cell, False: nbformat.v4.new_code_cell}
        made = [make[source.startswith(("#", "!["))](source) for source in cells]
        nbformat.write(nbformat.v4.new_notebook(cells=made), self.folder / "first.ipynb")

    def look(self) -> Any:
        return self.browser.get(LESSON)


@pytest.fixture(scope="module")
def own_hall(tmp_path_factory: pytest.TempPathFactory, static: Path) -> Iterator[tuple[RunningHall, Path]]:
    folder = tmp_path_factory.mktemp("authoring")
    course = copy_content(folder / "material")
    running = RunningHall(make_hall(folder / "data", course, static))
    with running.serving():
        yield running, course / "curriculum" / "start"


@pytest.fixture
def author(own_hall: tuple[RunningHall, Path], monkeypatch: pytest.MonkeyPatch) -> Author:
    monkeypatch.setattr("caunoi.hall.fingerprint.REST_S", 0.0)
    running, folder = own_hall
    return Author(folder, running.facilitator())


def test_lesson_with_a_failing_cell_is_told_and_mended(author: Author, caplog: pytest.LogCaptureFixture) -> None:
    author.write("# Bài", IMPORT, 'mockup("none-such", "guided")')
    with caplog.at_level(logging.ERROR, "caunoi.hall"):
        broken = author.look()
    assert broken.status == 500
    assert '<html lang="vi">' in broken.text
    assert "Traceback" not in broken.text and "none-such" not in broken.text
    assert "first.ipynb (vi): a cell failed" in caplog.text
    assert "none-such" in caplog.text
    author.write("# Bài", IMPORT, QUIZ)
    assert author.look().status == 200


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([IMPORT, "import random"], "first.ipynb (vi): cell 3 holds 'import random'"),
        ([IMPORT, QUIZ, QUIZ], "'quiz/warm-up' is shown twice"),
        (["![x](none.png)"], "picture 'none.png' is no file in the notebook's folder"),
        (["![x](../secret.png)"], "picture '../secret.png' is no file"),
        (["![x](first.ipynb)"], "picture 'first.ipynb' is no file"),
        (["![x](https://example.org/x.png)"], "picture 'https://example.org/x.png' is no file"),
    ],
)
def test_lesson_that_is_not_light_is_named(
    author: Author, caplog: pytest.LogCaptureFixture, cells: list[str], said: str
) -> None:
    (author.folder.parent / "secret.png").write_bytes(b"secret")
    author.write("# Bài", *cells)
    with caplog.at_level(logging.ERROR, "caunoi.hall"):
        assert author.look().status == 500
    assert said in caplog.text


def test_attempt_of_a_broken_lesson_says_so(own_hall: tuple[RunningHall, Path], author: Author) -> None:
    author.write("# Bài", "import random")
    running, _ = own_hall
    trainee = running.signed_in(running.new_class("Người học"), "001")
    answer = trainee.get("/api/attempt?page=lesson/start/first")
    assert (answer.status, answer.code) == (503, "page-failed")


def test_pictures_beside_the_notebook_become_files(author: Author) -> None:
    (author.folder / "pictures").mkdir(exist_ok=True)
    (author.folder / "pictures" / "ảnh.png").write_bytes(b"\x89PNG not really")
    author.write("![một](pictures/ảnh.png)")
    html = author.look().text
    [address] = [part for part in html.split('"') if part.startswith("/assets/") and part.endswith(".png")]
    picture = author.browser.get(address)
    assert (picture.body, picture.headers["Content-Type"]) == (b"\x89PNG not really", "image/png")
    assert 'alt="một"' in html


def test_data_of_a_page_cannot_end_its_script(author: Author) -> None:
    items = author.folder / "warm-up.items.yaml"
    before = items.read_text(encoding="utf-8")
    try:
        items.write_text(before.replace("Ai gõ mật khẩu?", "</script><b>Ai?"), encoding="utf-8")
        author.write("# <b>Bài</b>", IMPORT, QUIZ)
        html = author.look().text
        inside = html.split('id="caunoi-page">')[1].split("</script>")[0]
        assert "<" not in inside
        assert "</script><b>Ai?" in str(page_data(html)["widgets"])
    finally:
        items.write_text(before, encoding="utf-8")
