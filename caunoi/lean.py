"""Spares a program what it would do for nothing: a grammar at its start, the search for garbage in a short command."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Iterator

IRI_GRAMMAR = "rfc3987_syntax"


def skip_iri_grammar() -> None:
    """Let jsonschema do without its check of international addresses; call it before Jupyter is imported.

    Importing that check builds a parser from a grammar, one to two seconds of every start, and jsonschema goes on
    without it where the package is not installed. No schema of the hall, of JupyterLab or of nbgrader asks for it.
    """
    sys.modules.setdefault(IRI_GRAMMAR, None)  # type: ignore[arg-type]  # None is Python's word for "not to be found"


@contextlib.contextmanager
def without_collecting() -> Iterator[None]:
    """Do without the collector where everything that is made is kept to the end, as the check keeps all content."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
