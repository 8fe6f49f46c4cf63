"""The pages' way to `caunoi.shown`."""

from caunoi.shown import Shown

__all__ = ["Shown"]
