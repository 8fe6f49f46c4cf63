"""A class that takes one form before the lessons and the other one after them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caunoi.coursework.folder import read_class
from caunoi.hall.records import ClassRecord, NewTrainee
from tests.server.browsing import arrived, said, send
from tests.server.pages_stage import FORMS_OF as MODULE
from tests.server.pages_stage import Stage
from tests.server.running import Answer

BEFORE, AFTER = "Test before the lessons", "Test after the lessons"


@pytest.fixture
def record(stage: Stage) -> ClassRecord:
    """A class of four whose content has the visits, and which takes their module as everybody does."""
    made = stage.new_class(("Lê Thị Mẫu", "Phạm Văn Thử", "Trần Thị Ví Dụ", "Nguyễn Văn Tập"))
    stage.offers_forms(made)
    return made


def where(record: ClassRecord) -> str:
    return f"/en/facilitator/class/{record.id}/attempts"


def manage(stage: Stage, record: ClassRecord, **fields: str) -> Answer:
    facilitator = stage.running.facilitator()
    return arrived(facilitator, send(facilitator, where(record), **fields))


def home(stage: Stage, record: ClassRecord, card: str) -> list[str]:
    """The tests of the module on somebody's list, in order: the form, when, and whether it is locked."""
    page = stage.running.signed_in(record.id, card).get("/en/").text
    steps = re.findall(r'<li class="step.*?</li>', page, flags=re.DOTALL)
    found = []
    for step in steps:
        form = re.search(r"beside an older resident, form ([AB])</h3>", step)
        if form:
            when = "before" if BEFORE in step else "after" if AFTER in step else "?"
            found.append(f"{form[1]} {when}{' locked' if 'Locked at the moment' in step else ''}")
    return found


def test_without_a_word_a_class_takes_the_assessment_and_no_form(stage: Stage, record: ClassRecord):
    assert home(stage, record, "001") == []
    page = said(stage.running.facilitator().get(where(record)))
    assert "This module has two forms, A and B." in page and "Use both forms" in page


def test_half_takes_a_first_and_half_takes_b_first(stage: Stage, record: ClassRecord):
    assert manage(stage, record, do=f"forms {MODULE}").status == 303
    assert read_class(Path(record.path)).forms == (MODULE,)
    lists = [home(stage, record, card) for card in ("001", "002", "003", "004")]
    assert lists == [["A before", "B after locked"], ["B before", "A after locked"]] * 2
    # A fifth and a sixth come in later.
    stage.store.people.add(record.id, [NewTrainee("Lò Thị Ế"), NewTrainee("Hà Văn Vy")])
    assert [home(stage, record, card)[0] for card in ("005", "006")] == ["A before", "B before"]
    page = said(stage.running.facilitator().get(where(record)))
    assert "A first: 3 people. B first: 3 people." in page
    assert "card 002 · before B, after A" in page


def test_a_facilitator_may_choose_until_a_form_is_opened(stage: Stage, record: ClassRecord):
    manage(stage, record, do=f"forms {MODULE}")
    assert manage(stage, record, do=f"first {MODULE}", trainee="001", form="B").status == 303
    assert home(stage, record, "001") == ["B before", "A after locked"]
    stage.store.attempts.open(record.id, "001", "assessment/coaching-b", "")
    refused = manage(stage, record, do=f"first {MODULE}", trainee="001", form="A")
    assert refused.status == 400 and "has opened a form meanwhile" in said(refused)
    assert home(stage, record, "001") == ["B before", "A after locked"]
    assert manage(stage, record, do=f"first {MODULE}", trainee="nobody", form="A").status == 404


def test_forms_dealt_by_mistake_are_taken_back(stage: Stage, record: ClassRecord):
    manage(stage, record, do=f"forms {MODULE}")
    assert home(stage, record, "001") == ["A before", "B after locked"]
    assert "Nobody has opened a form yet." in said(stage.running.facilitator().get(where(record)))
    assert manage(stage, record, do=f"no-forms {MODULE}").status == 303
    assert read_class(Path(record.path)).forms == ()
    assert home(stage, record, "001") == []
    assert "Use both forms" in said(stage.running.facilitator().get(where(record)))
    pace = stage.running.facilitator().get(f"/en/facilitator/class/{record.id}/pace").text
    assert f"before/{MODULE}" not in pace and f"after/{MODULE}" not in pace
    assert manage(stage, record, do=f"no-forms {MODULE}").status == 404, "there are none any more"


def test_forms_of_which_one_was_opened_stay_and_the_page_says_who(stage: Stage, record: ClassRecord):
    manage(stage, record, do=f"forms {MODULE}")
    home(stage, record, "003")
    stage.store.attempts.open(record.id, "003", "assessment/coaching-a", "")
    page = said(stage.running.facilitator().get(where(record)))
    assert "The forms cannot be taken back any more: Trần Thị Ví Dụ has opened one" in page
    assert "Take the forms back" not in page
    refused = manage(stage, record, do=f"no-forms {MODULE}")
    assert refused.status == 400 and "the class keeps both" in said(refused)
    assert read_class(Path(record.path)).forms == (MODULE,)
    assert home(stage, record, "003") == ["A before", "B after locked"]


def test_both_tests_are_led_by_when_they_are_taken(stage: Stage, record: ClassRecord):
    manage(stage, record, do=f"forms {MODULE}")
    pace = f"/en/facilitator/class/{record.id}/pace"
    facilitator = stage.running.facilitator()
    page = facilitator.get(pace).text
    assert f'value="lock before/{MODULE}"' in page and f'value="open after/{MODULE}"' in page
    trainees = [stage.running.signed_in(record.id, card) for card in ("001", "002")]
    for trainee in trainees:
        trainee.get("/en/")
    for trainee, after in zip(trainees, ("coaching-b", "coaching-a"), strict=True):
        assert trainee.get(f"/vi/assessment/{after}").status == 403
        assert trainee.get("/api/room").json["room"]["locked"] == [f"assessment/{after}"]
    assert send(facilitator, pace, do=f"open after/{MODULE}").status == 303
    assert send(facilitator, pace, do="start", page=f"before/{MODULE}", minutes="20").status == 303
    for trainee, before in zip(trainees, ("coaching-a", "coaching-b"), strict=True):
        room = trainee.get("/api/room").json["room"]
        assert room["locked"] == [] and list(room["ends_at"]) == [f"assessment/{before}"]
    page = facilitator.get(pace).text
    module = "Beside an older resident"
    assert re.search(rf">{module}[^<]*: {BEFORE} \(", page) and re.search(rf">{module}[^<]*: {AFTER} \(", page)
    assert re.search(rf"Stop for everybody<span class=\"spoken\">: {module}[^<]*: {BEFORE}<", page)


def test_whose_test_before_is_handed_in_is_still_at_work(stage: Stage, record: ClassRecord):
    manage(stage, record, do=f"forms {MODULE}")
    home(stage, record, "001")
    stage.works(record, "001", "assessment/coaching-a", 2, submit=True)
    board = stage.running.facilitator().get(f"/en/facilitator/class/{record.id}/board").text
    assert re.search(r"<dt>Handed in</dt><dd>0<", board)


def test_a_class_that_has_begun_the_assessment_keeps_it(stage: Stage, record: ClassRecord):
    stage.store.attempts.open(record.id, "001", "assessment/coaching", "")
    refused = manage(stage, record, do=f"forms {MODULE}")
    assert refused.status == 400 and "the class keeps it" in said(refused)
    assert read_class(Path(record.path)).forms == ()
