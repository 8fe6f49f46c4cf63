"""Does the bundled machine say in a browser, byte for byte, what it says in the grader?"""

from __future__ import annotations

import base64
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from caunoi.bundle import bundle
from caunoi.first_start.chromium import find
from caunoi.lowering import Core, canonical
from caunoi.machine import ask_text
from tests.vectors import Question, questions

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# The module comes by a data: address, so that nothing serves it and no page of ours is needed.
ASK_ALL = """
async ([source, questions]) => {
  const { default: doors } = await import(`data:text/javascript;base64,${source}`);
  return JSON.parse(questions).map(({ door, core, args }) => JSON.stringify(doors[door](core, ...args)));
}
"""

QUESTIONS = questions()


def canonical_core(question: Question) -> Core:
    """The core with its keys in the order in which both sides get it."""
    return Core.of(question.core or {})


def asked_in_chromium() -> list[str]:
    path = find()
    assert path is not None, (
        "no Chromium: run the tests through `python3 start.py test`, which installs one or says how"
    )
    source = base64.b64encode(bundle(Path(__file__).with_name("machine_door.js")).encode()).decode()
    rows = [
        {"door": each.door, "core": canonical_core(each).value if each.core else None, "args": each.arguments}
        for each in QUESTIONS
    ]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(FLAGS))
        page = browser.new_page()
        page.set_content("<!doctype html><title>machine</title>")
        # As JSON text: the driver would turn a lone surrogate into something else on the way.
        answers: list[str] = page.evaluate(ASK_ALL, [source, json.dumps(rows)])
        browser.close()
    return answers


@pytest.fixture(scope="module")
def answers() -> dict[str, str]:
    # A thread of its own: Playwright allows one driver in a thread, and another folder may keep its own open.
    with ThreadPoolExecutor(1) as thread:
        found = thread.submit(asked_in_chromium).result()
    return {question.name: answer for question, answer in zip(QUESTIONS, found, strict=True)}


@pytest.mark.browser
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_browser_and_grader_agree(question: Question, answers: dict[str, str]) -> None:
    in_browser = answers[question.name]
    assert canonical(json.loads(in_browser)) == canonical(question.expected)
    assert in_browser == ask_text(question.door, canonical_core(question), *question.arguments)
