"""Is a visit that cannot be played refused, with the place and what to write instead?"""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from caunoi.check import check
from caunoi.content import CHECKOUT, Library
from caunoi.errors import Problem

COACHING = CHECKOUT / "curriculum" / "06-coaching"
TODAY = datetime.date(2026, 11, 26)
Changed = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the coaching content, alone."""
    root = tmp_path / "content"
    shutil.copytree(COACHING, root)
    return root


def rewrite(path: Path, change: Any) -> None:
    written = yaml.safe_load(path.read_text(encoding="utf-8"))
    change(written)
    path.write_text(yaml.safe_dump(written, allow_unicode=True, sort_keys=False), encoding="utf-8")


def told(folder: Path, name: str) -> list[str]:
    """What is said about a file, without the folder."""
    library = Library.load([folder])
    found: list[Problem] = [each for each in check(library, TODAY, locale=None) if Path(each.file).name == name]
    return [f"{each.place} {each.value}; {each.expectation}" for each in found]


SCENARIO, RESIDENT, TALK = "wallet-at-home.scenario.yaml", "ba-mau.resident.yaml", "helper-and-resident.talk.yaml"
BARRED = "account-at-counter.scenario.yaml"


def swap_luck(tape: Changed) -> None:
    """The barred step changes its luck with another one."""
    tape["number"], tape["residence"] = tape["residence"], tape["number"]


def test_the_copy_is_in_order(folder: Path) -> None:
    assert told(folder, SCENARIO) + told(folder, RESIDENT) + told(folder, TALK) == []


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (SCENARIO, lambda it: it["visit"].update(resident="nobody"), "nobody is not there"),
        (SCENARIO, lambda it: it.update(portal="small-talk"), "small-talk is not there"),
        (SCENARIO, lambda it: it["visit"].update(phone="brick"), "brick is not there"),
        (SCENARIO, lambda it: it["visit"].update(phone_holds={"joined": True}), "phone_holds.joined is unknown"),
        (SCENARIO, lambda it: it["visit"]["steps"][1].update(phone_holds={"x": 1}), "steps.1.phone_holds.x is unknown"),
        (SCENARIO, lambda it: it["visit"]["steps"][1].update(screen="nowhere"), "steps.1.screen is unknown: nowhere"),
        (SCENARIO, lambda it: it["persona"].update(age=60), "persona is Lê Thị Mẫu, 60; write Lê Thị Mẫu, 72"),
        (SCENARIO, lambda it: it.update(goal={"screen": "talk"}), "write {filled: end}"),
        (SCENARIO, lambda it: it["visit"].update(seed=99), "seed 99 has no tape"),
        (SCENARIO, lambda it: it["visit"]["tapes"][2].update(app=[0, 0]), "every tape must hold the same numbers"),
        (SCENARIO, lambda it: it["visit"]["tapes"][2].pop("app"), "tape 2 must name each step once"),
        (SCENARIO, lambda it: it["visit"]["steps"][1].update(id="app"), "each step needs its own id"),
        (SCENARIO, lambda it: [step.pop("target", None) for step in it["visit"]["steps"]], "at least one step is"),
        (SCENARIO, lambda it: [step.pop("kind", None) for step in it["visit"]["steps"]], "step is a code or a secret"),
        (SCENARIO, lambda it: it["visit"]["goal"].update(vi="Của {owner}."), "uses unknown name {owner}"),
        (BARRED, lambda it: it["visit"]["steps"][3].update(target=True), "steps.3.target is true; nobody does alone"),
        (BARRED, lambda it: it["visit"]["steps"][3].pop("astray"), "steps.3.astray is missing; name the screen"),
        (BARRED, lambda it: swap_luck(it["visit"]["tapes"][1]), "tapes.1.residence is [3, 0]; a barred step is never"),
        (RESIDENT, lambda it: it["moods"].pop("glad"), "what counts must be seen on her: write glad too"),
        (RESIDENT, lambda it: it["traits"].update(dry_finger=True), "write strain too"),
        (RESIDENT, lambda it: it.update(conf=9), "less than or equal to 7"),
        (RESIDENT, lambda it: it.pop("aid"), "aid is missing; a text says {aid}; write it"),
        (TALK, lambda it: it.pop("hosts"), "hosts is missing; a text says {host}; write it"),
        (TALK, lambda it: it["hosts"].pop("home"), "hosts must be whole; missing: home"),
        (TALK, lambda it: it["moves"].pop("check"), "moves must be whole; missing: check"),
        (TALK, lambda it: it["words"].pop("alone"), "words must be whole; missing: alone"),
        (TALK, lambda it: it["words"]["does"][0].update(vi="{kid}"), "uses unknown name {kid}"),
    ],
)  # fmt: skip
def test_what_cannot_be_played_is_told(folder: Path, file: str, change: Any, said: str) -> None:
    rewrite(folder / file, change)
    found = "\n".join(told(folder, file))
    assert said in found, found


def test_a_talk_from_before_there_were_hosts_and_aids_is_what_it_was(folder: Path) -> None:
    talk, resident = folder / TALK, folder / RESIDENT
    older = talk.read_text(encoding="utf-8").replace("{host}", "Suối Mơ").replace("{aid}", "đeo kính")
    talk.write_text(older, encoding="utf-8")
    before = Library.load([folder]).core("wallet-at-home")
    rewrite(talk, lambda it: it.pop("hosts"))
    rewrite(resident, lambda it: it.pop("aid"))
    library = Library.load([folder])
    assert library.unreadable == []
    assert library.core("wallet-at-home").digest == before.digest


def test_a_broken_resident_grades_nothing_by_guess(folder: Path) -> None:
    (folder / RESIDENT).write_text("id: ba-mau\n", encoding="utf-8")
    library = Library.load([folder])
    assert "wallet-at-home" not in library.rubrics
    assert [problem for problem in library.problems() if problem.place == "name"]
