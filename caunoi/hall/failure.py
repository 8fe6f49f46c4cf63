"""What somebody is told of a request that failed, in words that give away nothing of the hall."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tornado.web import RequestHandler

from caunoi.errors import StoreError
from caunoi.web.answer import Refused


def failure(status: int, error: BaseException | None, _: Callable[[str], str]) -> tuple[str, str, dict[str, Any]]:
    """The code, the sentence and further fields of an answer with this status; `_` translates."""
    if isinstance(error, Refused):
        return error.code, error.message, error.fields
    if isinstance(error, StoreError):
        # Paths and reasons are for the window of the hall, where the error is logged.
        return "store", _("The hall cannot save at the moment. What it has saved before is safe."), {}
    if status == 403:
        return "forbidden", _("This was not accepted. Open the page again and repeat it."), {}
    if status == 404:
        return "not-found", _("There is nothing at this address."), {}
    if status < 500:
        return "bad-request", _("The hall could not read this request."), {}
    return "failed", _("Something went wrong in the hall. What was saved is safe. Try again."), {}


def taken_methods(handler: type[RequestHandler], *, get_acts: bool) -> list[str]:
    """The methods that an address takes, for who has tried another one."""
    own = [
        each for each in ("GET", "POST") if getattr(handler, each.lower()) is not getattr(RequestHandler, each.lower())
    ]
    return own if get_acts or "GET" not in own else [*own, "HEAD"]
