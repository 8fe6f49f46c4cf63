"""PINs: made, hashed and checked; wrong tries are counted before the hash is compared."""

from __future__ import annotations

import secrets
from datetime import timedelta
from itertools import pairwise

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from sqlalchemy import Connection, delete, insert, select, update

from caunoi.hall.records import TraineeRecord, from_ms, to_ms, utc_now
from caunoi.hall.refusals import Blocked, WrongPin
from caunoi.hall.store.classes import trainee_of
from caunoi.hall.store.limits import Limits
from caunoi.hall.store.schema import addresses, trainees

PIN_LENGTH = 4
MS = timedelta(milliseconds=1)

# Modest on purpose: sixty people sign in within a minute on one laptop, and the block is the real guard of four digits.
_hasher = PasswordHasher(time_cost=2, memory_cost=8 * 1024, parallelism=1)

# Compared against when the card is unknown, so that the answer takes as long as for a known one.
_nobody = _hasher.hash("nobody")


def new_pin() -> str:
    """A PIN of digits that are not all equal and not a plain row such as 1234."""
    while True:
        pin = "".join(secrets.choice("0123456789") for _ in range(PIN_LENGTH))
        steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
        if steps not in ({0}, {1}, {9}):
            return pin


def hash_pin(pin: str) -> str:
    """The argon2id hash of a PIN; takes some milliseconds."""
    return _hasher.hash(pin)


def same_pin(pin_hash: str | None, pin: str) -> bool:
    """Whether the PIN belongs to the hash; as slow for nobody's hash."""
    try:
        return _hasher.verify(pin_hash or _nobody, pin) and pin_hash is not None
    except VerificationError:
        return False


def count_try(connection: Connection, limits: Limits, class_id: str, trainee_id: str, address: str) -> str | None:
    """Count a try as wrong before it is compared and give the hash; raises Blocked.

    Counting first means that a hundred tries at the same moment are still only the allowed ones.
    """
    now = to_ms(utc_now())
    _count_address(connection, limits, address, now)
    mine = (trainees.c.class_id == class_id) & (trainees.c.id == trainee_id)
    row = connection.execute(select(trainees).where(mine)).one_or_none()
    if row is None:
        return None
    if _rests(row.blocked_until, limits, now):
        raise Blocked(from_ms(row.blocked_until))
    wrong = 1 if row.blocked_until is not None else row.wrong_pins + 1
    connection.execute(
        update(trainees)
        .where(mine)
        .values(
            wrong_pins=wrong,
            blocked_until=now + limits.pin_rest // MS if wrong >= limits.pin_tries else None,
        )
    )
    return str(row.pin_hash)


def forget_tries(connection: Connection, class_id: str, trainee_id: str, address: str) -> TraineeRecord:
    """The PIN was right: no wrong tries, no block, and the person has joined."""
    mine = (trainees.c.class_id == class_id) & (trainees.c.id == trainee_id)
    row = connection.execute(select(trainees).where(mine)).one()
    joined_at = row.joined_at or to_ms(utc_now())
    connection.execute(update(trainees).where(mine).values(wrong_pins=0, blocked_until=None, joined_at=joined_at))
    connection.execute(
        update(addresses)
        .where(addresses.c.address == address, addresses.c.wrong_pins > 0)
        .values(wrong_pins=addresses.c.wrong_pins - 1)
    )
    return trainee_of(connection.execute(select(trainees).where(mine)).one())


def wrong_pin(connection: Connection, limits: Limits, class_id: str, trainee_id: str) -> WrongPin | Blocked:
    """The refusal that follows a wrong PIN, by what is counted now."""
    mine = (trainees.c.class_id == class_id) & (trainees.c.id == trainee_id)
    row = connection.execute(select(trainees).where(mine)).one_or_none()
    if row is None:
        return WrongPin(limits.pin_tries - 1)
    if _rests(row.blocked_until, limits, to_ms(utc_now())):
        return Blocked(from_ms(row.blocked_until))
    return WrongPin(max(0, limits.pin_tries - row.wrong_pins))


def _rests(blocked_until: int | None, limits: Limits, now: int) -> bool:
    """Whether a card rests; one that would rest longer than any does was blocked under a date that was set back."""
    return blocked_until is not None and now < blocked_until <= now + limits.pin_rest // MS


def _count_address(connection: Connection, limits: Limits, address: str, now: int) -> None:
    if not address:
        return
    window = limits.pin_rest // MS
    # What began in the future was counted under a date that was set back since.
    connection.execute(delete(addresses).where((addresses.c.since <= now - window) | (addresses.c.since > now)))
    row = connection.execute(select(addresses).where(addresses.c.address == address)).one_or_none()
    if row is None:
        connection.execute(insert(addresses).values(address=address, wrong_pins=1, since=now))
    elif row.wrong_pins >= limits.address_tries:
        raise Blocked(from_ms(row.since + window))
    else:
        connection.execute(
            update(addresses).where(addresses.c.address == address).values(wrong_pins=row.wrong_pins + 1)
        )
