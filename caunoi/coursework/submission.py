"""The answers that stand in a handed-in notebook."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from caunoi.coursework.cells import PAYLOAD_CELL
from caunoi.coursework.folder import submission_folder
from caunoi.coursework.literal import from_source
from caunoi.errors import GradingError


def answers_of(root: Path, trainee: str, name: str) -> dict[str, Any] | None:
    """Return the payload of an attempt, by nbgrader's name of it, None where the notebook holds none.

    Raises:
        GradingError: the notebook is missing or damaged.
    """
    path = submission_folder(root, trainee, name) / f"{name}.ipynb"
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        payload = next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == PAYLOAD_CELL)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, StopIteration) as error:
        raise GradingError(f"The submission {path} cannot be read.") from error
    return from_source("".join(payload["source"]))
