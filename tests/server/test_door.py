"""The way in, asked over HTTP: a class's code, a card and its PIN, what hangs on the wall, the facilitator's link."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import pytest

from caunoi.hall.records import ClassRecord
from tests.server.browsing import said, send
from tests.server.pages_stage import Stage, staged
from tests.server.running import Answer, Browser


@pytest.fixture(scope="module")
def record(stage: Stage) -> ClassRecord:
    """A class that nobody has joined yet."""
    return stage.new_class()


def test_the_code_is_taken_as_people_type_it(stranger: Browser, record: ClassRecord) -> None:
    spaced = f"{record.code[:3]} {record.code[3:]}".lower()
    page = stranger.get("/vi/join?" + urlencode({"code": spaced}))
    assert record.name in said(page)
    assert "<select" in page.text


def test_a_wrong_code_is_told_and_kept_in_the_field(stranger: Browser) -> None:
    page = stranger.get("/en/join?" + urlencode({"code": '"><b>'}))
    assert 'No class has the code "><b>' in said(page)
    assert 'value="&#34;&gt;&lt;b&gt;"' in page.text


@pytest.mark.parametrize("way", ["name", "card"])
def test_joining_by_name_or_by_card(stage: Stage, record: ClassRecord, stranger: Browser, way: str) -> None:
    pin = stage.store.cards.new_pin(record.id, "004")
    fields = {"name": "004"} if way == "name" else {"card": " 4 "}
    answer = send(stranger, f"/vi/join?code={record.code}", "/vi/join", code=record.code, pin=pin, **fields)
    assert (answer.status, answer.headers["Location"]) == (303, "/vi/")
    (cookie,) = [line for line in answer.headers.get_all("Set-Cookie") or () if "session" in line]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Xin chào, Nguyễn Văn Tập" in said(stranger.get("/vi/"))


def test_what_is_missing_at_the_door_is_told_where_it_is_missing(stranger: Browser, record: ClassRecord) -> None:
    path = f"/en/join?code={record.code}"
    assert "Choose your name, or type" in said(send(stranger, path, "/en/join", code=record.code, pin="1"))
    assert "No card of this class has the number 99" in said(
        send(stranger, path, "/en/join", code=record.code, card="99", pin="1")
    )
    page = send(stranger, path, "/en/join", code=record.code, name="002", pin="")
    assert "Type the PIN that stands on your card" in said(page)
    assert '<option value="002" selected>' in page.text


def test_wrong_pins_count_down_and_then_block(stage: Stage, stranger: Browser) -> None:
    record = stage.new_class(("An", "Bình"))
    pin = stage.store.cards.new_pin(record.id, "001")
    wrong = "0000" if pin != "0000" else "1111"
    path = f"/en/join?code={record.code}"

    def attempt(pin: str) -> str:
        return said(send(stranger, path, "/en/join", code=record.code, name="001", pin=pin))

    words = [attempt(wrong) for _ in range(stage.running.hall.settings.pin_tries + 1)]
    left = [int(found[1]) for page in words if (found := re.search(r"You can try (\d+) more", page))]
    assert left == sorted(left, reverse=True)
    assert len(left) >= 3
    assert re.search(r"too many wrong PINs\. Wait until \d\d:\d\d", words[-1])
    # The right PIN does not help while the block lasts, and the board shows it.
    assert "too many wrong PINs" in attempt(pin)
    board = stage.running.facilitator().get(f"/en/facilitator/class/{record.id}/board")
    # Before midnight with its day, since the block ends on the next one.
    assert re.search(r"Blocked until (\d+ \w+ \d{4}, )?\d\d:\d\d", said(board))


@pytest.mark.parametrize(
    ("asked", "lands"),
    [
        ("/vi/lesson/01-portal/x", "/vi/lesson/01-portal/x"),
        ("//evil.example/vi/", "/vi/"),
        ("https://evil.example", "/vi/"),
        ("/vi//evil.example", "/vi/"),
        ("/vi/\\evil.example", "/vi/"),
        ("/vi/%0d%0aX: 1", "/vi/"),
        ("/en/facilitator/", "/vi/"),
        ("/vi/facilitator/", "/vi/"),
    ],
)
def test_after_joining_nobody_lands_elsewhere(
    stage: Stage, record: ClassRecord, stranger: Browser, asked: str, lands: str
) -> None:
    pin = stage.store.cards.new_pin(record.id, "008")
    fields = {"code": record.code, "name": "008", "pin": pin, "next": asked}
    assert send(stranger, f"/vi/join?code={record.code}", "/vi/join", **fields).headers["Location"] == lands


def test_whoever_scans_the_code_again_need_not_sign_in_again(stage: Stage, record: ClassRecord) -> None:
    browser = stage.running.signed_in(record.id, "002")
    page = browser.get(f"/en/join?code={record.code}&next=/en/lesson/01-portal/x")
    assert "Go on as Phạm Văn Thử" in said(page)
    assert 'class="button main" href="/en/lesson/01-portal/x"' in page.text
    other = stage.new_class(("An",))
    assert "Go on as" not in said(browser.get(f"/en/join?code={other.code}"))


def test_signing_out_ends_the_session(stage: Stage, record: ClassRecord) -> None:
    browser = stage.running.signed_in(record.id, "002")
    token = browser.cookies[f"caunoi-session-{stage.running.port}"]
    assert send(browser, "/vi/out").status == 303
    assert stage.store.sessions.find(token) is None
    assert "Mã lớp" in said(browser.get("/vi/"))


def test_in_a_large_class_one_types_the_card_or_letters_of_the_name(stage: Stage, stranger: Browser) -> None:
    record = stage.new_class((*(f"Lê Văn Số {n}" for n in range(60)), "Đỗ Thị Ánh", "Đỗ Thị Anh"))
    pin = stage.store.cards.new_pin(record.id, "061")
    path = f"/en/join?code={record.code}"

    page = stranger.get(path).text
    assert "<option" not in page and "Số 7" not in page
    assert "Number of your card, or your name" in page

    def types(card: str, pin: str = "", name: str = "") -> Answer:
        return send(stranger, path, "/en/join", code=record.code, card=card, pin=pin, name=name)

    assert "60 people may be meant by “le so”" in said(types("le so", pin))
    assert "No card and no name of this class fits “zz”" in said(types("zz", pin))
    assert "Type the number of your card, or letters of your name." in said(types("", pin))
    several = types("anh", pin).text
    assert re.findall(r'<option value="(\d+)"', several) == ["062", "061"]
    assert "Choose your name, then type the PIN again" in several
    assert re.search(r'id="card" name="card" value=""', several)
    exact = types("đỗ thị ánh").text
    assert re.findall(r"<option.*", exact) == ['<option value="061" selected>Đỗ Thị Ánh</option>']
    chosen = types("61").text
    assert re.findall(r"<option.*", chosen) == ['<option value="061" selected>Đỗ Thị Ánh</option>']
    assert "Type the PIN that stands on your card" in chosen
    wrong = types("", "0000" if pin != "0000" else "1111", name="061").text
    assert "not the PIN of this card" in wrong and '<option value="061" selected>' in wrong
    by_card = stranger.get(f"{path}&card=061").text
    assert '<option value="061" selected>' in by_card and re.search(r'<input[^>]* id="pin"[^>]* data-focus>', by_card)
    assert types("", pin, name="061").status == 303


def test_a_name_typed_in_place_of_a_card_is_found_in_a_small_class_too(stage: Stage, stranger: Browser) -> None:
    record = stage.new_class(("Lò Thị Ế Ẩm", "An"))
    pin = stage.store.cards.new_pin(record.id, "001")
    path = f"/en/join?code={record.code}"
    assert send(stranger, path, "/en/join", code=record.code, card="lo thi", pin=pin).status == 303


# The wall and the cards


def test_the_picture_for_phones_is_the_class_s_own(stage: Stage, record: ClassRecord, facilitator: Browser) -> None:
    other = stage.new_class(("An",))
    one, two = (facilitator.get(f"/vi/facilitator/class/{each.id}/qr.svg") for each in (record, other))
    assert one.headers["Content-Type"] == "image/svg+xml"
    assert b"<svg" in one.body
    assert b"style" not in one.body
    assert one.body != two.body


def test_the_picture_on_a_card_leaves_only_the_pin_to_type(
    record: ClassRecord, facilitator: Browser, stranger: Browser
) -> None:
    wall, card = (
        facilitator.get(f"/vi/facilitator/class/{record.id}/qr.svg{which}").body for which in ("", "?card=002")
    )
    assert wall != card
    page = stranger.get("/vi/join?" + urlencode({"code": record.code, "card": "002"})).text
    assert re.search(r'<option value="002" selected>', page)
    assert re.search(r'<input[^>]* id="pin"[^>]* data-focus>', page)
    unknown = stranger.get("/vi/join?" + urlencode({"code": record.code, "card": "<b>"})).text
    assert " selected>" not in unknown
    assert "<b>" not in unknown


def test_the_wifi_stands_on_the_wall_and_in_a_file_that_only_its_owner_reads(
    stage: Stage, record: ClassRecord, facilitator: Browser
) -> None:
    group = f"/en/facilitator/class/{record.id}"
    assert facilitator.get(f"{group}/wifi.svg").status == 404
    wrong = send(facilitator, f"{group}/wifi", name="N" * 33, password="short", hidden="1")
    assert "at most 32 letters" in said(wrong)
    assert "8 to 63 letters" in said(wrong)
    assert 'value="short"' in wrong.text
    assert send(facilitator, f"{group}/wifi", name="Nhà <văn> hoá", password='a;b"c\\d,', hidden="1").status == 303
    wall = facilitator.get(f"{group}/wall").text
    assert "Nhà &lt;văn&gt; hoá" in wall
    assert "Join the Wi-Fi" in wall
    assert facilitator.get(f"{group}/wifi.svg").headers["Content-Type"] == "image/svg+xml"
    kept = stage.root / "secrets" / "wifi.json"
    assert kept.stat().st_mode & 0o077 == 0
    for page in (f"{group}", f"{group}/people", f"/en/join?code={record.code}"):
        assert "Nhà &lt;văn&gt;" not in facilitator.get(page).text
    assert send(facilitator, f"{group}/wifi", forget="1").status == 303
    assert not kept.exists()
    assert "Join the Wi-Fi" not in facilitator.get(f"{group}/wall").text


# The facilitator's door


def test_the_link_works_once(stage: Stage, record: ClassRecord) -> None:
    key = stage.store.facilitator_key.renew()
    first, second = stage.running.browser(), stage.running.browser()
    answer = first.get(f"/vi/facilitator/enter?key={key}")
    assert (answer.status, answer.headers["Location"]) == (303, "/vi/facilitator/")
    assert first.get("/vi/facilitator/").status == 200
    again = second.get(f"/en/facilitator/enter?key={key}")
    assert again.status == 403
    assert "This link was used before" in said(again)
    assert "start it again: a new link appears" in said(again)
    assert not [line for line in again.headers.get_all("Set-Cookie") or () if "session" in line]


def test_without_a_class_the_link_leads_to_the_form(tmp_path_factory: pytest.TempPathFactory) -> None:
    with staged(tmp_path_factory.mktemp("empty")) as empty:
        key = empty.store.facilitator_key.renew()
        answer = empty.running.browser().get(f"/vi/facilitator/enter?key={key}")
        assert answer.headers["Location"] == "/vi/facilitator/new"
