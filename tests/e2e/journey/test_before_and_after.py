"""Do two forms show what was gained: dealt out in halves, handed in, a lesson, swapped, graded, on report and table?

One hall with the real rooms behind it, one facilitator, two phones. The class is short: one lesson, and forms of a few
questions, so that nbgrader and the browser take seconds.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from assessments import course
from assessments.skeleton import skeleton
from caunoi.composition import services
from caunoi.content import CHECKOUT, Library
from caunoi.hall.files import STATIC
from caunoi.i18n import translator
from caunoi.settings import settings
from caunoi.web.security import session_cookie
from tests.e2e.journey.hand import answer
from tests.server.material import FIXTURES
from tests.server.running import RunningHall, make_hall

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
MODULE, LESSON = "01-portal", "file-for-grandmother"
SYLLABUS = f"""\
modules:
  - id: {MODULE}
    title: {{vi: "Phần mẫu", id: "Modul contoh", en: "Sample module"}}
    lessons:
      - id: {LESSON}
        title: {{vi: "Bài mẫu", id: "Pelajaran contoh", en: "Sample lesson"}}
        notebook: {LESSON}.ipynb
        minutes: 5
    assessment: basics
    forms: [basics-a, basics-b]
"""
# Of 7 points; the first alone is 1, both are 3.
ONE: dict[str, Any] = {"state-5": "supplement"}
BOTH: dict[str, Any] = {**ONE, "keep-secret": ["otp", "password"]}

_ = translator("vi").gettext


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A checkout of one module with an assessment of questions and two forms of it."""
    root = tmp_path / "checkout"
    shutil.copytree(FIXTURES / "portals", root / "widgets" / "portals")
    shutil.copytree(FIXTURES / "curriculum", root / "curriculum")
    (root / "curriculum" / "syllabus.yaml").write_text(SYLLABUS, encoding="utf-8")
    for name, letter in (("basics", ""), ("basics-a", " A"), ("basics-b", " B")):
        folder = root / "assessments" / name
        (folder / "source").mkdir(parents=True)
        for kind, called in (("items", "id: basics"), ("keys", "items: basics")):
            text = (FIXTURES / "assessments" / "basics" / f"basics.{kind}.yaml").read_text(encoding="utf-8")
            assert called in text
            own = text.replace(called, called.replace("basics", name), 1)
            (folder / f"{name}.{kind}.yaml").write_text(own, encoding="utf-8")
        titles = ", ".join(
            f'{lang}: "{word}{letter}"' for lang, word in (("vi", "Đề"), ("id", "Bentuk"), ("en", "Form"))
        )
        described = f"id: {name}\ntitle: {{{titles}}}\ntasks: [{{quiz: {name}}}]\nminutes: 5\n"
        (folder / "assessment.yaml").write_text(described, encoding="utf-8")
    library = Library.load([root])
    for name in library.assessments:
        notebook = root / "assessments" / name / "source" / f"{name}.ipynb"
        notebook.write_text(json.dumps(skeleton(library, name)), encoding="utf-8")
    return root


@pytest.fixture
def running(content: Path, tmp_path: Path) -> Iterator[RunningHall]:
    data = tmp_path / "data"
    real = services(settings({}, data=data), None)

    def open_class(record: Any, modules: Any = None, tell: Any = course.untold) -> None:
        course.open_course(real.class_root(record.id), record, content, modules=modules, tell=tell)

    running = RunningHall(make_hall(data, CHECKOUT, STATIC, **vars(replace(real, open_class=open_class))))
    with running.serving():
        yield running


@pytest.mark.full
def test_two_forms_from_the_dealing_to_the_gain(chromium: Browser, running: RunningHall, content: Path) -> None:
    library = Library.load([content])
    desk, one, two = (window(chromium, size) for size in (DESK, PHONE, PHONE))
    url = f"http://127.0.0.1:{running.port}"
    token = running.hall.store.sessions.open("facilitator")
    desk.context.add_cookies([{"name": session_cookie(running.port), "value": token, "url": url}])

    links = open_class(desk, url)
    group = desk.url.rpartition("/")[0]
    deal_forms(desk, group)
    for phone, (link, pin) in zip((one, two), links.items(), strict=True):
        phone.goto(url + link)
        phone.get_by_label(_("PIN"), exact=True).fill(pin)
        phone.get_by_role("button", name=_("Enter the class")).click()
        expect(phone).to_have_url(f"{url}/vi/")
    take(one, library, "A", "basics-a", ONE)
    take(two, library, "B", "basics-b", BOTH)

    # What is locked has no link, and the lesson is what comes next.
    for phone, then in ((one, "Đề B"), (two, "Đề A")):
        expect(phone.locator(".step", has_text=then)).to_contain_text(_("Locked at the moment"))
        expect(phone.locator(".now-due")).to_contain_text(_("Next: {title}").format(title="Bài mẫu"))
    one.locator(".now-due").get_by_role("link").click()
    expect(one.locator("html[data-caunoi=live]")).to_be_attached()
    open_the_second(desk, group)
    for phone in (one, two):
        phone.goto(f"{url}/vi/")
    take(one, library, "B", "basics-b", BOTH)
    take(two, library, "A", "basics-a", ONE)

    for job in ("grade", "return", "report"):
        desk.goto(group)
        desk.locator(f"#work button[value={job}]").click()
        done = desk.locator("#work > ol > li", has=desk.locator(f"button[value={job}]")).locator(".notice-success")
        expect(done).to_be_visible()
    see_gains(desk)
    one.reload()
    expect(one.locator("summary").first).to_contain_text(_("The result is ready"))


