"""Rosters as people paste them, and everything that can be wrong with one."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caunoi.hall.records import TraineeRecord
from caunoi.roster import find_card, read_roster, role_of


def seen(roster):
    return [(problem.line, problem.column, problem.reason, problem.other) for problem in roster.problems]


def people(roster):
    return [(person.name, person.card, person.role, person.village) for person in roster.people]


def test_names_alone_are_a_roster():
    roster = read_roster("Lê Thị Mẫu\n\n  Phạm   Văn Thử \n", role="staff")
    assert people(roster) == [("Lê Thị Mẫu", "", "staff", ""), ("Phạm Văn Thử", "", "staff", "")]
    assert roster.problems == ()


@pytest.mark.parametrize("comma", [",", ";", "\t"])
def test_columns_stand_in_order_without_a_heading(comma):
    text = comma.join(["Lê Thị Mẫu", "A-1", "tình nguyện viên", "Đồi Chè"])
    assert people(read_roster(text, role="staff")) == [("Lê Thị Mẫu", "A-1", "volunteer", "Đồi Chè")]


def test_a_name_alone_on_the_first_line_does_not_hide_the_columns_of_the_next():
    roster = read_roster("Lê Thị Mẫu\nTrần Văn Thử,7,cán bộ,Suối Mơ")
    assert people(roster) == [("Lê Thị Mẫu", "", "", ""), ("Trần Văn Thử", "7", "staff", "Suối Mơ")]


def test_a_heading_decides_the_order_and_other_columns_are_left_out():
    text = "STT;Họ và tên;Ngày sinh;Thôn/bản;Chức vụ\n1;Lê Thị Mẫu;1/1/1980;Đồi Chè;Cán bộ\n2;Phạm Văn Thử;;;Tư pháp"
    roster = read_roster(text, role="volunteer")
    assert people(roster) == [("Lê Thị Mẫu", "1", "staff", "Đồi Chè"), ("Phạm Văn Thử", "2", "Tư pháp", "")]
    assert roster.left_out == ("Ngày sinh",)


def test_a_running_number_before_each_name_is_the_card():
    assert people(read_roster("1\tLê Thị Mẫu\n2\tPhạm Văn Thử")) == [
        ("Lê Thị Mẫu", "1", "", ""),
        ("Phạm Văn Thử", "2", "", ""),
    ]


def test_a_quoted_comma_belongs_to_the_name_and_lines_stay_counted():
    roster = read_roster('name,card\n"Mẫu, Lê Thị",1\n\n,2\n')
    assert people(roster)[0][0] == "Mẫu, Lê Thị"
    assert seen(roster) == [(4, "name", "name-missing", 0)]


def test_all_problems_of_a_hostile_roster_are_listed_at_once():
    text = "\n".join(
        [
            "name,card,role,village",
            "Anh,../../etc",
            "Bình,7",
            "Chi,7",
            "Dung,con",
            "=HYPERLINK(1),9",
            "Giang,a b",
            "Hà," + unicodedata.normalize("NFD", "thẻ1"),
            "Khoa,-5",
            "Lan,001099000123",
            "Minh,0900000012",
            "Nam,11,,=1+1",
            "Oanh,12,a,b,c",
            "12345,13",
            "Phúc,K1",
            "Quý," + "9" * 33,
        ]
    )
    assert seen(read_roster(text, known=[TraineeRecord("c", "k1", "Ai", "k1", "", "")])) == [
        (2, "card", "card-not-allowed", 0),
        (4, "card", "card-taken", 3),
        (5, "card", "card-reserved", 0),
        (6, "name", "name-not-a-name", 0),
        (7, "card", "card-not-allowed", 0),
        (8, "card", "card-not-allowed", 0),
        (9, "card", "card-not-allowed", 0),
        (10, "card", "card-personal", 0),
        (11, "card", "card-personal", 0),
        (12, "village", "formula", 0),
        (13, "line", "too-many-cells", 0),
        (14, "name", "name-not-a-name", 0),
        (15, "card", "card-taken", 0),
        (16, "card", "card-not-allowed", 0),
    ]


def test_an_identity_number_is_not_repeated():
    (problem,) = read_roster("Lan,001099000123").problems
    assert "001099000" not in problem.value


def test_cards_that_differ_only_in_case_share_a_folder_on_windows():
    assert seen(read_roster("Anh,A1\nBình,a1")) == [(2, "card", "card-taken", 1)]


def test_names_are_composed_and_lose_what_cannot_be_printed():
    (person,) = read_roster(unicodedata.normalize("NFD", "Nguyễn\u202e Thị\x00 Ngữ")).people
    assert person.name == "Nguyễn Thị Ngữ"


def test_an_open_quotation_mark_is_a_problem_of_its_line():
    assert seen(read_roster('Anh,1\n"Bình,2\nChi,3')) == [(2, "line", "unreadable", 0)]


def test_more_people_than_a_class_holds():
    assert seen(read_roster("\n".join(f"Anh {n}" for n in range(501)))) == [(501, "line", "too-many-people", 0)]
    assert seen(read_roster("\n".join(f"Anh {n}" for n in range(500)))) == []


@pytest.mark.parametrize(
    ("typed", "cards", "found"),
    [
        ("a1", ["A1"], "A1"),
        (" 7 ", ["007"], "007"),
        ("007", ["7"], "7"),
        ("7", ["07", "007"], None),
        ("7", ["7", "007"], "7"),
        ("７", ["7"], "7"),
        ("", ["0"], None),
        ("8", ["7"], None),
    ],
)
def test_a_typed_card_is_found_with_or_without_its_zeros(typed, cards, found):
    assert find_card(typed, cards) == found


def test_roles_by_their_usual_words():
    assert [role_of(words) for words in ("Cán bộ", "ĐOÀN VIÊN", "relawan", "Tư pháp", "")] == [
        "staff",
        "volunteer",
        "volunteer",
        "Tư pháp",
        "",
    ]


@given(st.text(max_size=300))
def test_any_text_is_read_or_refused_by_line(text):
    roster = read_roster(text)
    assert all(problem.line >= 1 for problem in roster.problems)
    assert all(person.name or roster.problems for person in roster.people)
