"""Does the desk open to its author only, write through one door only, and tell what stands in the files now?"""

from __future__ import annotations

import asyncio
import datetime
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from caunoi.composition import desk_widgets
from caunoi.desk.app import Desk
from caunoi.errors import SettingError
from caunoi.settings import CHECKOUT
from tests.patience import PATIENCE_S
from tests.ports import free_port
from tests.server.desk_stage import RunningDesk
from tests.server.running import Answer, Browser
from widgets.strings import QUIZ_SCREENS


@pytest.fixture
def running(fixture_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[RunningDesk]:
    # A day on which the content was looked at lately; later it would have problems of its own.
    monkeypatch.setattr("caunoi.desk.workshop.today", lambda: datetime.date(2026, 11, 30))
    running = RunningDesk(Path(shutil.copytree(fixture_content, tmp_path / "content")))
    running.open()
    yield running
    running.close()


PAGES = (
    "/",
    "/news",
    "/en/",
    "/en/?part=problems",
    "/en/portal/village-desk",
    "/en/portal/village-desk/picture",
    "/en/portal/village-desk/view?screen=rules",
    "/en/scenario/help-uncle",
    "/en/scenario/help-uncle?part=traces",
    "/en/scenario/help-uncle/view?mode=test&lang=vi",
    "/en/scenario/help-uncle/trace?id=expert",
    "/en/items/basics",
    "/en/items/basics/view",
)
POSTS = (
    "/en/scenario/help-uncle/walk",
    "/en/scenario/help-uncle/traces",
    "/en/items/basics/mark",
)


def post(author: Browser, path: str, body: object) -> Answer:
    """As a page of the desk does it: with the token that the page holds."""
    page = author.get("/en/scenario/help-uncle").text
    token = page.split('"xsrf": "')[1].split('"')[0]
    return author.post(path, body, **{"X-XSRFToken": token})


@pytest.mark.parametrize("path", PAGES)
def test_without_the_cookie_nothing_is_shown(running: RunningDesk, path: str) -> None:
    answer = running.stranger().get(path)
    assert answer.status == 403
    assert "right-values" not in answer.text and "Village desk" not in answer.text


@pytest.mark.parametrize("path", [*PAGES, "/assets/0123456789abcdef.js", "/enter?key=x"])
def test_another_host_name_finds_nothing(running: RunningDesk, path: str) -> None:
    for host in (
        "evil.example",
        f"evil.example:{running.desk.port}",
        "127.0.0.1",
        f"127.0.0.1:{running.desk.port + 1}",
    ):
        assert running.author().get(path, Host=host).status == 403


def test_the_name_of_this_computer_itself_will_do(running: RunningDesk) -> None:
    assert running.author().get("/en/", Host=f"localhost:{running.desk.port}").status == 200


def test_the_link_works_once_and_gives_a_cookie_no_script_reads(running: RunningDesk) -> None:
    link = running.desk.link.removeprefix(f"http://127.0.0.1:{running.desk.port}")
    first = running.stranger()
    answer = first.get(link)
    assert (answer.status, answer.headers["Location"]) == (302, "/en/")
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite" in cookie
    assert first.get("/en/").status == 200
    assert running.stranger().get(link).status == 403
    assert running.stranger().get("/enter?key=None").status == 403
    assert first.get(link).status == 302, "whoever is in already may use it again"


@pytest.mark.parametrize("path", POSTS)
def test_a_post_without_the_token_of_the_page_is_refused(running: RunningDesk, path: str) -> None:
    author = running.author()
    author.get("/en/scenario/help-uncle")
    before = [path.read_bytes() for path in sorted(running.content.rglob("*.yaml"))]
    body = {"events": [], "id": "none", "kind": "slip", "digest": "", "item": "x", "response": None}
    assert author.post(path, body).status == 403
    assert [path.read_bytes() for path in sorted(running.content.rglob("*.yaml"))] == before


def test_only_one_door_writes(running: RunningDesk) -> None:
    author = running.author()
    before = [path.read_bytes() for path in sorted(running.content.rglob("*.yaml"))]
    for path in PAGES:
        if path != "/news":
            assert author.get(path).status in (200, 302), path
    assert post(author, POSTS[0], {"events": [{"do": "back"}]}).status == 200
    assert post(author, POSTS[2], {"item": "x", "response": None}).status == 200
    assert [path.read_bytes() for path in sorted(running.content.rglob("*.yaml"))] == before


def test_a_way_is_scored_and_saved_through_that_door(running: RunningDesk) -> None:
    author = running.author()
    events = [{"do": "back"}, {"set": "owner", "to": "Trần Văn Thử"}, {"do": "rules"}]
    walked = post(author, POSTS[0], {"events": events}).json
    assert "Write “Trần Văn Thử” in “Dossier owner”" in walked["html"]
    assert (walked["points"], walked["max_points"]) == ("0", "10")
    body = {"id": "looks-only", "kind": "gives-up", "events": events, "digest": walked["digest"]}
    saved = post(author, POSTS[1], body)
    assert saved.status == 200, saved.text
    text = (running.content / "assessments/basics/help-uncle.traces.yaml").read_text(encoding="utf-8")
    assert text.splitlines()[saved.json["line"] - 1] == "  - id: looks-only"
    assert saved.json["file"] == "content/assessments/basics/help-uncle.traces.yaml"
    assert "looks-only" in author.get("/en/scenario/help-uncle?part=traces").text
    again = post(author, POSTS[1], {**body, "id": "another"})
    assert (again.status, again.code) == (409, "changed")
    assert "another" not in (running.content / "assessments/basics/help-uncle.traces.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"events": 7}', b'{"events": [], "id": 1, "kind": "slip", "digest": ""}', b"\xff"],
)
def test_a_body_that_is_none_of_ours_is_refused_in_words(running: RunningDesk, body: bytes) -> None:
    author = running.author()
    page = author.get("/en/scenario/help-uncle").text
    author.xsrf = page.split('"xsrf": "')[1].split('"')[0]
    answer = author.ask("POST", POSTS[1], body)
    assert answer.status == 400
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/en/scenario/none",
        "/en/portal/none",
        "/en/items/none",
        "/en/scenario/help-uncle?part=none",
        "/en/scenario/help-uncle/trace?id=none",
        "/en/nothing",
        "/fr/",
        "/en/scenario/../../etc",
    ],
)
def test_what_is_not_there_is_404(running: RunningDesk, path: str) -> None:
    assert running.author().get(path).status == 404


