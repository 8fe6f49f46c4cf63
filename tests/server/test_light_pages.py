"""Is a lesson rendered once, the same for everybody, and without anything that must stay with us?"""

from __future__ import annotations

import gzip
import json
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.patience import until
from tests.server.material import SECRET
from tests.server.running import Browser, RunningHall

LESSON = "/vi/lesson/start/first"
ASSESSMENT = "/vi/assessment/basics"


def page_data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="caunoi-page">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    return dict(json.loads(found[1]))


@pytest.mark.parametrize("lang", ["vi", "id", "en"])
def test_page_says_its_language(trainee: Browser, lang: str) -> None:
    html = trainee.get(f"/{lang}/lesson/start/first").text
    assert f'<html lang="{lang}">' in html
    data = page_data(html)
    assert data["lang"] == lang
    assert all(widget["state"]["view"]["lang"] == lang for widget in data["widgets"])


def test_widgets_stand_where_their_cells_stood(trainee: Browser) -> None:
    html = trainee.get(LESSON).text
    data = page_data(html)
    assert data["page"] == "lesson/start/first"
    assert [widget["state"]["task"] for widget in data["widgets"]] == ["mockup/help-grandmother/guided", "quiz/warm-up"]
    assert [set(widget["state"]) for widget in data["widgets"]] == [{"view", "task", "trace"}] * 2
    order = [html.index(text) for text in ("First lesson", 'data-caunoi-widget="w1"', 'data-caunoi-widget="w2"')]
    assert order == sorted(order)
    assert data["strings"]


def test_page_shows_no_code_and_no_anchors(trainee: Browser) -> None:
    html = trainee.get(LESSON).text
    assert "¶" not in html
    assert "from widgets import" not in html
    assert "anchor-link" not in html


def test_page_asks_no_other_host_and_holds_no_inline_code(trainee: Browser) -> None:
    html = trainee.get(LESSON).text
    assert re.findall(r'(?:src|href)="(?!/)(?!#)([^"]*)"', html) == []
    scripts = re.findall(r"<script([^>]*)>(.*?)</script>", html, re.DOTALL)
    assert [body.strip() for attributes, body in scripts if "application/json" not in attributes] == [""]
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)


def test_files_of_the_page_are_kept_for_good(trainee: Browser) -> None:
    html = trainee.get(LESSON).text
    addresses = re.findall(r'"(/assets/[^"]+)"', html)
    assert any(address.endswith(".js") for address in addresses)
    for address in dict.fromkeys(addresses):
        answer = trainee.get(address)
        assert answer.status == 200
        assert "immutable" in answer.headers["Cache-Control"]


def test_modules_of_the_page_are_fetched_ahead(trainee: Browser) -> None:
    html = trainee.get(LESSON).text
    ahead = set(re.findall(r'<link rel="modulepreload" href="([^"]+)">', html))
    assert ahead == {widget["esm"] for widget in page_data(html)["widgets"]}


def test_pages_files_travel_compressed(trainee: Browser) -> None:
    module = page_data(trainee.get(LESSON).text)["widgets"][0]["esm"]
    packed = trainee.get(module, **{"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.body) == trainee.get(module).body
    page = trainee.get(LESSON, **{"Accept-Encoding": "gzip, br"})
    assert page.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in page.headers["Vary"]
    assert gzip.decompress(page.body) == trainee.get(LESSON).body


def test_second_visit_gets_304(trainee: Browser) -> None:
    first = trainee.get(LESSON)
    again = trainee.get(LESSON, **{"If-None-Match": first.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert trainee.get(LESSON, **{"If-None-Match": '"another"'}).status == 200


def test_page_is_the_same_for_everybody(hall: RunningHall, class_id: str) -> None:
    seen = {hall.signed_in(class_id, card).get(LESSON).body for card in ("001", "002")}
    seen.add(hall.facilitator().get(LESSON).body)
    assert len(seen) == 1
    assert "Vũ Thị Riêng".encode() not in seen.pop()


def test_stranger_is_sent_to_sign_in(hall: RunningHall) -> None:
    for path in (LESSON, ASSESSMENT):
        answer = hall.browser().get(path)
        assert answer.status == 302
        assert answer.headers["Location"].startswith("/vi/join?next=")


@pytest.mark.parametrize(
    "path", ["/vi/lesson/start/none", "/vi/lesson/none/first", "/vi/assessment/none", "/fr/lesson/start/first"]
)
def test_unknown_page_is_404(trainee: Browser, path: str) -> None:
    assert trainee.get(path).status == 404


def test_assessment_has_no_key_and_no_grade_cell(trainee: Browser) -> None:
    html = trainee.get(ASSESSMENT).text
    data = page_data(html)
    tasks = [widget["state"]["task"] for widget in data["widgets"]]
    assert tasks == ["mockup/help-uncle/test", "quiz/basics", "writing/coaching"]
    assert SECRET not in html
    assert "_payload" not in html
    quiz = data["widgets"][1]["state"]["view"]
    assert quiz["items"]
    assert {"key", "keys", "feedback", "points"} & set(flat_keys(data)) == set()


def flat_keys(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(key for each in value.values() for key in flat_keys(each))]
    return [key for each in value for key in flat_keys(each)] if isinstance(value, list) else []


def test_assessment_is_the_class_s_own(hall: RunningHall, class_id: str, course: Path) -> None:
    """A change of the shared content does not reach a class that was opened before."""
    scenario = course / "assessments" / "basics" / "help-uncle.scenario.yaml"
    before = scenario.read_text(encoding="utf-8")
    try:
        scenario.write_text("not even yaml: [", encoding="utf-8")
        assert hall.signed_in(class_id, "001").get("/id/assessment/basics").status == 200
    finally:
        scenario.write_text(before, encoding="utf-8")


def test_facilitator_takes_no_assessment(hall: RunningHall) -> None:
    assert hall.facilitator().get(ASSESSMENT).status == 403


def test_forty_at_once_cost_one_render(hall: RunningHall, class_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    start = hall.hall.kernel_manager.start_kernel

    async def counting(**kwargs: Any) -> Any:
        started.append(kwargs)
        return await start(**kwargs)

    monkeypatch.setattr(hall.hall.kernel_manager, "start_kernel", counting)
    path = "/en/assessment/basics"
    browsers = [hall.signed_in(class_id, "001") for _ in range(40)]
    with ThreadPoolExecutor(40) as everybody:
        answers = list(everybody.map(lambda browser: browser.get(path), browsers))
    assert {answer.status for answer in answers} == {200}
    assert len({answer.body for answer in answers}) == 1
    assert len(started) == 1
    until(lambda: hall.hall.kernel_manager.list_kernels() == [])


def test_render_kernel_knows_no_secret(hall: RunningHall, class_id: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[dict[str, str]] = []
    start = hall.hall.kernel_manager.start_kernel

    async def watching(**kwargs: Any) -> Any:
        given.append(kwargs["env"])
        return await start(**kwargs)

    monkeypatch.setattr(hall.hall.kernel_manager, "start_kernel", watching)
    monkeypatch.setenv("CAUNOI_SIGNING_KEY", SECRET)
    monkeypatch.setenv("DATABASE_URL", SECRET)
    shelf = hall.hall.shelf
    shelf._done.clear()
    assert hall.signed_in(class_id, "001").get(LESSON).status == 200
    assert given[0]["CAUNOI_LANG"] == "vi"
    assert SECRET not in given[0].values()
