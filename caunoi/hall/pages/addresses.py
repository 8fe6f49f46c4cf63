"""The addresses of this computer, which of them phones reach, and the small page on which a phone says that it does."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from datetime import datetime

from caunoi.hall.pages.page import FacilitatorPage, Page
from caunoi.hall.pages.qr import send_qr
from caunoi.hall.records import utc_now
from caunoi.hall.self_test import Verdict
from caunoi.network import Way
from caunoi.told_address import what_it_is
from caunoi.web.answer import Refused

SYSTEMS = {"win32": "windows", "darwin": "macos"}


@dataclass(frozen=True, slots=True)
class Row:
    """One address as the page shows it."""

    way: Way
    what: str
    verdict: Verdict
    came_at: datetime | None
    told: bool


class HelloMark(Page):
    """GET /hello/mark: by what this hall knows itself among other programs."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/plain; charset=UTF-8")
        self.finish(self.hall.reach.mark)


class Hello(Page):
    """GET /hello: a phone that opens it has reached the hall, which is all that is noted."""

    def get(self) -> None:
        came = self.phone_came()
        self.render("hello.html", came=came, reached=self.request.host, at=utc_now())


class AddressesNow(FacilitatorPage):
    """GET /facilitator/addresses/now: the list alone, asked for again and again."""

    template = "addresses_now.html"

    async def get(self) -> None:
        reach, port = self.hall.reach, self.hall.port
        ways, told = reach.ways(), reach.told()
        base = self.hall.addresses.base
        verdicts = await self.hall.self_test.verdicts(f"http://{way.ip}:{port}{base}/hello/mark" for way in ways)
        rows = [
            Row(way, what_it_is(self._, way), verdict, reach.came_at(way.ip), way == told)
            for way, verdict in zip(ways, verdicts.values(), strict=True)
        ]
        choice = reach.choice()
        self.render(
            self.template,
            rows=rows,
            address=self.hall_address(),
            named=told is None or self.hall_address() != f"http://{told.ip}:{port}{base}",
            choice=choice,
            lost=choice is not None and choice.ip not in {way.ip for way in ways},
            lan=reach.lan,
            system=SYSTEMS.get(sys.platform, "linux"),
            at=utc_now(),
        )


class AddressesPage(AddressesNow):
    """GET and POST /facilitator/addresses: what each address is, which one phones are told, and a test of each."""

    template = "addresses.html"

    async def post(self) -> None:
        if not await self.off_loop(self.hall.reach.choose, self.typed("ip")):
            raise Refused(404, "no-address", self._("This computer no longer has this address. Load the page again."))
        self.go("facilitator/addresses")


class HelloQr(FacilitatorPage):
    """GET /facilitator/addresses/qr.svg?ip=: the small page, at one of this computer's addresses."""

    def get(self) -> None:
        ip = self.get_query_argument("ip", "")
        if ip not in {way.ip for way in self.hall.reach.ways()}:
            raise Refused(404, "no-address", self._("This computer no longer has this address. Load the page again."))
        send_qr(self, f"http://{ip}:{self.hall.port}{self.to('hello')}")
