"""The words of a visit: how a move is put at each step, and what she says."""

from __future__ import annotations

import re

from caunoi.errors import ContentError, Problem
from caunoi.lowering.talk.meeting import Meeting
from caunoi.model.base import LANGS, PLACEHOLDER, Text
from caunoi.model.resident import Reaction
from caunoi.model.talk import MoveClass
from caunoi.model.visit import TalkStep

_BEGINNING = re.compile(r"(?:^|(?<=[.?] ))\w")
OF_A_STEP = frozenset({"step", "where", "exact", "several", "jargon"})
KNOWN = OF_A_STEP | {"kin", "aid", "host"}


def filled(text: Text, meeting: Meeting, step: TalkStep | None = None) -> Text:
    """Return a text with {kin}, {aid}, {host} and, at a step, {step}, {where}, {exact}, {several}, {jargon} put in.

    Raises ContentError where it names an aid or a host that nobody has written.
    """
    aid, host = meeting.resident.aid, meeting.talk.hosts.get(meeting.visit.setting)
    for name, found, file, key in (
        ("aid", aid, f"{meeting.resident.id}.resident.yaml", "aid"),
        ("host", host, f"{meeting.talk.id}.talk.yaml", "hosts"),
    ):
        if found is None and name in text.placeholders():
            raise ContentError([Problem(file, key, "is missing", f"a text says {{{name}}}; write it")])

    def said(lang: str) -> str | None:
        written = getattr(text, lang)
        if written is None:
            return None
        names = {"kin": meeting.resident.kin.of(lang)}
        names |= {name: each.of(lang) for name, each in (("aid", aid), ("host", host)) if each is not None}
        if step is not None:
            names |= {"step": step.name.of(lang), "where": step.where.of(lang), "exact": step.exact.of(lang)}
            names |= {"several": step.several.of(lang), "jargon": step.jargon.of(lang)}
        # A step's own words may name her again.
        for _ in range(2):
            written = PLACEHOLDER.sub(lambda found: names.get(found[1], found[0]), written)
        # A sentence may begin with the way she is addressed.
        return _BEGINNING.sub(lambda found: found[0].upper(), written)

    return Text.model_validate({lang: said(lang) for lang in LANGS})


def wordings(meeting: Meeting, move: MoveClass) -> dict[str, tuple[Text, ...]]:
    """Return the ways to put a move, by step where they differ, else under ""; the first step's are under "" too."""
    written = meeting.talk.moves[move].say
    if not any(text.placeholders() & OF_A_STEP for text in written):
        return {"": tuple(filled(text, meeting) for text in written)}
    by_step = {step.id: tuple(filled(text, meeting, step) for text in written) for step in meeting.steps}
    return {"": by_step[meeting.steps[0].id], **by_step}


def words_of_hers(meeting: Meeting) -> dict[Reaction, tuple[Text, ...]]:
    """Return what she says by reaction: her own words, or those of the talk; her wish is the visit's."""
    said = {**meeting.talk.words, **meeting.resident.words, "tells": (meeting.visit.goal,)}
    return {name: tuple(filled(text, meeting) for text in texts) for name, texts in said.items()}


def told_in_between(meeting: Meeting) -> tuple[Text, ...]:
    """Return what is told at the end of a turn, by number: the events of the visit, then each barred step."""
    bars = words_of_hers(meeting)["barred"][:1] * len(meeting.barred)
    return (*(filled(event.say, meeting) for event in meeting.visit.events), *bars)
