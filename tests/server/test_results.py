"""What a trainee is told, asked over HTTP: the result of an assessment, and how far they are."""

from __future__ import annotations

from caunoi.hall.records import ClassRecord
from tests.server.browsing import said
from tests.server.pages_stage import ASSESSMENT, RESULTS, Stage
from tests.server.running import Browser


def test_a_result_shows_points_words_and_the_way_on(stage: Stage, record: ClassRecord) -> None:
    page = stage.running.signed_in(record.id, "001").get("/vi/result/portal-basics")
    words = said(page)
    assert "15,5 trên 22 điểm" in words
    assert "6,5 trên 10 điểm" in words
    assert "&lt;script&gt;x&lt;/script&gt;" in page.text
    assert "Đã làm được 2 trên 2 điểm Thửa đất chưa có Giấy chứng nhận" in words
    assert "/vi/lesson/01-portal/file-for-grandmother" in page.text


def test_a_result_tells_for_each_criterion_what_was_met_and_why(stage: Stage, record: ClassRecord) -> None:
    stage.results["004"] = [{**RESULTS[0], "not_passed": [{"vi": "x", "en": "A password was asked for."}]}]
    words = said(stage.running.signed_in(record.id, "004").get("/en/result/portal-basics"))
    assert "Done 2 of 2 points Land without a certificate goes through First land registration." in words
    assert "Partly done 1 of 3 points Ông Thịnh owns the dossier" in words
    assert "Not yet 0 of 1 points The dossier was reviewed." in words
    assert "No occasion for it A clear photo was sent later." in words
    assert "Not passed: A password was asked for." in words and "6.5 of 10 points" in words


def test_before_it_was_given_back_a_result_says_to_wait(stage: Stage, record: ClassRecord) -> None:
    words = said(stage.running.signed_in(record.id, "003").get("/en/result/portal-basics"))
    assert "Your result is not ready yet" in words
    assert "of 22 points" not in words


def test_a_part_that_waits_has_no_points_yet(stage: Stage, record: ClassRecord) -> None:
    stage.results["005"] = [*RESULTS[:2], {**RESULTS[2], "state": "waiting", "points": None, "comment": None}]
    words = said(stage.running.signed_in(record.id, "005").get("/en/result/portal-basics"))
    assert "11.5 of 16 points so far; a part is not graded yet" in words
    assert "Waits for a person" in words


def test_a_case_of_which_too_little_was_seen_has_no_points_and_says_so(stage: Stage, record: ClassRecord) -> None:
    unjudged = {**RESULTS[0], "points": None, "little_seen": True}
    stage.results["005"] = [unjudged, *RESULTS[1:]]
    said_of_it = {
        "en": ("9 of 12 points", "Too little seen to judge You ended this visit early, and for a good reason."),
        "vi": ("9 trên 12 điểm", "Chưa thấy đủ để đánh giá Anh/chị dừng buổi này sớm, và dừng như vậy là đúng."),
        "id": ("9 dari 12 poin", "Terlalu sedikit yang terlihat untuk dinilai Anda mengakhiri kunjungan ini"),
    }
    for lang, (together, told) in said_of_it.items():
        words = said(stage.running.signed_in(record.id, "005").get(f"/{lang}/result/portal-basics"))
        assert together in words and told in words
    assert "of 22 points" not in words and "not graded yet" not in words
    stage.results["005"] = [unjudged]
    words = said(stage.running.signed_in(record.id, "005").get("/en/result/portal-basics"))
    assert "of 10 points" not in words and "Every part went well" not in words


def test_a_result_that_does_not_exist(stage: Stage, record: ClassRecord, stranger: Browser) -> None:
    assert stage.running.signed_in(record.id, "001").get("/en/result/other").status == 404
    answer = stranger.get("/vi/result/portal-basics")
    assert (answer.status, answer.headers["Location"]) == (302, "/vi/join?next=%2Fvi%2Fresult%2Fportal-basics")


def test_the_home_of_a_trainee_says_how_far_they_are(stage: Stage, record: ClassRecord) -> None:
    def home(card: str) -> str:
        return said(stage.running.signed_in(record.id, card).get("/en/"))

    assert "Begun, 12 steps saved" in home("002")
    attempt = stage.store.attempts.open(record.id, "003", ASSESSMENT, "")
    assert attempt.receipt
    assert attempt.receipt in home("003")
    assert "The result is ready" in home("001")
    assert "Not started" in home("004")
