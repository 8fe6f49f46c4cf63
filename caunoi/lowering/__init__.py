"""Lowers what authors write to the small core that the machine walks; every problem is reported at once."""

from caunoi.lowering.core import Core, CriterionCore, RubricCore, canonical
from caunoi.lowering.expanded import Expanded
from caunoi.lowering.expansion import expand
from caunoi.lowering.portals import lower, portal_problems
from caunoi.lowering.rubrics import lower_goal, lower_rubric, lower_steps, trace_events

__all__ = [
    "Core",
    "CriterionCore",
    "Expanded",
    "RubricCore",
    "canonical",
    "expand",
    "lower",
    "lower_goal",
    "lower_rubric",
    "lower_steps",
    "portal_problems",
    "trace_events",
]
