"""A hall with a class in the middle of its work, for looking at pages; its course is content without nbgrader.

What the assessments' and the reports' rooms would answer stands here as plain values.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from caunoi.content import CHECKOUT, Library
from caunoi.coursework.cells import grade_cells
from caunoi.coursework.folder import read_class, write_class
from caunoi.coursework.marks import HandedIn, Trainee
from caunoi.coursework.standings import Standing
from caunoi.coursework.vetoes import PossibleVeto, rulings
from caunoi.hall.change import Lock
from caunoi.hall.files import STATIC
from caunoi.hall.pages import board, vetoes
from caunoi.hall.records import ClassRecord, NewEvent, NewTrainee, TraineeRecord
from caunoi.hall.services import MockupDrawing
from caunoi.scoring import Incident
from tests.server.material import CLASS_FILE
from tests.server.running import RunningHall, make_hall
from widgets import Mockup
from widgets.strings import MOCKUP, strings

NAMES = (
    "Lê Thị Mẫu",
    "Phạm Văn Thử",
    "Trần Thị Ví Dụ",
    "Nguyễn Văn Tập",
    "Nguyễn Thị Ngọc Quỳnh Hương",
    "Lò Thị Ế Ẩm",
    "<b>Hà</b> & 'Vy'",
    "Trần Thị Ví Dụ",
)
LESSON = "lesson/01-portal/file-for-grandmother"
ASSESSMENT = "assessment/portal-basics"
FORMS_OF = "06-coaching"
RESULTS = [
    {
        "assessment": "portal-basics",
        "attempt": 1,
        "attempts": 1,
        "counts": True,
        "task": "mockup/land-first-uncle-returns/test",
        "title": {
            "vi": "Nộp lại hồ sơ cho chú",
            "id": "Mengajukan ulang untuk paman",
            "en": "File again for the uncle",
        },
        "state": "returned",
        "points": 6.5,
        "max_points": 10.0,
        "comment": None,
        "not_passed": [],
        "reasons": [
            {
                "why": {
                    "vi": "Thửa đất chưa có Giấy chứng nhận thì chọn Đăng ký đất đai lần đầu.",
                    "id": "Tanah yang belum bersertipikat memakai Pendaftaran tanah pertama kali.",
                    "en": "Land without a certificate goes through First land registration.",
                },
                "points": 2.0,
                "max_points": 2.0,
                "counted": True,
            },
            {
                "why": {
                    "vi": "Ông Thịnh là chủ hồ sơ, Hoa là người nộp; tên có dấu và số định danh là của ông.",
                    "id": "Pak Thịnh pemilik berkas, Hoa pengaju; nama dan nomor identitas adalah milik Pak Thịnh.",
                    "en": "Ông Thịnh owns the dossier, Hoa submits it; the name and number are his.",
                },
                "points": 1.0,
                "max_points": 3.0,
                "counted": True,
            },
            {
                "why": {
                    "vi": "Đã xem lại hồ sơ.",
                    "id": "Berkas diperiksa kembali.",
                    "en": "The dossier was reviewed.",
                },
                "points": 0.0,
                "max_points": 1.0,
                "counted": True,
            },
            {
                "why": {"vi": "Đã bổ sung ảnh rõ.", "id": "Foto dilengkapi.", "en": "A clear photo was sent later."},
                "points": 0.0,
                "max_points": 1.0,
                "counted": False,
            },
        ],
    },
    {
        "assessment": "portal-basics",
        "attempt": 1,
        "attempts": 1,
        "counts": True,
        "task": "quiz/portal-basics",
        "title": {"vi": "Sáu câu hỏi ngắn", "id": "Enam pertanyaan", "en": "Six short questions"},
        "state": "returned",
        "points": 5.0,
        "max_points": 6.0,
        "comment": None,
    },
    {
        "assessment": "portal-basics",
        "attempt": 1,
        "attempts": 1,
        "counts": True,
        "task": "writing/coaching-written",
        "title": {
            "vi": "Khi người dân đưa điện thoại",
            "id": "Saat warga menyerahkan telepon",
            "en": "She hands you her phone",
        },
        "state": "returned",
        "points": 4.0,
        "max_points": 6.0,
        "comment": "Anh đã hỏi bà muốn tự làm bước nào, rất tốt.\nLần sau hãy hẹn ngày gặp lại <script>x</script>.",
    },
]

WORK = """
import json
for n in range(4):
    print(json.dumps({"done": n + 1, "total": 4, "what": f"card 00{n}"}), flush=True)
