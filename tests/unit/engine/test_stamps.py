"""What tells that files have changed: come, gone, longer, or written again."""

import os
from pathlib import Path

from caunoi.stamps import stamps


def seen(folder: Path) -> list[tuple[str, int, int]]:
    return [tuple(each) for each in stamps(folder, lambda name: name.endswith(".yaml"), lambda name: name != "skipped")]


def test_a_stamp_changes_with_the_size_or_the_time_of_a_file(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "a.yaml"
    file.parent.mkdir()
    file.write_text("one")
    os.utime(file, ns=(1, 1))
    first = seen(tmp_path)
    assert first == [(str(file), 1, 3)] == seen(tmp_path)
    os.utime(file, ns=(2, 2))
    second = seen(tmp_path)
    file.write_text("longer")
    os.utime(file, ns=(2, 2))
    assert first != second != seen(tmp_path) != first


def test_only_wanted_files_of_wanted_folders_count_in_the_order_of_their_paths(tmp_path: Path) -> None:
    for name in ("b/z.yaml", "b/a.yaml", "a.yaml", "a.txt", "skipped/a.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    assert [path for path, _, _ in seen(tmp_path)] == [str(tmp_path / n) for n in ("a.yaml", "b/a.yaml", "b/z.yaml")]


def test_a_link_that_leads_nowhere_or_to_itself_is_noted_and_linked_folders_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "missing")
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert seen(tmp_path) == [(str(tmp_path / name), 0, 0) for name in ("gone.yaml", "loop.yaml")]
    assert seen(tmp_path / "missing") == []
