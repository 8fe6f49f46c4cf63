"""The words for what is wrong with a roster: line, column, value, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from caunoi.hall.store.classes import LONGEST_NAME
from caunoi.roster import LONGEST_WORDS, MOST_PEOPLE, Double, Roster, RosterProblem
from caunoi.roster_file import MOST_ROWS, UnreadableRoster

Translate = Callable[[str], str]


def roster_sentences(_: Translate, trouble: Roster | UnreadableRoster) -> list[str]:
    """One sentence for each problem, in the order of the lines."""
    if isinstance(trouble, UnreadableRoster):
        return [_file(_, trouble.reason)]
    return [sentence(_, problem) for problem in trouble.problems]


def sentence(_: Translate, problem: RosterProblem) -> str:
    """One problem as a sentence that names its line."""
    column = {"name": _("name"), "card": _("card"), "role": _("role"), "village": _("village"), "line": _("line")}
    return _pattern(_, problem).format(
        line=problem.line,
        column=column[problem.column],
        value=problem.value,
        other=problem.other,
        most=LONGEST_NAME if problem.column == "name" else LONGEST_WORDS,
        people=MOST_PEOPLE,
    )


def _pattern(_: Translate, problem: RosterProblem) -> str:
    match problem.reason:
        case "name-missing":
            return _("Line {line}: there is no name. Write the name first, or delete the line.")
        case "name-not-a-name":
            return _("Line {line}, name “{value}”: this is no name of a person. Write the name with letters.")
        case "too-long":
            return _("Line {line}, {column} “{value}”: this is too long. Use at most {most} letters.")
        case "formula":
            return _(
                "Line {line}, {column} “{value}”: a spreadsheet would read this as a formula. Begin with a letter."
            )
        case "card-not-allowed":
            return _(
                "Line {line}, card “{value}”: use only the letters a to z without accents, digits, - and _, "
                "at most 32 of them."
            )
        case "card-reserved":
            return _("Line {line}, card “{value}”: Windows keeps this word for itself. Choose another number.")
        case "card-personal":
            return _(
                "Line {line}, card {value}: this looks like an identity or telephone number, which has no place here. "
                "Use a short card number, or leave it empty."
            )
        case "card-taken" if problem.other:
            return _(
                "Line {line}, card “{value}”: line {other} has this card already. "
                "Each person needs a card of their own."
            )
        case "card-taken":
            return _(
                "Line {line}, card “{value}”: somebody of this class has this card already. Choose another number."
            )
        case "too-many-cells":
            return _(
                "Line {line}, “{value}”: there are more columns than name, card, role and village. Remove the others."
            )
        case "too-many-people":
            return _("Line {line}: a class holds at most {people} people. Open a second class for the others.")
        case _other:
            return _("Line {line}: a quotation mark is opened and not closed. Close it, or remove it.")


def question(_: Translate, double: Double) -> str:
    """What is asked about two lines with one name."""
    if double.other:
        return _("Lines {other} and {line} both say “{name}”, and no card or village tells them apart.").format(
            line=double.line, other=double.other, name=double.name
        )
    return _("Line {line}: somebody named “{name}” is in this class already.").format(
        line=double.line, name=double.name
    )


def _file(_: Translate, reason: str) -> str:
    match reason:
        case "old-excel":
            return _(
                "This is a workbook of an old Excel (.xls). Open it, save it as “Excel workbook (.xlsx)” "
                "and choose that file."
            )
        case "workbook":
            return _(
                "This workbook cannot be opened. It may have a password or be damaged. Save it again as "
                "“Excel workbook (.xlsx)” without a password, or as “CSV UTF-8”."
            )
        case "sheet-size":
            return _(
                "This workbook is far larger than a list of people; at most {rows} rows are read. Copy the rows with "
                "the names into a new workbook and choose that file."
            ).format(rows=MOST_ROWS)
        case "tcvn3":
            return _(
                "The names are written in the old letters TCVN3 (ABC, fonts named .VnTime), which cannot be told from "
                "other letters for certain. Convert the list to Unicode, in Excel with UniKey (Ctrl+Shift+F6), and "
                "choose it again."
            )
        case "vni":
            return _(
                "The names are written in the old letters VNI (fonts named VNI-Times), which cannot be told from other "
                "letters for certain. Convert the list to Unicode, in Excel with UniKey (Ctrl+Shift+F6), and choose it "
                "again."
            )
        case "size":
            return _("The file is too large for a list of people. Choose the CSV file with the names.")
        case _other:
            return _("The letters of this file cannot be read. Save the list as “CSV UTF-8” and choose that file.")
