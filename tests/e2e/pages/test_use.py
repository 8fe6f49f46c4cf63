"""Pages in use: by keyboard, without JavaScript, while the class goes on, on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from caunoi.hall.change import Start, Untime
from tests.e2e.pages.conftest import Open
from tests.server.pages_stage import FORMS_OF, LESSON, Stage

pytestmark = pytest.mark.browser


def test_joining_by_keyboard_alone(stage: Stage, open_page: Open) -> None:
    record = stage.new_class(("An", "Bình"))
    pin = stage.store.cards.new_pin(record.id, "002")
    page = open_page("/vi/")
    for _ in range(12):
        page.keyboard.press("Tab")
        ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert ring == "solid", page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("document.activeElement.id") == "code":
            break
    page.keyboard.type(record.code.lower())
    page.keyboard.press("Enter")
    page.wait_for_url("**/join?**")
    page.get_by_label("Họ tên").focus()
    page.keyboard.type("B")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(pin)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Xin chào, Bình")


def test_joining_without_javascript_and_a_wrong_pin_first(stage: Stage, open_page: Open) -> None:
    record = stage.new_class(("An",))
    pin = stage.store.cards.new_pin(record.id, "001")
    page = open_page(f"/vi/join?code={record.code}", java_script_enabled=False)
    page.get_by_label("Họ tên").select_option("An")
    page.get_by_label("Mã PIN").fill("0000" if pin != "0000" else "1111")
    page.get_by_role("button", name="Vào lớp").click()
    field = page.get_by_label("Mã PIN")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(r"không khớp với thẻ này\. Anh/chị còn \d lần thử"))
    expect(field).to_have_attribute("inputmode", "numeric")
    field.fill(pin)
    page.get_by_role("button", name="Vào lớp").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Xin chào, An")


def test_modules_unfold_by_keyboard_and_without_javascript(stage: Stage, open_page: Open) -> None:
    page = open_page("/vi/", "004", java_script_enabled=False)
    modules = page.locator("details.part")
    assert modules.count() > 2
    first, second = modules.nth(0), modules.nth(1)
    expect(first).to_have_attribute("open", "")
    assert [module.get_attribute("open") for module in modules.all()[1:]] == [None] * (modules.count() - 1)
    assert page.evaluate("document.documentElement.scrollHeight") < 4 * 740
    summary = second.locator("summary")
    expect(summary).to_contain_text(re.compile(r"\d+ bài · Chưa bắt đầu"))
    summary.focus()
    page.keyboard.press("Enter")
    expect(second.get_by_role("link").first).to_be_visible()
    page.keyboard.press("Tab")
    expect(second.get_by_role("link").first).to_be_focused()


def test_the_list_leads_to_what_is_due_and_follows_the_class(stage: Stage, open_page: Open) -> None:
    record = stage.store.classes.all()[-1]
    page = open_page("/en/", "004")
    due = page.locator(".now-due").get_by_role("link")
    title = page.locator(".step-next h3").inner_text()
    expect(due).to_have_accessible_name(f"Next: {title}")
    assert due.get_attribute("href") == page.locator(".step-next a").get_attribute("href")
    second = page.locator("details.part").nth(1)
    second.locator("summary").click()
    test = f"before/{FORMS_OF}"
    stage.store.paces.steer(record.id, "facilitator", Start(page=test, minutes=30))
    stage.running.hall.news.tell(record.id, "pace")
    expect(due).to_contain_text("beside an older resident, form B")
    expect(page.locator(f"#module-{FORMS_OF}")).to_have_attribute("open", "")
    # Whoever reads stays where they are.
    expect(second).to_have_attribute("open", "")
    expect(second.locator("summary")).to_be_focused()
    stage.store.paces.steer(record.id, "facilitator", Untime(page=test))
    stage.running.hall.news.tell(record.id, "pace")
    expect(due).to_have_accessible_name(f"Next: {title}")


def test_the_whole_list_is_printed_and_folded_again(stage: Stage, open_page: Open) -> None:
    page = open_page("/vi/", "004")
    folded = page.locator("details.part:not([open])")
    count = folded.count()
    assert count > 1
    page.evaluate(
        "addEventListener('beforeprint', () => {"
        " window.onPaper = document.querySelectorAll('details.part:not([open])').length; })"
    )
    page.pdf()
    assert page.evaluate("window.onPaper") == 0
    expect(folded).to_have_count(count)


def test_the_board_renews_itself_and_whoever_reads_stays_where_they_are(stage: Stage, open_page: Open) -> None:
    record = stage.new_class(("An", "Bình"))
    page = open_page(f"/vi/facilitator/class/{record.id}", "facilitator", width=1280)
    row = page.get_by_role("row", name="Bình")
    expect(row).to_contain_text("Chưa vào lớp")
    button = page.locator(".work button[value=report]")
    button.focus()
    page.evaluate("window.sameDocument = true")
    stage.joins(record, "002")
    stage.works(record, "002", LESSON, 9)
    expect(row).to_contain_text("Đã lưu 9 bước")
    assert page.evaluate("window.sameDocument")
    expect(button).to_be_focused()


def test_work_is_followed_on_the_page_to_its_end(stage: Stage, open_page: Open) -> None:
    record = stage.new_class(("An",))
    page = open_page(f"/vi/facilitator/class/{record.id}", "facilitator", width=1280)
    page.locator(".work button[value=grade]").click()
    step = page.locator(".work > li").first
    expect(step).to_contain_text("Xong lúc")
    log = step.locator("details")
    log.locator("summary").click()
    expect(log).to_contain_text("finished <b>well</b>")
    # What is open stays open when the list renews itself.
    stage.joins(record, "001")
    expect(page.get_by_role("row", name="An thẻ")).to_contain_text("Mất kết nối")
    expect(log).to_have_attribute("open", "")


def test_a_lost_connection_is_told_and_taken_back(stage: Stage, open_page: Open) -> None:
    record = stage.new_class(("An",))
    page = open_page(f"/vi/facilitator/class/{record.id}", "facilitator")
    # Playwright's lost network does not cut a stream that stands; a page without one asks.
    page.route("**/*", lambda each: each.abort() if each.request.resource_type == "eventsource" else each.continue_())
    page.reload()
    page.context.set_offline(True)
    line = page.locator("[data-fresh]")
    expect(line).to_contain_text("Mất kết nối với máy của lớp")
    expect(page.locator("[data-announcer]")).to_contain_text("Mất kết nối")
    page.context.set_offline(False)
    expect(line).to_contain_text("Danh sách tự cập nhật")


def test_a_class_is_opened_and_its_cards_are_there_to_print(stage: Stage, open_page: Open) -> None:
    page = open_page("/vi/facilitator/new", "facilitator")
    page.get_by_label("Tên lớp").fill("Lớp thử")
    page.get_by_label("Danh sách học viên").fill("Lê Thị Mẫu, ../x\nPhạm Văn Thử")
    page.get_by_role("button", name="Mở lớp").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_label("Danh sách học viên")).to_have_accessible_description(re.compile("Dòng 1, số thẻ “../x”"))
    page.get_by_label("Danh sách học viên").fill("Lê Thị Mẫu, 5\nPhạm Văn Thử")
    page.get_by_role("button", name="Mở lớp").click()
    expect(page.get_by_role("heading", name="Sẽ thêm 2 người")).to_be_visible()
    page.get_by_role("button", name="Mở lớp với 2 người").click()
    expect(page.locator(".pin-card")).to_have_count(2)
    expect(page.locator(".pin-card .pin").first).to_have_text(re.compile(r"^\d{4}$"))
    expect(page.get_by_role("link", name="In thẻ")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="In thẻ")).to_be_hidden()
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".pin-card").first).to_be_visible()


def test_a_file_that_is_too_large_does_not_leave_the_page(stage: Stage, open_page: Open) -> None:
    page = open_page("/vi/facilitator/new", "facilitator")
    page.get_by_label("Tên lớp").fill("Lớp thử")
    large = {"name": "list.csv", "mimeType": "text/csv", "buffer": b"Anh\n" * 60_000}
    page.get_by_label("Hoặc một tệp: Excel (.xlsx) hay CSV").set_input_files(large)  # type: ignore[arg-type]
    page.get_by_role("button", name="Mở lớp").click()
    assert page.evaluate("document.querySelector('#file').validationMessage").startswith("Tệp lớn quá")
    assert page.url.endswith("/facilitator/new")


def test_the_way_in_beside_the_board_follows_the_address(stage: Stage, open_page: Open) -> None:
    record = stage.new_class(("An",))
    page = open_page(f"/vi/facilitator/class/{record.id}", "facilitator", width=1280)
    picture = page.get_by_role("img", name="Mã QR")
    before = picture.get_attribute("src")
    page.evaluate("window.sameDocument = true")
    with pytest.MonkeyPatch.context() as other:
        other.setattr(stage.running.hall.reach, "address", lambda *_: "http://10.42.0.1:8866")
        expect(page.locator(".address")).to_have_text("10.42.0.1:8866")
        expect(picture).to_have_attribute("src", re.compile(r"\?of=http%3A//10\.42\.0\.1%3A8866$"))
        expect(page.locator(".door .notice-warning")).to_have_count(0)
    expect(picture).to_have_attribute("src", str(before))
    assert page.evaluate("window.sameDocument")


def test_the_wall_prints_and_shows_its_picture(stage: Stage, open_page: Open) -> None:
    record = stage.new_class(("An",))
    page = open_page(f"/vi/facilitator/class/{record.id}/wall", "facilitator", width=1280)
    picture = page.get_by_role("img", name="Mã QR")
    expect(picture).not_to_have_js_property("naturalWidth", 0)
    assert picture.bounding_box()["width"] >= 400  # type: ignore[index]
    expect(page.locator(".wall-code")).to_have_text(record.code)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Về trang của lớp")).to_be_hidden()
    expect(picture).to_be_visible()


@pytest.mark.parametrize("page", ["wall", "projector"])
def test_the_band_of_a_simulated_class_is_one_line_above_what_is_read_from_afar(
    stage: Stage, open_page: Open, page: str
) -> None:
    record = stage.new_class(("An",), simulated=True)
    shown = open_page(f"/vi/facilitator/class/{record.id}/{page}", "facilitator", width=1280)
    assert shown.locator(".simulated").bounding_box()["height"] < 60  # type: ignore[index]
