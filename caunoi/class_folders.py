"""Which class a command is about, found in the data folder without opening the hall's store."""

from __future__ import annotations

from pathlib import Path

from caunoi.coursework.folder import CLASS_FILE
from caunoi.errors import CauNoiError

CLASSES = "classes"


class NoClass(CauNoiError):
    """There is no such class, or none at all."""


def class_root(data: Path, class_id: str) -> Path:
    """Where the folder of a class is, or would be."""
    return data / CLASSES / class_id


def class_folders(data: Path) -> list[Path]:
    """The folders of all classes, the newest first."""
    found = [file.parent for file in (data / CLASSES).glob(f"*/{CLASS_FILE}") if not file.parent.name.startswith(".")]
    return sorted(found, key=lambda folder: ((folder / CLASS_FILE).stat().st_mtime_ns, folder.name), reverse=True)


def class_folder(data: Path, class_id: str | None) -> Path:
    """The folder of a class, of the newest one when none is named; raises NoClass that says which there are."""
    folders = class_folders(data)
    if not folders:
        raise NoClass(f"{data}: there is no class in this folder yet; open one in the hall, or give --data.")
    if class_id is None:
        return folders[0]
    for folder in folders:
        if folder.name == class_id:
            return folder
    known = ", ".join(folder.name for folder in folders)
    raise NoClass(f"class {class_id}: there is no such class; there are: {known}.")
