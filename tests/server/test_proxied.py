"""Does everything hold below a path behind a reverse proxy, and at the root without one?

A class is opened, a trainee joins, works, hands in and looks at the result; every address that any page names is one
that the proxy would pass on.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from caunoi.hall.app import Hall
from caunoi.hall.course import Course
from caunoi.hall.records import NewTrainee
from caunoi.hall.services import Services
from caunoi.settings import settings
from tests.server.browsing import send
from tests.server.listening import Listening
from tests.server.material import open_class
from tests.server.proxy import Proxy
from tests.server.running import Answer, Browser, RunningHall

ADDRESS = re.compile(r"""\s(?:href|src|action|data-live)="([^"]*)"|\\?"(?:esm|css)\\?":\\?"([^"\\]+)""")
LESSON, TEST = "lesson/start/first", "assessment/basics"


@dataclass
class Front:
    """A hall as somebody outside sees it: below `base` at `port`."""

    running: RunningHall
    base: str
    proxy: Proxy | None

    @property
    def port(self) -> int:
        return self.proxy.port if self.proxy else self.running.port

    def browser(self) -> Browser:
        """Somebody outside, with no cookie."""
        browser = Browser(self.port)
        self.running._browsers.append(browser)
        return browser

    def holds(self, answer: Answer) -> list[str]:
        """The addresses that an answer names, all of them below the base."""
        named = [html.unescape(one or other) for one, other in ADDRESS.findall(answer.text)]
        named = [each for each in named if not each.startswith("#")]
        wrong = [each for each in named if not each.startswith(f"{self.base}/") or each.startswith("//")]
        assert wrong == []
        return named


@pytest.fixture(scope="module", params=["root", "kept", "stripped"])
def front(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, course: Path, static: Path
) -> Iterator[Front]:
    data = tmp_path_factory.mktemp("data")
    base = "" if request.param == "root" else "/lop/caunoi"
    chosen = replace(settings({}, data=data), port=0, base_path=base, trusted_proxies=("127.0.0.1",))
    services = Services(
        class_root=lambda class_id: data / "classes" / class_id, open_class=lambda record, *_: open_class(record)
    )
    running = RunningHall(Hall(chosen, services, Course(course), static))
    with running.serving():
        if not base:
            yield Front(running, "", None)
            return
        proxy = Proxy(running.port, base, strips=request.param == "stripped")
        running.on_loop(proxy.open())
        yield Front(running, base, proxy)
        running.on_loop(proxy.close())
        assert proxy.outside == []


def followed(front: Front, browser: Browser, path: str) -> Answer:
    """The page at the end of all redirects, each of which stays below the base."""
    for _ in range(5):
        answer = browser.get(path)
        if answer.status not in (301, 302, 303):
            return answer
        path = answer.headers["Location"]
        assert path.startswith(f"{front.base}/")
    raise AssertionError(f"{path} leads on and on")


def test_the_root_leads_to_the_start(front: Front) -> None:
    for path in (f"{front.base}/", f"{front.base}/vi"):
        answer = followed(front, front.browser(), path)
        assert answer.status == 200
        assert f"{front.base}/vi/join" in front.holds(answer)


def test_a_whole_class_holds(front: Front) -> None:
    store = front.running.hall.store
    boss = front.browser()
    answer = followed(front, boss, f"{front.base}/vi/facilitator/enter?key={store.facilitator_key.renew()}")
    front.holds(answer)
    form = {"name": "Lớp", "place": "Xã", "day": "2026-11-26", "role": "staff", "lang": "vi", "modules": "start"}
    opened = send(boss, f"{front.base}/vi/facilitator/new", **form)
    assert opened.status == 303, opened.text
    assert opened.headers["Location"].startswith(f"{front.base}/vi/facilitator/class/")
    record = store.classes.all()[0]
    store.people.add(record.id, [NewTrainee("Lê Thị Mẫu")])
    here = f"{front.base}/vi/facilitator/class/{record.id}"
    for page in ("", "/board", "/pace", "/pace/now", "/people", "/cards", "/pins", "/wall"):
        answer = boss.get(here + page)
        assert answer.status == 200, page
        front.holds(answer)
    assert f"127.0.0.1:{front.port}{front.base}" in boss.get(f"{here}/wall").text
    steered = send(boss, f"{here}/pace", do="pause")
    assert steered.headers["Location"].startswith(f"{here}/pace#")
    send(boss, f"{here}/pace", do="go-on")

    pin = store.cards.new_pin(record.id, "001")
    phone = front.browser()
    turned_away = followed(front, phone, f"{front.base}/vi/{LESSON}")
    assert turned_away.status == 200
    front.holds(turned_away)
    fields = {"code": record.code, "card": "001", "pin": pin, "next": f"/vi/{LESSON}"}
    joined = send(phone, f"{front.base}/vi/join?code={record.code}", f"{front.base}/vi/join", **fields)
    assert (joined.status, joined.headers["Location"]) == (303, f"{front.base}/vi/{LESSON}")
    assert all(f"Path={front.base}/" in line for line in joined.headers.get_all("Set-Cookie"))
    front.holds(phone.get(f"{front.base}/vi/"))

    for page in (LESSON, TEST):
        shown = phone.get(f"{front.base}/vi/{page}")
        assert shown.status == 200, shown.text
        assert (f'data-base="{front.base}"' in shown.text) == bool(front.base)
        for address in front.holds(shown):
            if "/assets/" in address:
                assert phone.get(address).status == 200, address
    opened_page = phone.get(f"{front.base}/api/attempt?page={TEST}")
    assert opened_page.status == 200
    phone.xsrf = opened_page.json["xsrf"]
    attempt = opened_page.json["attempt"]
    writer = phone.post(f"{front.base}/api/writer", {"attempt": attempt}).json["writer"]
    event = {"n": 1, "task": "quiz/basics", "event": {"answer": "where", "to": "portal"}, "at_ms": 1}
    body = {"attempt": attempt, "writer": writer, "since": 0, "events": [event]}
    assert phone.post(f"{front.base}/api/events", body).json["acknowledged"] == 1
    done = phone.post(f"{front.base}/api/submit", {"attempt": attempt, "last": {str(writer): 1}})
    assert done.json["receipt"]
    front.holds(phone.get(f"{front.base}/vi/result/basics"))
    left = send(phone, f"{front.base}/vi/out")
    assert left.headers["Location"] == f"{front.base}/vi/"
    assert phone.get(f"{front.base}/api/attempt?page={TEST}").status == 401


def test_errors_and_other_languages_hold(front: Front) -> None:
    browser = front.browser()
    missing = browser.get(f"{front.base}/vi/nothing")
    assert missing.status == 404
    named = front.holds(missing)
    assert {f"{front.base}/{lang}/" for lang in ("vi", "id", "en")} <= set(named)
    joining = front.holds(browser.get(f"{front.base}/vi/join?code=NONE22"))
    assert f"{front.base}/en/join?code=NONE22&chosen=1" in joining


def test_the_room_streams_through_the_proxy(front: Front) -> None:
    running = front.running
    class_id = running.new_class("Trần Văn Thử", open_class=open_class)
    phone = front.browser()
    phone.cookies[f"caunoi-session-{running.port}"] = running.hall.store.sessions.open("trainee", class_id, "001")
    with Listening(phone, f"{front.base}/api/room") as room:
        assert room.state()["look_up"] is False
        boss = front.browser()
        boss.cookies[f"caunoi-session-{running.port}"] = running.hall.store.sessions.open("facilitator")
        send(boss, f"{front.base}/vi/facilitator/class/{class_id}/pace", do="pause")
        assert room.state()["look_up"] is True


def test_the_qr_names_the_way_through_the_proxy(front: Front, monkeypatch: pytest.MonkeyPatch) -> None:
    from caunoi.hall.pages import qr

    made: list[str] = []
    real = qr.segno.make
    monkeypatch.setattr(qr.segno, "make", lambda text, **kwargs: made.append(text) or real(text, **kwargs))
    class_id = front.running.new_class(open_class=open_class)
    boss = front.browser()
    boss.cookies[f"caunoi-session-{front.running.port}"] = front.running.hall.store.sessions.open("facilitator")
    assert boss.get(f"{front.base}/vi/facilitator/class/{class_id}/qr.svg").status == 200
    assert urlsplit(made[0]).path == f"{front.base}/vi/join"
    assert urlsplit(made[0]).netloc == f"127.0.0.1:{front.port}"


def test_under_tls_cookies_are_secure_and_the_address_says_https(front: Front) -> None:
    store = front.running.hall.store
    record = store.classes.get(front.running.new_class("Lê Thị Mẫu", open_class=open_class))
    answer = front.running.browser().get(f"{front.base}/vi/join?code={record.code}", **{"X-Forwarded-Proto": "https"})
    lines = answer.headers.get_all("Set-Cookie") or []
    assert lines and all("Secure" in line for line in lines)
    plain = front.running.browser().get(f"{front.base}/vi/join?code={record.code}").headers.get_all("Set-Cookie") or []
    assert plain and not any("Secure" in line for line in plain)


@pytest.mark.parametrize("path", ["/vi/", "/api/room", "/assets/0123456789abcdef.js", "/voila/tree", "/nothing"])
def test_a_foreign_host_name_gets_nothing(front: Front, path: str) -> None:
    answer = front.running.browser().get(path, Host="evil.example:8866")
    assert answer.status == 421
    assert "evil.example" in answer.text
    assert not answer.headers.get_all("Set-Cookie")
    foul = front.running.browser().get("/vi/", Host="<img src=x>")
    assert foul.status in (400, 421)
    assert "<img" not in foul.text
