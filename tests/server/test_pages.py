"""The pages for people, all of them, asked over HTTP: who may open which, in which language, and what none may hold."""

from __future__ import annotations

import re

import pytest

from caunoi.hall.pages import ROUTES
from caunoi.hall.pages.jobs import JOBS
from caunoi.hall.records import ClassRecord
from caunoi.i18n import LANGS, translator
from tests.server.browsing import said, send
from tests.server.pages_stage import Stage, staged
from tests.server.running import Browser

# Parts of a page, and another room's page.
NO_PAGES = "/now", "/board", "/door", "/pace/now", "/pace/list", "/grading-guide"


def pages_of(record: ClassRecord, lang: str = "vi") -> dict[str, list[str]]:
    """Every address that GET answers, by who opens it."""
    desk = f"/{lang}/facilitator"
    group = f"{desk}/class/{record.id}"
    return {
        "stranger": [
            f"/{lang}/",
            f"/{lang}/join?code={record.code}",
            f"/{lang}/join?code=NONE22",
            f"/{lang}/out",
            f"/{lang}/hello",
            f"/{lang}/join/new?code={record.code}",
        ],
        "trainee": [f"/{lang}/", f"/{lang}/result/portal-basics", f"/{lang}/out"],
        "facilitator": [
            f"{desk}/",
            f"{desk}/now",
            f"{desk}/receipt",
            f"{desk}/addresses",
            f"{desk}/addresses/now",
            f"{desk}/new",
            group,
            *(
                f"{group}/{page}"
                for page in (
                    "board",
                    "door",
                    "debrief",
                    "projector",
                    "projector/now",
                    "pace",
                    "pace/now",
                    "pace/list",
                    "edit",
                    "modules",
                    "attempts",
                    "self-join",
                    "people",
                    "cards",
                    "pins",
                    "pins?card=002",
                    "forget",
                    "one-person",
                    "one-person?keep=001&other=002",
                    "wall",
                    "wall/now",
                    "wifi",
                    "grading-guide",
                )
            ),
        ],
    }


def test_every_route_is_asked_for_somewhere_in_these_tests(record: ClassRecord) -> None:
    asked = [path.partition("?")[0] for paths in pages_of(record).values() for path in paths]
    # Each of these has a test of its own: they are sent to, give a file, or lead away.
    asked += [
        f"/vi/facilitator/class/{record.id}/{page}"
        for page in ("run", "written", "report", "report.csv", "qr.svg", "wifi.svg", "cards.pdf", "vetoes")
    ]
    asked += ["/vi/facilitator/roster.csv", "/vi/facilitator/working/x"]
    asked += [
        "/",
        "/vi/again/portal-basics",
        "/vi/language",
        "/vi/facilitator/enter",
        "/hello/mark",
        "/vi/facilitator/addresses/qr.svg",
    ]
    seat = f"/vi/facilitator/seat/{'x' * 22}"
    analyses = "/vi/facilitator/analyses"
    asked += [analyses, f"{analyses}/one", f"{analyses}/one/turn", seat, f"{seat}/end"]  # test_analyses.py
    assert [pattern for pattern, _ in ROUTES if not any(re.fullmatch(pattern, path) for path in asked)] == []


@pytest.mark.parametrize("lang", LANGS)
def test_pages_carry_their_language_no_inline_code_and_a_way_to_the_other_languages(
    stage: Stage, record: ClassRecord, facilitator: Browser, stranger: Browser, lang: str
) -> None:
    who = {"stranger": stranger, "trainee": stage.running.signed_in(record.id, "001"), "facilitator": facilitator}
    for role, paths in pages_of(record, lang).items():
        for path in paths:
            answer = who[role].get(path)
            assert answer.status == 200, (path, answer.text)
            if path.endswith(NO_PAGES):
                continue
            assert f'<html lang="{lang}">' in answer.text, path
            assert "unsafe-inline" not in answer.headers["Content-Security-Policy"], path
            assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son[a-z]+=|javascript:", answer.text), path
            if not path.endswith(("/wall", "/projector")):  # read from afar, by people who press nothing
                # A trainee's choice is kept, so it is a button there.
                ways = ('name="lang" value="{0}"',) if role == "trainee" else ('href="/{0}/',)
                others = [other for other in LANGS if any(way.format(other) in answer.text for way in ways)]
                assert others == list(LANGS), path


