"""From what confidence or tiredness on something changes; the numbers of the model in one place."""

from __future__ import annotations

from caunoi.model.resident import Mood, Strength

STEADY = 4  # from this confidence on she finds words and buttons more easily
TRUSTING = 3  # from this confidence on she tries alone when given time
TIRING = 4  # from this tiredness on it is seen on her; once a rest has helped, stopping early is for her sake
GLAD = 5  # from this confidence on she takes leave warmly
WEARY = 5  # from this tiredness on a rest helps
EARLY = 16  # before this turn, what could not wait may have left no time for more
EXCUSE = 6  # from this tiredness on it is so without a rest before
TIRED = 7  # from this tiredness on everything is harder
TOO_TIRED = 8  # from this tiredness on she can show nothing more
WORN = 9
MOST = 10  # of confidence and of tiredness
FULL_WORDS = 3  # what help and understanding must add up to before she finds her way without luck
EXACT = 3  # the rung of help that says exactly what to do
KNOWS = 2  # what she understands when she can do a step with a cue
SHOWS = 3  # and when she has shown it alone
SLIP_ALONE = -2  # from this luck on she hesitates even at what she could do alone
FRESH = 2  # a success is fresh during this turn and the next

# What can be seen on her from which confidence, and from which tiredness on: always before it changes anything.
MOODS: tuple[tuple[Mood, int], ...] = (("afraid", 0), ("uneasy", 3), ("calm", GLAD), ("glad", 8))
STRENGTHS: tuple[tuple[Strength, int], ...] = (("fresh", 0), ("tiring", TIRING), ("tired", 6), ("worn", 8))
