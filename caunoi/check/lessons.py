"""The prose of lessons: what stands in the Markdown cells of the notebooks beside the content."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from caunoi.content import Library


def notebooks(library: Library) -> list[Path]:
    """Return the notebooks in the folders of the content and below, without the copies that JupyterLab keeps."""
    folders = {path.parent for path in library.files.values()}
    found = {each for folder in folders for each in folder.rglob("*.ipynb")}
    return sorted(path for path in found if ".ipynb_checkpoints" not in path.parts)


def lesson_texts(library: Library) -> Iterator[tuple[Path, int, str]]:
    """Yield each line of prose of each notebook with its line in the file."""
    for path in notebooks(library):
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), start=1):
            written = line.strip().removesuffix(",")
            if written.startswith('"') and written.endswith('"'):
                try:
                    yield path, number, str(json.loads(written)).strip()
                except ValueError:
                    continue
