"""Where the notebooks of pages are: lessons in the curriculum, assessments in the class that takes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from caunoi.content import CHECKOUT, Library, library_here, library_of
from caunoi.hall.light_page import PageSource
from caunoi.rested import Rested

_number = re.compile(r"^\d+-")


class Course:
    """The pages of a checkout and of its classes."""

    def __init__(self, checkout: Path = CHECKOUT) -> None:
        self.curriculum = checkout / "curriculum"
        # What every page is made with: a change of code is a change of all pages.
        self.code = (checkout / "caunoi", checkout / "widgets")
        self._library = Rested(library_of)
        self._roots = (checkout / "widgets" / "portals", self.curriculum, checkout / "assessments")
        self._lessons = Rested(self._find_lessons)
        self._class_library = Rested(library_here)
        self._assessments = Rested(self._find_assessments)

    def library(self) -> Library:
        """The content of the checkout, as lessons see it."""
        return self._library(self._roots)

    def class_library(self, class_root: Path) -> Library:
        """The content a class was opened with."""
        return self._class_library(class_root)

    def lesson(self, module_id: str, lesson_id: str, lang: str) -> PageSource | None:
        """The lesson of an address, None if the syllabus does not know it."""
        return self._lessons(lang).get(f"lesson/{module_id}/{lesson_id}")

    def lessons(self, lang: str) -> Iterable[PageSource]:
        """All lessons of the syllabus whose notebooks are there, in order."""
        return self._lessons(lang).values()

    def assessment(self, class_root: Path, assessment_id: str, lang: str) -> PageSource | None:
        """The released assessment of a class, None if the class has none of this name."""
        return self._assessments((class_root, lang)).get(f"assessment/{assessment_id}")

    def assessments(self, class_root: Path, lang: str) -> Iterable[PageSource]:
        """All released assessments of a class."""
        return self._assessments((class_root, lang)).values()

    def _find_lessons(self, lang: str) -> dict[str, PageSource]:
        found: dict[str, PageSource] = {}
        for module in self.library().syllabus.modules:
            for lesson in module.lessons:
                notebook = self._notebook(module.id, lesson.notebook)
                if notebook is not None:
                    name = f"lesson/{module.id}/{lesson.id}"
                    title = lesson.title.of(lang)
                    found[name] = PageSource(name, "lesson", notebook, (self.curriculum,), title, lang)
        return found

    def _find_assessments(self, key: tuple[Path, str]) -> dict[str, PageSource]:
        class_root, lang = key
        found: dict[str, PageSource] = {}
        for assessment in self.class_library(class_root).assessments.values():
            notebook = class_root / "release" / assessment.id / f"{assessment.id}.ipynb"
            if notebook.is_file():
                name = f"assessment/{assessment.id}"
                content = (class_root / "content", notebook.parent)
                found[name] = PageSource(name, "assessment", notebook, content, assessment.title.of(lang), lang)
        return found

    def _notebook(self, module_id: str, file: str) -> Path | None:
        """The file in the module's folder; a number before the folder's name only sorts it."""
        for folder in sorted(self.curriculum.iterdir()) if self.curriculum.is_dir() else ():
            if module_id in (folder.name, _number.sub("", folder.name)):
                path = folder / file
                return path if path.is_file() else None
        return None