def window(chromium: Browser, size: Any) -> Page:
    context = chromium.new_context(viewport=size)
    return context.new_page()


def open_class(desk: Page, url: str) -> dict[str, str]:
    """Open a class of two; gives the PINs by the paths that their cards' pictures lead to."""
    desk.goto(f"{url}/vi/facilitator/new")
    desk.get_by_label(_("Name of the class")).fill("Lớp Suối Mơ")
    desk.get_by_label(_("List of people")).fill("Trần Thị Ví Dụ, 01\nNguyễn Văn Tập, 02")
    desk.get_by_role("button", name=_("Open the class")).click()
    desk.locator("button.main").click()
    expect(desk.locator(".pin-card")).to_have_count(2)
    code = desk.locator(".pin-address strong").first.inner_text()
    pins = [card.locator(".pin").inner_text() for card in desk.locator(".pin-card").all()]
    return {f"/vi/join?code={code}&card=0{number}": pin for number, pin in enumerate(pins, start=1)}


def deal_forms(desk: Page, group: str) -> None:
    """Deal the forms, take them back, deal them again: nobody has opened one."""
    desk.goto(f"{group}/attempts")
    use = desk.get_by_role("button", name=_("Use both forms"))
    use.click()
    desk.get_by_role("button", name=_("Take the forms back")).click()
    use.click()
    forms = desk.locator("#forms")
    expect(forms).to_contain_text(_("before {first}, after {then}").format(first="A", then="B"))
    expect(forms).to_contain_text(_("before {first}, after {then}").format(first="B", then="A"))


def take(phone: Page, library: Library, letter: str, name: str, answers: dict[str, Any]) -> None:
    """Open a form from the list, answer, hand in, and go back to the list."""
    home = phone.url
    phone.locator(".step", has_text=f"Đề {letter}").get_by_role("link").click()
    expect(phone.locator("html[data-caunoi=live]")).to_be_attached()
    answer(phone, library, name, "vi", answers)
    receipt, told = phone.locator(".cn-receipt strong"), phone.get_by_role("alert").filter(has_text=re.compile("."))
    for _try in range(4):
        phone.get_by_role("button", name=_("Hand in"), exact=True).click()
        phone.get_by_role("button", name=_("Yes, hand in")).click()
        expect(receipt.or_(told).first).to_be_visible()
        # Where the hall has not answered in time, the page says so, and one presses again.
        if receipt.count():
            break
    expect(receipt).to_be_visible()
    phone.goto(home)


def open_the_second(desk: Page, group: str) -> None:
    desk.goto(f"{group}/pace")
    named = f"Phần mẫu: {_('Test after the lessons')}"
    desk.get_by_role("button", name=re.compile(rf"^{_('Open')} ?: {named}$")).click()
    expect(desk.get_by_role("button", name=re.compile(rf"^{_('Lock')} ?: {named}$"))).to_be_visible()


def see_gains(desk: Page) -> None:
    """The one gained two points, the other lost them, on the page and in the table."""
    with desk.context.expect_page() as opening:
        desk.get_by_role("link", name=re.compile(re.escape(_("Open the report")))).click()
    report = opening.value
    for person, gain in (("Trần Thị Ví Dụ", "+2"), ("Nguyễn Văn Tập", "−2")):
        row = report.locator("section[aria-labelledby=g1] tr", has_text=person)
        expect(row.get_by_role("cell").last).to_have_text(re.compile(rf"{re.escape(gain)}$"))
    report.close()
    with desk.expect_download() as download:
        desk.get_by_role("link", name=_("Download the table (CSV)")).click()
    raw = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    when, gain = _("Before or after the lessons"), _("Gain")
    rows = list(csv.DictReader(raw.splitlines()))
    told = {(row[_("Card")], row[_("Assessment")], row[when], float(row[gain])) for row in rows}
    before, after = _("before"), _("after")
    assert told == {
        ("01", "basics-a", before, 2.0),
        ("01", "basics-b", after, 2.0),
        ("02", "basics-b", before, -2.0),
        ("02", "basics-a", after, -2.0),
    }
