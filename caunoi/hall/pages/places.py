"""Where somebody is, in words: which page, which task of it, which step, which screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from caunoi.content import Library
from caunoi.drawing import Words
from caunoi.errors import ContentError
from caunoi.hall.following import Answers, Case, Task
from caunoi.hall.pace import AFTER, BEFORE
from caunoi.hall.stuck import Stuck
from caunoi.hall.watch import Followed, Watch
from caunoi.i18n import translator
from caunoi.lowering import expand


@dataclass(frozen=True, slots=True)
class Place:
    """A page's title, the task on it, how far that is, and the screen it shows; empty where there is nothing to say."""

    page: str
    task: str = ""
    step: str = ""
    screen: str = ""


class Places:
    """Puts places into words of one language; `library_of` gives the content of a page, `tasks_of` its tasks."""

    def __init__(
        self, library_of: Callable[[str], Library], tasks_of: Callable[[str], tuple[str, ...]], lang: str
    ) -> None:
        self._library_of = library_of
        self._tasks_of = tasks_of
        self._lang = lang
        self._ = translator(lang).gettext

    @classmethod
    def watched(cls, watch: Watch, class_id: str, lang: str) -> Places:
        """The words for the places of a class that is watched."""
        return cls(lambda page: watch.library(class_id, page), lambda page: watch.tasks(class_id, page), lang)

    def of(self, attempt: Followed) -> Place:
        """Where an attempt is."""
        page, task = attempt.record.page, attempt.task
        place = Place(self.page(page))
        if not task:
            return place
        followed = attempt.tasks.get(task)
        screen = self.screen(page, task, followed.screen) if isinstance(followed, Case) else ""
        return Place(place.page, self.task(page, task), self._step(page, task, followed), screen)

    def page(self, name: str) -> str:
        """The title of a lesson or an assessment."""
        library = self._library_of(name)
        kind, _, rest = name.partition("/")
        if kind == "assessment":
            return library.assessments[rest].title.of(self._lang) if rest in library.assessments else rest
        if f"{kind}/" in (BEFORE, AFTER):
            when = self._("Test before the lessons") if f"{kind}/" == BEFORE else self._("Test after the lessons")
            titles = (module.title.of(self._lang) for module in library.syllabus.modules if module.id == rest)
            return f"{next(titles, rest)}: {when}"
        found = (
            lesson.title.of(self._lang)
            for module in library.syllabus.modules
            for lesson in module.lessons
            if rest == f"{module.id}/{lesson.id}"
        )
        return next(found, rest)

    def task(self, page: str, task: str) -> str:
        """What a task is called, with its number among the cases of its page."""
        _ = self._
        kind, title = task.partition("/")[0], self._title(page, task)
        if kind == "quiz":
            return _("Questions: {title}").format(title=title) if title else _("Questions")
        if kind == "writing":
            return _("Written answer: {title}").format(title=title) if title else _("Written answer")
        cases = cases_of(self.tasks(page))
        mode = task.rpartition("/")[2]
        if task not in cases or len(cases) == 1:
            one = {"guided": _("Case with the guide: {title}"), "practice": _("Practice case: {title}")}
            return one.get(mode, _("Case: {title}")).format(title=title)
        several = {
            "guided": _("Case {n} of {total} with the guide: {title}"),
            "practice": _("Practice case {n} of {total}: {title}"),
        }
        sentence = several.get(mode, _("Case {n} of {total}: {title}"))
        return sentence.format(n=cases.index(task) + 1, total=len(cases), title=title)

    def screen(self, page: str, task: str, screen: str) -> str:
        """The title of a screen of a case."""
        return screen_titles(self._library_of(page), _scenario(task), self._lang).get(screen, "")

    def reason(self, attempt: Followed, stuck: Stuck) -> str:
        """Why somebody may need help."""
        _ = self._
        if stuck.kind == "turn":
            return _("{n} times the same: {did}").format(n=stuck.times, did=self._did(attempt, stuck.turn))
        if stuck.kind == "hints":
            return _("{n} hints asked for at this step").format(n=stuck.times)
        if stuck.usual is None:
            return _("No new step for {n} min").format(n=stuck.minutes)
        return _("No new step for {n} min; half of the class took {usual} min").format(
            n=stuck.minutes, usual=stuck.usual
        )

    def _step(self, page: str, task: str, followed: Task | None) -> str:
        _ = self._
        if isinstance(followed, Answers):
            items = self._library_of(page).item_sets.get(task.partition("/")[2])
            if items is None:
                return ""
            return _("{n} of {total} answered").format(n=len(followed.answered), total=len(items.items))
        if followed is None:
            return ""
        if followed.over:
            return _("finished")
        steps = self.steps(page, task)
        if not steps:
            return ""
        if followed.step is None:
            return _("off the marked way")
        return _("step {n} of {total}").format(n=followed.step + 1, total=steps)

    def tasks(self, page: str) -> tuple[str, ...]:
        """The tasks of a page in their order, none while they are not known; an assessment names its own."""
        kind, _, name = page.partition("/")
        taken = self._library_of(page).assessments.get(name) if kind == "assessment" else None
        return tuple(task.name for task in taken.tasks) if taken is not None else self._tasks_of(page)

    def parts(self, page: str, task: str) -> int:
        """In how many parts a task is done: guided steps, or questions; 0 where it is one whole."""
        if task.startswith("quiz/"):
            items = self._library_of(page).item_sets.get(task.partition("/")[2])
            return len(items.items) if items is not None else 0
        return self.steps(page, task)

    def is_done(self, page: str, task: str, followed: Task | None) -> bool:
        """Whether a task is done: the end of a case was reached, every question answered, something written.

        It stays done for who begins it once more.
        """
        if isinstance(followed, Answers):
            return len(followed.answered) >= max(1, self.parts(page, task))
        return followed is not None and followed.done

    def is_finished(self, attempt: Followed) -> bool:
        """Whether every task of a page is done; a show plays by itself. False while its tasks are not known."""
        page = attempt.record.page
        tasks = [task for task in self.tasks(page) if not task.endswith("/show")]
        return bool(tasks) and all(self.is_done(page, task, attempt.tasks.get(task)) for task in tasks)

    def steps(self, page: str, task: str) -> int:
        """How many guided steps a case has; a test's are told to nobody."""
        scenario = self._library_of(page).scenarios.get(_scenario(task))
        return len(scenario.steps) if scenario is not None and scenario.use == "practice" else 0

    def _title(self, page: str, task: str) -> str:
        library = self._library_of(page)
        kind, _, name = task.partition("/")
        if kind == "mockup":
            scenario = library.scenarios.get(_scenario(task))
            return Words(self._lang, scenario.values).of(scenario.title) if scenario else name
        titled = library.item_sets.get(name) if kind == "quiz" else library.writings.get(name)
        return titled.title.of(self._lang) if titled is not None and titled.title is not None else ""

    def _did(self, attempt: Followed, turn: str) -> str:
        library = self._library_of(attempt.record.page)
        scenario = library.scenario(_scenario(attempt.task))
        said = next(each.class_say for each in library.rubrics[scenario.id].wrong_turns if each.id == turn)
        return " ".join(Words(self._lang, scenario.values).of(said).split())


@lru_cache(maxsize=256)
def screen_titles(library: Library, name: str, lang: str) -> Mapping[str, str]:
    """The titles of all screens of a scenario; none where the content has no such scenario."""
    scenario = library.scenarios.get(name)
    if scenario is None:
        return {}
    words = Words(lang, scenario.values)
    try:
        screens = expand(library.portal_of(scenario)).screens
    except ContentError:
        return {}
    return {each: " ".join(words.of(screen.title).split()) for each, screen in screens.items()}


def cases_of(tasks: tuple[str, ...]) -> list[str]:
    """The cases among the tasks of a page that somebody does; a show plays by itself."""
    return [task for task in tasks if task.startswith("mockup/") and not task.endswith("/show")]


def _scenario(task: str) -> str:
    return task.partition("/")[2].rpartition("/")[0]
