"""Is every address of the hall written by the one function that knows where the hall stands?"""

from __future__ import annotations

import re
from pathlib import Path

HALL = Path(__file__).resolve().parents[2] / "caunoi" / "hall"

# An attribute or a Jinja expression whose address begins at the root of the host.
FROM_ROOT = re.compile(r"""(?:(?:href|src|action|formaction|data-live)=["']/|["']/["']\s*~)""")
# In a module of the browser: what is fetched, listened to or linked without `to(...)`.
SCRIPTED = re.compile(
    r"""(?:fetch|EventSource|sendBeacon|import)\(\s*[`"']/|(?:href|src|action|location)\s*[:=]\s*[`"']/"""
)
# In Python: an address made by hand, or a redirect that is not told by `to` or `go`.
BY_HAND = re.compile(r"""f["']/\{(?:self\.)?lang\}/(?!\{path\})|redirect\(f?["']/""")

HOW = (
    "write addresses as docs/design.md says: {{ to('facilitator/new') }} and {{ here }}/people in a template, "
    "to('/api/room') of place.js in a module, self.go(path) or self.to(path) in a handler"
)


def found(pattern: re.Pattern[str], *globs: str) -> list[str]:
    return [
        f"{path.name}:{number}: {line.strip()}"
        for glob in globs
        for path in sorted(HALL.rglob(glob))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line) and '"""' not in line
    ]


def test_no_template_begins_an_address_at_the_root() -> None:
    assert found(FROM_ROOT, "*.html", "*.j2") == [], HOW


def test_no_module_asks_at_the_root() -> None:
    assert found(SCRIPTED, "static/*.js") == [], HOW


def test_no_handler_writes_an_address_by_hand() -> None:
    by_hand = [line for line in found(BY_HAND, "*.py") if "_next" not in line and not line.startswith("door.py")]
    assert by_hand == [], HOW


def test_the_patterns_see_what_they_look_for() -> None:
    assert FROM_ROOT.search('<a href="/{{ lang }}/join">') and FROM_ROOT.search('{% set here = "/" ~ lang %}')
    assert not FROM_ROOT.search('<a href="{{ to("join") }}">')
    assert SCRIPTED.search("fetch(`/api/room`)") and SCRIPTED.search("{ href: `/${lang}/join` }")
    assert not SCRIPTED.search("{ href: to(`/${lang}/join`) }")
    assert BY_HAND.search('self.redirect(f"/{self.lang}/x")')
