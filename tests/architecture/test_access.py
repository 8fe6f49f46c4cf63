"""Does every route of the hall stand in the table of who gets what, with every method it answers?"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any

from tornado.web import RequestHandler

from caunoi.hall.app import routes
from tests.server.access import ROWS

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
WORDS = {"{class}": "lop-mot", "{asset}": "0123456789abcdef.js"}

HOW = "write a row for it in tests/server/access.py: the method, the address, what each of the five people is answered"


def answered(handler: type[RequestHandler]) -> list[str]:
    """The methods that a handler has of its own."""
    return [each for each in METHODS if getattr(handler, each.lower()) is not getattr(RequestHandler, each.lower())]


def address(path: str) -> str:
    for word, sample in WORDS.items():
        path = path.replace(word, sample)
    return path.partition("?")[0]


def test_every_route_and_method_stands_in_the_table() -> None:
    hall: Any = SimpleNamespace(settings=SimpleNamespace(lang="vi"))
    listed = routes(hall)
    asked: set[tuple[str, str]] = set()
    for row in ROWS:
        # As tornado does: the first pattern that fits has the request.
        pattern = next(route[0] for route in listed if re.fullmatch(route[0], address(row.path)))
        asked.add((pattern, row.method))
    wanted = {(route[0], method) for route in listed for method in answered(route[1])}
    assert wanted - asked == set(), HOW
    assert asked <= wanted


def test_only_what_a_stranger_may_see_is_open_to_one() -> None:
    """A short list on purpose: whoever opens a further door to strangers writes it down twice."""
    opened = {(row.method, row.path.partition("?")[0]) for row in ROWS if row.by_role["stranger"] in (200, 303)}
    assert opened == {
        ("GET", "/assets/{asset}"),
        ("GET", "/vi/"),
        ("GET", "/vi/join"),
        ("POST", "/vi/join"),
        ("GET", "/vi/join/new"),
        ("POST", "/vi/join/new"),
        ("GET", "/vi/hello"),
        ("GET", "/hello/mark"),
        ("GET", "/vi/out"),
        ("POST", "/vi/out"),
    }


def test_no_trainee_opens_what_is_under_facilitator() -> None:
    for row in ROWS:
        if row.path.startswith(("/vi/facilitator", "/live")):
            others = {status for role, status in row.by_role.items() if role != "facilitator"}
            assert others <= {401, 403}, row
