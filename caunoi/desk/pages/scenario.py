"""A scenario: its live mock-ups, the way that is being recorded, its traces."""

from __future__ import annotations

import json
from typing import Any, ClassVar, cast, get_args

from tornado.web import HTTPError

from caunoi.desk.coverage import Coverage, coverage
from caunoi.desk.handler import Guarded
from caunoi.desk.pages.page import Page, unreadable
from caunoi.desk.recording import written
from caunoi.desk.saving import NotSaved, digest_of, save_trace, traces_file
from caunoi.desk.walk import walk
from caunoi.drawing import Words
from caunoi.errors import CauNoiError, ContentError
from caunoi.i18n import LANGS, N_
from caunoi.lowering import trace_events
from caunoi.model.scenario import Scenario, TraceKind
from caunoi.views import MODES, mockup_view
from caunoi.web.answer import Refused

# What each kind of trace is there to show, as an author chooses it.
KINDS: dict[TraceKind, str] = {
    "expert": N_("everything done well, all points"),
    "second-path": N_("another good way, worth as much"),
    "slip": N_("an error, corrected or not"),
    "detour": N_("longer, right in the end"),
    "foil": N_("looks good and is not"),
    "near-miss": N_("close to a veto, and none"),
    "gives-up": N_("stops early"),
    "forged": N_("steps that earn what was not done"),
    "empty": N_("nothing done"),
}


class _OfScenario(Guarded):
    def known(self, name: str) -> None:
        """Answer 404 for a scenario of which there is no file."""
        if not any(path.name == f"{name}.scenario.yaml" for path in self.workshop.files):
            raise HTTPError(404)

    def events(self) -> list[Any]:
        """The events of the request's body. Answers 400 for anything else."""
        try:
            events = json.loads(self.request.body)["events"]
        except (ValueError, KeyError, TypeError) as error:
            raise HTTPError(400) from error
        if not isinstance(events, list):
            raise HTTPError(400)
        return events


class ScenarioPage(_OfScenario, Page):
    """GET /<lang>/scenario/<id>."""

    TEMPLATE = "scenario.html"
    PARTS: ClassVar[dict[str, str]] = {"problems": "problems.html", "traces": "scenario_traces.html"}

    def contents(self, **named: str) -> dict[str, Any]:
        name = named["name"]
        self.known(name)
        library = self.workshop.library
        scenario = library.scenarios.get(name)
        lang = self.lang
        try:
            found = self.workshop.shown(("coverage", name, lang), lambda now: coverage(now, name, lang))
            proved = cast(Coverage, found.value)
        except ContentError:
            proved = Coverage()
        use = scenario.use if scenario else "practice"
        mockup = self.desk.widgets.mockup
        here = f"/{lang}/scenario/{name}"
        return {
            "name": name,
            "scenario": scenario,
            "title": Words(lang, scenario.values).of(scenario.title) if scenario else name,
            # A visit plays on what its talk makes, of which there is no picture.
            "portal": scenario.portal if scenario and scenario.portal in library.portals else None,
            "proved": proved,
            "screens": self._screens(name),
            "kinds": [(kind, self._(KINDS[kind])) for kind in get_args(TraceKind)],
            "modes": ("test",) if use == "test" else tuple(mode for mode in MODES if mode != "test"),
            "style": self.desk.assets.put(mockup.style.encode(), "css"),
            "doors": {
                "views": f"{here}/view",
                "walk": f"{here}/walk",
                "trace": f"{here}/trace",
                "traces": f"{here}/traces",
                "module": self.desk.assets.put(mockup.module.encode(), "js"),
                "xsrf": self.xsrf_token.decode(),
            },
            **self.trouble(name, *self._underneath(scenario)),
        }

    def _underneath(self, scenario: Scenario | None) -> tuple[str, ...]:
        """The ids of what a scenario plays on; their problems keep it from being drawn."""
        if scenario is None:
            return ()
        resident = (scenario.visit.resident,) if scenario.visit else ()
        return (scenario.portal, *self.parts_of(scenario.portal), *resident)

    def _screens(self, name: str) -> list[tuple[str, str]]:
        """The screens of the portal with their titles, for the table of what the traces come to."""
        lang = self.lang

        def titles(library: Any) -> list[tuple[str, str]]:
            scenario = library.scenario(name)
            view = mockup_view(library, name, "test" if scenario.use == "test" else "guided", lang)
            return [(key, screen["title"]) for key, screen in view["screens"].items()]

        try:
            return cast(list[tuple[str, str]], self.workshop.shown(("titles", name, lang), titles).value)
        except ContentError:
            return []