print("finished <b>well</b>")
"""
GRADE = [sys.executable, "-c", WORK]
FAIL = [sys.executable, "-c", "import sys; print('no gradebook here'); sys.exit(1)"]


@dataclass
class Stage:
    """The running hall and what its services answer; tests change the answers."""

    root: Path
    given: dict[str, Any] = field(default_factory=dict)
    results: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    commands: dict[str, Sequence[str]] = field(
        default_factory=lambda: {"grade": GRADE, "return": GRADE, "report": GRADE}
    )
    chosen: Sequence[str] | None = None
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    running: RunningHall = field(init=False)
    opened: Callable[[ClassRecord], None] = field(init=False)

    def __post_init__(self) -> None:
        self.opened = self._open_class
        hall = make_hall(
            self.root,
            CHECKOUT,
            STATIC,
            given=self.given,
            open_class=self._open,
            add_modules=self._add_modules,
            add_forms=self._add_forms,
            add_trainees=self._add,
            remove_trainee=lambda class_id, trainee_id: self.removed.append(trainee_id),
            results=lambda class_id, trainee_id: self.results.get(trainee_id),
            grading_guide=lambda class_id, lang: (
                f"<!doctype html><html lang={lang}><title>g</title><h1>{class_id}</h1>"
            ),
            open_assessor=lambda class_id: f"http://127.0.0.1:1/formgrader?{class_id}",
            mockup=lambda: MockupDrawing(Mockup._esm, Mockup._css, lambda lang: strings(MOCKUP, lang)),
            jobs={name: lambda class_id, name=name: self.commands[name] for name in self.commands},
        )
        self.running = RunningHall(hall)

    @property
    def store(self) -> Any:
        return self.running.hall.store

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.running.port}"

    def new_class(self, people: Sequence[str] = NAMES, *, simulated: bool = False) -> ClassRecord:
        """A class with these people."""
        record = self.store.classes.open(
            "Lớp đoàn viên thôn Đồi Chè", "Nhà văn hoá xã Suối Mơ", "2026-11-24", "vi", simulated=simulated,
            prepare=self._open_class,
        )  # fmt: skip
        self.store.people.add(record.id, [NewTrainee(name, role="volunteer", village="Đồi Chè") for name in people])
        return record

    def works(self, record: ClassRecord, trainee: str, page: str, events: int, *, submit: bool = False) -> None:
        """Let somebody join, take some steps on a page and perhaps hand it in."""
        attempt = self.store.attempts.open(record.id, trainee, page, "")
        writer = self.store.attempts.open_writer(attempt.id)
        new = [NewEvent(n, "mockup/x/test", {"do": "next"}, 1_764_000_000_000 + n) for n in range(1, events + 1)]
        self.running.on_loop(self.store.events.append(attempt.id, writer, new))
        if submit:
            self.store.attempts.submit(attempt.id, {writer: events})

    def joins(self, record: ClassRecord, trainee: str) -> str:
        """Let somebody sign in with their PIN; gives the PIN."""
        pin = self.store.cards.new_pin(record.id, trainee)
        self.store.cards.check_pin(record.id, trainee, pin)
        return str(pin)

    def busy_class(self) -> ClassRecord:
        """A class in the middle of its work."""
        record = self.new_class()
        for trainee in ("001", "002", "003", "004", "005"):
            self.joins(record, trainee)
        self.works(record, "001", ASSESSMENT, 41, submit=True)
        self.works(record, "002", LESSON, 12)
        self.works(record, "003", ASSESSMENT, 38, submit=True)
        self.works(record, "005", ASSESSMENT, 3)
        return record

    def offers_forms(self, record: ClassRecord) -> None:
        """Put the module with two forms into the content of a class."""
        for name in ("coaching", "coaching-a", "coaching-b"):
            target = Path(record.path) / "content" / "assessments" / name
            shutil.copytree(CHECKOUT / "assessments" / name, target, ignore=shutil.ignore_patterns("*.ipynb"))

    def takes_forms(self, record: ClassRecord) -> None:
        """Let a class take the two forms of a module, dealt out to all."""
        self.offers_forms(record)
        self._add_forms(record.id, FORMS_OF, lambda *_: None)
        pair = ("assessment/coaching-a", "assessment/coaching-b")
        people = [person.id for person in self.store.people.of_class(record.id)]
        self.store.forms.assign(record.id, "facilitator", FORMS_OF, pair, people)
        self.store.paces.steer(record.id, "facilitator", Lock(pages=(f"after/{FORMS_OF}",), on=True))

    def report(self, record: ClassRecord) -> None:
        """Lay a report where `caunoi report` lays it."""
        folder = Path(record.path) / "reports"
        folder.mkdir()
        (folder / "class.html").write_text("<!doctype html><title>r</title><h1>Báo cáo</h1>", encoding="utf-8")
        (folder / "class.csv").write_text("name\nLê Thị Mẫu\n", encoding="utf-8-sig")
        (folder / "class.turns.csv").write_text("turn\nx\n", encoding="utf-8-sig")

    def _open_class(self, record: ClassRecord) -> None:
        root = Path(record.path)
        for room in ("widgets/portals", "curriculum", "assessments/portal-basics"):
            shutil.copytree(CHECKOUT / room, root / "content" / room, ignore=shutil.ignore_patterns("*.ipynb"))
        words = {"id": record.id, "code": record.code, "name": "x"}
        (root / "class.yaml").write_text(CLASS_FILE.format(**words), encoding="utf-8")

    def _open(self, record: ClassRecord, modules: Sequence[str] | None = None, tell: Any = None) -> None:
        self.chosen = modules
        self.opened(record)
        if tell is not None:
            tell(1, 1)

    def _add_modules(self, class_id: str, modules: Sequence[str], tell: Any) -> None:
        self.chosen = modules
        tell(1, 1)

    def _add_forms(self, class_id: str, module: str, tell: Any) -> None:
        root = self.root / "classes" / class_id
        write_class(root, read_class(root).model_copy(update={"forms": (module,)}))
        tell(1, 1)

    def _add(self, class_id: str, people: list[TraineeRecord]) -> None:
        self.added += [person.name for person in people]


@contextmanager
def staged(root: Path, grading: dict[str, str] | None = None, given: dict[str, Any] | None = None) -> Iterator[Stage]:
    """A stage while the block lasts, with these settings `given`; `grading` stands for nbgrader's word by trainee."""
    kept = board.grading_of
    board.grading_of = lambda *_: dict(grading or {})  # type: ignore[assignment,return-value]
    stage = Stage(root, given or {})
    # Whoever opens a class there would let all 26 lessons be rendered behind the tests that follow.
    stage.running.hall.warm = lambda: None  # type: ignore[method-assign]
    try:
        with stage.running.serving():
            yield stage
    finally:
        board.grading_of = kept


