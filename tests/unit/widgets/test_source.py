"""Rules that hold for every browser file of ours: only our own texts, no markup from content, no other host."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

from caunoi.bundle import bundle
from caunoi.hall.strings import PAGE_STRINGS, ROOM_STRINGS
from caunoi.web.compact import compact
from widgets.strings import MOCKUP, QUIZ, WRITING

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "caunoi" / "hall" / "static"
PAGE = (
    *("attempt", "countdown", "door", "hand", "handin", "ledger", "list", "page", "paced", "pending", "room", "sheet"),
    *("renewal", "status", "timed", "together"),
)
SCRIPTS = sorted([*(ROOT / "widgets").rglob("*.js"), *(STATIC / f"{name}.js" for name in PAGE)])
SHEETS = sorted([*(ROOT / "widgets").glob("*.css"), STATIC / "page.css", STATIC / "room.css", STATIC / "fonts.css"])
SVG_NAME = "http://www.w3.org/2000/svg"
TABLES = {
    "widgets/mockup.js": MOCKUP,
    "widgets/quiz.js": QUIZ,
    "widgets/writing.js": WRITING,
    "caunoi/hall/static/list.js": ROOM_STRINGS,
    "caunoi/hall/static/page.js": PAGE_STRINGS,
}

# Markup from a text, code from a text, or a listener in an attribute: each would let content act.
FORBIDDEN = ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function", "srcdoc")

# What one lesson page loads: two kinds of widgets, the page's own files, two weights of two subsets.
LESSON_BUDGET = 115_000


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_turns_text_into_markup_or_code(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert [word for word in FORBIDDEN if word in source] == []


@pytest.mark.parametrize("path", [*SCRIPTS, *SHEETS], ids=lambda path: path.name)
def test_no_file_names_another_host(path: Path) -> None:
    source = path.read_text(encoding="utf-8").replace(SVG_NAME, "")
    assert re.findall(r"(?:https?:)?//[\w-]+\.\w+", source) == []


@pytest.mark.parametrize("entry", TABLES)
def test_each_table_of_words_is_exactly_what_its_script_says(entry: str) -> None:
    source = bundle(ROOT / entry)
    table = TABLES[entry]
    said = set(re.findall(r"\b(?:ui|words)\.([a-z_]+)(?![A-Za-z])", source))
    by_name = {key for key in table if re.search(rf'"{key}"', source)}
    by_stem = {key for key in table if re.fullmatch(r"task_(mockup|quiz|writing)", key)}
    assert said <= set(table), f"{entry} says {sorted(said - set(table))}, which the table does not have"
    assert set(table) == said | by_name | by_stem, f"nobody says {sorted(set(table) - said - by_name - by_stem)}"


def test_a_lesson_page_is_light() -> None:
    files = [STATIC / name for name in ("page.css", "room.css", "fonts.css")]
    parts = [bundle(STATIC / "page.js"), *(bundle(ROOT / "widgets" / f"{name}.css") for name in ("tokens", "aloud"))]
    parts += [bundle(ROOT / "widgets" / f"{name}.{kind}") for name in ("mockup", "quiz") for kind in ("js", "css")]
    parts += [path.read_text(encoding="utf-8") for path in files]
    fonts = [
        STATIC / "fonts" / f"be-vietnam-pro-{name}.woff2"
        for name in ("latin-400", "latin-600", "vietnamese-400", "vietnamese-600")
    ]
    weight = sum(len(gzip.compress(compact(part).encode(), 9)) for part in parts) + sum(
        path.stat().st_size for path in fonts
    )
    assert weight < LESSON_BUDGET


def test_the_licences_stand_beside_what_they_license() -> None:
    assert "SIL Open Font License" in (STATIC / "fonts" / "OFL.txt").read_text(encoding="utf-8")
    assert "Lucide" in (ROOT / "widgets" / "icons.LICENSE.txt").read_text(encoding="utf-8")


def test_every_font_file_is_named_in_the_sheet() -> None:
    named = set(re.findall(r'url\("fonts/([\w-]+\.woff2)"\)', (STATIC / "fonts.css").read_text(encoding="utf-8")))
    assert named == {path.name for path in (STATIC / "fonts").glob("*.woff2")}


def colours(scheme: str) -> dict[str, str]:
    """The colour tokens of the light or the dark scheme."""
    light, dark = (ROOT / "widgets" / "tokens.css").read_text(encoding="utf-8").split("@media", 1)
    found = dict(re.findall(r"--cn-([\w-]+): (#[0-9a-f]{6});", light))
    return found if scheme == "light" else {**found, **dict(re.findall(r"--cn-([\w-]+): (#[0-9a-f]{6});", dark))}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 reckons it."""

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    bright, dim = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


TEXT_ON = [
    *(
        (ink, paper)
        for ink in ("ink", "ink-soft")
        for paper in ("paper", "surface", "sunken", "accent-soft", "slate-soft")
    ),
    *(("accent", paper) for paper in ("paper", "surface", "accent-soft")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-slate", "slate"),
    ("on-slate", "slate-strong"),
    ("on-chrome", "chrome"),
    ("on-danger", "danger"),
    ("on-danger", "danger-strong"),
    ("band-ink", "band"),
    *((f"{tone}-ink", paper) for tone in ("info", "success", "warning", "error") for paper in (tone, "surface")),
]
EDGES_ON = [("edge", paper) for paper in ("paper", "surface")] + [
    ("ring", paper) for paper in ("paper", "surface", "sunken")
]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), TEXT_ON)
def test_text_can_be_read_on_its_ground(scheme: str, ink: str, paper: str) -> None:
    found = colours(scheme)
    assert contrast(found[ink], found[paper]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("tile", [f"tile-{number}" for number in range(1, 6)])
def test_the_icons_of_tiles_stand_out_and_so_do_the_tiles(scheme: str, tile: str) -> None:
    found = colours(scheme)
    assert contrast("#ffffff", found[tile]) >= 4.5
    assert contrast(found[tile], found["slate-soft"]) >= 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("edge", "paper"), EDGES_ON)
def test_edges_of_controls_can_be_seen(scheme: str, edge: str, paper: str) -> None:
    found = colours(scheme)
    assert contrast(found[edge], found[paper]) >= 3
