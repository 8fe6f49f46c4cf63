"""Is shorthand written out as the model says, without a change to what is plain already?"""

from __future__ import annotations

from typing import Any

import pytest

from caunoi.content import Library
from caunoi.lowering import expand
from caunoi.model import Portal
from caunoi.model.blocks import Listing
from tests.unit.engine.phones import going, phone, plain, told, words

HOME = {"layout": "home"}
APP = {"label": words("Ví"), "icon": "route", "start": "wallet"}
BANNER = {
    "sender": words("Ngân hàng"),
    "text": words("Mã 123456"),
    "when": {"eq": ["sent", True]},
    "open": {"to": "inbox"},
    "dismiss": {"set": {"sent": False}},
}
PAD = {
    "input": "pin",
    "label": words("Mã"),
    "code": "123456",
    "enter": words("Mở"),
    "incomplete": words("Chưa đủ"),
    "wrong": words("Còn {left} lần"),
    "right": [{"to": "home"}],
    "locked": {"say": words("Đã khoá"), "tone": "error"},
}


def cases(raw: dict[str, Any], screen: str, action: str) -> list[tuple[str | None, str | None]]:
    """The id and the target of each case of an action, written out."""
    return [(case.id, case.to) for case in plain(raw).screens[screen].actions[action].cases]


def test_a_plain_portal_stays_as_it_is(library: Library) -> None:
    portal = library.portals["village-desk"]
    assert Portal.model_validate({name: getattr(expand(portal), name) for name in Portal.model_fields}) == portal
    assert expand(expand(portal)) is expand(portal)


def test_a_home_screen_has_a_tile_per_app_that_resumes_it() -> None:
    raw = phone({"home": HOME, "wallet": {"app": "wallet"}, "cards": {"app": "wallet"}}, apps={"wallet": APP})
    assert cases(raw, "home", "open-wallet") == [("cards", "cards"), ("wallet", "wallet")]
    assert plain(raw).vars["at.wallet"] == "wallet"
    assert told(raw) == []


def test_a_phone_has_its_home_button_everywhere_but_at_home_and_before_its_lock() -> None:
    raw = phone({"home": HOME, "other": {}, "call": {"quiet": True}, "lock": {"locked": True, "pad": PAD}}, home="home")
    found = {name for name, screen in plain(raw).screens.items() if "phone-home" in screen.actions}
    assert found == {"other", "call"}


SIZES = {
    "kind": "choice",
    "label": words("Cỡ chữ"),
    "options": {name: words(name.upper()) for name in ("small", "large")},
}


def test_letters_of_a_phone_follow_a_choice_of_sizes_only() -> None:
    assert told(phone({"home": HOME | {"inputs": {"size": SIZES}}}, letters="size")) == []
    huge = SIZES | {"options": {"huge": words("Khổng lồ")}}
    found = told(phone({"home": HOME | {"inputs": {"size": huge}}}, letters="size"))
    assert any("letters follows size" in line for line in found), found
    assert any("unknown" in line for line in told(phone({"home": HOME}, letters="nothing")))


def test_only_a_phone_has_a_bar_with_signs() -> None:
    signs = {"wifi": {"eq": ["joined", True]}}
    assert told(phone({"home": HOME}, vars={"joined": False}, signs=signs)) == []
    found = told(phone({"home": HOME}, kind="app", vars={"joined": False}, signs=signs))
    assert any("signs is named in a portal of kind app" in line for line in found), found
    assert any("unknown" in line for line in told(phone({"home": HOME}, signs=signs)))


def test_tabs_stand_on_screens_that_name_one() -> None:
    raw = phone(
        {"wallet": {"app": "wallet", "tab": "all"}, "sign-in": {"app": "wallet"}, "web": {"tab": "any"}},
        apps={"wallet": APP},
        tabs={
            "all": {"label": words("Tất cả"), "icon": "route", "to": "wallet", "app": "wallet"},
            "any": {"label": words("Mọi nơi"), "icon": "route", "to": "web"},
        },
    )
    assert {name: list(screen.actions) for name, screen in plain(raw).screens.items()} == {
        "wallet": ["tab-all", "tab-any"],
        "sign-in": [],
        "web": ["tab-any"],
    }


def test_a_banner_lies_over_every_screen_that_is_not_quiet() -> None:
    raw = phone({"inbox": {}, "call": {"quiet": True}}, banners={"otp": BANNER}, vars={"sent": False})
    written = plain(raw).screens
    assert list(written["inbox"].actions) == ["otp-open", "otp-dismiss"]
    assert list(written["call"].actions) == []
    label = written["inbox"].actions["otp-dismiss"].label
    assert (label.vi, label.id, label.en) == ("Cất đi", "Singkirkan", "Dismiss")


