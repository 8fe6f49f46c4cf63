"""The one call of every grade cell: points for a task, computed here from what was handed in."""

from __future__ import annotations

import contextlib
import io
import warnings
from typing import Any

from caunoi.content import library_here
from caunoi.coursework.judging import cell_for, checked_payload, judged
from caunoi.errors import CauNoiError, GradingError


def points_for(call: str, payload: Any) -> float:
    """Return the points for `mockup/<scenario>` or `item/<set>/<item>`, a bare float from 0 to the cell's points.

    The content is the one pinned in the class around the working directory. Nothing is printed: nbgrader takes any
    text on the error stream for a failed test.

    Raises:
        GradingError: the answers cannot be graded, so that the cell fails and waits for a person; never 0.
    """
    with warnings.catch_warnings(), contextlib.redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            library = library_here()
            checked = checked_payload(library, payload)
            cell = cell_for(library, checked, call)
            points = judged(library, cell, checked).points
        except GradingError:
            raise
        except CauNoiError as error:
            raise GradingError(str(error)) from error
    return min(max(float(points), 0.0), float(cell.points))
