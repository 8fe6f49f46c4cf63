"""The facilitator's analyses: the list of them, the page that waits for a place, and the end of one that runs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from caunoi.hall.analyses.live import LIVE, way_in
from caunoi.hall.analyses.seats import Seat, Why, Wish
from caunoi.hall.notebook import NotLight, read_notebook
from caunoi.hall.pages.page import FacilitatorPage
from caunoi.hall.records import ClassRecord
from caunoi.hall.refusals import UnknownClass
from caunoi.hall.store.sessions import token_hash
from caunoi.i18n import translate_notebook
from caunoi.web.answer import Refused

# How often a page that waits asks again without a script.
EVERY_S = 4


@dataclass(frozen=True, slots=True)
class Described:
    """What the first cell of an analysis says: its heading and its first paragraph."""

    name: str
    title: str
    about: str


def described(name: str, notebook: Path, lang: str) -> Described:
    """Read the title of an analysis in a language; its name stands for it where the notebook cannot be read."""
    try:
        cells = translate_notebook(read_notebook(notebook), lang)["cells"]
    except NotLight:
        return Described(name, name, "")
    first = next((cell["source"] for cell in cells if cell["cell_type"] == "markdown"), "")
    heading, _, rest = first.partition("\n\n")
    return Described(name, heading.lstrip("# ").strip() or name, rest.partition("\n\n")[0].strip())


class AnalysesPage(FacilitatorPage):
    """A page about the analyses of a class, which the query names: the newest where it names none."""

    @cached_property
    def record(self) -> ClassRecord:
        """The class; answers 404 when there is none."""
        asked = self.get_query_argument("class", "")
        try:
            found = self.store.classes.get(asked) if asked else next(iter(self.store.classes.all()), None)
        except UnknownClass:
            found = None
        if found is None:
            raise Refused(404, "no-class", self._("There is no class at this address."))
        self.shown_class = found
        return found

    def described(self, name: str) -> Described:
        """What an analysis is called in this language; answers 404 when there is none of this name."""
        notebook = self.services.analyses.get(name)
        if notebook is None:
            raise Refused(404, "no-analysis", self._("There is no analysis at this address."))
        return described(name, notebook, self.lang)

    def why_ended(self, why: Why | None) -> str:
        """What to tell people of an analysis that has ended."""
        _, settings = self._, self.hall.settings
        minutes = settings.analysis_minutes
        return {
            "closed": _("This analysis was ended."),
            "anew": _("This analysis was opened again, in this browser or another tab. It goes on there."),
            "idle": self.ngettext(
                "Nobody used this analysis for {n} minute, so its place was given up.",
                "Nobody used this analysis for {n} minutes, so its place was given up.",
                minutes,
            ).format(n=minutes),
            "memory": _("This analysis needed more than {n} MB of memory and was stopped.").format(
                n=settings.analysis_megabytes
            ),
            "died": _("The computation behind this analysis has stopped. Nothing of the class is lost."),
            "failed": _("The class could not be read for this analysis. The window of the hall says why."),
        }[why or "closed"]

    def _in_language(self, lang: str) -> str:
        query = self.request.query
        return super()._in_language(lang) + (f"?{query}" if query else "")


class Analyses(AnalysesPage):
    """GET /facilitator/analyses[?class=]: what can be looked at, and the class to look at."""

    async def get(self) -> None:
        listed = await self.off_loop(lambda: [self.described(name) for name in sorted(self.services.analyses)])
        records = self.store.classes.all()
        chosen = self.record if records else None
        seats = self.hall.attendant.seats
        self.render(
            "analyses.html", analyses=listed, records=records, chosen=chosen, taken=seats.taken, most=seats.most
        )


class AnalysisWaiting(AnalysesPage):
    """GET /facilitator/analyses/<name>[?class=]: takes a place in the queue and leads on when its turn has come."""

    get_acts = True
    template = "analysis_waiting.html"

    async def get(self, name: str) -> None:
        about = await self.off_loop(self.described, name)
        wish = Wish(token_hash(self.token), name, self.record.id, self.lang)
        seat = self._seat(wish)
        # Before the page of the analysis, which needs it for its own form.
        _ = self.xsrf_token
        if seat is not None and seat.stage == "ready":
            self._lead_on(seat)
            return
        self.render(self.template, **self._told(about, wish, seat))

    def _seat(self, wish: Wish) -> Seat | None:
        attendant = self.hall.attendant
        open_one = attendant.seats.current(wish)
        if open_one is not None and open_one.stage == "open":
            return attendant.again(open_one, wish)
        return attendant.ask(wish)

    def _lead_on(self, seat: Seat) -> None:
        self.redirect(self.to(f"{LIVE}page/{seat.id}"), status=303)

    def _told(self, about: Described, wish: Wish, seat: Seat | None) -> dict[str, Any]:
        seats = self.hall.attendant.seats
        return {
            "about": about,
            "record": self.record,
            "seat": seat,
            "before": seats.before(seat) if seat else 0,
            "most": seats.most,
            "minutes": self.hall.settings.analysis_minutes,
            "here": self.to(way_in(wish)),
            "again_after_s": EVERY_S,
        }


class AnalysisTurn(AnalysisWaiting):
    """GET /facilitator/analyses/<name>/turn[?class=]: the part of the waiting page that changes, for its script."""

    template = "analysis_turn.html"

    def _seat(self, wish: Wish) -> Seat | None:
        attendant = self.hall.attendant
        seat = attendant.seats.current(wish)
        # The browser keeps this page until the first words of the next one come, and it asks meanwhile.
        if seat is None or (seat.stage == "open" and seat.sockets > 0):
            return None
        attendant.still_waits(seat)
        return seat

    def _lead_on(self, seat: Seat) -> None:
        self.render(self.template, **self._told(self.described(seat.wish.analysis), seat.wish, seat))


class SeatPage(AnalysesPage):
    """A door for one's own seat, which the address names."""

    def seat(self, seat_id: str) -> Seat:
        """The seat; answers 404 for another's and for none."""
        found = self.hall.attendant.seats.get(seat_id)
        if found is None or found.wish.who != token_hash(self.token):
            raise Refused(404, "no-analysis", self._("There is no analysis at this address."))
        return found


class SeatState(SeatPage):
    """GET /facilitator/seat/<id>: whether the analysis of a page still runs, and if not, why."""

    answers_json = True

    def get(self, seat_id: str) -> None:
        seat = self.seat(seat_id)
        self.json({"ended": self.why_ended(seat.why) if seat.ended else None})


class EndSeat(SeatPage):
    """POST /facilitator/seat/<id>/end: by its button, or by the page that is being closed."""

    def post(self, seat_id: str) -> None:
        seat = self.seat(seat_id)
        self.hall.attendant.end(seat, "closed")
        self.go("facilitator/analyses", **{"class": seat.wish.class_id})
