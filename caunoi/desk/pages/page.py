"""What the pages share: a page is made of parts, and each part can be asked for by itself when the content changes."""

from __future__ import annotations

from typing import Any, ClassVar

from tornado.web import HTTPError

from caunoi.desk.handler import Guarded, grouped
from caunoi.errors import ContentError, Problem


class Page(Guarded):
    """A page of the desk: GET gives it whole, with ?part= one of its PARTS alone, for the page to put in place."""

    TEMPLATE: ClassVar[str]
    PARTS: ClassVar[dict[str, str]]

    def get(self, **named: str) -> None:
        part = self.get_query_argument("part", "")
        if part and part not in self.PARTS:
            raise HTTPError(404)
        template = self.PARTS[part] if part else self.TEMPLATE
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(self.page(template, parts=self.PARTS, **self.contents(**named)))

    def contents(self, **named: str) -> dict[str, Any]:
        """What the templates of this page know besides what all know."""
        raise NotImplementedError

    def parts_of(self, portal_id: str) -> tuple[str, ...]:
        """The parts that a portal shares with others; their problems are its own."""
        portal = self.workshop.library.portals.get(portal_id)
        return portal.parts if portal else ()

    def trouble(self, *ids: str) -> dict[str, Any]:
        """The problems of these ids for the part `problems`."""
        found = self.workshop.about(*ids)
        return {
            "problems": grouped(found),
            "count": len(found),
            "looking": self.workshop.looking,
            "broken": bool(self.workshop.broken & set(ids)),
        }


def unreadable(error: ContentError) -> dict[str, Any]:
    """A problem list as JSON, for a view that cannot be drawn."""
    return {"view": None, "stale": True, "problems": [str(each) for each in error.problems]}


def by_severity(problems: tuple[Problem, ...]) -> tuple[int, int]:
    """Return how many problems are errors, and how many are warnings."""
    errors = sum(each.severity == "error" for each in problems)
    return errors, len(problems) - errors
