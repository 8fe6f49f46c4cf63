"""Spares every start of a Jupyter program a grammar that nobody here needs."""

from __future__ import annotations

import sys

IRI_GRAMMAR = "rfc3987_syntax"


def skip_iri_grammar() -> None:
    """Let jsonschema do without its check of international addresses; call it before Jupyter is imported.

    Importing that check builds a parser from a grammar, one to two seconds of every start, and jsonschema goes on
    without it where the package is not installed. No schema of the hall, of JupyterLab or of nbgrader asks for it.
    """
    sys.modules.setdefault(IRI_GRAMMAR, None)  # type: ignore[arg-type]  # None is Python's word for "not to be found"
