"""Is a file that is no good YAML refused with its line, and read without surprises otherwise?"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from caunoi import yaml_text
from caunoi.errors import ContentError
from caunoi.yaml_text import MAX_BYTES, parse_yaml, read_yaml

HERE = Path("x.portal.yaml")


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both loaders must say the same, since not every build of the package has the fast one."""
    monkeypatch.setattr(yaml_text, "_SafeLoader", getattr(yaml, request.param))


def refusal(text: str) -> str:
    with pytest.raises(ContentError) as caught:
        parse_yaml(text, HERE)
    assert len(caught.value.problems) == 1
    return str(caught.value)


def test_plain_values_are_read() -> None:
    text = 'a: [1, -2, 0.5, true, false, null, "no", x y, 2026-11]\nb: |\n  two\n  lines\n'
    assert parse_yaml(text, HERE) == {"a": [1, -2, 0.5, True, False, None, "no", "x y", "2026-11"], "b": "two\nlines\n"}


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("no", "bool"),
        ("yes", "bool"),
        ("On", "bool"),
        ("True", "bool"),
        ("0123", "int"),
        ("000000000001", "int"),
        ("12:30", "int"),
        ("1_000", "int"),
        ("0x1F", "int"),
        (".5", "float"),
        ("1e3", None),
        ("1.0e+3", "float"),
        ("2026-11-23", "timestamp"),
        ("NULL", "null"),
        ("=", "value"),
    ],
)
def test_what_yaml_would_misread_must_be_quoted(value: str, kind: str | None) -> None:
    if kind is None:
        assert parse_yaml(f"a: {value}", HERE) == {"a": value}
        return
    assert refusal(f"b: 1\na: {value}") == (
        f'x.portal.yaml:2: has {value} without quotes, which YAML reads as {kind}; write "{value}"'
    )
    assert parse_yaml(f'a: "{value}"', HERE) == {"a": value}


def test_a_misread_key_must_be_quoted() -> None:
    assert ':1: has no without quotes, which YAML reads as bool; write "no"' in refusal("no: 1")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: 1\nb: [1, 2\nc: 3", ":3: is not YAML"),
        ("a: [1, 2", "close the bracket, with a comma between its entries"),
        ("a: 1\n\tb: 2", ":2: is not YAML"),
        ("a: 1\n\tb: 2", "indent with spaces, not with tabs"),
        ("a:\n\t- 1", ":2: is not YAML"),
        ('a: "open', ":1: is not YAML"),
        (
            "a: 1\nb: 'open\nc: 3\nd: 4",
            ":2: is not YAML (found unexpected end of stream); close the quote that is opened",
        ),
        ('a: "C:\\quick"', "put the text in single quotes"),
        ("a: 1\nb\nc: 2", ":3: is not YAML (could not find expected ':'); write a colon and a space after each key"),
        ("a: to: b", "put a text that holds a colon in quotes"),
        ("a:\n  b: 1\n c: 2", ":3: is not YAML"),
        ("a:\n  b: 1\n c: 2", "indent all keys of a part alike"),
        ("a: - b", "write each entry of a list on a line of its own"),
        ("a: @b", "put the text in quotes"),
        ("? [1, 2]\n: 3", "use a plain word as the key"),
        ("a: 1\nb: 2\na: 3", ":3: has the key a a second time"),
        ("", ":1: is empty"),
        ("# nothing", ":1: is empty"),
        ("a: 1\n---\nb: 2", "take out the line ---; a file holds one document"),
        ("a: !!python/object/apply:os.system [ls]", ":1: is not YAML"),
        ("a: 1\nb: \x07", ":2: holds the control character 0x07"),
        ("[" * 60 + "]" * 60, "is nested too deeply"),
        ("- " * 400_000, "is nested too deeply"),
        ("[" * 900_000, "is nested too deeply"),
        ("a: &a [*a]", "is nested too deeply"),
        ("a: *b", ":1: is not YAML"),
        ("a: *b", "put a text that begins with * in quotes"),
        ("a: !b", "put a text that begins with ! in quotes"),
        ("a: 1\nb: \0", ":2: holds the control character 0x00; save the file as UTF-8, or take it out"),
        ("{<<: {a: 1}}", "which YAML reads as merge"),
    ],
)
def test_bad_yaml_is_told_with_its_line(text: str, words: str) -> None:
    assert words in refusal(text)


@pytest.mark.parametrize("text", ["a: 1\r\nb:\r\n  - x\r\n", "\ufeffa: 1\nb: [x]", "a: 1\rb: [x]\r"])
def test_line_ends_and_the_mark_of_another_editor_are_fine(text: str) -> None:
    assert parse_yaml(text, HERE) == {"a": 1, "b": ["x"]}


def test_aliases_are_fine_but_not_by_the_million() -> None:
    assert parse_yaml("a: &a [1, 2]\nb: *a", HERE) == {"a": [1, 2], "b": [1, 2]}
    bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in range(1, 8):
        bomb += f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n"
    assert "holds more than 100000 values" in refusal(bomb)


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: Nguyễn", encoding="utf-8")
    assert read_yaml(path) == {"a": "Nguyễn"}
    path.write_bytes("a: Nguyễn".encode("utf-16"))
    with pytest.raises(ContentError, match="is not UTF-8; save the file as UTF-8"):
        read_yaml(path)
    path.write_bytes("a: b".encode("utf-16-le"))
    with pytest.raises(ContentError, match="holds the control character 0x00; save the file as UTF-8"):
        read_yaml(path)
    path.write_text("# " + "x" * MAX_BYTES, encoding="utf-8")
    with pytest.raises(ContentError, match="at most 1000000 are read"):
        read_yaml(path)
    with pytest.raises(ContentError, match="cannot be read"):
        read_yaml(tmp_path / "nowhere.yaml")
    with pytest.raises(ContentError, match="is no file; put a text file there"):
        read_yaml(tmp_path)
