"""Who is in a simulated class: invented names and ways of working, the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass

from caunoi.hall.records import NewTrainee
from caunoi.roster import STAFF, VOLUNTEER


@dataclass(frozen=True, slots=True)
class Manner:
    """How somebody works; shares are 0 to 1, `pace` is the seconds between two events.

    `trace` is the kind of shipped trace to follow, `does` how much of it (from, to). Each value set in it may be left
    out, be mistaken for another, or be mistaken and corrected at once. `knows` is the share of items answered rightly,
    `answers` the share answered at all.
    """

    of_forty: int
    trace: str = "expert"
    comes: bool = True
    late_minutes: int = 0
    does: tuple[float, float] = (1.0, 1.0)
    hands_in: bool = True
    pace: tuple[float, float] = (3.0, 12.0)
    leaves_out: float = 0.0
    mistakes: float = 0.0
    corrects: float = 0.0
    asks: float = 0.0
    answers: float = 1.0
    knows: float = 0.9
    writes: str = "good"


MANNERS = {
    "expert": Manner(8, knows=0.97),
    "second-path": Manner(6, trace="second-path", knows=0.9),
    "hesitant": Manner(7, corrects=0.3, asks=0.2, pace=(8.0, 40.0), knows=0.75, writes="fair"),
    "slips": Manner(
        7, trace="slip", leaves_out=0.08, mistakes=0.06, corrects=0.1, pace=(4.0, 20.0), knows=0.7, writes="fair"
    ),
    "guesser": Manner(4, trace="slip", leaves_out=0.15, mistakes=0.35, pace=(1.0, 4.0), knows=0.3, writes="poor"),
    "gives-up": Manner(3, trace="gives-up", does=(0.6, 1.0), pace=(10.0, 50.0), answers=0.5, knows=0.4, writes=""),
    "late": Manner(2, late_minutes=35, does=(0.7, 1.0), pace=(2.0, 6.0), answers=0.7, knows=0.8, writes=""),
    "unfinished": Manner(1, does=(0.3, 0.8), hands_in=False, pace=(6.0, 25.0), answers=0.4, writes=""),
    "absent": Manner(2, comes=False),
}

FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Lò", "Quàng", "Giàng", "Vàng", "Lường", "Cà")
MIDDLE = ("Thị", "Văn", "Ngọc", "Minh", "Thu", "Đức", "Thanh", "Quốc", "Bích", "Hữu")
GIVEN = (
    *("An", "Bình", "Chi", "Dung", "Đạt", "Giang", "Hạnh", "Hiếu", "Hoa", "Hùng", "Hương", "Khánh", "Lan", "Linh"),
    *("Mai", "Nam", "Nga", "Ngân", "Nhung", "Phúc", "Phương", "Quân", "Quyên", "Sơn", "Tâm", "Thảo", "Thắng", "Trang"),
)
VILLAGES = ("Thôn Mẫu Đông", "Thôn Mẫu Tây", "Bản Mẫu Thượng", "Bản Mẫu Hạ")


@dataclass(frozen=True, slots=True)
class Person:
    """One invented trainee; `seed` settles everything they do."""

    name: str
    role: str
    village: str
    kind: str
    seed: int

    @property
    def manner(self) -> Manner:
        """How they work."""
        return MANNERS[self.kind]

    def row(self) -> NewTrainee:
        """Their line on the roster."""
        return NewTrainee(name=self.name, role=self.role, village=self.village)


def roll(people: int, seed: int) -> list[Person]:
    """So many invented people, with the kinds in the shares of MANNERS and no name twice."""
    chance = random.Random(f"{seed}/{people}")
    kinds = shares(people)
    chance.shuffle(kinds)
    names: dict[str, None] = {}
    while len(names) < people:
        parts = chance.choice(FAMILY), chance.choice(MIDDLE), chance.choice(GIVEN)
        names[" ".join(parts)] = None
    roles = (STAFF, VOLUNTEER, VOLUNTEER)
    return [
        Person(name, chance.choice(roles), chance.choice(VILLAGES), kind, chance.getrandbits(32))
        for name, kind in zip(names, kinds, strict=True)
    ]


def shares(people: int) -> list[str]:
    """The kinds of so many people: the largest remainders get what rounding leaves over."""
    exact = {kind: manner.of_forty * people / 40 for kind, manner in MANNERS.items()}
    counts = {kind: int(share) for kind, share in exact.items()}
    by_rest = sorted(exact, key=lambda kind: counts[kind] - exact[kind])
    for kind in by_rest[: people - sum(counts.values())]:
        counts[kind] += 1
    return [kind for kind, count in counts.items() for _ in range(count)]
