"""Is a person called anything at all shown as called, and nothing of the name run, on every page of the hall?

Formgrader is looked at in tests/grading/test_pages.py, reports and tables in tests/reports/test_class_report.py.
"""

from __future__ import annotations

from html.parser import HTMLParser

import pytest

from caunoi.hall.pages.pins import FRESH
from caunoi.hall.records import ClassRecord, NewTrainee
from tests.server.access import ROWS
from tests.server.browsing import said
from tests.server.pages_stage import LESSON, RESULTS, Stage
from tests.server.running import Answer, Browser

NAMES = (
    "<img src=x onerror=alert(1)>",
    '"; DROP TABLE trainees; --',
    "</script><script>alert(1)</script>",
    "'-alert(1)-'",
    "{{ 7 * 7 }}{% raise %}${7*7}",
    "=HYPERLINK(1)",
    '#set page(fill: red) #read("/etc/passwd")',
    "javascript:alert(1)",
    "%s %(name)s {name} {0.__class__}",
)
# What could turn a line round or hide a part of it never enters the store.
TURNED = "Lê\u202e uẫM ịhT\u202c\u200b\u2066 Mẫu\u0000\x1b[31m"

# Pictures and tables, what needs a grader or a report, and what is about no class.
NO_PAGE = (
    *(".svg", ".pdf", ".csv", "/enter", "/written", "/report", "/vetoes", "/grading-guide"),
    *("/analyses", "/seat", "/working", "?code=", "/receipt"),
)

# What a page of ours may hold; anything else was slipped in by a name.
OWN_SCRIPTS = ("/assets/",)


class Live(HTMLParser):
    """Collects what a browser would run or fetch, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.run: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        self.run += [f"{tag} {name}" for name in held if name.startswith("on") or name in ("style", "srcdoc")]
        for name in ("src", "href", "action", "formaction"):
            address = (held.get(name) or "/").strip().lower()
            if not address.startswith(("/", "#")):
                self.run.append(f"{tag} {name}={address}")
        own = tag == "script" and (held.get("src") or "").startswith(OWN_SCRIPTS)
        if tag in ("script", "iframe", "object", "embed", "base") and not own:
            self.run.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def live(answer: Answer) -> list[str]:
    parser = Live()
    parser.feed(answer.text)
    return parser.run


@pytest.fixture(scope="module")
def record(stage: Stage) -> ClassRecord:
    """A class whose name, place and people are all hostile, somebody of which has raised a hand and begun a lesson."""
    record = stage.store.classes.open(NAMES[0], NAMES[2], "2026-11-26", "vi", prepare=stage.opened)
    told = stage.store.people.add(record.id, [NewTrainee(name, village=name) for name in (*NAMES, TURNED)])
    FRESH.keep(record.id, told)
    for number in range(1, len(NAMES) + 1):
        stage.joins(record, f"{number:03}")
        stage.works(record, f"{number:03}", LESSON, 2)
        stage.results[f"{number:03}"] = [{**RESULTS[2], "comment": NAMES[number - 1]}]
    return record


def facilitator_pages(record: ClassRecord) -> list[str]:
    """Every page under /facilitator that may say a name, by the table of routes, and some with a question."""
    filled = (row.path.replace("{class}", record.id).replace("/vi/", "/en/") for row in ROWS if row.method == "GET")
    pages = [
        path for path in filled if path.startswith("/en/facilitator") and not any(each in path for each in NO_PAGE)
    ]
    here = f"/en/facilitator/class/{record.id}"
    return [*pages, f"{here}/pins?card=001", f"{here}/one-person?keep=001&other=002", f"{here}/forget?card=001"]


def test_no_page_of_a_facilitator_runs_a_name(stage: Stage, record: ClassRecord) -> None:
    boss = stage.running.facilitator()
    shown, asked = 0, list[str]()
    for path in facilitator_pages(record):
        answer = boss.get(path)
        assert answer.status == 200, path
        assert live(answer) == [], path
        asked.append(path.rpartition("/")[2])
        shown += said(answer).count("DROP TABLE trainees")
    assert shown >= 5
    assert {"board", "projector", "now", "debrief", "attempts", "self-join", "forget", "people", "cards"} <= set(asked)


def test_no_page_of_a_trainee_runs_a_name(stage: Stage, record: ClassRecord) -> None:
    for number in range(1, len(NAMES) + 1):
        phone = stage.running.signed_in(record.id, f"{number:03}")
        for path in ("/en/", f"/en/join?code={record.code}", "/en/result/portal-basics", "/en/out"):
            answer = phone.get(path)
            assert answer.status == 200
            assert live(answer) == [], path
        told = phone.open(LESSON)["trainee"]["name"]
        assert " ".join(NAMES[number - 1].split()) == told
        assert phone.get(f"/api/attempt?page={LESSON}").headers["Content-Type"].startswith("application/json")


def test_the_name_is_shown_as_it_is(stage: Stage, record: ClassRecord) -> None:
    people = said(stage.running.facilitator().get(f"/en/facilitator/class/{record.id}/people"))
    for name in NAMES[1:2] + NAMES[4:]:
        assert name in people


def test_what_turns_a_line_round_is_left_out(stage: Stage, record: ClassRecord) -> None:
    kept = stage.store.people.of_class(record.id)[-1].name
    assert all(letter.isprintable() for letter in kept)
    assert kept.startswith("Lê")


def test_the_cards_are_printed_and_nothing_in_them_is_typesetting(stage: Stage, record: ClassRecord) -> None:
    answer = stage.running.facilitator().get(f"/en/facilitator/class/{record.id}/cards.pdf")
    assert answer.status == 200
    assert answer.body.startswith(b"%PDF")
    assert b"root:" not in answer.body


@pytest.mark.parametrize("path", ["/vi/{}", "/vi/join?code={}", "/vi/join?next={}", "/vi/facilitator/enter?key={}"])
def test_nothing_of_an_address_is_run(stage: Stage, path: str) -> None:
    browser: Browser = stage.running.browser()
    for hostile in ("%3Cscript%3Ealert(1)%3C/script%3E", "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E", "javascript:x"):
        answer = browser.get(path.format(hostile))
        assert answer.status in (200, 403, 404)
        assert live(answer) == []
