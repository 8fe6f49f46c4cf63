"""Does the browser get all it needs, in its language, and of a test nothing that must stay with us?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from caunoi.content import Library, library_here
from caunoi.errors import ContentError
from caunoi.items import option_order
from caunoi.model import LANGS
from caunoi.views import MODES, mockup_view, quiz_view, writing_view

FIELDS = {
    *("kind", "id", "task", "mode", "lang", "title", "brief", "persona", "minutes", "numbers"),
    *("portal", "screens", "labels", "said", "core", "goal"),
}


def keys_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value) | {key for each in value.values() for key in keys_in(each)}
    if isinstance(value, list):
        return {key for each in value for key in keys_in(each)}
    return set()


def test_a_practice_view(library: Library) -> None:
    view = mockup_view(library, "help-grandmother", "guided", "id")
    assert set(view) == FIELDS | {"steps", "criteria", "wrong_turns", "vetoes"}
    assert view["task"] == "mockup/help-grandmother/guided"
    assert view["title"] == "Membantu nenek"
    assert view["brief"].startswith("Ibu Lê Thị Mẫu perlu mengajukan berkas.\n\nBantulah")
    assert view["persona"] == {"name": "Lê Thị Mẫu", "age": 72, "about": "Tinggal sendiri."}
    assert view["numbers"] == ["Lê Thị Mẫu", "000000000001"]
    assert view["portal"] == {"id": "village-desk", "kind": "web", "title": "Meja layanan dusun"}
    assert view["goal"] == {"screen": "receipt"}
    assert view["labels"]["province"] == {"thanh-hoa": "Thanh Hoá", "nghe-an": "Nghệ An"}
    assert view["said"]["home.submit.0"] == {"text": "Isi nama pemilik berkas.", "tone": "error", "at": "owner"}
    assert view["steps"][0] == {
        "screen": "home",
        "set": "owner",
        "var": "owner",
        "to": "Lê Thị Mẫu",
        "say": "Isi nama.",
        "hint": "Tanya beliau.",
    }
    assert view["steps"][1]["hint"] == view["steps"][1]["say"] == "Pilih foto jelas."
    assert next(each["why"] for each in view["criteria"]) == "Berkas terkirim."
    assert "points" not in keys_in(view)
    assert view["wrong_turns"][0] == {
        "id": "empty-name",
        "when": {"did": "home.submit", "case": 0},
        "say": "Periksa nama.",
    }


def test_the_screens_of_a_view(library: Library) -> None:
    home = mockup_view(library, "help-grandmother", "practice", "en")["screens"]["home"]
    assert home["title"] == "Home"
    assert home["address"] == "example.org"
    assert home["blocks"] == [
        {"kind": "heading", "text": "Welcome"},
        {"kind": "text", "text": "You help Lê Thị Mẫu file a dossier."},
        {
            "kind": "notice",
            "tone": "warning",
            "text": "The name is not filled in yet.",
            "when": {"not": {"not": {"eq": ["owner", ""]}}},
        },
        {"kind": "list", "items": ["Fill in the name", "Choose the papers"]},
    ]
    inputs = {each["id"]: each for each in home["inputs"]}
    assert inputs["owner"] == {
        "id": "owner",
        "kind": "text",
        "label": "Dossier owner",
        "hint": "Write with accents",
        "max": 60,
    }
    assert inputs["photo"]["options"][1] == {"id": "clear", "label": "Clear photo", "picture": "clear"}
    assert inputs["papers"]["options"][0] == {"id": "form", "label": "Form"}
    assert inputs["pledge"]["when"] == {"not": {"eq": ["owner", ""]}}
    assert home["actions"] == [
        {"id": "submit", "label": "Submit", "main": True, "style": "button"},
        {"id": "rules", "label": "Read the rules", "main": False, "style": "link"},
    ]


@pytest.mark.parametrize("lang", LANGS)
def test_of_a_test_nothing_leaves_the_house(library: Library, lang: str) -> None:
    view = mockup_view(library, "help-uncle", "test", lang)
    assert set(view) == FIELDS
    assert not keys_in(view) & {
        "criteria",
        "points",
        "steps",
        "hint_steps",
        "wrong_turns",
        "vetoes",
        "why",
        "skill",
        "skills",
        "key",
    }
    text = json.dumps(view, ensure_ascii=False)
    for criterion in library.rubrics["help-uncle"].criteria:
        assert criterion.id not in text

    quiz = quiz_view(library, "basics", lang)
    assert set(quiz) == {"kind", "id", "task", "use", "lang", "title", "items"}
    assert all(set(item) == {"id", "kind", "stem", "options"} for item in quiz["items"])
    assert not keys_in(quiz) & {"rule", "key", "tells", "shares", "criteria", "feedback"}
    assert "chủ hồ sơ" not in json.dumps(quiz, ensure_ascii=False)

    writing = writing_view(library, "coaching", lang)
    assert set(writing) == {"kind", "id", "task", "use", "lang", "title", "writing", "prompt", "max_chars"}


def test_a_practice_quiz_carries_its_keys(library: Library) -> None:
    (item,) = quiz_view(library, "warm-up", "en")["items"]
    assert item["rule"] == {"key": "resident"}
    assert item["feedback"] == "The password belongs to the resident."


def test_options_of_a_test_are_not_shown_as_written() -> None:
    library = library_here()
    written = {item.id: list(item.choices) for item in library.item_set("portal-basics").items if item.choices}
    view = quiz_view(library, "portal-basics", "vi")
    shown = {item["id"]: [option["id"] for option in item["options"]] for item in view["items"] if item["options"]}
    assert {name: set(order) for name, order in shown.items()} == {name: set(order) for name, order in written.items()}
    assert shown != written
    for item in library.item_set("portal-basics").items:
        if item.choices:
            assert shown[item.id] == option_order(item, "as shown")


def test_options_of_practice_are_shown_as_written_but_for_an_order_item() -> None:
    library = library_here()
    items = {item.id: item for item in library.item_set("portal-practice").items}
    for shown in quiz_view(library, "portal-practice", "vi")["items"]:
        ids = [option["id"] for option in shown["options"]]
        assert (ids == list(items[shown["id"]].choices)) is (shown["kind"] != "order")


@pytest.mark.parametrize("scenario", ["help-grandmother", "help-uncle"])
@pytest.mark.parametrize("mode", MODES)
def test_a_test_is_shown_in_no_other_mode(library: Library, scenario: str, mode: str) -> None:
    if (scenario == "help-uncle") == (mode == "test"):
        assert mockup_view(library, scenario, mode, "vi")["mode"] == mode
    else:
        with pytest.raises(ContentError, match=f"scenario {scenario} is for .*, not for mode {mode}"):
            mockup_view(library, scenario, mode, "vi")


def test_what_is_unknown_is_told(library: Library) -> None:
    with pytest.raises(ContentError, match="mode exam is unknown; use one of show, guided, practice, test"):
        mockup_view(library, "help-uncle", "exam", "vi")
    with pytest.raises(ContentError, match="language fr is unknown"):
        quiz_view(library, "basics", "fr")
    with pytest.raises(ContentError, match="item set nobody is not there"):
        quiz_view(library, "nobody", "vi")
    with pytest.raises(ContentError, match="written question nobody is not there"):
        writing_view(library, "nobody", "vi")


def test_a_view_is_plain_json_and_always_the_same(library: Library) -> None:
    views = [json.dumps(mockup_view(library, "help-grandmother", "show", lang), allow_nan=False) for lang in LANGS]
    assert len(set(views)) == 3
    assert views[0] == json.dumps(mockup_view(library, "help-grandmother", "show", "vi"))
