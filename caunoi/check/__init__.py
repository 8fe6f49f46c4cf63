"""Checks content the way an author wants to be told: everything at once, each with its file and place."""

from caunoi.check.everything import check, report_of

__all__ = ["check", "report_of"]
