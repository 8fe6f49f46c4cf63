"""Is everybody found at the door, by choosing or by a few letters, and is the list never an old one?"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from caunoi.hall.pages.name_list import MOST_LISTED, NameList, NameLists
from caunoi.hall.records import ListedPerson, NewTrainee
from caunoi.hall.store import Store

PEOPLE = (
    ListedPerson("001", "Nguyễn Văn An", "Đồi Chè"),
    ListedPerson("002", "Trần Thị Ánh", "Đồi Chè"),
    ListedPerson("003", "Đỗ Thị Hoà", "Bến Sung"),
    ListedPerson("004", "Nguyễn Văn An Bình", ""),
    ListedPerson("005", "<b>Vy</b>", ""),
    ListedPerson("006", "Trần Thị Anh", ""),
)


@pytest.mark.parametrize(
    ("typed", "cards"),
    [
        ("do thi hoa", ["003"]),
        ("ĐỖ", ["003"]),
        ("hoa", ["003"]),
        ("an", ["001", "004", "006", "002"]),
        ("n v a", ["001", "004"]),
        ("v n", []),
        # A whole name is that one, though another begins like it.
        ("nguyen van an", ["001"]),
        ("tran thi anh", ["006", "002"]),
        ("TRẦN THỊ ÁNH", ["002"]),
        (unicodedata.normalize("NFD", "Trần Thị Ánh"), ["002"]),
        ("", []),
        ("  ", []),
        ("17", []),
        ("...", []),
    ],
)
def test_letters_of_a_name_find_whom_they_may_mean(typed: str, cards: list[str]) -> None:
    assert [person.card for person in NameList(PEOPLE).find(typed)] == cards


def test_the_options_are_in_the_order_of_names_and_one_is_chosen() -> None:
    names = NameList(PEOPLE)
    assert names.options().index("An Bình") < names.options().index("Trần") < names.options().index("Đỗ")
    assert " selected" not in names.options()
    assert names.options("002").count(" selected") == 1
    assert '<option value="002" selected>Trần Thị Ánh</option>' in names.options("002")
    assert names.options("<b>") == names.options()
    assert "&lt;b&gt;Vy" in names.options() and "<b>" not in names.options()
    assert names.options("003", PEOPLE[2:3]) == '<option value="003" selected>Đỗ Thị Hoà</option>'


def test_two_people_of_one_name_are_told_apart_by_village_or_card() -> None:
    two = NameList([ListedPerson("001", "An", "Đồi & Chè"), ListedPerson("002", "An", "")])
    assert two.options() == '<option value="001">An (Đồi &amp; Chè)</option>\n<option value="002">An (002)</option>'


def test_a_large_class_is_typed_and_not_listed() -> None:
    people = [ListedPerson(f"{n:03}", f"An {n}", "") for n in range(MOST_LISTED + 1)]
    assert NameList(people).long
    assert not NameList(people[:-1]).long


def test_a_list_is_drawn_once_until_somebody_comes(tmp_path: Path) -> None:
    lists = NameLists()
    with Store(tmp_path) as store:
        record = store.classes.open("Lớp", "", "2026-11-24", "vi")
        assert lists.of(store, record.id).people == ()
        store.people.add(record.id, [NewTrainee("An")])
        one = lists.of(store, record.id)
        assert "An" in one.options()
        assert lists.of(store, record.id) is one
        store.people.add(record.id, [NewTrainee("Bình")])
        assert "Bình" in lists.of(store, record.id).options()
