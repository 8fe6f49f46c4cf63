"""Starts without the grammar that nobody needs."""

from __future__ import annotations

import subprocess
import sys

PROGRAM = """
import sys
from caunoi.lean import skip_iri_grammar
skip_iri_grammar()
import caunoi.serving, jupyterlab.labapp, jsonschema
assert "lark" not in sys.modules, "the grammar was built all the same"
jsonschema.validate("http://127.0.0.1/", {"type": "string", "format": "uri"})
"""


def test_the_grammar_is_not_built() -> None:
    """Nothing on the way of a start imports the parser; what asks jsonschema still gets an answer."""
    subprocess.run([sys.executable, "-c", PROGRAM], check=True)
