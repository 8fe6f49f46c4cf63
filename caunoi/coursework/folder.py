"""Where things stand in the folder of a class, which is an ordinary nbgrader course root."""

from __future__ import annotations

import re
from pathlib import Path

import yaml
from pydantic import ValidationError

from caunoi.errors import ContentError, GradingError, Problem
from caunoi.model.course import ClassFile

CLASS_FILE = "class.yaml"
CONTENT = "content"
GRADEBOOK = "gradebook.db"
SUBMITTED = "submitted"
AUTOGRADED = "autograded"
TIMESTAMP = "timestamp.txt"

# nbgrader builds paths from ids and takes paths apart to find them again.
_SAFE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")


def safe_id(text: str, what: str) -> str:
    """Return an id that may become a folder name.

    Raises:
        GradingError: it is not 1 to 32 letters, digits, - or _, beginning with a letter or digit.
    """
    if not _SAFE_ID.fullmatch(text):
        raise GradingError(
            f"The {what} {text[:40]!r} cannot be filed: 1 to 32 letters A-Z, digits, - or _ are expected,"
            " beginning with a letter or digit."
        )
    return text


def class_root(inside: Path) -> Path:
    """Return the root of the class that a path lies in.

    Raises:
        GradingError: there is no class.yaml above it.
    """
    for folder in (inside.resolve(), *inside.resolve().parents):
        if (folder / CLASS_FILE).is_file():
            return folder
    raise GradingError(f"{inside} lies in no class: no folder above it has a {CLASS_FILE}.")


def read_class(root: Path) -> ClassFile:
    """Return what class.yaml says.

    Raises:
        ContentError: the file is missing or is not what a class file should be.
    """
    path = root / CLASS_FILE
    try:
        return ClassFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except OSError as error:
        raise ContentError(
            [Problem(str(path), "", error.strerror or "cannot be read", "open a folder that holds a class")]
        ) from error
    except (yaml.YAMLError, ValidationError) as error:
        reason = " ".join(str(error).split())[:300]
        raise ContentError([Problem(str(path), "", reason, "restore the file as the class was opened")]) from error


def write_class(root: Path, record: ClassFile) -> None:
    """Write class.yaml, whole or not at all: people may be reading it."""
    text = yaml.safe_dump(record.model_dump(mode="json"), allow_unicode=True, sort_keys=False)
    beside = root / f".{CLASS_FILE}.new"
    beside.write_text(text, encoding="utf-8")
    beside.replace(root / CLASS_FILE)


def submission_folder(root: Path, trainee: str, name: str) -> Path:
    """Return the folder of one handed-in attempt, by nbgrader's name of it."""
    return root / SUBMITTED / trainee / name
