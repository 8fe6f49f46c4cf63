"""Who gets what: every route and method of the hall, and what each of five people is answered, as data.

A route without a row fails `tests/architecture/test_access.py`: write its row here. The five columns are, in this
order: a stranger without a cookie; the trainee whose class and attempt it is; another trainee of the same class; a
trainee of another class; a facilitator. The numbers are HTTP statuses: 302 leads to where one signs in, 303 on after it
was done, 401 and 403 are a closed door, 404 is "does not exist for you".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

ROLES = ("stranger", "trainee", "neighbour", "outsider", "facilitator")

# A seat and a kernel that never were.
SEAT = "a" * 22
KERNEL = "12345678-1234-1234-1234-123456789012"

NOBODY_ELSE = "403 403 403 403"
# Who sends something without being signed in is told so.
NOBODY_ELSE_SENDS = "401 403 403 403"


@dataclass(frozen=True)
class Row:
    """A method on an address; in `path` and `body` {class}, {attempt} and {code} are the trainee's.

    A body of fields is a form, one with a `json` key is JSON.
    """

    method: str
    path: str
    statuses: str
    body: dict[str, Any] | None = None

    @property
    def by_role(self) -> dict[str, int]:
        return dict(zip(ROLES, map(int, self.statuses.split()), strict=True))


def page(path: str, statuses: str) -> Row:
    return Row("GET", path, statuses)


def desk(path: str, facilitator: int = 200) -> Row:
    """A page of a class that only a facilitator opens."""
    return Row("GET", "/vi/facilitator/class/{class}" + path, f"{NOBODY_ELSE} {facilitator}")


def act(path: str, facilitator: int, **fields: str) -> Row:
    """What only a facilitator sets going in a class."""
    return Row("POST", "/vi/facilitator/class/{class}" + path, f"{NOBODY_ELSE_SENDS} {facilitator}", fields)


def api(path: str, statuses: str, **body: Any) -> Row:
    return Row("POST", path, statuses, {"json": body})


# What GET sets going: an attempt, a stream, a place in the queue, nbgrader's grading program, a key that is spent. HEAD
# is refused there, and answered as GET everywhere else.
ACTING = {
    "/vi/facilitator/enter",
    "/api/attempt",
    "/api/room",
    "/vi/facilitator/class/{class}/board",
    "/vi/facilitator/class/{class}/projector/now",
    "/vi/facilitator/class/{class}/pace/now",
    "/vi/facilitator/class/{class}/written",
    "/vi/facilitator/analyses/sample",
    "/vi/facilitator/analyses/sample/turn",
    # Stock handlers, which know no HEAD
    f"/live/page/{SEAT}",
    f"/live/api/kernels/{KERNEL}",
    f"/live/api/kernels/{KERNEL}/channels",
}

ROWS = (
    # For everybody
    page("/", "302 302 302 302 302"),
    page("/vi", "302 302 302 302 302"),
    page("/assets/{asset}", "200 200 200 200 200"),
    page("/vi/", "200 200 200 200 303"),
    page("/vi/join?code={code}", "200 200 200 200 200"),
    Row("POST", "/vi/join", "200 200 200 200 200", {"code": "{code}", "card": "001", "pin": ""}),
    page("/vi/join/new?code={code}", "200 200 200 200 200"),
    Row("POST", "/vi/join/new", "200 200 200 200 200", {"code": "{code}", "name": "An"}),
    page("/vi/hello", "200 200 200 200 200"),
    page("/hello/mark", "200 200 200 200 200"),
    page("/vi/out", "200 200 200 200 200"),
    page("/vi/facilitator/enter?key=invented", "403 403 403 403 303"),
    Row("POST", "/vi/language", "401 303 303 303 403", {"lang": "vi", "then": "/en/"}),
    # For the trainees of a class; each has an attempt of their own, another's does not exist
    page("/vi/lesson/start/first", "302 200 200 200 200"),
    page("/vi/assessment/basics", "302 200 200 200 403"),
    page("/vi/result/basics", "302 200 200 200 302"),
    Row("POST", "/vi/again/basics", "401 303 303 303 403", {"attempt": "1"}),
    page("/api/attempt?page=assessment/basics", "401 200 200 200 403"),
    api("/api/writer", "401 200 404 404 403", attempt="{attempt}"),
    api("/api/events", "401 200 404 404 403", attempt="{attempt}", writer=1, since=0, events=[]),
    page("/api/room", "401 200 200 200 403"),
    api("/api/hand", "401 200 200 200 403", up=False),
    api("/api/submit", "401 200 404 404 403", attempt="{attempt}", last={}),
    # For facilitators
    page("/vi/facilitator/", f"{NOBODY_ELSE} 200"),
    page("/vi/facilitator/now", f"{NOBODY_ELSE} 200"),
    page("/vi/facilitator/addresses", f"{NOBODY_ELSE} 200"),
    Row("POST", "/vi/facilitator/addresses", f"{NOBODY_ELSE_SENDS} 404", {"ip": "203.0.113.9"}),
    page("/vi/facilitator/addresses/now", f"{NOBODY_ELSE} 200"),
    page("/vi/facilitator/addresses/qr.svg?ip=203.0.113.9", f"{NOBODY_ELSE} 404"),
    page("/vi/facilitator/receipt", f"{NOBODY_ELSE} 200"),
    page("/vi/facilitator/new", f"{NOBODY_ELSE} 200"),
    Row("POST", "/vi/facilitator/new", f"{NOBODY_ELSE_SENDS} 200", {"name": ""}),
    page("/vi/facilitator/roster.csv", f"{NOBODY_ELSE} 200"),
    desk(""),
    desk("/board"),
    desk("/projector"),
    desk("/projector/now"),
    desk("/debrief"),
    desk("/pace"),
    act("/pace", 303, do="go-on"),
    desk("/pace/now"),
    desk("/pace/list"),
    page("/vi/facilitator/working/invented", f"{NOBODY_ELSE} 404"),
    desk("/edit"),
    act("/edit", 200, name=""),
    desk("/self-join"),
    act("/self-join", 200, places="0"),
    desk("/modules"),
    act("/modules", 200),
    desk("/attempts"),
    act("/attempts", 400, do="nothing"),
    desk("/people"),
    act("/people", 200, roster=""),
    desk("/cards"),
    desk("/cards.pdf", 303),
    desk("/pins"),
    act("/pins", 404, card="nobody"),
    desk("/one-person"),
    act("/one-person", 200, keep="nobody", other="nobody"),
    desk("/forget"),
    act("/forget", 200, card="nobody"),
    desk("/wall"),
    desk("/wall/now"),
    desk("/door"),
    desk("/qr.svg"),
    desk("/wifi"),
    act("/wifi", 200, name=""),
    desk("/wifi.svg", 404),
    act("/run", 400, job="nothing"),
    desk("/written", 303),
    desk("/report", 404),
    desk("/vetoes", 503),
    act("/vetoes", 503, trainee="001"),
    desk("/grading-guide"),
    # Analyses; the kernels of one that runs are walked in test_analyses.py
    page("/vi/facilitator/analyses", f"{NOBODY_ELSE} 200"),
    page("/vi/facilitator/analyses/sample?class={class}", f"{NOBODY_ELSE} 200"),
    page("/vi/facilitator/analyses/sample/turn?class={class}", f"{NOBODY_ELSE} 200"),
    page(f"/vi/facilitator/seat/{SEAT}", f"{NOBODY_ELSE_SENDS} 404"),
    Row("POST", f"/vi/facilitator/seat/{SEAT}/end", f"{NOBODY_ELSE_SENDS} 404", {}),
    page(f"/live/page/{SEAT}", f"{NOBODY_ELSE} 403"),
    page(f"/live/api/kernels/{KERNEL}", f"{NOBODY_ELSE} 403"),
    Row("DELETE", f"/live/api/kernels/{KERNEL}", f"{NOBODY_ELSE} 403"),
    page(f"/live/api/kernels/{KERNEL}/channels", f"{NOBODY_ELSE} 403"),
    Row("POST", f"/live/voila/api/shutdown/{KERNEL}", f"{NOBODY_ELSE} 403", {}),
    page("/live/voila/static/voila.js", f"{NOBODY_ELSE} 200"),
    page("/live/voila/templates/lab/static/voila.js", f"{NOBODY_ELSE} 200"),
    page("/live/voila/labextensions/@jupyter-widgets/jupyterlab-manager/package.json", f"{NOBODY_ELSE} 200"),
    # Last, since it ends the session
    Row("POST", "/vi/out", "303 303 303 303 303", {}),
)
