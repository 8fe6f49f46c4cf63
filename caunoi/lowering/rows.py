"""Tables of `data`: an action per row, a list with a line per row, and what must be right about a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from caunoi.lowering.cells import with_row
from caunoi.lowering.expanded import Finding
from caunoi.model.base import CellRef, Value
from caunoi.model.blocks import Block, Listing, Paragraph, Rows
from caunoi.model.portal import Action, Portal, Row

_ROW_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def table_problems(portal: Portal) -> Iterator[Finding]:
    """Yield tables whose rows lack an id, share one or differ in their columns, and names of tables that are none."""
    for name, rows in portal.data.items():
        taken: set[str] = set()
        for number, row in enumerate(rows):
            place, row_id = f"data {name}, row {number}", row.get("id")
            if not isinstance(row_id, str) or not _ROW_ID.fullmatch(row_id):
                yield place, "has no id", "write `id` with lower-case letters and digits, in quotes"
            elif row_id in taken:
                yield place, f"has the id {row_id} again", "give each row its own id"
            else:
                taken.add(row_id)
            if row.keys() != rows[0].keys():
                yield place, f"has the columns {_listed(row)}", f"the first row has {_listed(rows[0])}; write the same"
        for column in sorted(rows[0].keys() & set(portal.values)) if rows else ():
            yield f"data {name}", f"has a column {column}", "a value of the portal has that name too; rename one"
    for screen_name, screen in portal.screens.items():
        asked = [(f"action {key}", each.each) for key, each in screen.actions.items() if each.each is not None]
        asked += [(f"block {n}", each.rows) for n, each in enumerate(screen.blocks) if isinstance(each, Rows)]
        for part, table in asked:
            if table not in portal.data:
                known = f"name one of `data`: {', '.join(sorted(portal.data))}" if portal.data else "there is no `data`"
                yield f"screen {screen_name}: {part}", f"is for each row of unknown table {table}", known


def rows_of(portal: Portal, table: str) -> tuple[Row, ...]:
    """Return the rows of a table that have an id of their own; none for an unknown table."""
    kept: dict[str, Row] = {}
    for row in portal.data.get(table, ()):
        row_id = row.get("id")
        if isinstance(row_id, str):
            kept.setdefault(row_id, row)
    return tuple(kept.values())


def row_actions(name: str, action: Action, rows: tuple[Row, ...]) -> Mapping[str, Action]:
    """Return one action per row, by id: that of the action, a dash, that of the row."""
    once = action.model_copy(update={"each": None})
    return {f"{name}-{row['id']}": with_row(once, row) for row in rows}


def row_blocks(block: Rows, rows: tuple[Row, ...]) -> tuple[Block, ...]:
    """Return a list with a line per row; where its guard asks for a cell, a paragraph per row under its own guard."""
    texts = [with_row(block.text, row) for row in rows]
    if not texts:
        return ()
    if not _asks_for_a_cell(block.when):
        return (Listing(list=tuple(texts), when=block.when),)
    return tuple(Paragraph(text=text, when=with_row(block.when, row)) for text, row in zip(texts, rows, strict=True))


def _asks_for_a_cell(value: object) -> bool:
    if isinstance(value, CellRef):
        return True
    if isinstance(value, Value):
        return any(_asks_for_a_cell(getattr(value, name)) for name in type(value).model_fields)
    return isinstance(value, tuple) and any(_asks_for_a_cell(each) for each in value)


def _listed(row: Row) -> str:
    return ", ".join(sorted(row)) or "none"
