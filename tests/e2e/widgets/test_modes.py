"""What each mode does, and what it must not do."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from caunoi.content import Library
from tests.e2e.browser import until_on
from tests.e2e.widgets.conftest import Open, mockup_of, quiz_of, sent, writing_of
from tests.e2e.widgets.stage import Hall

pytestmark = pytest.mark.browser

STRANGER = "038 154 012 345"


def test_show_plays_step_by_step_and_nobody_did_it(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "show"))
    onward = page.get_by_role("button", name="Bước tiếp theo")
    expect(page.locator(".cn-bubble")).to_have_text("Mời bà đọc tên.")
    onward.click()
    expect(page.get_by_label("Họ và tên", exact=True)).to_have_value("Bà Mẫu")
    expect(page.get_by_label("Họ và tên", exact=True)).to_have_attribute("readonly", "")
    expect(page.locator(".cn-bubble")).to_have_text("Đánh dấu sơ đồ.")
    onward.click()
    expect(page.get_by_role("checkbox", name="Sơ đồ")).to_be_checked()
    onward.click()
    expect(page.locator(".cn-screen-title")).to_have_text("Đã nộp")
    expect(onward).to_be_hidden()
    expect(page.get_by_role("button", name="Xem lại")).to_be_focused()
    page.get_by_role("button", name="Xem lại").click()
    expect(page.locator(".cn-screen-title")).to_have_text("Bàn làm việc")
    expect(page.get_by_label("Họ và tên", exact=True)).to_have_value("")
    assert sent(page, hall) == []


def test_show_plays_by_itself_until_it_is_stopped(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "show"), live=False)
    page.clock.install()
    page.reload()
    until_on(page, lambda: page.locator(".cn-coach").count() == 1)
    page.get_by_role("button", name="Tự chạy").click()
    page.clock.run_for(5_000)
    expect(page.locator(".cn-bubble")).to_have_text("Đánh dấu sơ đồ.")
    page.get_by_role("button", name="Tạm dừng").click()
    page.clock.run_for(60_000)
    expect(page.locator(".cn-bubble")).to_have_text("Đánh dấu sơ đồ.")
    page.get_by_role("button", name="Tự chạy").click()
    page.clock.run_for(60_000)
    expect(page.locator(".cn-screen-title")).to_have_text("Đã nộp")


def test_guided_marks_the_next_step_and_the_way_back(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "guided"))
    expect(page.locator(".cn-marked")).to_contain_text("Họ và tên")
    # What the guide waits for counts without leaving the field, so that the mark goes on by itself.
    page.get_by_label("Họ và tên", exact=True).press_sequentially("Bà Mẫu")
    expect(page.locator(".cn-marked")).to_have_text("Sơ đồ")
    expect(page.get_by_label("Họ và tên", exact=True)).to_be_focused()
    page.get_by_role("checkbox", name="Sơ đồ").check()
    expect(page.get_by_role("button", name="Nộp", exact=True)).to_have_accessible_description("Bà bấm Nộp.")
    page.get_by_role("button", name="Xem thêm").click()
    expect(page.locator(".cn-coach-line")).to_contain_text("Quay lại")
    expect(page.get_by_role("button", name="Quay lại")).to_have_class("cn-back cn-marked")
    page.get_by_role("button", name="Quay lại").click()
    page.get_by_role("button", name="Nộp", exact=True).click()
    expect(page.locator(".cn-coach-line")).to_have_text(
        "Anh/chị đã đi hết các bước. Tiếp theo, hãy thử làm khi không có chỉ dẫn."
    )
    assert [event.get("do") for event in sent(page, hall)][2:] == ["more", "back", "send"]


def test_practice_gives_a_hint_on_demand_and_feedback_at_the_end(
    open_page: Open, hall: Hall, specimen: Library
) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    expect(page.locator(".cn-bubble")).to_have_count(0)
    page.get_by_role("button", name="Gợi ý").click()
    expect(page.locator(".cn-hint")).to_have_text("Tên trên thẻ.")
    send(page, "")
    send(page, "Bà Mẫu")
    feedback = page.locator(".cn-feedback")
    expect(feedback.get_by_role("heading", name="Việc đã xong")).to_be_focused()
    expect(feedback.locator(".cn-met")).to_have_text("Đã làm được, và vì sao cầnHồ sơ tới nơi.")
    expect(feedback.locator(".cn-unmet")).to_have_text("Lần sau hãy chú ýẢnh rõ thì đọc được.")
    expect(feedback.locator(".cn-turns")).to_contain_text("Tên để trống một lần.")
    assert {"hint": "desk.name"} in sent(page, hall)
    page.get_by_role("button", name="Làm lại từ đầu").click()
    expect(feedback).to_have_count(0)
    expect(page.locator(".cn-screen-title")).to_be_focused()
    page.get_by_role("radio", name="Ảnh rõ").check()
    send(page, "Bà Mẫu")
    # The slip of the try before is gone with it.
    expect(feedback.locator(".cn-unmet")).to_have_count(0)
    expect(feedback.locator(".cn-turns")).to_have_count(0)
    assert {"restart": True} in sent(page, hall)


VETOES = "Điều không được để xảy ra khi giúp bà con"


def test_feedback_tells_apart_what_was_not_observed_and_what_rules_out_a_pass(
    open_page: Open, hall: Hall, specimen: Library
) -> None:
    page = open_page(mockup_of(specimen, "try-feedback", "practice"))
    send(page, "Bà Mẫu")
    groups = page.locator(".cn-feedback h4")
    expect(groups).to_have_text(["Lần sau hãy chú ý", "Đã làm được, và vì sao cần", "Hôm nay chưa có dịp làm việc này"])
    expect(page.locator(".cn-feedback li")).to_have_text(
        ["Ảnh rõ thì đọc được.", "Hồ sơ tới nơi.", "Bên lề cũng cần ảnh rõ."]
    )
    expect(page.locator(".cn-feedback")).to_contain_text("1 trong 2 điều")
    page.get_by_role("button", name="Làm lại từ đầu").click()
    page.get_by_role("button", name="Lưu tạm").click()
    page.get_by_role("button", name="Xem thêm").click()
    page.get_by_role("button", name="Quay lại").click()
    send(page, "Bà Mẫu")
    veto = page.locator(".cn-feedback > div").first
    expect(veto.get_by_role("heading")).to_have_text(VETOES)
    expect(veto.locator("li")).to_have_text(["Đã cất hồ sơ của bà đi."])
    expect(groups).to_have_text([VETOES, "Lần sau hãy chú ý", "Đã làm được, và vì sao cần"])
    expect(page.locator(".cn-feedback")).to_contain_text("1 trong 3 điều")


def send(page: Page, name: str) -> None:
    page.get_by_label("Họ và tên", exact=True).fill(name)
    page.get_by_role("button", name="Nộp", exact=True).click()


def test_a_test_gives_no_mark_no_hint_no_verdict_and_goes_on(open_page: Open, hall: Hall, library: Library) -> None:
    page = open_page(mockup_of(library, "help-uncle", "test"))
    page.get_by_role("button", name="Quay lại").click()
    page.get_by_label("Chủ hồ sơ").fill("Trần Văn Thử")
    page.get_by_role("radio", name="Ảnh rõ").check()
    page.get_by_role("button", name="Nộp hồ sơ").click()
    page.get_by_role("button", name="Gửi").click()
    expect(page.locator(".cn-screen-title")).to_have_text("Đã nộp")
    for gone in (".cn-bubble", ".cn-marked", ".cn-hint", ".cn-feedback", ".cn-coach button"):
        expect(page.locator(gone)).to_have_count(0)
    expect(page.locator(".cn-coach-line")).to_have_text("Anh/chị có thể sang phần tiếp theo của trang.")
    assert len(sent(page, hall)) == 5


def test_practice_questions_are_checked_here(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(quiz_of(specimen, "try-questions"))
    one, some, row, word = (page.locator(".cn-item").nth(place) for place in range(4))
    one.get_by_role("button", name="Kiểm tra").click()
    expect(one.locator(".cn-verdict")).to_have_text("Hãy trả lời trước rồi kiểm tra.")
    one.get_by_role("radio", name="Trái").check()
    one.get_by_role("button", name="Kiểm tra").click()
    expect(one.locator(".cn-verdict")).to_contain_text("Vì thế này.")
    expect(one.locator(".cn-notice-warning")).to_be_visible()
    one.get_by_role("radio", name="Phải").check()
    expect(one.locator(".cn-verdict")).to_be_empty()
    one.get_by_role("button", name="Kiểm tra").click()
    expect(one.locator(".cn-notice-success")).to_be_visible()
    some.get_by_role("checkbox", name="Ý A").check()
    some.get_by_role("button", name="Kiểm tra").click()
    expect(some.locator(".cn-verdict")).to_contain_text("Đúng một phần.")
    expect(some).to_contain_text("Chọn tất cả ý đúng.")
    row.get_by_role("button", name="Kiểm tra").click()  # the order as it stands is an answer
    expect(row.locator(".cn-verdict")).not_to_be_empty()
    expect(row.locator(".cn-verdict")).not_to_have_text("Hãy trả lời trước rồi kiểm tra.")
    word.get_by_role("textbox").fill("Chu ho so ")
    word.get_by_role("button", name="Kiểm tra").click()
    expect(word.locator(".cn-notice-success")).to_be_visible()
    assert {event["answer"] for event in sent(page, hall)} == {"one", "some", "row", "word"}


def test_test_questions_are_only_kept_in_the_order_the_hall_gave(open_page: Open, hall: Hall, library: Library) -> None:
    hall.orders = {"quiz/basics": {"state-5": ["wait", "supplement"], "filing-order": ["submit", "search", "track"]}}
    page = open_page(quiz_of(library, "basics"))
    first = page.locator(".cn-item").first
    expect(first.locator(".cn-tick-words")).to_have_text(["Chờ", "Bổ sung giấy tờ"])
    expect(page.locator(".cn-order-words")).to_have_text(["Nộp", "Tìm kiếm", "Tra cứu"])
    first.get_by_role("radio", name="Chờ").check()
    expect(first.locator(".cn-kept")).to_be_visible()
    expect(page.get_by_role("button", name="Kiểm tra")).to_have_count(0)
    page.get_by_role("button", name="Giữ thứ tự này").click()
    assert sent(page, hall) == [
        {"answer": "state-5", "to": "wait"},
        {"answer": "filing-order", "to": ["submit", "search", "track"]},
    ]


def test_writing_is_kept_after_a_pause_and_once(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(writing_of(specimen, "coaching"))
    area = page.get_by_role("textbox", name="Anh/chị nói gì với bà? Viết vài câu.")
    area.press_sequentially("Chào bà")
    expect(page.locator(".cn-below")).to_contain_text("Đang gõ")
    expect(page.locator(".cn-counter")).to_have_text("7 trên 400 ký tự")
    expect(page.locator(".cn-kept")).to_have_text("Đã giữ câu trả lời")
    area.blur()
    assert sent(page, hall) == [{"write": "coaching", "to": "Chào bà"}]


def test_a_strangers_number_never_leaves_the_page(open_page: Open, hall: Hall, specimen: Library) -> None:
    page = open_page(
        mockup_of(specimen, "try-everything", "practice"),
        quiz_of(specimen, "try-questions"),
        writing_of(specimen, "coaching"),
    )
    bodies: list[str] = []
    page.on("request", lambda request: bodies.append(request.post_data or ""))
    name = page.get_by_label("Họ và tên", exact=True)
    word = page.locator(".cn-item").nth(3).get_by_role("textbox")
    area = page.locator("textarea")
    for field in (name, word, area):
        field.fill(f"số {STRANGER}")
        field.blur()
        expect(field).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Nộp", exact=True).click()
    expect(name).to_be_focused()
    page.get_by_role("checkbox", name="Tôi xin cam đoan").check()
    name.fill("000 154 000 172")  # the practice person's own
    name.blur()
    assert sent(page, hall) == [{"set": "pledge", "to": True}, {"set": "name", "to": "000 154 000 172"}]
    digits = STRANGER.replace(" ", "")
    assert not [body for body in bodies if digits in body.replace(" ", "")]
    assert digits not in page.evaluate("JSON.stringify(localStorage)").replace(" ", "")


def test_in_a_notebook_there_is_the_trace_and_the_keys_are_ours(open_page: Open, specimen: Library) -> None:
    page = open_page(mockup_of(specimen, "try-everything", "practice"))
    expect(page.locator(".cn-trace")).to_have_count(0)
    trace = page.evaluate(
        """async () => {
          const widget = JSON.parse(document.getElementById("caunoi-page").textContent).widgets[0];
          const { default: entry } = await import(widget.esm);
          const state = { ...widget.state, trace: [] };
          const listeners = [];
          const model = {
            get: (name) => state[name],
            set: (name, value) => { state[name] = value; listeners.forEach((listener) => listener()); },
            on: (_, listener) => listeners.push(listener),
            save_changes() {},
          };
          const place = document.querySelector(".task");
          const leave = entry.render({ model, el: place });
          [...place.querySelectorAll("button")].find((each) => each.textContent === "Xem thêm").click();
          const shown = place.querySelector(".cn-trace pre").textContent;
          const button = place.querySelector(".cn-back");
          button.focus();
          const ownKeys = button.hasAttribute("data-lm-suppress-shortcuts");
          leave();
          return [state.trace, JSON.parse(shown), ownKeys];
        }"""
    )
    assert trace == [[{"do": "more"}], [{"do": "more"}], True]
