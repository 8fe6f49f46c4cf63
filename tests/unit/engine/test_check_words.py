"""Does the check hear what is worded badly, repeated, unused, or too long for a button?"""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from caunoi.check import check
from caunoi.check.labels import button_font
from caunoi.check.numbers import suspicious
from caunoi.check.repeats import alike
from caunoi.content import Library
from caunoi.errors import Problem

TODAY = datetime.date(2026, 11, 30)
DESK = "portals/village-desk.portal.yaml"
PRACTICE = "curriculum/start/help-grandmother.scenario.yaml"
WARM_UP = "curriculum/start/warm-up.items.yaml"
TEST = "assessments/basics/help-uncle.scenario.yaml"
ITEMS = "assessments/basics/basics.items.yaml"
SYLLABUS = "curriculum/syllabus.yaml"
GLOSSARY = "curriculum/glossary.yaml"
LESSON = "curriculum/start/first.ipynb"


@pytest.fixture
def copied(fixture_content: Path, tmp_path: Path) -> Path:
    root = tmp_path / "content"
    shutil.copytree(fixture_content, root)
    return root


def told(root: Path) -> list[Problem]:
    return check(Library.load([root]), TODAY, locale=None)


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


# One row for each warning: the file, what is written, what is written instead, and what the author is told.
WORDS = [
    (DESK, 'en: "The photo must be clear."', 'en: "The photo must be clear!"', "has an exclamation mark in en"),
    (DESK, 'vi: "Ảnh phải rõ."', 'vi: "Ảnh phải rõ 🎉."', "has 🎉 in vi; say it in words"),
    (DESK, 'vi: "Ảnh phải rõ."', 'vi: "Ảnh phải rõ ."', "has a space too many in vi"),
    (DESK, 'en: "The photo must be clear."', 'en: "The  photo must be clear."', "has a space too many in en"),
    (DESK, 'en: "The photo must be clear."', 'en: "The photo must bе clear."', "letters of another alphabet in en: bе"),
    (DESK, 'vi: "Ảnh phải rõ."', 'vi: "Hóa đơn phải rõ."', "has Hóa in vi; the tone stands on the main vowel: Hoá"),
    (DESK, 'en: "The photo must be clear."', 'en: "Ảnh phải rõ."', "is the same in vi and en: “Ảnh phải rõ.”"),
    (DESK, 'id: "Foto harus jelas."', 'id: "The photo must be clear."', "is the same in id and en"),
    (
        DESK,
        'en: "Dossier code"',
        'en: "File number"',
        "says “File number” in en for “Mã hồ sơ”; the glossary has “dossier code”",
    ),
    (
        DESK,
        'vi: "Kiểm tra lại", id: "Periksa kembali", en: "Review"',
        'vi: "Quay lại", id: "Kembali", en: "Return"',
        "says “Return” in en for “Quay lại”; elsewhere it is “Back”",
    ),
    (
        DESK,
        "values: [owner_name, owner_id]",
        "values: [owner_name, owner_id, spare]",
        "values.spare is used nowhere; use the value",
    ),
    (DESK, "tries: 0,", "tries: 0, spare: 0,", "vars.spare is used nowhere; use the variable"),
    (DESK, "start: home", "data: {spare: [{id: a}]}\nstart: home", "data.spare is used nowhere; use the table"),
    (LESSON, 'quiz(\\"warm-up\\")', 'quiz(\\"basics\\")', "id is asked in no lesson and no assessment"),
    (LESSON, "help-grandmother", "help-uncle", "id is shown in no lesson and asked in no assessment"),
    (WARM_UP, "id: who-types", "id: keep-secret", "item keep-secret has the id of an item in"),
    (
        WARM_UP,
        'vi: "Ai gõ mật khẩu?"',
        'vi: "Điều gì phải giữ kín?"',
        "item keep-secret: stem asks what practice item who-types",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "words"), WORDS)
def test_what_a_careful_author_would_mend_is_a_warning(copied: Path, file: str, old: str, new: str, words: str) -> None:
    terms = 'terms: {code: {term: {vi: "mã hồ sơ", id: "kode berkas (nomor)", en: "dossier code"}}}\n'
    (copied / GLOSSARY).write_text(terms, encoding="utf-8")
    assert told(copied) == []
    edit(copied, file, old, new)
    found = [problem for problem in told(copied) if words in str(problem)]
    assert found, "\n".join(map(str, told(copied)))
    assert {problem.severity for problem in found} == {"warning"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('      - text: {vi: "Ảnh phải rõ."', '      - message: {vi: "Nhanh lên! Ảnh phải rõ."'),
        ('en: "The photo must be clear."', 'en: "They write “share now!” and wait with Mau!2026 in hand."'),
        ('vi: "Thanh Hoá", id: "Thanh Hoá", en: "Thanh Hoá"', 'vi: "Zalo", id: "Zalo", en: "Zalo"'),
        ('vi: "Ảnh phải rõ."', 'vi: "Quý bà xem Thuý và 0 đồng... rồi hỏi?"'),
    ],
)
def test_what_others_say_and_what_is_a_name_is_left_alone(copied: Path, old: str, new: str) -> None:
    edit(copied, DESK, old, new)
    assert told(copied) == []


