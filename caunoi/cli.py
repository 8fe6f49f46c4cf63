"""The command `caunoi`: each of its words, said to the room that does the work."""

from __future__ import annotations

import contextlib
import dataclasses
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from caunoi import composition, console
from caunoi.address_command import addresses
from caunoi.checking import check
from caunoi.class_folders import class_folder, class_root
from caunoi.errors import CauNoiError
from caunoi.hall.records import TraineeRecord
from caunoi.hall.services import Services
from caunoi.i18n import translator
from caunoi.keeping.commands import backup, past_people, restore, status, store_of
from caunoi.lean import skip_iri_grammar
from caunoi.occupied import without_hall
from caunoi.options import Class, Data, Lan, Lang, Lines, NoBrowser, Port, chosen_settings
from caunoi.settings import CHECKOUT, Settings, settings

if TYPE_CHECKING:
    from caunoi.hall.app import Hall
    from caunoi.hall.store import Store

# Rooms are imported by the command that needs them: nbgrader and Voila take seconds that `--help` should not.

app = typer.Typer(
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Cầu Nối: workshops in digital public services. Without a command it starts the hall and the assessor.",
)


def main() -> None:
    """Run the command line; a mistake of the person becomes one sentence and status 1."""
    console.use_utf8()
    try:
        app()
    except CauNoiError as error:
        console.complain(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


@app.callback(invoke_without_command=True)
def caunoi(
    ctx: typer.Context,
    port: Port = None,
    data: Data = None,
    lang: Lang = None,
    lan: Lan = False,
    no_browser: NoBrowser = False,
) -> None:
    """Options given before a command hold for it too."""
    ctx.obj = {"port": port, "data": data, "lang": lang, "lan": lan or None, "browser": False if no_browser else None}
    if ctx.invoked_subcommand is None:
        _serve(settings(**ctx.obj), with_assessor=True)


@app.command()
def hall(
    ctx: typer.Context,
    port: Port = None,
    data: Data = None,
    lang: Lang = None,
    lan: Lan = False,
    no_browser: NoBrowser = False,
) -> None:
    """Start the hall alone: the pages for trainees and facilitators."""
    _serve(chosen_settings(ctx, port=port, data=data, lang=lang, lan=lan, no_browser=no_browser), with_assessor=False)


@app.command()
def assess(ctx: typer.Context, class_id: Class = None, data: Data = None, no_browser: NoBrowser = False) -> None:
    """Start the assessor alone: JupyterLab with formgrader for one class, on this computer only."""
    from caunoi.ending import ended_by_signals

    chosen = chosen_settings(ctx, data=data, no_browser=no_browser)
    name = class_folder(chosen.data, class_id).name
    assessor = composition.assessor_of(chosen)
    _ = translator(chosen.lang).gettext
    with ended_by_signals(), contextlib.closing(assessor):
        with console.waiting(_("Starting the assessor for class {name}").format(name=name)):
            address = assessor.open(name)
        console.say(_("Class {name} in formgrader: {address}").format(name=name, address=address))
        console.say(_("Ctrl-C ends it."))
        if chosen.browser:
            console.open_browser(address)
        assessor.wait()
    raise CauNoiError(f"JupyterLab has ended by itself; look at {chosen.data / 'assessor' / 'jupyterlab.log'}.")


@app.command()
def grade(
    ctx: typer.Context,
    class_id: Class = None,
    give_back: Annotated[bool, typer.Option("--return", help="Give finished results back to the trainees.")] = False,
    again: Annotated[bool, typer.Option("--again", help="Grade what was graded before, too.")] = False,
    data: Data = None,
    json_progress: Lines = False,
) -> None:
    """Grade what was handed in and not graded yet, or give results back."""
    from assessments import grade as grading
    from caunoi.handing_in import file_waiting

    chosen = chosen_settings(ctx, data=data)
    root = class_folder(chosen.data, class_id)
    if not json_progress:
        # Under the hall, which files what is handed in itself, there is nothing to do.
        file_waiting(chosen.data, composition.services(chosen, None).submit, console.complain)
    texts = translator(chosen.lang)
    _, ngettext = texts.gettext, texts.ngettext
    title = _("Giving back, class {name}") if give_back else _("Grading, class {name}")
    with console.progress(title.format(name=root.name), lines=json_progress) as advance:

        def tell(step: grading.Progress) -> None:
            advance(step.done, step.of, f"{step.trainee} {step.attempt}")

        done = grading.give_back(root, tell) if give_back else grading.autograde(root, tell, again)
    failed = [step for step in done if not step.ok]
    said = _("Given back: {n}") if give_back else _("Graded: {n}")
    console.say(said.format(n=len(done) - len(failed)))
    for step in failed:
        console.complain(f"{step.trainee}, {step.attempt}: {step.why}")
    if n := grading.waiting_for_a_ruling(root):
        open_ones = ngettext(
            "{n} person's case holds a possible veto. Look at it and decide; until then the result waits.",
            "{n} people's cases hold possible vetoes. Look at them and decide; until then their results wait.",
            n,
        )
        console.say(f"{open_ones.format(n=n)} /{chosen.lang}/facilitator/class/{root.name}/vetoes")
    if failed:
        raise typer.Exit(1)


@app.command()
def report(
    ctx: typer.Context,
    class_id: Class = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the report; by default in the class's own.")] = None,
    lang: Lang = None,
    data: Data = None,
    json_progress: Lines = False,
) -> None:
    """Write the report of a class: a page and a table for spreadsheets."""
    chosen = chosen_settings(ctx, data=data)
    root = class_folder(chosen.data, class_id)
    title = translator(chosen.lang).gettext("Writing the report of class {name}").format(name=root.name)
    with console.waiting(title, lines=json_progress):
        written = composition.write_report(root, out, lang or ctx.obj["lang"])
    for path in written:
        console.say(str(path))


@app.command()
def demo(
    ctx: typer.Context,
    port: Port = None,
    data: Data = None,
    lang: Lang = None,
    lan: Lan = False,
    no_browser: NoBrowser = False,
    people: Annotated[int, typer.Option(min=1, max=200, help="How many simulated trainees.")] = 40,
    seed: Annotated[int, typer.Option(help="The same seed gives the same class.")] = 2026,
) -> None:
    """Start the hall with a simulated class, in a data folder of its own."""
    chosen = chosen_settings(ctx, port=port, data=data, lang=lang, lan=lan, no_browser=no_browser)
    if data is None and ctx.obj["data"] is None:
        # Nobody who looks at the demonstration should find invented people among their own.
        chosen = dataclasses.replace(chosen, data=chosen.data.with_name(f"{chosen.data.name}-demo"))
    _serve(chosen, with_assessor=True, simulated=(people, seed))


for kept in (backup, restore, status, addresses):
    app.command()(kept)


@app.command()
def forget(
    ctx: typer.Context,
    card: Annotated[str | None, typer.Argument(metavar="CARD", help="The card number of the person.")] = None,
    class_id: Class = None,
    past: Annotated[
        bool, typer.Option("--past", help="Everybody of the classes that are past the setting keep_days.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether this is meant.")] = False,
    data: Data = None,
) -> None:
    """Take people out of a class for good: names and own words go, the scores stay under a pseudonym."""
    from caunoi.handing_in import file_waiting

    chosen = chosen_settings(ctx, data=data)
    _ = translator(chosen.lang).gettext
    if past == (card is not None):
        raise CauNoiError("forget: give the card of one person, or --past for all classes past their time; not both.")
    # What a running hall remembers of a person would go on under the name.
    instead = "take people out on the page “People and PINs” of their class, or stop it with Ctrl-C and try again."
    ctx.with_resource(without_hall(chosen.data, instead))
    root = None if past else class_folder(chosen.data, class_id)
    with store_of(chosen) as store:
        people = past_people(store, chosen) if root is None else [_person(store, root.name, str(card))]
        if not people:
            console.say(_("No class is past its time. The setting keep_days is {days}.").format(days=chosen.keep_days))
            return
        for person in people:
            said = _("Class {name}, card {card}: {person}")
            console.say(said.format(name=person.class_id, card=person.id, person=person.name))
    console.say(_("Name, village, role, PIN, sign-ins and everything written in own words go and cannot come back."))
    if not yes and not typer.confirm(_("Is this meant?")):
        raise typer.Exit(1)
    # What waits to be filed would be filed under the name that is to go.
    file_waiting(chosen.data, composition.services(chosen, None).submit, console.complain)
    with store_of(chosen) as store:
        for person in people:
            pseudonym = composition.forget(store, class_root(chosen.data, person.class_id), person.id)
            console.say(_("Forgotten. The scores stay as {pseudonym}.").format(pseudonym=pseudonym))
    console.say(_("Backups and reports made before still hold the name: make new ones and destroy the old."))


app.command()(check)


@app.command()
def edit(
    ctx: typer.Context,
    asked: Annotated[
        str | None, typer.Argument(metavar="FILE-OR-ID", help="What to open: a content file or an id; else all.")
    ] = None,
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Port of the desk, 8868 unless given.")] = None,
    lang: Lang = None,
    no_browser: NoBrowser = False,
) -> None:
    """Open the author's desk: content drawn, checked and scored while it is being written, on this computer only."""
    chosen = chosen_settings(ctx, desk_port=port, lang=lang, no_browser=no_browser)
    with console.waiting(translator(chosen.lang).gettext("Starting")):
        from caunoi.content import CHECKOUT_ROOTS
        from caunoi.desk.app import Desk
        from caunoi.desk.serving import serve_desk
        from caunoi.desk.target import page_of

        begin = page_of(CHECKOUT_ROOTS, asked)
        desk = Desk(CHECKOUT_ROOTS, composition.desk_widgets(), chosen.lang, chosen.desk_port, begin)
    serve_desk(desk, browser=chosen.browser)


@app.command()
def schema(
    out: Annotated[Path | None, typer.Option(help="Folder for the schemas; by default docs/schemas.")] = None,
) -> None:
    """Write the JSON Schemas that let editors complete and check content files."""
    from caunoi.content import library_here
    from caunoi.schema import FOLDER, write_schemas

    for path in write_schemas(out or FOLDER, library_here(CHECKOUT)):
        console.say(str(path))


@app.command("test", context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def run_the_tests(ctx: typer.Context) -> None:
    """Run the tests with an installed Chromium; all arguments go to pytest."""
    from importlib.util import find_spec

    from caunoi.first_start import StepFailed, run_tests

    if not all(find_spec(name) for name in ("pytest", "hypothesis", "playwright")):
        raise CauNoiError(f"The tests need more packages: run «pip install --editable '{CHECKOUT}[test]'».")
    log = Path(tempfile.gettempdir()) / "caunoi-chromium.log"
    try:
        status = run_tests(Path(sys.executable), ctx.args, root=CHECKOUT, log=log, lang=ctx.obj["lang"] or "en")
    except StepFailed as error:
        raise CauNoiError(str(error)) from error
    raise typer.Exit(status)


def _serve(chosen: Settings, *, with_assessor: bool, simulated: tuple[int, int] | None = None) -> None:
    with console.waiting(translator(chosen.lang).gettext("Starting")):
        skip_iri_grammar()
        from caunoi.serving import serve

        assessor = composition.assessor_of(chosen) if with_assessor else None
        doors = composition.services(chosen, assessor)
    serve(chosen, doors, assessor, simulated and (lambda hall: _simulate(hall, chosen, doors, *simulated)))


def _simulate(hall: Hall, chosen: Settings, doors: Services, people: int, seed: int) -> None:
    """Fill the hall with a simulated class and show it."""
    from assessments import grade as grading
    from caunoi.simulated import fill

    _ = translator(chosen.lang).gettext

    def graded(root: Path) -> None:
        with console.progress(_("Grading, class {name}").format(name=root.name)) as advance:
            grading.autograde(root, lambda step: advance(step.done, step.of, f"{step.trainee} {step.attempt}"))

    def reported(root: Path) -> None:
        with console.waiting(_("Writing the report of class {name}").format(name=root.name)):
            composition.write_report(root, None, None)

    record = fill(hall, people, seed, chosen.lang, graded, reported)
    page = f"http://127.0.0.1:{hall.port}" + hall.addresses.to(f"facilitator/class/{record.id}", chosen.lang)
    console.say(
        _("The simulated class is ready. Its page, after the facilitator's link: {address}").format(address=page)
    )


def _person(store: Store, class_id: str, card: str) -> TraineeRecord:
    from caunoi.hall.refusals import UnknownTrainee

    try:
        return store.people.get(class_id, card)
    except UnknownTrainee as error:
        raise CauNoiError(f"card {card}: nobody of class {class_id} has it; look at the class's list.") from error


if __name__ == "__main__":
    main()