def test_a_pad_has_a_case_for_each_number_of_tries_that_are_left() -> None:
    raw = phone({"lock": {"pad": {**PAD, "tries": 3}}, "home": HOME})
    written = plain(raw)
    action = written.screens["lock"].actions["enter"]
    ids = [case.id for case in action.cases]
    assert ids == ["still-locked", "incomplete", "right", "wrong-2", "wrong-1", "locked"]
    said = {case.id: case.say.en for case in action.cases if case.say is not None}
    assert (said["wrong-2"], said["wrong-1"]) == ("Còn 2 lần (en)", "Còn 1 lần (en)")
    assert (written.vars["pin_tries"], written.screens["lock"].inputs["pin"].kind) == (0, "passcode")


def test_checks_come_before_the_cases_of_the_author() -> None:
    inputs = {
        "name": {"kind": "text", "label": words("Tên"), "wants": words("Điền tên")},
        "when-seen": {
            "kind": "text",
            "label": words("Tuổi"),
            "when": {"filled": "name"},
            "wants": words("Điền tuổi"),
            "refuses": [{"when": {"eq": ["when-seen", "x"]}, "say": words("Sai")}],
        },
    }
    raw = phone({"form": {"inputs": inputs, "actions": {"send": {**going("form"), "checks": True}}}})
    assert [case for case, _ in cases(raw, "form", "send")] == [
        "wants-name",
        "wants-when-seen",
        "refuses-when-seen-0",
        None,
    ]
    assert plain(raw).checks_before == {"form.send": 3}


def test_each_row_has_its_action_with_its_words_and_cells() -> None:
    action = {
        "label": words("{name}"),
        "about": words("{price} đồng"),
        "each": "foods",
        "cases": [
            {
                "when": {"lt": ["cost", {"cell": "price"}]},
                "add": {"cost": {"cell": "price"}},
                "set": {"dish": {"cell": "id"}},
            }
        ],
    }
    raw = phone(
        {"list": {"actions": {"buy": action}, "blocks": [{"rows": "foods", "text": words("{name}: {price}")}]}},
        vars={"cost": 0, "dish": ""},
        data={"foods": [{"id": "pho", "name": words("Phở"), "price": 30}, {"id": "tea", "name": "Trà", "price": 5}]},
    )
    assert told(raw) == []
    screen = plain(raw).screens["list"]
    pho, tea = screen.actions["buy-pho"], screen.actions["buy-tea"]
    assert (pho.label.en, tea.label.en, tea.about and tea.about.id) == (
        "Phở (en) (en)",
        "Trà (en)",
        "5 đồng (id)",
    )
    assert (pho.cases[0].set, tea.cases[0].add) == ({"dish": "pho"}, {"cost": 5})
    (block,) = screen.blocks
    assert isinstance(block, Listing)
    assert [text.vi for text in block.list] == ["Phở: 30", "Trà: 5"]


@pytest.mark.parametrize(
    ("change", "words_told"),
    [
        ({"home": "attic"}, "home is at unknown screen attic; name a screen of the portal"),
        ({"kind": "app", "home": "home"}, "home is named in a portal of kind app; only a phone has a home button"),
        ({"apps": {"wallet": APP}}, "app wallet starts at unknown screen wallet; name a screen of the app"),
        ({"banners": {"otp": BANNER}}, "banner otp: open goes to unknown screen inbox; name a screen of the portal"),
        (
            {"tabs": {"all": {"label": words("-"), "icon": "x", "to": "attic", "app": "none"}}},
            "tab all goes to unknown screen attic; name a screen of the portal",
        ),
        (
            {"data": {"foods": [{"id": "a"}, {"id": "a"}]}},
            "data foods, row 1 has the id a again; give each row its own id",
        ),
        (
            {"data": {"foods": [{"id": "a"}, {"id": "b", "x": 1}]}},
            "data foods, row 1 has the columns id, x; the first row has id",
        ),
        ({"data": {"foods": [{"x": 1}]}}, "data foods, row 0 has no id; write `id` with lower-case letters and digits"),
        (
            {"data": {"foods": [{"id": "a", "owner": 1}]}, "values": ["owner"]},
            "data foods has a column owner; a value of",
        ),
    ],
)
def test_shorthand_that_does_not_fit_is_told_once_with_its_place(change: dict[str, Any], words_told: str) -> None:
    raw = phone({"home": {"actions": {"go": going("other")}}, "other": {}}, vars={"sent": False}) | change
    assert len([each for each in told(raw) if each.startswith(words_told)]) == 1
