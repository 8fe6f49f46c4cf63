"""The people and answers that the grading tests share."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook

WRITTEN = "writing-coaching"
FIXTURES = Path(__file__).resolve().parent.parent / "fixtures" / "content"
ASSESSMENT = "basics"
SCENARIO = "help-uncle"
NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

RIGHT: dict[str, Any] = {
    "state-5": "supplement",
    "keep-secret": ["otp", "password"],
    "filing-order": ["search", "submit", "track"],
    "portal-name": "Chủ hồ sơ",
}
PARTLY: dict[str, Any] = {
    "state-5": "wait",
    "keep-secret": ["otp"],
    "filing-order": ["search", "track", "submit"],
    "portal-name": "chu ho so",
}
HOSTILE = """<img src=x onerror=alert(1)> [x](javascript:alert(2))

# _Bà_ ơi, $\\href{javascript:alert(3)}{đừng}$ lo</div>"""


@dataclass(frozen=True)
class Person:
    """What the hall knows of a trainee, as far as the course needs it."""

    id: str
    name: str
    card: str


@dataclass(frozen=True)
class Group:
    """What the hall knows of a class, as far as the course needs it."""

    id: str = "class-1"
    code: str = "KHE-7"
    name: str = "Lớp xã Suối Mơ"
    place: str = "Nhà văn hoá"
    day: str = "2026-11-23"
    lang: str = "vi"
    simulated: bool = False


PEOPLE = [
    Person("001", "Nguyễn Thị Hoà", "001"),
    Person("002", "Đỗ Văn Ất", "002"),
    Person("003", "Lý Ỷ Phượng", "003"),
    Person("004", "Vắng Mặt", "004"),
    Person("005", "Hỏng Dữ Liệu", "005"),
]
Answers = Callable[..., dict[str, Any]]
GradedBy = Callable[[Callable[[str], str]], Path]


def mark_by_hand(
    root: Path, trainee: str, points: float, cell: str = WRITTEN, comment: str = "", assessment: str = ASSESSMENT
) -> None:
    """Enter a manual score and resolve the cell, as the page of formgrader does on every change."""
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}", "") as gradebook:
        mark = gradebook.find_grade(cell, assessment, assessment, trainee)
        mark.manual_score = points
        mark.needs_manual_grade = False
        if comment:
            gradebook.find_comment(cell, assessment, assessment, trainee).manual_comment = comment
        gradebook.db.commit()
