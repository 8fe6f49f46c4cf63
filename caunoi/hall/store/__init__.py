"""The hall's memory: one SQLite file, append-only events, safe on disk before anybody is told so."""

from caunoi.hall.store.limits import Limits
from caunoi.hall.store.store import Store

__all__ = ["Limits", "Store"]