@contextmanager
def suspecting(record: ClassRecord) -> Iterator[None]:
    """While the block lasts, a case of trainee 001 holds a possible veto; the ruling on it is kept in the class."""
    root = Path(record.path)
    rubric = next((root / "content").rglob("land-first-uncle-returns.rubric.yaml"))
    said = '{vi: "Đã hỏi <mật khẩu> của bà.", id: "Meminta kata sandi.", en: "She was asked for her password."}'
    deed = f"vetoes:\n  - {{id: asked-secret, when: {{did: sign-in.continue}}, say: {said}}}\n"
    rubric.write_text(rubric.read_text(encoding="utf-8") + deed, encoding="utf-8")
    submission = HandedIn("001", "portal-basics", datetime(2026, 11, 24, tzinfo=UTC), graded=True, copied=True)

    def cells(root: Path, library: Library) -> tuple[Standing, ...]:
        cell = next(each for each in grade_cells(library, "portal-basics") if each.kind == "mockup")
        incident = Incident("asked-secret", 3, "sign-in", "sign-in.continue")
        ruled = rulings(root).get(("001", "portal-basics", "2026-11-24T00:00:00+00:00", cell.id, "asked-secret"))
        veto = PossibleVeto(incident, ruled)
        who = Trainee("001", "Lê Thị Mẫu", "001")
        return (Standing(who, "portal-basics", cell, submission, "waiting", None, False, None, (veto,), 1, 1),)

    kept = vetoes.every_standing
    vetoes.every_standing = cells  # type: ignore[assignment]
    try:
        yield
    finally:
        vetoes.every_standing = kept
