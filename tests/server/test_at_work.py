"""Do the pages of a class count only those as at work who are here?"""

from __future__ import annotations

from tests.patience import until
from tests.server.browsing import said
from tests.server.listening import Listening
from tests.server.pages_stage import LESSON, NAMES, Stage


def test_who_has_gone_home_is_not_at_work(stage: Stage) -> None:
    record = stage.new_class()
    for number in range(1, len(NAMES) + 1):
        stage.joins(record, f"{number:03}")
    stage.works(record, "001", LESSON, 2)
    stage.works(record, "002", LESSON, 2)
    facilitator = stage.running.facilitator()
    group = f"/en/facilitator/class/{record.id}"
    assert "Nobody is at work at the moment; grade when everybody has handed in." in said(facilitator.get(group))
    assert "at work" not in said(facilitator.get(f"{group}/pace/list"))
    with Listening(stage.running.signed_in(record.id, "001")) as phone:
        phone.state()
        assert "1 person is at work." in said(facilitator.get(group))
        assert "1 person at work" in said(facilitator.get(f"{group}/pace/list"))
    until(lambda: "at work" not in said(facilitator.get(f"{group}/pace/list")))
