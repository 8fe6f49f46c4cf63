"""How often an assessment may be taken in a class, and which of somebody's attempts counts."""

from __future__ import annotations

from caunoi.content import Library
from caunoi.model.course import ClassFile, Retakes


def retakes_of(group: ClassFile, library: Library, assessment: str) -> Retakes:
    """Return what holds in a class: what class.yaml says of an assessment, else what the assessment says itself."""
    own = group.retakes.get(assessment)
    if own is not None:
        return own
    return library.require(library.assessments, assessment, "assessment").retakes
