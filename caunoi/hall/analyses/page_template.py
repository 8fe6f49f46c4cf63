"""What our template of Voila's page says besides the notebook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from caunoi.hall.analyses.seats import Seat
from caunoi.hall.records import utc_now
from caunoi.i18n import translator
from caunoi.shown import Shown

if TYPE_CHECKING:
    from caunoi.hall.app import Hall

TEMPLATE = Path(__file__).parent.parent / "analysis_template"
STYLESHEETS = ("fonts.css", "../../../widgets/tokens.css", "site.css", "analysis.css")


def page_words(hall: Hall, seat: Seat, token_field: str) -> dict[str, Any]:
    """The words, addresses and files of one page; plain values, since the exporter copies them."""
    lang, wish = seat.wish.lang, seat.wish
    _, shown = translator(lang).gettext, Shown(lang)
    record = hall.store.classes.get(wish.class_id)

    def to(path: str) -> str:
        return hall.addresses.to(path, lang)

    return {
        "lang": lang,
        "base": hall.addresses.base,
        "seat": seat.id,
        "token_field": token_field,
        "stylesheets": [hall.assets.file(name) for name in STYLESHEETS],
        "icon": hall.assets.file("bridge.svg"),
        "module": hall.assets.module("analysis.js"),
        "skip": _("Skip to the content"),
        "all": _("Analyses"),
        "all_address": to(f"facilitator/analyses?{urlencode({'class': record.id})}"),
        "class_name": record.name,
        "class_address": to(f"facilitator/class/{record.id}"),
        "simulated": record.simulated
        and _("Simulated class. The people and their answers are made up to show how the hall works."),
        "as_of": _("The class as it was at {time}. Open the analysis anew to see what has come in since.").format(
            time=shown.clock(utc_now())
        ),
        "again": _("Open it anew"),
        "again_address": to(f"facilitator/analyses/{wish.analysis}?{urlencode({'class': record.id})}"),
        "loading": _("The analysis is being computed. This takes a few seconds."),
        "failed": _("This part could not be computed. Open the analysis anew, or tell the person who runs the hall."),
        "needs_script": _("This page needs JavaScript. Turn it on in the browser and open the page again."),
        "end": _("End the analysis"),
        "end_address": to(f"facilitator/seat/{seat.id}/end"),
        "state_address": to(f"facilitator/seat/{seat.id}"),
        "lost": _("Not connected to the hall. The analysis goes on when the hall answers again."),
    }