class ScenarioView(_OfScenario):
    """GET /<lang>/scenario/<id>/view?mode=&lang=: the view that a trainee's page gets in this mode."""

    answers_json = True

    def get(self, name: str) -> None:
        self.known(name)
        mode, lang = self.get_query_argument("mode", ""), self.get_query_argument("lang", self.lang)
        if mode not in MODES or lang not in LANGS:
            raise HTTPError(400)
        words = self.desk.widgets.mockup.words(lang)
        try:
            found = self.workshop.shown(
                ("view", name, mode, lang), lambda library: mockup_view(library, name, mode, lang)
            )
        except ContentError as error:
            self.json(unreadable(error))
            return
        self.json({"view": {**cast(dict[str, Any], found.value), "ui": words}, "stale": found.stale})


class ScenarioWalk(_OfScenario):
    """POST /<lang>/scenario/<id>/walk {events}: the way in words, as YAML, with its score; nothing is written."""

    answers_json = True

    def post(self, name: str) -> None:
        self.known(name)
        events, lang, gettext = self.events(), self.lang, self._
        # Nothing is kept for a way: what was walked before the content broke is on the screen still.
        library = self.workshop.library
        try:
            walked = walk(library, name, events, lang, gettext)
            lines = written(events, library.scenario(name).values)
        except CauNoiError as error:
            self.json({"html": None, "why": str(error)})
            return
        self.json(
            {
                "html": self.page("scenario_way.html", walk=walked, lines=lines),
                "points": self._context()["shown"].number(walked.points),
                "max_points": self._context()["shown"].number(walked.max_points),
                "scored": name in library.rubrics,
                "digest": digest_of(traces_file(library, name)),
            }
        )


class ScenarioTrace(_OfScenario):
    """GET /<lang>/scenario/<id>/trace?id=: the events of a recorded trace, ready to be walked."""

    answers_json = True

    def get(self, name: str) -> None:
        self.known(name)
        library = self.workshop.library
        wanted = self.get_query_argument("id", "")
        trace = next((each for each in library.traces.get(name, ()) if each.id == wanted), None)
        if trace is None or name not in library.scenarios:
            raise HTTPError(404)
        self.json({"id": trace.id, "events": trace_events(trace, library.scenarios[name].values)})


class ScenarioTraces(_OfScenario):
    """POST /<lang>/scenario/<id>/traces {id, kind, events, digest}: write a trace down; the one door that writes."""

    answers_json = True

    def post(self, name: str) -> None:
        self.known(name)
        events = self.events()
        asked = json.loads(self.request.body)
        wanted = [asked.get(key) for key in ("id", "kind", "digest")]
        if not all(isinstance(each, str) for each in wanted):
            raise HTTPError(400)
        trace_id, kind, digest = cast(list[str], wanted)
        self.desk.look_now()
        try:
            saved = save_trace(self.workshop.library, self.workshop.roots, name, (trace_id, kind), events, digest)
        except NotSaved as error:
            raise Refused(409, error.why, self._refusal(error)) from error
        except CauNoiError as error:
            message = self._("It could not be scored, so it was not saved: {reason}").format(reason=error)
            raise Refused(409, "unscored", message) from error
        self.desk.look_now()
        points = self._context()["shown"].number(saved.points)
        self.json({"id": trace_id, "file": self.short(str(saved.path)), "line": saved.line, "points": points})

    def _refusal(self, error: NotSaved) -> str:
        sentences = {
            "changed": self._(
                "{detail} was changed meanwhile, so nothing was written. The page shows it as it is now; save again."
            ),
            "taken": self._("There is a trace {detail} already. Choose another id."),
            "unfit": self._("“{detail}” does not fit. An id has small letters, digits and hyphens; choose a kind."),
            "outside": self._("{detail} is outside the content, so nothing was written."),
            "unreadable": self._("The file cannot be read, so nothing was added to it. Put it right first: {detail}"),
            "undone": self._("The trace was taken out again, because it did not score as recorded: {detail}"),
        }
        return sentences[error.why].format(detail=error.detail)