def test_a_name_is_never_markup(stage: Stage, record: ClassRecord, facilitator: Browser, stranger: Browser) -> None:
    told = 0
    stage.joins(record, "007")
    who = {"stranger": stranger, "trainee": stage.running.signed_in(record.id, "007"), "facilitator": facilitator}
    for role, paths in pages_of(record).items():
        for path in [*paths, f"/vi/facilitator/class/{record.id}/pins?card=007"]:
            page = who[role].get(path).text
            assert "<b>Hà" not in page, path
            told += "&lt;b&gt;Hà&lt;/b&gt; &amp; &#39;Vy&#39;" in page
    assert told >= 6


@pytest.mark.parametrize("role", ["stranger", "trainee"])
def test_the_desk_is_closed_to_everybody_else(stage: Stage, record: ClassRecord, stranger: Browser, role: str) -> None:
    browser = stranger if role == "stranger" else stage.running.signed_in(record.id, "001")
    group = f"/vi/facilitator/class/{record.id}"
    paths = [
        *pages_of(record)["facilitator"],
        *(f"{group}/{page}" for page in ("written", "report", "report.csv", "report.turns.csv", "qr.svg", "vetoes")),
    ]
    for path in paths:
        answer = browser.get(path)
        assert answer.status == 403, path
        assert record.code not in answer.text, path
    people = len(stage.store.people.of_class(record.id))
    browser.get("/vi/join?code=X")
    for path in (f"{group}/run", f"{group}/people", f"{group}/pins", f"{group}/vetoes", "/vi/facilitator/new"):
        answer = send(
            browser, "/vi/join?code=" + record.code, path, job="grade", roster="Kẻ Lạ", name="x", day="2026-01-01"
        )
        assert answer.status in (401, 403), path
    assert len(stage.store.people.of_class(record.id)) == people
    assert JOBS.of(record.id) == {}


def test_a_form_without_its_token_changes_nothing(record: ClassRecord, facilitator: Browser, stage: Stage) -> None:
    before = stage.store.classes.all()
    for path in ("/vi/facilitator/new", f"/vi/facilitator/class/{record.id}/pins", "/vi/out", "/vi/join"):
        answer = facilitator.post(
            path, b"name=x&day=2026-01-01", **{"Content-Type": "application/x-www-form-urlencoded"}
        )
        assert answer.status == 403, path
    assert stage.store.classes.all() == before


def test_a_page_that_is_not_there_can_be_read_in_each_language(stranger: Browser) -> None:
    page = stranger.get("/en/nothing")
    assert page.status == 404
    assert [lang for lang in LANGS if f'href="/{lang}/"' in page.text] == list(LANGS)


def test_a_class_that_is_not_there(facilitator: Browser) -> None:
    answer = facilitator.get("/en/facilitator/class/2026-01-01-zzz")
    assert answer.status == 404
    assert "There is no class at this address" in said(answer)


def test_a_page_asks_the_store_once_who_reads_it(
    stage: Stage, record: ClassRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    for name, part in (("person", stage.store.people), ("class", stage.store.classes)):
        real = part.get
        monkeypatch.setattr(part, "get", lambda *of, name=name, real=real: asked.append((name, *of)) or real(*of))
    assert stage.running.signed_in(record.id, "001").get("/en/").status == 200
    assert sorted(asked) == [("class", record.id), ("person", record.id, "001")]


# A simulated class


def test_every_page_of_a_simulated_class_says_so(tmp_path_factory: pytest.TempPathFactory) -> None:
    with staged(tmp_path_factory.mktemp("demo")) as demo:
        record = demo.new_class(simulated=True)
        who = {
            "stranger": demo.running.browser(),
            "trainee": demo.running.signed_in(record.id, "001"),
            "facilitator": demo.running.facilitator(),
        }
        sentence = translator("vi").gettext(
            "Simulated class. The people and their answers are made up to show how the hall works."
        )
        for role, paths in pages_of(record).items():
            for path in paths:
                if not path.endswith(NO_PAGES):
                    assert sentence in who[role].get(path).text, path
        for visitor in who.values():
            nowhere = visitor.get("/vi/nowhere")
            assert nowhere.status == 404
            assert sentence in nowhere.text


def test_a_real_class_does_not(record: ClassRecord, facilitator: Browser) -> None:
    for path in pages_of(record)["facilitator"]:
        assert 'class="simulated"' not in facilitator.get(path).text
