"""What an analysis may read: a copy of one class, without the store, and the notebook in its language."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat

from caunoi.coursework.folder import AUTOGRADED, CLASS_FILE, CONTENT, GRADEBOOK, SUBMITTED
from caunoi.coursework.vetoes import FILE as VETOES
from caunoi.errors import CauNoiError
from caunoi.hall.notebook import read_notebook
from caunoi.hall.store.database import snapshot
from caunoi.i18n import translate_notebook

# The people's handed-in work, their marks and the content these were given under; no PIN and no sign-in is in a class.
_FILES = (CLASS_FILE, VETOES)
_FOLDERS = (CONTENT, SUBMITTED, AUTOGRADED)

NOTEBOOK = "analysis.ipynb"

# What must stay free on the disk of the data: no copy may cost a trainee a step that cannot be saved.
LEAST_FREE_MEGABYTES = 500
MEGABYTE = 1024 * 1024


class NoRoom(CauNoiError):
    """The disk is too full for a copy of a class."""


def copy_class(root: Path, notebook: Path, lang: str, folder: Path) -> None:
    """Fill a new folder with a class as it stands now and the notebook that looks at it.

    Raises NoRoom, StoreError for a damaged gradebook, NotLight for a file that is no notebook, OSError.
    """
    free = shutil.disk_usage(root).free // MEGABYTE
    if free < LEAST_FREE_MEGABYTES:
        raise NoRoom(
            f"{folder.parent}: {free} MB are free on this disk, and an analysis begins with {LEAST_FREE_MEGABYTES}; "
            "make room, then open it again."
        )
    folder.mkdir(parents=True, mode=0o700)
    for name in _FOLDERS:
        if (root / name).is_dir():
            shutil.copytree(root / name, folder / name)
    for name in _FILES:
        if (root / name).is_file():
            shutil.copyfile(root / name, folder / name)
    if (root / GRADEBOOK).is_file():
        snapshot(root / GRADEBOOK, folder / GRADEBOOK)
    translated = translate_notebook(read_notebook(notebook), lang)
    nbformat.write(translated, folder / NOTEBOOK)  # type: ignore[no-untyped-call]
