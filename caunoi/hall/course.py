"""Where the notebooks of pages are: lessons in the curriculum, assessments in the class that takes them."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

from caunoi.content import CHECKOUT, Library, library_here, library_of
from caunoi.hall.fingerprint import REST_S
from caunoi.hall.page import PageSource

_number = re.compile(r"^\d+-")


class Course:
    """The pages of a checkout and of its classes."""

    def __init__(self, checkout: Path = CHECKOUT) -> None:
        self.checkout = checkout
        self.curriculum = checkout / "curriculum"
        self._roots = (checkout / "widgets" / "portals", self.curriculum, checkout / "assessments")
        self._library: Library | None = None
        self._looked_at = 0.0
        # What every page is made with: a change of code is a change of all pages.
        self.code = (checkout / "caunoi", checkout / "widgets")

    def library(self) -> Library:
        """The content of the checkout, as lessons see it."""
        moment = time.monotonic()
        if self._library is None or moment - self._looked_at >= REST_S:
            self._library, self._looked_at = library_of(self._roots), moment
        return self._library

    def lesson(self, module_id: str, lesson_id: str, lang: str) -> PageSource | None:
        """The lesson of an address, None if the syllabus does not know it."""
        name = f"lesson/{module_id}/{lesson_id}"
        return next((source for source in self.lessons(lang) if source.name == name), None)

    def lessons(self, lang: str) -> Iterator[PageSource]:
        """All lessons of the syllabus whose notebooks are there, in order."""
        for module in self.library().syllabus.modules:
            for lesson in module.lessons:
                notebook = self._notebook(module.id, lesson.notebook)
                if notebook is not None:
                    yield PageSource(
                        name=f"lesson/{module.id}/{lesson.id}",
                        mode="lesson",
                        notebook=notebook,
                        content=(self.curriculum,),
                        title=lesson.title.of(lang),
                        lang=lang,
                    )

    def assessment(self, class_root: Path, assessment_id: str, lang: str) -> PageSource | None:
        """The released assessment of a class, None if the class has none of this name."""
        notebook = class_root / "release" / assessment_id / f"{assessment_id}.ipynb"
        assessment = library_here(class_root).assessments.get(assessment_id)
        if assessment is None or not notebook.is_file():
            return None
        return PageSource(
            name=f"assessment/{assessment_id}",
            mode="assessment",
            notebook=notebook,
            content=(class_root / "content", notebook.parent),
            title=assessment.title.of(lang),
            lang=lang,
        )

    def assessments(self, class_root: Path, lang: str) -> Iterator[PageSource]:
        """All released assessments of a class."""
        for assessment_id in library_here(class_root).assessments:
            source = self.assessment(class_root, assessment_id, lang)
            if source is not None:
                yield source

    def _notebook(self, module_id: str, file: str) -> Path | None:
        """The file in the module's folder; a number before the folder's name only sorts it."""
        for folder in sorted(self.curriculum.iterdir()) if self.curriculum.is_dir() else ():
            if _number.sub("", folder.name) == module_id or folder.name == module_id:
                path = folder / file
                return path if path.is_file() else None
        return None