def test_the_view_of_a_test_has_no_criterion_in_it(running: RunningDesk) -> None:
    """The mock-up gets what a trainee's gets; what is only for the author stands around it."""
    view = running.author().get("/en/scenario/help-uncle/view?mode=test&lang=en").json["view"]
    assert not {"criteria", "steps", "wrong_turns"} & set(view)
    assert running.author().get("/en/scenario/help-uncle/view?mode=show&lang=en").json["view"] is None


def test_an_answer_is_marked(running: RunningDesk) -> None:
    author = running.author()
    keys = running.desk.workshop.library.keys["basics"].keys
    item, key = next((name, each.key) for name, each in keys.items() if isinstance(each.key, str))
    told = post(author, POSTS[2], {"item": item, "response": key}).json["html"]
    assert "Your answer gets" in told


def test_every_answer_carries_the_headers_of_the_house(running: RunningDesk) -> None:
    for path in ("/en/", "/en/nothing", "/en/portal/village-desk/picture"):
        headers = running.author().get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Cache-Control"] == "no-store"


def test_it_listens_on_this_computer_only(running: RunningDesk) -> None:
    assert running.desk._server is not None
    addresses = {each.getsockname()[0] for each in running.desk._server._sockets.values()}
    assert addresses == {"127.0.0.1"}


def test_a_busy_port_is_told_in_one_sentence(running: RunningDesk) -> None:
    other = Desk([running.content], desk_widgets(), "en", running.desk.port)

    async def opened() -> None:
        try:
            await other.open()
        finally:
            await other.close()

    with pytest.raises(SettingError, match=f"port {running.desk.port}"):
        asyncio.run(opened())


def test_the_command_tells_its_link_and_ends_on_a_signal() -> None:
    port = free_port()
    command = [sys.executable, "-m", "caunoi.cli", "edit", "land-first-for-grandmother", "--no-browser", "--lang", "en"]
    started = subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=CHECKOUT
    )
    try:
        assert started.stdout is not None
        line = next(each for each in started.stdout if "/enter?key=" in each)
        link = line.split(f"http://127.0.0.1:{port}")[1].strip()
        browser = Browser(port)
        assert browser.get(link).headers["Location"] == "/en/scenario/land-first-for-grandmother"
        assert browser.get("/en/scenario/land-first-for-grandmother").status == 200
        browser.close()
    finally:
        started.terminate()
        said = started.communicate(timeout=PATIENCE_S)[0]
    assert started.returncode == 0, said
    assert "Traceback" not in said


def test_an_id_that_is_not_there_is_one_sentence() -> None:
    command = [sys.executable, "-m", "caunoi.cli", "edit", "no-such", "--no-browser"]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, cwd=CHECKOUT)
    assert ended.returncode == 1
    assert "no-such: there is no portal, scenario or question set of this name" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_desk_can_draw_a_question_on_a_screen_too() -> None:
    quiz = desk_widgets().quiz
    assert "cn-hotspot" in quiz.module
    assert quiz.words("en").keys() >= set(QUIZ_SCREENS)
