"""Writes a talk with a resident as a portal: the names and texts of its one screen, its core, and its rubric."""

from caunoi.lowering.talk.core import talk_core
from caunoi.lowering.talk.meeting import Meeting
from caunoi.lowering.talk.portal import talk_portal
from caunoi.lowering.talk.rubric import talk_rubric, talk_steps

__all__ = ["Meeting", "talk_core", "talk_portal", "talk_rubric", "talk_steps"]
