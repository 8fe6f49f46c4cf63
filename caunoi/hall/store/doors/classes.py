"""Classes: opened with their folder, corrected, found by code or id."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from caunoi.hall.records import ClassRecord, utc_now
from caunoi.hall.refusals import UnknownClass
from caunoi.hall.store import classes
from caunoi.hall.store.file import StoreFile
from caunoi.i18n import LANGS


class Classes:
    """The classes of a store, whose folders stand below `data`."""

    def __init__(self, file: StoreFile, data: Path) -> None:
        self._file = file
        self._data = data

    def open(
        self,
        name: str,
        place: str,
        day: str,
        lang: str,
        *,
        more_langs: Sequence[str] | None = None,
        simulated: bool = False,
        prepare: Callable[[ClassRecord], None] | None = None,
    ) -> ClassRecord:
        """Open a class; `prepare` builds its folder first, so that a failure there leaves no half-open class.

        Phones may read it in `more_langs` too, in all languages unless some are named.
        """
        code = classes.new_code()
        while self.by_code(code) is not None:
            code = classes.new_code()
        class_id = f"{day}-{code.lower()}"
        path = str(self._data / "classes" / class_id)
        others = tuple(each for each in (LANGS if more_langs is None else more_langs) if each != lang)
        record = ClassRecord(class_id, code, name, place, day, path, lang, simulated, utc_now(), others)
        if prepare is not None:
            prepare(record)
        return self._file.write(lambda connection: classes.insert_class(connection, record, self._data))

    def rename(self, class_id: str, name: str, place: str, day: str) -> None:
        """Correct name, place and day of a class; its id and code stay. Raises UnknownClass."""
        self._file.write(lambda connection: classes.update_class(connection, class_id, name, place, day))

    def offer_langs(self, class_id: str, more_langs: Sequence[str]) -> None:
        """Let phones read a class in these languages beside its own; raises UnknownClass."""
        self._file.write(lambda connection: classes.update_more_langs(connection, class_id, more_langs))

    def all(self) -> list[ClassRecord]:
        """All classes, the newest first."""
        return self._file.read(lambda connection: classes.select_classes(connection, self._data))

    def by_code(self, code: str) -> ClassRecord | None:
        """The class of a code as somebody typed it."""
        tidy = classes.tidy_code(code)
        return next(iter(self._file.read(lambda c: classes.select_classes(c, self._data, code=tidy))), None)

    def get(self, class_id: str) -> ClassRecord:
        """The class of an id; raises UnknownClass."""
        found = self._file.read(lambda c: classes.select_classes(c, self._data, id=class_id))
        if not found:
            raise UnknownClass(class_id)
        return found[0]
