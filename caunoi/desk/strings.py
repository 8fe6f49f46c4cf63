"""What the desk's own modules say in the browser."""

from __future__ import annotations

from caunoi.i18n import N_, translator

# Names in braces are filled by the modules of caunoi/desk/static.
DESK_STRINGS = {
    "lost": N_("The desk does not answer. Look at the window where it was started; if it was ended, start it again."),
    "modes": {
        "show": N_("Demonstration"),
        "guided": N_("Guided"),
        "practice": N_("Practice"),
        "test": N_("Test"),
    },
    "pane_name": N_("{mode}, {language}"),
    "no_view": N_("Nothing can be drawn until the problems named above are put right."),
    "is_start": N_("start"),
    "is_goal": N_("goal"),
    "is_unreachable": N_("cannot be reached"),
    "is_dead_end": N_("dead end"),
    "is_uncovered": N_("no trace"),
    "and_more": N_("{n} more"),
    "saved": N_("Saved as {id} in {file}, line {line}, with {points} points."),
    "undone": N_("The last step was taken back."),
    "cleared": N_("The way is empty again."),
    "loaded": N_("The trace {id} is on the screen."),
    "arrow_name": N_("from {from} to {to}: {labels}"),
}


def desk_strings(lang: str) -> dict[str, object]:
    """Return the table in a language. Raises CatalogueError when its catalogue is missing."""
    gettext = translator(lang).gettext

    def told(table: dict[str, object]) -> dict[str, object]:
        return {key: told(text) if isinstance(text, dict) else gettext(str(text)) for key, text in table.items()}

    return told(dict(DESK_STRINGS))