def test_files_that_nothing_opens_are_told(copied: Path) -> None:
    (copied / "portals" / "old.portal.yml").write_text("id: old", encoding="utf-8")
    (copied / "curriculum" / "start" / "help.scenaro.yaml").write_text("id: help", encoding="utf-8")
    shutil.copy(copied / LESSON, copied / "curriculum" / "start" / "second.ipynb")
    spare = (copied / DESK).read_text(encoding="utf-8").replace("id: village-desk", "id: spare")
    (copied / "portals" / "spare.portal.yaml").write_text(spare, encoding="utf-8")
    said = {Path(problem.file).name: str(problem) for problem in told(copied)}
    assert "is no kind of content; name it as CONTRIBUTING says" in said["old.portal.yml"]
    assert "is no kind of content" in said["help.scenaro.yaml"]
    assert "is in no module; name it in syllabus.yaml" in said["second.ipynb"]
    assert "has no scenario; use it, or take it out" in said["spare.portal.yaml"]


def test_an_item_says_where_it_comes_from(copied: Path) -> None:
    edit(copied, ITEMS, "    source: https://example.org/village-desk\n", "")
    (problem,) = told(copied)
    assert "item state-5 has no source; name the page it rests on under `source`, or facts" in str(problem)
    assert problem.severity == "error"


def test_a_test_is_not_the_case_of_a_practice(copied: Path) -> None:
    practice = (copied / PRACTICE).read_text(encoding="utf-8")
    values = practice[practice.index("values:") :].splitlines()[0]
    test = (copied / TEST).read_text(encoding="utf-8")
    test = test.replace(next(line for line in test.splitlines() if line.startswith("values:")), values)
    test = test.replace("start: {screen: rules, set: {photo: blurred, papers.form: true}}\n", "")
    name = next(line for line in practice.splitlines() if line.startswith("  name:"))
    test = test.replace('  name: "Trần Văn Thử"', name)
    (copied / TEST).write_text(test, encoding="utf-8")
    assert any("values is the case of practice scenario help-grandmother" in str(problem) for problem in told(copied))


def test_texts_are_alike_when_few_words_differ() -> None:
    def runs(text: str) -> frozenset[str]:
        words = text.split()
        return frozenset(" ".join(words[at : at + 3]) for at in range(len(words) - 2))

    long = "a b c d e f g h i j k l m n o p"
    assert alike(runs(long), runs(long.replace("p", "q")))
    assert not alike(runs(long), runs("q r s t u v w x y z a b c d e"))
    assert not alike(runs("a b c d"), runs("a b c e"))


@pytest.mark.parametrize("lang", ["vi", "id", "en"])
def test_a_label_that_needs_three_lines_is_told_with_how_much_and_where(copied: Path, lang: str) -> None:
    long = "Nộp hồ sơ đăng ký đất đai lần đầu cho người thân đã cao tuổi của mình"
    old = 'label: {vi: "Nộp hồ sơ", id: "Ajukan", en: "Submit"}'
    new = {"vi": "Nộp hồ sơ", "id": "Ajukan", "en": "Submit", lang: long}
    edit(copied, DESK, old, "label: {" + ", ".join(f'{key}: "{text}"' for key, text in new.items()) + "}")
    (problem,) = [each for each in told(copied) if "lines" in str(each)]
    assert (
        f"screen home: action submit: label needs 3 lines in {lang}; “cao tuổi của mình” is 17 characters too many"
        in str(problem)
    )
    assert str(problem).endswith(f"shorten it in {lang}")
    assert problem.severity == "error"


def test_a_label_counts_the_longest_value_that_a_scenario_gives(copied: Path) -> None:
    edit(
        copied,
        DESK,
        'vi: "Gửi", id: "Kirim", en: "Send"',
        'vi: "Gửi {owner_name}", id: "Kirim {owner_name}", en: "Send {owner_name}"',
    )
    assert not [each for each in told(copied) if "lines" in str(each)]
    edit(copied, PRACTICE, 'owner_name: "', 'owner_name: "Nguyễn Phúc Vĩnh Thuỵ Bảo Long Công Tằng Tôn Nữ ')
    assert [each for each in told(copied) if "label needs 3 lines in en" in str(each)]


def test_a_word_wider_than_a_button_is_told(copied: Path) -> None:
    edit(copied, DESK, 'en: "Submit"', f'en: "{"Submission" * 4}"')
    assert any("has a word" in str(each) and "% wider than the button in en" in str(each) for each in told(copied))


def test_text_is_broken_into_lines_at_spaces_only() -> None:
    font = button_font()
    assert font.lines("a b c", font.width("a b")) == ["a b", "c"]
    assert font.lines("", 100) == []
    assert font.width("☃") == max(font.widths.values())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("4111 1111 1111 1111", ["bank card number"]),
        ("5500-0000-0000-0004", ["bank card number"]),
        ("378282246310005", ["bank card number"]),
        ("4111 1111 1111 1112", []),
        ("0000 0000 0000 0000", []),
        ("2345678901234", []),
    ],
)
def test_card_numbers_are_known_by_their_last_digit(text: str, kinds: list[str]) -> None:
    assert [kind for _, kind in suspicious(text)] == kinds


@pytest.mark.parametrize(
    "said", ["Birth registration", "death registrations", "The birth / death registration", "birth"]
)
def test_a_term_may_stand_for_two_and_a_label_for_one_or_many_of_them(copied: Path, said: str) -> None:
    terms = 'terms: {civil: {term: {vi: "mã hồ sơ", id: "kode berkas", en: "birth / death registration"}}}\n'
    (copied / GLOSSARY).write_text(terms, encoding="utf-8")
    edit(copied, DESK, 'en: "Dossier code"', f'en: "{said}"')
    assert told(copied) == []
