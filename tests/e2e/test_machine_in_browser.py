"""Does the bundled machine say in a browser, byte for byte, what it says in the grader?"""

from __future__ import annotations

import base64
import json

import pytest
from playwright.sync_api import Browser

from caunoi.bundle import bundle
from caunoi.content import CHECKOUT
from caunoi.lowering import Core, canonical
from caunoi.machine import ask_text
from tests.vectors import Question, questions

# The module comes by a data: address, so that nothing serves it and no page of ours is needed.
ASK_ALL = """
async ([source, questions]) => {
  const { doors } = await import(`data:text/javascript;base64,${source}`);
  return JSON.parse(questions).map(({ door, core, args }) => JSON.stringify(doors[door](core, ...args)));
}
"""

QUESTIONS = questions()


def canonical_core(question: Question) -> Core:
    """The core with its keys in the order in which both sides get it."""
    return Core.of(question.core or {})


@pytest.fixture(scope="module")
def answers(chromium: Browser) -> dict[str, str]:
    source = base64.b64encode(bundle(CHECKOUT / "widgets" / "doors.js").encode()).decode()
    rows = [
        {"door": each.door, "core": canonical_core(each).value if each.core else None, "args": each.arguments}
        for each in QUESTIONS
    ]
    page = chromium.new_page()
    page.set_content("<!doctype html><title>machine</title>")
    # As JSON text: the driver would turn a lone surrogate into something else on the way.
    found: list[str] = page.evaluate(ASK_ALL, [source, json.dumps(rows)])
    page.close()
    return {question.name: answer for question, answer in zip(QUESTIONS, found, strict=True)}


@pytest.mark.browser
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_browser_and_grader_agree(question: Question, answers: dict[str, str]) -> None:
    in_browser = answers[question.name]
    assert canonical(json.loads(in_browser)) == canonical(question.expected)
    assert in_browser == ask_text(question.door, canonical_core(question), *question.arguments)
