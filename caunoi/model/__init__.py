"""Content as frozen values: what authors write, checked and typed."""

from caunoi.model.base import LANGS, Text, ValueRef, VarRef
from caunoi.model.blocks import Block
from caunoi.model.course import Assessment, Glossary, Lesson, Module, Skill, Skills, Syllabus, Task, Term
from caunoi.model.guards import Done, Entered, Guard, Holds, Moment
from caunoi.model.inputs import Input
from caunoi.model.items import Item
from caunoi.model.keys import Key
from caunoi.model.portal import Action, Case, Part, Portal, Screen
from caunoi.model.practice import PracticeItemSet
from caunoi.model.quiz import ItemSet, KeySet, Writing, WritingRubric
from caunoi.model.rubric import Criterion, Rubric, Veto, WrongTurn
from caunoi.model.scenario import Scenario, Step, Trace, TraceSet

__all__ = [
    "LANGS",
    "Action",
    "Assessment",
    "Block",
    "Case",
    "Criterion",
    "Done",
    "Entered",
    "Glossary",
    "Guard",
    "Holds",
    "Input",
    "Item",
    "ItemSet",
    "Key",
    "KeySet",
    "Lesson",
    "Module",
    "Moment",
    "Part",
    "Portal",
    "PracticeItemSet",
    "Rubric",
    "Scenario",
    "Screen",
    "Skill",
    "Skills",
    "Step",
    "Syllabus",
    "Task",
    "Term",
    "Text",
    "Trace",
    "TraceSet",
    "ValueRef",
    "VarRef",
    "Veto",
    "Writing",
    "WritingRubric",
    "WrongTurn",
]
