"""What an author may have meant by a name that is not known."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def meant(wanted: str, known: Iterable[str]) -> str:
    """Return `did you mean x? `, or nothing when no known name is near."""
    near = difflib.get_close_matches(wanted, sorted(known), n=1, cutoff=0.6)
    return f"did you mean {near[0]}? " if near else ""


def there_are(wanted: str, known: Iterable[str]) -> str:
    """Return what to write instead of an unknown name: the nearest one, and all there are."""
    names = sorted(known)
    return f"{meant(wanted, names)}there are: {', '.join(names) or 'none'}"
