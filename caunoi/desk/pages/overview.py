"""All content at a glance, and every problem of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from caunoi.desk.handler import grouped
from caunoi.desk.pages.page import Page, by_severity
from caunoi.desk.workshop import id_of
from caunoi.drawing import Words

SUFFIXES = {
    "portal": (".portal.yaml",),
    "scenario": (".scenario.yaml", ".rubric.yaml", ".traces.yaml"),
    "items": (".items.yaml", ".keys.yaml"),
}


@dataclass(frozen=True)
class Row:
    """One portal, scenario or item set with its state."""

    id: str
    title: str
    facts: tuple[str, ...]
    errors: int
    warnings: int


class OverviewPage(Page):
    """GET /<lang>/."""

    TEMPLATE = "overview.html"
    PARTS: ClassVar[dict[str, str]] = {"contents": "overview_contents.html", "problems": "problems.html"}

    def contents(self, **named: str) -> dict[str, Any]:
        problems = self.workshop.problems
        errors, warnings = by_severity(problems)
        return {
            "rows": {kind: [self._row(kind, name) for name in self._ids(kind)] for kind in SUFFIXES},
            "problems": grouped(problems),
            "count": len(problems),
            "errors": errors,
            "warnings": warnings,
            "looking": self.workshop.looking,
            "broken": False,  # nothing is drawn here
        }

    def _ids(self, kind: str) -> list[str]:
        """From the names of the files: what cannot be read is listed too."""
        return sorted({id_of(path) for path in self.workshop.files if path.name.endswith(SUFFIXES[kind])})

    def _row(self, kind: str, name: str) -> Row:
        library = self.workshop.library
        title, facts = name, []
        if kind == "portal" and (portal := library.portals.get(name)):
            title = Words(self.lang, {}).of(portal.title)
            playing = sum(each.portal == name for each in library.scenarios.values())
            facts.append(self.ngettext("{n} scenario", "{n} scenarios", playing).format(n=playing))
        elif kind == "scenario" and (scenario := library.scenarios.get(name)):
            title = Words(self.lang, scenario.values).of(scenario.title)
            traces = len(library.traces.get(name, ()))
            facts.append(self._("test") if scenario.use == "test" else self._("practice"))
            facts.append(self.ngettext("{n} trace", "{n} traces", traces).format(n=traces))
        elif kind == "items" and (items := library.item_sets.get(name)):
            title = Words(self.lang, {}).of(items.title) if items.title else name
            facts.append(self._("test") if items.use == "test" else self._("practice"))
            facts.append(self.ngettext("{n} item", "{n} items", len(items.items)).format(n=len(items.items)))
        own = tuple(
            each for each in self.workshop.problems if id_of(each.file) == name and each.file.endswith(SUFFIXES[kind])
        )
        return Row(name, title, tuple(facts), *by_severity(own))
