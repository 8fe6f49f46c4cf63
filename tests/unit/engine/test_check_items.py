"""Does the check find each mistake an author can make in an item and its key?"""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from caunoi.check import check
from caunoi.content import Library
from caunoi.errors import Problem

ITEMS, KEYS = "kinds.items.yaml", "kinds.keys.yaml"


@pytest.fixture
def copied(fixture_content: Path, kinds_content: Path, tmp_path: Path) -> Path:
    root = tmp_path / "content"
    shutil.copytree(fixture_content, root)
    shutil.copytree(kinds_content, root, dirs_exist_ok=True)
    return root


def told(root: Path) -> list[Problem]:
    return check(Library.load([root]), datetime.date(2026, 11, 30), locale=None)


def test_items_that_are_in_order_have_no_problem(copied: Path) -> None:
    assert told(copied) == []


# One row for each mistake: the file, what is written, what is written instead, and what the author is told.
MISTAKES = [
    (KEYS, "{supply: resident, process: office}", "[resident, office]", "a table of parts and their options"),
    (KEYS, "{supply: resident, process: office}", "{supply: resident}", "pair each part once: supply, process"),
    (KEYS, "process: office", "process: post", "names unknown option post; the options are: resident, office, bank"),
    (KEYS, "{key: 1500,", '{key: "1500",', "key fee is '1500'; the key of a number item is a whole number"),
    (KEYS, "{large:", "{huge:", "speaks of unknown variant huge; the variants are: small, large"),
    (KEYS, "{large: {key: 3000}}", '{large: {key: "3000"}}', "key fee is '3000'"),
    (KEYS, "{key: [VNeID], case: exact}", "{key: 12}", "key app is 12; the key of a short item is a text in quotes"),
    (KEYS, "case: exact}", "case: exact, within: 2}", "has `within`; only a number item has it"),
    (KEYS, "{key: submit}", "{key: submit, case: exact}", "has `case`; only a short item has it"),
    (KEYS, "{key: submit}", "{key: send}", "names unknown control send; screen home has: owner, owner-id, born"),
    (KEYS, "{key: submit}", "{}", "key where names no control"),
    (KEYS, "{key: submit}", "{key: [submit, pledge]}", "names control pledge, which the screen does not show at first"),
    (
        KEYS,
        "key: scam,",
        "key: bad,",
        "key sms is 'bad'; the key of a message item is one of genuine",
    ),
    (KEYS, "[hurry, code]", "[hurry, link]", "names unknown segment link; the segments are: hello, hurry, code"),
    (KEYS, "[hurry, code]", "[hello, hurry, code]", "holds every segment"),
    (KEYS, "tells: [hurry, code]", "tells: []", "has no tells; name the segments that give the message away"),
    (KEYS, "key: scam,", "key: genuine,", "has tells; a genuine message has none"),
    (KEYS, "shares: {relax: 40}", "shares: {slow: 40}", "gives a share to the best reply slow"),
    (KEYS, "shares: {relax: 40}", "shares: {rest: 40}", "names unknown option rest"),
    (KEYS, "shares: {relax: 40}", "shares: {relax: 100}", "less than or equal to 99"),
    (KEYS, "  words:\n", "  words:\n    key: slow\n", "a person reads a free answer; write `criteria`"),
    (KEYS, "points: 3\n", "points: 2\n", "has criteria for 2 points; the item is worth 3"),
    (KEYS, "- {points: 3,", "- {points: 1,", "criterion warm has 1 as its best level; the criterion is worth 3"),
    (ITEMS, "portal: village-desk", "portal: city-desk", "is for unknown portal city-desk; there are: village-desk"),
    (ITEMS, "screen: home", "screen: cellar", "is for unknown screen cellar; the screens of village-desk are: home"),
    (ITEMS, 'values: {owner_name: "Bà Mẫu"}', "values: {}", "item where: values lacks owner_name; the screen shows it"),
    (ITEMS, "values: {owner_name:", 'values: {colour: "x", owner_name:', "has unknown value colour"),
    (ITEMS, "Một bản {fee}", "Một bản {price}", "item fee uses unknown value price; its variants give: fee"),
    (ITEMS, 'small: {fee: "750"}', 'small: {sum: "750"}', "every variant gives a value to the same names"),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), MISTAKES)
def test_each_mistake_is_told(copied: Path, file: str, old: str, new: str, words: str) -> None:
    path = copied / "kinds" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = told(copied)
    assert any(words in str(problem) for problem in found), "\n".join(map(str, found))


def test_a_condition_that_names_nothing_is_told_once_and_hides_no_control(copied: Path) -> None:
    desk, keys = copied / "portals" / "village-desk.portal.yaml", copied / "kinds" / KEYS
    wrong = desk.read_text(encoding="utf-8").replace("when: {filled: owner}}", "when: {filled: ownr}}")
    desk.write_text(wrong, encoding="utf-8")
    keys.write_text(keys.read_text(encoding="utf-8").replace("{key: submit}", "{key: pledge}"), encoding="utf-8")
    found = [str(problem) for problem in told(copied) if problem.severity == "error"]
    assert any("ownr" in problem for problem in found)
    assert not any("does not show at first" in problem for problem in found)


def test_a_value_that_no_text_uses_is_told(copied: Path) -> None:
    path = copied / "kinds" / ITEMS
    text = path.read_text(encoding="utf-8").replace("{fee}", "1")
    path.write_text(text, encoding="utf-8")
    assert any("item fee gives a value fee that no text uses" in str(problem) for problem in told(copied))
