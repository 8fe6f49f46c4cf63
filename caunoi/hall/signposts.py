"""Addresses with no page behind them: closed, unknown, under another name, too many at once, or leading onward."""

from __future__ import annotations

from tornado.web import HTTPError

from caunoi.hall.handler import RETRY_AFTER_S, BaseHandler
from caunoi.web.answer import Refused

# A name in the domain name system is not longer.
LONGEST_HOST = 253


class Refusal(BaseHandler):
    """A refusal of whatever is asked, which `prepare` raises."""

    def check_xsrf_cookie(self) -> None:
        """The answer is the same with and without a token."""


class Forbidden(Refusal):
    """A route of the stock server: kernels, files, terminals; closed to everybody."""

    def prepare(self) -> None:
        super().prepare()
        raise Refused(403, "closed", self._("This is not open to you."))


class Onward(BaseHandler):
    """An address that only leads to another; `path` may name groups of the route by their number."""

    def initialize(self, path: str) -> None:
        self._path = path

    def get(self, *groups: str) -> None:
        self.redirect(self.to(self._path.format(*groups)))


class WrongHost(Refusal):
    """Any request that names another host than this hall."""

    def prepare(self) -> None:
        super().prepare()
        name = self.request.host[:LONGEST_HOST]
        sentence = self._("This hall does not go by the name {name}. Open it at the address that its window shows.")
        raise Refused(421, "wrong-host", sentence.format(name=name))


class Full(Refusal):
    """Any request that comes when the hall holds as many connections as it can; the page asks again by itself.

    429 and not 503: nothing in the hall is at fault, it says what happens and when to come again.
    """

    def prepare(self) -> None:
        super().prepare()
        self.answers_json = self.request.path.startswith("/api/")
        sentence = self._("Every place in this hall is taken at the moment. Try again in {n} seconds; nothing is lost.")
        raise Refused(429, "full", sentence.format(n=RETRY_AFTER_S), wait_s=RETRY_AFTER_S)


class NotFound(Refusal):
    """Any other address."""

    def prepare(self) -> None:
        super().prepare()
        raise HTTPError(404)


class ApiNotFound(NotFound):
    """Any other address of the API."""

    answers_json = True
