"""Does the machine in QuickJS give the golden vectors? (tests/e2e runs the same ones in a browser.)"""

from __future__ import annotations

import pytest

from caunoi.lowering import Core, canonical
from caunoi.machine import ask_text
from tests.vectors import Question, questions


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.name)
def test_vector(question: Question) -> None:
    core = None if question.core is None else Core.of(question.core)
    answer = ask_text(question.door, core, *question.arguments)
    assert canonical(question.parsed(answer)) == canonical(question.expected)
