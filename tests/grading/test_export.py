"""What leaves the gradebook as a file, and the stock commands in the class folder as they are."""

import csv
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from assessments import bridge
from caunoi.content import CHECKOUT
from tests.grading.samples import ASSESSMENT, NOON, PARTLY, RIGHT, Answers, mark_by_hand


def nbgrader(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A command as a person types it in the folder of the class."""
    tools = str(Path(sys.executable).parent)
    environment = {
        "PATH": os.pathsep.join([tools, os.environ["PATH"]]),
        "PYTHONPATH": str(CHECKOUT),
        "HOME": str(root),
        "JUPYTER_PREFER_ENV_PATH": "1",
    }
    return subprocess.run(
        [f"{tools}/nbgrader", *words],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def table(path: Path) -> list[dict[str, str]]:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_the_stock_commands_work_as_they_are(fresh: Path, answers: Answers) -> None:
    for words in (["generate_assignment", ASSESSMENT, "--force"], ["db", "student", "list"]):
        ran = nbgrader(fresh, *words)
        assert ran.returncode == 0, ran.stderr
    bridge.submit(fresh, "001", ASSESSMENT, answers("slip", PARTLY), NOON)
    for words in (["autograde", ASSESSMENT], ["generate_feedback", ASSESSMENT], ["export"]):
        ran = nbgrader(fresh, *words)
        assert ran.returncode == 0, ran.stderr
    assert (fresh / "feedback" / "001" / ASSESSMENT / f"{ASSESSMENT}.html").is_file()
    rows = table(fresh / "marks.csv")
    assert {row["name"]: row["points"] for row in rows if row["cell"] == "mockup-help-uncle"} == {
        "Nguyễn Thị Hoà": "8.0",
        "Đỗ Văn Ất": "",
        "Lý Ỷ Phượng": "",
        "Vắng Mặt": "",
        "Hỏng Dữ Liệu": "",
    }
    assert {row["state"] for row in rows} == {"graded", "absent"}

    bridge.submit(fresh, "001", ASSESSMENT, answers("expert", RIGHT, "Bà ơi"), NOON + timedelta(hours=1))
    assert nbgrader(fresh, "autograde", ASSESSMENT).returncode == 0
    (fresh / "marks.csv").unlink()
    ran = nbgrader(fresh, "export")
    assert ran.returncode == 1
    assert "Nguyễn Thị Hoà (001) writing-coaching: waiting" in ran.stderr
    assert not (fresh / "marks.csv").exists()


@pytest.mark.slow
def test_an_export_refuses_what_is_not_settled_and_writes_nothing(graded_copy: Path) -> None:
    ran = nbgrader(graded_copy, "export", "--to", "all.csv")
    assert ran.returncode == 1
    for said in ("(001) writing-coaching: waiting", "(005) mockup-help-uncle: problem"):
        assert said in ran.stderr
    assert not (graded_copy / "all.csv").exists()
    mark_by_hand(graded_copy, "002", 1)
    ran = nbgrader(graded_copy, "export", "--to", "some.csv", "--student", "['002', '004']")
    assert ran.returncode == 0, ran.stderr
    rows = table(graded_copy / "some.csv")
    assert {(row["trainee"], row["state"]) for row in rows} == {("002", "graded"), ("004", "absent")}
    assert {row["points"] for row in rows if row["trainee"] == "004"} == {""}
