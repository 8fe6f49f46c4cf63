"""Is a page made once, in the right order, and thrown away when anything it is made of changes?"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from caunoi.hall import shelf as shelf_module
from caunoi.hall.light_page import Page, PageFailed, PageSource, page_of
from caunoi.hall.shelf import Shelf


class Kitchen:
    """Renders by hand: notes what it was asked for, and waits until it is let go."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.made: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.during: Callable[[], None] = lambda: None
        self.rested_after: list[int] = []
        self.rested = asyncio.Event()
        self.rested.set()
        (folder / "content").mkdir()
        self.write("one")

    def write(self, words: str) -> None:
        (self.folder / "content" / "words.yaml").write_text(words, encoding="utf-8")

    async def rest(self) -> None:
        self.rested_after.append(len(self.made))
        await self.rested.wait()

    def source(self, name: str, lang: str = "vi") -> PageSource:
        return PageSource(name, "lesson", self.folder / f"{name}.ipynb", (self.folder / "content",), name, lang)

    async def render(self, source: PageSource) -> Page:
        self.made.append(f"{source.name}.{source.lang}")
        await self.gate.wait()
        self.during()
        if source.name == "broken":
            raise PageFailed("broken.ipynb: cell 2 failed")
        return page_of(f"{source.name} {len(self.made)}", ())


@pytest.fixture
def kitchen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kitchen:
    monkeypatch.setattr("caunoi.hall.fingerprint.REST_S", 0.0)
    return Kitchen(tmp_path)


def test_many_who_wait_get_one_render(kitchen: Kitchen) -> None:
    async def go() -> list[Page]:
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        return await asyncio.gather(*(shelf.page(kitchen.source("a")) for _ in range(40)))

    pages = asyncio.run(go())
    assert kitchen.made == ["a.vi"]
    assert len({page.body for page in pages}) == 1


def test_each_language_is_a_page(kitchen: Kitchen) -> None:
    async def go() -> None:
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        for lang in ("vi", "id", "vi"):
            await shelf.page(kitchen.source("a", lang))

    asyncio.run(go())
    assert kitchen.made == ["a.vi", "a.id"]


def test_page_that_is_asked_for_comes_before_those_made_in_advance(kitchen: Kitchen) -> None:
    async def go() -> None:
        kitchen.gate.clear()
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        shelf.warm(kitchen.source(name) for name in ("a", "b", "c", "d"))
        await asyncio.sleep(0)
        asked = [asyncio.ensure_future(shelf.page(kitchen.source(name))) for name in ("x", "d")]
        await asyncio.sleep(0)
        kitchen.gate.set()
        await asyncio.gather(*asked)
        await asyncio.gather(*(shelf.page(kitchen.source(name)) for name in ("b", "c")))

    asyncio.run(go())
    # The one in hand is finished first; what was moved up is not made a second time.
    assert kitchen.made == ["a.vi", "x.vi", "d.vi", "b.vi", "c.vi"]


def test_change_of_content_makes_a_new_page(kitchen: Kitchen) -> None:
    async def go() -> list[bytes]:
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        first = await shelf.page(kitchen.source("a"))
        kitchen.write("another")
        second = await shelf.page(kitchen.source("a"))
        kitchen.write("one")
        third = await shelf.page(kitchen.source("a"))
        return [first.body, second.body, third.body]

    first, second, third = asyncio.run(go())
    assert first != second
    assert third == first


def test_change_of_code_makes_a_new_page(kitchen: Kitchen, tmp_path: Path) -> None:
    code = tmp_path / "code"
    code.mkdir()

    async def go() -> None:
        shelf = Shelf(kitchen.render, kitchen.rest, (code,))
        await shelf.page(kitchen.source("a"))
        (code / "mockup.js").write_text("// new", encoding="utf-8")
        await shelf.page(kitchen.source("a"))

    asyncio.run(go())
    assert len(kitchen.made) == 2


def test_page_during_which_a_file_changed_is_not_kept(kitchen: Kitchen) -> None:
    async def go() -> None:
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        kitchen.during = lambda: kitchen.write("changed while rendering")
        await shelf.page(kitchen.source("a"))
        kitchen.write("one")
        kitchen.during = lambda: None
        await shelf.page(kitchen.source("a"))

    asyncio.run(go())
    assert len(kitchen.made) == 2


def test_failure_is_kept_for_a_moment_only(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    async def go() -> None:
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        for _ in range(5):
            with pytest.raises(PageFailed, match="cell 2 failed"):
                await shelf.page(kitchen.source("broken"))
        assert kitchen.made == ["broken.vi"]
        monkeypatch.setattr(shelf_module, "FAILURE_KEPT_S", 0.0)
        with pytest.raises(PageFailed):
            await shelf.page(kitchen.source("broken"))

    asyncio.run(go())
    assert len(kitchen.made) == 2


def test_failure_of_one_page_leaves_the_next_alone(kitchen: Kitchen) -> None:
    async def go() -> Page:
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        shelf.warm([kitchen.source("broken")])
        return await shelf.page(kitchen.source("a"))

    assert asyncio.run(go()).body.startswith(b"a ")


def test_mistake_of_ours_is_told_and_not_waited_for(kitchen: Kitchen) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    async def go() -> None:
        kitchen.during = bug
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        with pytest.raises(PageFailed, match=r"a\.ipynb"):
            await shelf.page(kitchen.source("a"))

    asyncio.run(go())


def test_visitor_who_leaves_takes_nobody_with_them(kitchen: Kitchen) -> None:
    async def go() -> Page:
        kitchen.gate.clear()
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        left, stayed = (asyncio.ensure_future(shelf.page(kitchen.source("a"))) for _ in range(2))
        await asyncio.sleep(0)
        left.cancel()
        kitchen.gate.set()
        return await stayed

    assert asyncio.run(go()).body == b"a 1"


def test_closing_gives_up_what_waits(kitchen: Kitchen) -> None:
    async def go() -> None:
        kitchen.gate.clear()
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        shelf.warm(kitchen.source(name) for name in ("a", "b"))
        await asyncio.sleep(0)
        await shelf.close()

    asyncio.run(go())
    assert kitchen.made == ["a.vi"]


def test_it_rests_when_no_page_is_waited_for_and_goes_on_for_who_asks_meanwhile(kitchen: Kitchen) -> None:
    async def go() -> Page:
        kitchen.rested.clear()
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        await asyncio.gather(*(shelf.page(kitchen.source(name)) for name in ("a", "b")))
        assert kitchen.rested_after == [2]
        asked = asyncio.ensure_future(shelf.page(kitchen.source("c")))
        await asyncio.sleep(0)
        kitchen.rested.set()
        return await asked

    assert asyncio.run(go()).body == b"c 3"


def test_old_pages_go(kitchen: Kitchen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf_module, "MOST_PAGES", 2)

    async def go() -> None:
        shelf = Shelf(kitchen.render, kitchen.rest, ())
        for name in ("a", "b", "c", "c", "a"):
            await shelf.page(kitchen.source(name))

    asyncio.run(go())
    assert kitchen.made == ["a.vi", "b.vi", "c.vi", "a.vi"]
