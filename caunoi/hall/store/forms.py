"""Who takes which of two forms first, as SQL on a connection: even halves, and settled once a form was opened."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from caunoi.hall.change import Change, Forms, Lock, NoForms, Untime
from caunoi.hall.pace import AFTER, BEFORE, Pace, fold
from caunoi.hall.refusals import FormOpened
from caunoi.hall.store.schema import attempts
from caunoi.hall.store.steering import append_changes, select_steps

Pair = tuple[str, str]


def assign(
    connection: Connection, class_id: str, who: str, module: str, pair: Pair, trainees: Sequence[str], known: Pace
) -> Pace:
    """Give each of these people, in their order, the form that fewer have first; who has one keeps it.

    `pair` are the pages of form A and form B. Of equals A goes first, so that the same list gives the same halves. Who
    has opened one of them already takes that one first.
    """
    pace = fold(select_steps(connection, class_id, known.version), known)
    firsts = [first for (name, _), (first, _) in pace.forms.items() if name == module]
    changes: list[Change] = []
    for trainee in trainees:
        if (module, trainee) in pace.forms:
            continue
        opened = _opened(connection, class_id, trainee, pair)
        first = opened[0] if opened else min(pair, key=lambda page: (firsts.count(page), page != pair[0]))
        firsts.append(first)
        changes.append(_forms(module, trainee, pair, first))
    return append_changes(connection, class_id, who, changes, pace) if changes else pace


def choose(
    connection: Connection, class_id: str, who: str, module: str, pair: Pair, trainee: str, first: str, known: Pace
) -> Pace:
    """Let a person take this form first; raises FormOpened once they have opened one of the two."""
    if _opened(connection, class_id, trainee, pair):
        raise FormOpened(trainee)
    return append_changes(connection, class_id, who, [_forms(module, trainee, pair, first)], known)


def take_back(connection: Connection, class_id: str, who: str, module: str, pair: Pair, known: Pace) -> Pace:
    """Let a module be taken without forms, locks and clocks again; raises FormOpened once anybody has opened one."""
    opened = (attempts.c.class_id == class_id) & attempts.c.page.in_(pair)
    trainee = connection.execute(select(attempts.c.trainee_id).where(opened).limit(1)).scalar()
    if trainee is not None:
        raise FormOpened(trainee)
    tests = f"{BEFORE}{module}", f"{AFTER}{module}"
    changes: list[Change] = [
        NoForms(module=module),
        Lock(pages=tests, on=False),
        *(Untime(page=test) for test in tests),
    ]
    return append_changes(connection, class_id, who, changes, known)


def _forms(module: str, trainee: str, pair: Pair, first: str) -> Forms:
    return Forms(module=module, trainee=trainee, first=first, then=pair[pair[0] == first])


def _opened(connection: Connection, class_id: str, trainee: str, pair: Pair) -> list[str]:
    """Which of the two a person has opened, the first first."""
    mine = (attempts.c.class_id == class_id) & (attempts.c.trainee_id == trainee)
    query = select(attempts.c.page).where(mine, attempts.c.page.in_(pair)).order_by(attempts.c.opened_at, attempts.c.id)
    return list(connection.execute(query).scalars())
