"""A class whose content this version cannot read says so, with place, what and what to do; other classes go on."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from caunoi.hall.records import ClassRecord
from tests.server.browsing import said
from tests.server.pages_stage import ASSESSMENT, Stage


@pytest.fixture
def older(stage: Stage) -> ClassRecord:
    """A class that was opened before an assessment had to have a title."""
    record = stage.new_class(("Lê Thị Mẫu",))
    (file,) = (Path(record.path) / "content").rglob("assessment.yaml")
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    del written["title"]
    file.write_text(yaml.safe_dump(written, allow_unicode=True), encoding="utf-8")
    return record


def test_the_page_of_the_class_names_what_cannot_be_read_and_another_class_goes_on(
    stage: Stage, older: ClassRecord
) -> None:
    newer = stage.new_class(("Phạm Văn Thử",))
    facilitator = stage.running.facilitator()
    words = said(facilitator.get(f"/en/facilitator/class/{older.id}"))
    assert "cannot read all of the content that the class was opened with" in words
    assert "content/assessments/portal-basics/assessment.yaml: title" in words
    assert "What was answered is kept. Use the version that opened the class" in words
    assert "Lê Thị Mẫu card 001" in words
    assert "cannot read" not in said(facilitator.get(f"/en/facilitator/class/{newer.id}"))
    vetoes = facilitator.get(f"/en/facilitator/class/{older.id}/vetoes")
    assert (vetoes.status, "cannot read all of the content" in vetoes.text) == (503, True)


@pytest.mark.parametrize("page", ["pace", "people", "attempts", "debrief", "modules", "projector"])
def test_the_other_pages_of_the_class_open(stage: Stage, older: ClassRecord, page: str) -> None:
    assert stage.running.facilitator().get(f"/vi/facilitator/class/{older.id}/{page}").status == 200


def test_a_trainee_is_told_instead_of_seeing_a_shorter_list(stage: Stage, older: ClassRecord) -> None:
    phone = stage.running.signed_in(older.id, "001")
    assert "Some pages of this class cannot be shown at the moment." in said(phone.get("/en/"))
    page = phone.get(f"/en/{ASSESSMENT}")
    assert (page.status, "Tell the facilitator; nothing is lost." in page.text) == (500, True)
    asked = phone.get(f"/api/attempt?page={ASSESSMENT}")
    assert (asked.status, asked.code) == (503, "page-failed")
