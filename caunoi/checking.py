"""The command that checks the content."""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from caunoi import console
from caunoi.class_folders import class_folder
from caunoi.lean import without_collecting
from caunoi.options import Data, chosen_settings
from caunoi.settings import CHECKOUT


def check(
    ctx: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON, for other programs.")] = False,
    timings: Annotated[bool, typer.Option("--timings", help="Say how long each part of the check took.")] = False,
    unused_pictures: Annotated[
        bool, typer.Option("--unused-pictures", help="List the drawn pictures that no content names.")
    ] = False,
    class_id: Annotated[
        str | None, typer.Option("--class", help="Check the content of a class, not of the program.")
    ] = None,
    data: Data = None,
) -> None:
    """Check the content: files, texts in three languages, ways through portals, points, dates, translations."""
    from caunoi.check import check as problems_of
    from caunoi.check import report_of
    from caunoi.check.pictures import unused_pictures as pictures_unused_in
    from caunoi.content import library_here

    where = CHECKOUT if class_id is None else class_folder(chosen_settings(ctx, data=data).data, class_id)
    seconds: dict[str, float] = {}
    with console.waiting("Checking the content", lines=as_json), without_collecting():
        begun = time.perf_counter()
        library = library_here(where)
        seconds["reading"] = time.perf_counter() - begun
        problems = problems_of(library, datetime.now(UTC).date(), seconds=seconds)
    report = report_of(problems)
    spare = pictures_unused_in(library) if unused_pictures else []
    if as_json:
        asked = ({"seconds": seconds} if timings else {}) | ({"unused_pictures": spare} if unused_pictures else {})
        console.say(json.dumps(report | asked, ensure_ascii=False, indent=1))
    else:
        for problem in problems:
            console.say(f"{problem.severity}: {problem}")
        console.say(f"{report['errors']} errors, {report['warnings']} warnings.")
        for part, taken in seconds.items() if timings else ():
            console.say(f"{taken:7.3f} s  {part}")
        if unused_pictures:
            console.say(f"Drawn and not used: {', '.join(spare) or 'none'}")
    if report["errors"]:
        raise typer.Exit(1)
