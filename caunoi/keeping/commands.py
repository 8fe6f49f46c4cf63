"""The commands that keep a hall: a backup, its return, and the classes with what is past its time."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from caunoi import console
from caunoi.errors import CauNoiError
from caunoi.i18n import translator
from caunoi.options import Data, chosen_settings
from caunoi.settings import Settings, written_settings

if TYPE_CHECKING:
    from caunoi.hall.records import TraineeRecord
    from caunoi.hall.store import Store
    from caunoi.hall.store.census import Census


def backup(
    ctx: typer.Context,
    file: Annotated[
        Path | None, typer.Argument(metavar="FILE", help="Where to write it; by default beside the data folder.")
    ] = None,
    data: Data = None,
) -> None:
    """Write all classes, people and answers into one file, also while the hall runs."""
    from caunoi.keeping.backup import back_up, default_file

    chosen = chosen_settings(ctx, data=data)
    _ = translator(chosen.lang).gettext
    target = (file or default_file(chosen.data, datetime.now())).absolute()  # noqa: DTZ005, the person's own clock
    with console.progress(_("Backing up {folder}").format(folder=chosen.data)) as advance:
        made = back_up(chosen.data, target, written_settings(chosen), advance)
    console.say(_("Backed up into {file}: {what}").format(file=target, what=amounts(chosen.lang, made.counts)))
    console.say(
        _("Not in it: one-time keys, the Wi-Fi password, sign-ins of JupyterLab. They are made or asked for anew.")
    )
    console.say(_("It holds names and answers: keep it as carefully as this computer."))


def restore(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    data: Data = None,
) -> None:
    """Bring a backup back, into a new or an empty data folder."""
    from caunoi.keeping.restore import restore as bring_back
    from caunoi.shown import Shown

    chosen = chosen_settings(ctx, data=data)
    _ = translator(chosen.lang).gettext
    with console.progress(_("Restoring {file}").format(file=file)) as advance:
        made = bring_back(file, chosen.data, advance)
    said = _("Restored into {folder}, as it was on {moment}: {what}")
    moment = Shown(chosen.lang).moment(made.made_at)
    console.say(said.format(folder=chosen.data, moment=moment, what=amounts(chosen.lang, made.counts)))
    if made.settings:
        listed = " ".join(f"{name}={value}" for name, value in made.settings.items())
        console.say(
            _("The hall ran with these settings, which are not set by this: {settings}").format(settings=listed)
        )


def status(ctx: typer.Context, data: Data = None) -> None:
    """List the classes, and say whose names are due to be taken out by the setting keep_days."""
    from caunoi.keeping.retention import past_classes

    chosen = chosen_settings(ctx, data=data)
    _ = translator(chosen.lang).gettext
    ngettext = translator(chosen.lang).ngettext
    with store_of(chosen) as store:
        due = {each.record.id: len(each.people) for each in past_classes(store, chosen.keep_days, today())}
        for record in store.classes.all():
            people = len(store.people.of_class(record.id))
            said = f"{record.id}  {record.name}, " + ngettext("{n} person", "{n} people", people).format(n=people)
            names = due.get(record.id, 0)
            console.say(
                said + (", " + _("names past {days} days: {n}").format(days=chosen.keep_days, n=names) if names else "")
            )
    if due:
        console.say(_("Nothing goes by itself. «caunoi forget --past» takes them out after a question."))


def today() -> date:
    """The day by the person's own clock, as classes are dated."""
    return datetime.now().astimezone().date()


def past_people(store: Store, chosen: Settings) -> list[TraineeRecord]:
    """The people of all classes that are past the setting keep_days."""
    from caunoi.keeping.retention import past_classes

    return [person for each in past_classes(store, chosen.keep_days, today()) for person in each.people]


def store_of(chosen: Settings) -> Store:
    """The store of a data folder that has one."""
    from caunoi.hall.store import Store
    from caunoi.hall.store.store import FILE

    if not (chosen.data / FILE).is_file():
        raise CauNoiError(f"{chosen.data}: there is no {FILE} in this folder; give the hall's folder with --data.")
    return Store(chosen.data)


def amounts(lang: str, counts: Census) -> str:
    """What a data folder holds, as part of a sentence."""
    ngettext = translator(lang).ngettext
    return ", ".join(
        (
            ngettext("{n} class", "{n} classes", counts.classes).format(n=counts.classes),
            ngettext("{n} person", "{n} people", counts.people).format(n=counts.people),
            ngettext("{n} step", "{n} steps", counts.events).format(n=counts.events),
            ngettext("{n} handed in", "{n} handed in", counts.submissions).format(n=counts.submissions),
        )
    )
