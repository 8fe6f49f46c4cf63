"""Is a phone drawn from what it was written as: its bars, messages, pad and blocks apart from its own actions?"""

from __future__ import annotations

from typing import Any

import pytest

from caunoi.content import Library
from caunoi.drawing import Words, draw_portal
from caunoi.drawn_names import icon_names, picture_names
from caunoi.model import Portal, Text
from tests.unit.engine.phones import going, phone, words

PAD = {
    "input": "code",
    "label": words("Mã"),
    "digits": 4,
    "code": "1357",
    "enter": words("Mở"),
    "incomplete": words("Thiếu"),
    "wrong": words("Sai, còn {left}"),
    "right": [{"to": "home"}],
    "locked": {"say": words("Khoá")},
}
CHAT = {
    "layout": "chat",
    "app": "zalo",
    "tab": "chats",
    "caption": words("12 người"),
    "blocks": [
        {"message": words("Chào"), "sender": words("Bà"), "at": words("9:00"), "pinned": True},
        {"message": words("Dạ"), "picture": "house", "label": words("Nhà"), "pinned": {"eq": ["read", True]}},
        {"picture": "storm", "label": words("Bão")},
    ],
    "actions": {
        "answer": going("home") | {"style": "reply", "about": words("Ngắn"), "icon": "send", "picture": "house"},
        "back": going("home") | {"style": "back"},
    },
}


@pytest.fixture
def drawn(library: Library) -> dict[str, Any]:
    """A phone of three screens as the browser gets it."""
    raw = phone(
        {"lock": {"quiet": True, "locked": True, "pad": PAD}, "home": {"layout": "home"}, "chat": CHAT},
        home="home",
        vars={"read": False},
        apps={"zalo": {"label": words("Nhóm"), "icon": "users", "start": "chat", "badge": {"eq": ["read", False]}}},
        tabs={
            "chats": {"label": words("Tin"), "icon": "mail", "to": "chat", "badge": {"eq": ["read", False]}},
            "me": {"label": words("Tôi"), "icon": "user", "to": "chat"},
        },
        banners={
            "otp": {
                "sender": words("Ngân hàng"),
                "text": words("Mã 1"),
                "when": {"eq": ["read", False]},
                "open": {"to": "chat"},
                "dismiss": {"set": {"read": True}},
            }
        },
    )
    return draw_portal(Portal.model_validate(raw), library.scenario("help-grandmother").values, Words("vi", {}))[
        "screens"
    ]


def test_a_pad_is_drawn_apart_from_inputs_and_actions(drawn: dict[str, Any]) -> None:
    lock = drawn["lock"]
    assert lock["pad"] == {"input": "code", "label": "Mã", "digits": 4, "enter": "enter", "enter_label": "Mở"}
    assert (lock["inputs"], lock["actions"], lock["banners"], lock["home"]) == ([], [], [], None)


def test_a_home_screen_has_the_tiles_of_its_apps(drawn: dict[str, Any]) -> None:
    home = drawn["home"]
    tile = {"id": "open-zalo", "label": "Nhóm", "icon": "users", "style": "tile", "main": False}
    assert home["actions"] == [tile | {"badge": {"eq": ["read", False]}}]
    assert (home["layout"], home["home"], home["pad"], home["tabs"]) == ("home", None, None, [])


def test_tabs_messages_and_the_way_home_are_drawn_apart(drawn: dict[str, Any]) -> None:
    chat = drawn["chat"]
    assert chat["tabs"] == [
        {
            "id": "chats",
            "action": "tab-chats",
            "label": "Tin",
            "icon": "mail",
            "on": True,
            "badge": {"eq": ["read", False]},
        },
        {"id": "me", "action": "tab-me", "label": "Tôi", "icon": "user", "on": False},
    ]
    assert chat["banners"] == [
        {
            "action": "otp-open",
            "dismiss": "otp-dismiss",
            "sender": "Ngân hàng",
            "text": "Mã 1",
            "when": {"eq": ["read", False]},
        }
    ]
    assert chat["home"] == "phone-home"
    assert [action["id"] for action in chat["actions"]] == ["answer", "back"]
    assert (chat["app"], chat["caption"], chat["layout"]) == ("Nhóm", "12 người", "chat")


def test_a_bubble_carries_its_sender_time_picture_and_pin(drawn: dict[str, Any]) -> None:
    assert drawn["chat"]["blocks"] == [
        {"kind": "message", "text": "Chào", "sender": "Bà", "at": "9:00", "pinned": True},
        {"kind": "message", "text": "Dạ", "picture": "house", "label": "Nhà", "pinned": {"eq": ["read", True]}},
        {"kind": "picture", "picture": "storm", "label": "Bão"},
    ]


def test_an_action_carries_its_look(drawn: dict[str, Any]) -> None:
    assert drawn["chat"]["actions"][0] == {
        "id": "answer",
        "label": "Đi",
        "about": "Ngắn",
        "icon": "send",
        "picture": "house",
        "main": False,
        "style": "reply",
    }


def test_the_app_stands_over_a_title_that_says_something_else(library: Library) -> None:
    raw = phone({"desk": {"app": "notes"}, "list": {"app": "notes", "title": words("Sổ")}}, kind="phone")
    raw["apps"] = {"notes": {"label": words("Sổ"), "icon": "folder", "start": "desk"}}
    portal = Portal.model_validate(raw)
    screens = draw_portal(portal, library.scenario("help-grandmother").values, Words("vi", {}))["screens"]
    assert (screens["desk"]["app"], screens["list"]["app"]) == ("Sổ", None)


def test_the_names_of_icons_and_pictures_are_read_from_what_draws_them() -> None:
    assert {"phone-off", "qr-code", "info", "circle-help"} <= icon_names()
    assert {"clear", "wrong-side", "id-card-back-glare", "shop-qr-covered", "portrait-old-woman"} <= picture_names()


@pytest.mark.parametrize(("lang", "shown"), [("vi", "35.000 đồng"), ("id", "35.000 dong"), ("en", "35,000 dong")])
def test_an_amount_of_money_is_shown_in_groups(lang: str, shown: str) -> None:
    bill = Text(vi="{amount} đồng", id="{amount} dong", en="{amount} dong")
    assert Words(lang, {"amount": "35000"}).of(bill) == shown


def test_digits_that_are_no_money_stay_as_they_are() -> None:
    assert Words("vi", {"code": "530118"}).of(Text(vi="Mã {code}, năm 2026, 0 đồng")) == "Mã 530118, năm 2026, 0 đồng"
