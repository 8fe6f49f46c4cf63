"""The names and texts of a talk as a portal, so that views, checks and rubrics read it like any other.

Only names, guards and labels stand here; what a move does is in the core.
"""

from __future__ import annotations

from caunoi.lowering.talk.meeting import Meeting, first_values
from caunoi.lowering.talk.menu import GO_ON, SCREEN, TAKE_BACK, present, step_choices
from caunoi.lowering.talk.wording import filled, wordings
from caunoi.model.base import Text
from caunoi.model.blocks import Paragraph
from caunoi.model.portal import Action, Case, Portal, Screen


def talk_portal(meeting: Meeting) -> Portal:
    """Return the portal of a visit; its id is that of the talk."""
    talk, scenario = meeting.talk, meeting.scenario
    about = Paragraph(text=filled(meeting.resident.about, meeting))
    actions: dict[str, Action] = {name: _action(wordings(meeting, name)[""][0]) for name in present(meeting)}
    for step, name in zip(meeting.steps, step_choices(meeting), strict=True):
        actions[name] = _action(filled(step.name, meeting))
    actions[GO_ON] = _action(talk.go_on)
    actions[TAKE_BACK] = _action(talk.take_back)
    return Portal(
        id=talk.id,
        kind="app",
        title=talk.title,
        source=scenario.source,
        checked_on=scenario.checked_on,
        values=tuple(scenario.values),
        vars=first_values(meeting),
        start=SCREEN,
        screens={SCREEN: Screen(title=talk.title, blocks=(about,), actions=actions)},
    )


def _action(label: Text) -> Action:
    return Action(label=label, cases=(Case(),))
