"""Two cards of one person, as SQL on a connection: one is closed, and what it had begun goes on under the other."""

from __future__ import annotations

from sqlalchemy import Connection, update

from caunoi.hall.change import CloseCard, MoveAttempt
from caunoi.hall.pace import Pace, fold
from caunoi.hall.records import AttemptRecord
from caunoi.hall.refusals import NotMoved, UnknownTrainee
from caunoi.hall.store.attempts import find_attempt, select_attempt
from caunoi.hall.store.classes import select_trainees, update_pin
from caunoi.hall.store.schema import attempts
from caunoi.hall.store.sessions import delete_sessions_of
from caunoi.hall.store.steering import append_changes, select_steps
from caunoi.hall.two_cards import obstacle


def close(connection: Connection, class_id: str, who: str, card: str, keep: str, nobody: str, known: Pace) -> Pace:
    """Close a card: it is signed out, and `nobody` is the hash of a PIN that nobody is told. Raises UnknownTrainee."""
    if not select_trainees(connection, class_id, keep):
        raise UnknownTrainee(keep)
    update_pin(connection, class_id, card, nobody)
    delete_sessions_of(connection, class_id, card)
    return append_changes(connection, class_id, who, [CloseCard(trainee=card, keep=keep, on=True)], known)


def reopen(connection: Connection, class_id: str, who: str, card: str, known: Pace) -> Pace:
    """Open a card again, if it was closed."""
    pace = fold(select_steps(connection, class_id, known.version), known)
    if card not in pace.closed:
        return pace
    change = CloseCard(trainee=card, keep=pace.closed[card].keep, on=False)
    return append_changes(connection, class_id, who, [change], pace)


def move(connection: Connection, who: str, attempt: str, to: str, known: Pace) -> tuple[AttemptRecord, Pace]:
    """Let an attempt go on under another card of the same person. Raises UnknownTrainee, NotMoved with the obstacle.

    Only whose it is changes: its events, its seed, its content and its writers are the attempt's own.
    """
    record = select_attempt(connection, attempt)
    class_id, page = record.class_id, record.page
    if not select_trainees(connection, class_id, to):
        raise UnknownTrainee(to)
    pace = fold(select_steps(connection, class_id, known.version), known)
    there = find_attempt(connection, class_id, to, page)
    why = obstacle(record, to, opened=there is not None, pace=pace)
    if why:
        raise NotMoved(why)
    connection.execute(update(attempts).where(attempts.c.id == attempt).values(trainee_id=to))
    change = MoveAttempt(attempt=attempt, page=page, trainee=record.trainee_id, to=to)
    return select_attempt(connection, attempt), append_changes(connection, class_id, who, [change], pace)
