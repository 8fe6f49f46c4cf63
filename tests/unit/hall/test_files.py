"""Fingerprints, hashed files, the render kernel's environment, and where notebooks are found."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from caunoi import rested
from caunoi.hall.course import Course
from caunoi.hall.files import STATIC
from caunoi.hall.fingerprint import Fingerprint
from caunoi.hall.kernels import kernel_config, kernel_environment
from caunoi.rested import Rested
from caunoi.web.assets import Assets


def test_fingerprint_follows_content_and_place(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    file = tmp_path / "a" / "x.yaml"
    file.write_text("1", encoding="utf-8")
    prints = Fingerprint([tmp_path])
    first = prints.digest(now=True)
    assert prints.digest(now=True) == first == Fingerprint([tmp_path]).digest()
    seen = {first}
    file.write_text("22", encoding="utf-8")
    seen.add(prints.digest(now=True))
    file.rename(tmp_path / "x.yaml")
    seen.add(prints.digest(now=True))
    (tmp_path / "y.js").write_text("", encoding="utf-8")
    seen.add(prints.digest(now=True))
    assert len(seen) == 4


def test_fingerprint_sees_an_edit_of_equal_length(tmp_path: Path) -> None:
    file = tmp_path / "x.py"
    file.write_text("a", encoding="utf-8")
    prints = Fingerprint([tmp_path])
    before = prints.digest(now=True)
    file.write_text("b", encoding="utf-8")
    os.utime(file, ns=(1, 1))
    assert prints.digest(now=True) != before


def test_fingerprint_passes_over_what_no_page_is_made_of(tmp_path: Path) -> None:
    prints = Fingerprint([tmp_path, tmp_path / "missing"])
    empty = prints.digest(now=True)
    for name in ("__pycache__/x.py", ".ipynb_checkpoints/x.ipynb", "x.pyc", "x.mo", "notes.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"x")
    assert prints.digest(now=True) == empty


def test_rested_value_is_made_again_after_its_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [100.0]
    monkeypatch.setattr(rested.time, "monotonic", lambda: clock[0])
    made: list[str] = []
    value = Rested(lambda key: made.append(key) or len(made), rest_s=1.0)
    assert [value("a"), value("a"), value("b")] == [1, 1, 2]
    clock[0] += 1.0
    assert value("a") == 3


def test_asset_is_named_by_its_bytes() -> None:
    assets = Assets(STATIC)
    one, same, other = (assets.put(body, "js") for body in (b"1", b"1", b"2"))
    assert one == same != other
    found = assets.get(one.removeprefix("/assets/"))
    assert found is not None
    assert (found.body, found.packed) == (b"1", None)
    large = assets.get(assets.put(b"x" * 1000, "css").removeprefix("/assets/"))
    assert large is not None and large.packed is not None
    assert gzip.decompress(large.packed) == large.body
    assert assets.get("none.js") is None


def test_stylesheet_takes_its_files_along(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "a.woff2").write_bytes(b"font")
    sheet = tmp_path / "page.css"
    sheet.write_text("a { src: url(fonts/a.woff2) } b { c: url('data:x') url(#d) url(\"/e\") }", encoding="utf-8")
    assets = Assets(tmp_path)
    address = assets.file("page.css")
    found = assets.get(address.removeprefix("/assets/"))
    font = assets.put(b"font", "woff2")
    assert found is not None
    assert found.body.decode() == f'a {{ src: url("{font}") }} b {{ c: url(\'data:x\') url(#d) url("/e") }}'
    sheet.write_text("a {}", encoding="utf-8")
    os.utime(sheet, ns=(1, 1))
    assert assets.file("page.css") != address


def test_module_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "page.js").write_text('import { a } from "./a.js";\nexport const b = a;\n', encoding="utf-8")
    (tmp_path / "a.js").write_text("export const a = 7;\n", encoding="utf-8")
    assets = Assets(tmp_path)
    found = assets.get(assets.module("page.js").removeprefix("/assets/"))
    assert found is not None
    assert b"import" not in found.body
    assert b"7" in found.body


def test_kernel_knows_python_and_nothing_of_anybody() -> None:
    hall = {
        "PATH": "/bin",
        "HOME": "/home/x",
        "PYTHONPATH": "/elsewhere",
        "JUPYTER_PATH": "/j",
        "CAUNOI_CONTENT": "/c",
        "CAUNOI_DATA": "/secret",
        "AWS_SECRET_ACCESS_KEY": "s",
        "SSH_AUTH_SOCK": "s",
        "HTTP_PROXY": "s",
        "MYPYTHON": "s",
    }
    given = kernel_environment(hall, "id")
    assert set(given) == {"PATH", "HOME", "PYTHONPATH", "JUPYTER_PATH", "CAUNOI_CONTENT", "CAUNOI_LANG"}
    assert given["CAUNOI_LANG"] == "id"
    first, second = given["PYTHONPATH"].split(os.pathsep)
    assert (Path(first) / "caunoi" / "hall").is_dir()
    assert second == "/elsewhere"


@pytest.mark.skipif(os.name != "posix", reason="no such sockets there")
def test_kernels_are_reached_by_sockets_while_their_path_is_short_enough() -> None:
    assert kernel_config("/tmp/caunoi-abcdefgh")["KernelManager"]["transport"] == "ipc"
    assert kernel_config("/" + "x" * 80)["KernelManager"]["transport"] == "tcp"


def test_shipped_lessons_are_found(checkout_course: Course) -> None:
    syllabus = checkout_course.library().syllabus
    names = [f"lesson/{module.id}/{lesson.id}" for module in syllabus.modules for lesson in module.lessons]
    assert names
    for lang in ("vi", "id", "en"):
        found = {source.name: source for source in checkout_course.lessons(lang)}
        assert list(found) == names
        for source in found.values():
            assert source.notebook.is_file()
            _, module, lesson = source.name.split("/")
            assert checkout_course.lesson(module, lesson, lang) == source
    assert checkout_course.lesson("..", "..", "vi") is None


@pytest.fixture
def checkout_course() -> Course:
    return Course()


def test_class_without_a_folder_has_no_assessment(tmp_path: Path, checkout_course: Course) -> None:
    assert list(checkout_course.assessments(tmp_path / "none", "vi")) == []
    assert checkout_course.assessment(tmp_path / "none", "portal-basics", "vi") is None


def test_a_module_is_joined_once_in_a_moment_and_anew_when_a_file_was_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(rested.time, "monotonic", lambda: clock[0])
    (tmp_path / "page.js").write_text("export const a = 1;\n", encoding="utf-8")
    assets = Assets(tmp_path)
    first = assets.module("page.js")
    (tmp_path / "page.js").write_text("export const a = 2;\n", encoding="utf-8")
    assert assets.module("page.js") == first
    clock[0] += rested.REST_S
    assert assets.module("page.js") != first
