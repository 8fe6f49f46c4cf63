"""What a trainee touches: one call per cell of a notebook shows a portal, a set of questions or a written question."""

from widgets.mockup import Mockup, mockup
from widgets.quiz import Quiz, quiz
from widgets.writing import Writing, writing

__all__ = ["Mockup", "Quiz", "Writing", "mockup", "quiz", "writing"]
