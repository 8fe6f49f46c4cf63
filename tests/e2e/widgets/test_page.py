"""The light page keeps what was done: through reloads, lost connections, a second phone, and to the receipt."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from caunoi.content import Library
from tests.e2e.browser import until_on
from tests.e2e.widgets.conftest import Open, mockup_of, quiz_of, sent, writing_of
from tests.e2e.widgets.stage import Hall
from widgets import Quiz

pytestmark = pytest.mark.browser

AGAIN = "window.dispatchEvent(new Event('online'))"


def choose(page: Page, label: str) -> None:
    page.locator(".cn-item").first.get_by_role("radio", name=label).check()


def line(page: Page) -> Any:
    return page.locator("#caunoi-status")


def sentence(page: Page) -> Any:
    return page.locator(".cn-status-text")


def basics(library: Library) -> Quiz:
    return quiz_of(library, "basics")


def test_a_reload_finds_everything_and_is_told_so(open_page: Open, hall: Hall, library: Library) -> None:
    page = open_page(basics(library))
    expect(sentence(page)).to_have_text("Đã kết nối, sẵn sàng")
    choose(page, "Chờ")
    expect(sentence(page)).to_contain_text("Đã lưu, 1 bước, ")
    choose(page, "Bổ sung")
    expect(sentence(page)).to_contain_text("Đã lưu, 2 bước, ")
    page.reload()
    expect(page.get_by_role("radio", name="Bổ sung")).to_be_checked()
    assert sent(page, hall) == [{"answer": "state-5", "to": "wait"}, {"answer": "state-5", "to": "supplement"}]


def test_a_lost_connection_stops_nobody_and_a_closed_page_loses_nothing(
    open_page: Open, hall: Hall, library: Library
) -> None:
    page = open_page(basics(library))
    hall.down = True
    choose(page, "Chờ")
    choose(page, "Bổ sung")
    expect(line(page)).to_have_attribute("data-line", "offline")
    expect(sentence(page)).to_contain_text("Chưa kết nối, vẫn đang giữ câu trả lời trên máy này")
    expect(page.locator(".cn-status-spoken")).to_contain_text("Chưa kết nối")
    assert hall.stored == []
    hall.down = False
    page.reload()  # without ever having been connected again
    expect(page.get_by_role("radio", name="Bổ sung")).to_be_checked()
    assert sent(page, hall) == [{"answer": "state-5", "to": "wait"}, {"answer": "state-5", "to": "supplement"}]
    assert {each["writer"] for each in hall.stored} == {1}  # sent under the writer that made them


def test_a_hall_that_cannot_save_is_told_apart_from_one_that_is_away(
    open_page: Open, hall: Hall, library: Library
) -> None:
    page = open_page(basics(library))
    hall.full = True
    choose(page, "Chờ")
    expect(line(page)).to_have_attribute("data-line", "unsaved")
    expect(sentence(page)).to_have_text("Chưa lưu được, vẫn đang giữ câu trả lời trên máy này")
    expect(page.locator(".cn-status-spoken")).to_contain_text("Chưa lưu được")
    choose(page, "Bổ sung")
    assert hall.stored == []
    hall.full = False
    page.evaluate(AGAIN)
    expect(sentence(page)).to_contain_text("Đã lưu, 2 bước, ")
    assert sent(page, hall) == [{"answer": "state-5", "to": "wait"}, {"answer": "state-5", "to": "supplement"}]


def test_an_answer_that_is_lost_makes_no_second_step(open_page: Open, hall: Hall, library: Library) -> None:
    page = open_page(basics(library))
    hall.mute = True
    choose(page, "Chờ")
    expect(line(page)).to_have_attribute("data-line", "offline")
    assert len(hall.stored) == 1
    hall.mute = False
    page.evaluate(AGAIN)
    expect(sentence(page)).to_contain_text("Đã lưu, 1 bước, ")
    choose(page, "Bổ sung")
    assert sent(page, hall) == [{"answer": "state-5", "to": "wait"}, {"answer": "state-5", "to": "supplement"}]


def test_the_connection_comes_back_by_itself(open_page: Open, hall: Hall, library: Library) -> None:
    page = open_page(basics(library))
    hall.down = True
    choose(page, "Chờ")
    expect(line(page)).to_have_attribute("data-line", "offline")
    hall.down = False
    page.evaluate(AGAIN)
    expect(sentence(page)).to_contain_text("Đã lưu, 1 bước, ")
    expect(page.locator(".cn-status-spoken")).to_have_text("Đã kết nối lại; mọi thứ đã được lưu.")
    assert len(hall.stored) == 1


def test_a_stream_that_was_refused_is_opened_again_once_the_hall_answers(
    open_page: Open, hall: Hall, library: Library
) -> None:
    hall.led = False  # as where a proxy says that the hall is away: browsers do not try again by themselves
    page = open_page(basics(library))
    until_on(page, lambda: hall.streams == 1)
    hall.led = True
    choose(page, "Chờ")
    until_on(page, lambda: hall.streams == 2)
    choose(page, "Bổ sung")
    expect(sentence(page)).to_contain_text("Đã lưu, 2 bước, ")
    assert hall.streams == 2


def test_a_second_phones_steps_come_in_and_the_cursor_stays(open_page: Open, hall: Hall, specimen: Library) -> None:
    widget = mockup_of(specimen, "try-everything", "practice")
    first, second = open_page(widget), open_page(widget)
    first.get_by_label("Họ và tên", exact=True).fill("Bà Mẫu")
    first.get_by_role("checkbox", name="Sơ đồ").check()
    sent(first, hall)
    note = second.get_by_label("Mật khẩu", exact=True)
    note.press_sequentially("Mau@")
    second.evaluate(AGAIN)  # what a heartbeat does
    expect(second.get_by_label("Họ và tên", exact=True)).to_have_value("Bà Mẫu")
    expect(second.get_by_role("checkbox", name="Sơ đồ")).to_be_checked()
    expect(note).to_be_focused()
    expect(note).to_have_value("Mau@")
    assert {each["writer"] for each in hall.stored} == {1}


def test_handing_in_asks_once_and_shows_the_receipt(
    open_page: Open, hall: Hall, library: Library, specimen: Library
) -> None:
    hall.mode = "assessment"
    page = open_page(basics(library), writing_of(specimen, "coaching"))
    choose(page, "Chờ")
    page.locator("textarea").fill("Cháu mời bà ngồi.")
    page.get_by_role("button", name="Nộp bài").click()
    dialog = page.get_by_role("dialog", name="Nộp bài bây giờ?")
    expect(dialog).to_contain_text("Còn phần chưa có câu trả lời.")
    expect(page.locator(".cn-progress li").first).to_have_text("Câu hỏiĐã trả lời 1 trên 4")
    dialog.get_by_role("button", name="Chưa, quay lại").click()
    assert hall.submitted is None
    page.get_by_role("button", name="Nộp bài").click()
    dialog.get_by_role("button", name="Có, nộp bài").click()
    expect(page.get_by_role("heading", name="Đã nộp bài")).to_be_focused()
    expect(page.locator(".cn-receipt")).to_contain_text("BN-4821")
    # The text that was being typed went along, and now nothing can be changed.
    assert hall.stored[-1]["event"] == {"write": "coaching", "to": "Cháu mời bà ngồi."}
    expect(page.get_by_role("radio", name="Chờ")).to_be_disabled()
    expect(page.locator("textarea")).to_have_attribute("readonly", "")
    page.reload()
    expect(page.locator(".cn-receipt")).to_contain_text("BN-4821")
    expect(page.get_by_role("radio", name="Chờ")).to_be_checked()


def test_what_the_hall_misses_is_sent_again_before_it_is_handed_in(
    open_page: Open, hall: Hall, library: Library
) -> None:
    hall.mode = "assessment"
    page = open_page(basics(library))
    choose(page, "Chờ")
    choose(page, "Bổ sung")
    sent(page, hall)
    hall.stored.pop(0)  # a hall brought back from an older copy
    hand_in(page)
    expect(page.locator(".cn-receipt")).to_be_visible()
    assert sorted(each["n"] for each in hall.stored) == [1, 2]


def test_without_a_connection_handing_in_says_so_and_keeps_everything(
    open_page: Open, hall: Hall, library: Library
) -> None:
    hall.mode = "assessment"
    page = open_page(basics(library))
    choose(page, "Chờ")
    sent(page, hall)
    hall.down = True
    hand_in(page)
    expect(page.get_by_role("alert")).to_contain_text("Chưa nộp được vì mất kết nối.")
    hall.down = False
    hand_in(page)
    expect(page.locator(".cn-receipt")).to_be_visible()


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="Nộp bài").click()
    page.get_by_role("button", name="Có, nộp bài").click()


def test_a_refused_number_holds_up_handing_in(open_page: Open, hall: Hall, specimen: Library) -> None:
    hall.mode = "assessment"
    page = open_page(writing_of(specimen, "coaching"))
    page.locator("textarea").fill("Số của bà là 038154012345")
    page.get_by_role("button", name="Nộp bài").click()
    expect(page.get_by_role("alert")).to_contain_text("Có một câu trả lời không lưu được.")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_handed_in_on_another_phone_locks_this_one(open_page: Open, hall: Hall, library: Library) -> None:
    hall.mode = "assessment"
    page = open_page(basics(library))
    hall.submitted = {"receipt": "BN-7", "at": 1_795_000_000_000}
    page.get_by_role("radio", name="Chờ").click()  # not check(): it is taken back at once
    expect(page.locator(".cn-receipt")).to_contain_text("BN-7")
    expect(page.get_by_role("radio", name="Chờ")).to_be_disabled()
    expect(line(page)).to_have_attribute("data-line", "submitted")
    expect(sentence(page)).to_contain_text("1 bước trên máy này đến quá muộn")
    expect(page.get_by_role("radio", name="Chờ")).not_to_be_checked()  # what is shown is what was handed in


def test_an_event_that_is_refused_does_not_hold_up_the_others(open_page: Open, hall: Hall, library: Library) -> None:
    page = open_page(basics(library))
    hall.refuse_n = 1
    page.get_by_role("radio", name="Chờ").click()  # not check(): what was refused is taken back at once
    until_on(page, lambda: hall.refuse_n is None)
    expect(page.get_by_role("radio", name="Chờ")).not_to_be_checked()
    choose(page, "Bổ sung")
    assert sent(page, hall) == [{"answer": "state-5", "to": "supplement"}]
    assert [each["n"] for each in hall.stored] == [1]


def test_an_attempt_that_takes_no_more_says_so_and_can_be_handed_in(
    open_page: Open, hall: Hall, library: Library
) -> None:
    hall.mode, hall.most = "assessment", 1
    page = open_page(basics(library))
    choose(page, "Chờ")
    until_on(page, lambda: len(hall.stored) == 1)
    page.get_by_role("radio", name="Bổ sung").click()  # not check(): it is taken back at once
    expect(line(page)).to_have_attribute("data-line", "enough")
    expect(sentence(page)).to_contain_text("không lưu thêm bước nào nữa")
    expect(page.get_by_role("radio", name="Chờ")).to_be_checked()
    page.get_by_role("radio", name="Bổ sung").click()
    expect(page.get_by_role("radio", name="Chờ")).to_be_checked()
    hand_in(page)
    expect(page.locator(".cn-receipt")).to_contain_text("BN-4821")
    assert [each["event"] for each in hall.stored] == [{"answer": "state-5", "to": "wait"}]


def test_who_is_not_signed_in_is_shown_the_way(open_page: Open, hall: Hall, library: Library) -> None:
    hall.signed_in = False
    page = open_page(basics(library), live=False)
    link = page.locator("main").get_by_role("link", name="Vào lớp")
    expect(link).to_have_attribute("href", "/vi/join")


def test_a_session_that_ends_keeps_the_answers_on_the_device(open_page: Open, hall: Hall, library: Library) -> None:
    page = open_page(basics(library))
    hall.signed_in = False
    choose(page, "Chờ")
    expect(sentence(page)).to_contain_text("Phiên đăng nhập đã hết.")
    expect(line(page).get_by_role("link", name="Vào lớp")).to_be_visible()
    hall.signed_in = True
    page.reload()
    assert sent(page, hall) == [{"answer": "state-5", "to": "wait"}]


def test_a_device_that_keeps_nothing_says_so(open_page: Open, hall: Hall, library: Library) -> None:
    full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"
    page = open_page(basics(library), init=full)
    hall.down = True
    choose(page, "Chờ")
    expect(sentence(page)).to_contain_text("máy này không lưu được")
    hall.down = False
    page.evaluate(AGAIN)
    until_on(page, lambda: len(hall.stored) == 1)


def test_a_hall_that_is_slow_to_answer_is_waited_for(open_page: Open, hall: Hall, library: Library) -> None:
    hall.down = True
    page = open_page(basics(library), live=False)
    expect(sentence(page)).to_contain_text("Chưa kết nối được; đang thử lại.")
    hall.down = False
    page.wait_for_selector("html[data-caunoi=live]")
    choose(page, "Chờ")
    assert len(sent(page, hall)) == 1


def test_a_hall_that_says_nothing_of_the_room_still_takes_the_test(
    open_page: Open, hall: Hall, library: Library
) -> None:
    hall.mode, hall.led = "assessment", False
    page = open_page(basics(library))
    choose(page, "Chờ")
    hand_in(page)
    expect(page.locator(".cn-receipt")).to_be_visible()


def test_a_simulated_class_says_so_and_the_card_is_shown(open_page: Open, hall: Hall, library: Library) -> None:
    hall.simulated = True
    page = open_page(basics(library))
    expect(page.get_by_text("Lớp mô phỏng.")).to_be_visible()
    expect(page.locator("[data-caunoi-trainee]")).to_have_text("Nguyễn Thị Thử, thẻ 012")


def test_one_broken_widget_leaves_the_others_alone(
    open_page: Open, hall: Hall, library: Library, specimen: Library
) -> None:
    page = open_page(basics(library), writing_of(specimen, "coaching"), allow="dynamically imported module")
    page.route("**/quiz.js", lambda route: route.abort())
    page.reload()
    expect(page.locator(".cn-widget-failed")).to_contain_text("Phần này chưa hiện được.")
    page.locator("textarea").fill("Chào bà")
    page.locator("textarea").blur()
    assert sent(page, hall) == [{"write": "coaching", "to": "Chào bà"}]
