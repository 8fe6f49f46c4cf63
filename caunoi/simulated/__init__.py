"""A simulated class: invented people whose attempts go through the same doors as anybody's."""

from caunoi.simulated.fill import fill

__all__ = ["fill"]
