"""Rating: a letter for a scope, with the reasons that hold it where it is."""

from __future__ import annotations

from .finding import Params
from .noun import Noun
from .vocabulary import Confidence, Grade, LimitedBy, Scope


class Step(Noun):
    """One step of the method that moved or held the letter: `id` names a text, `grade` what it allows at most.

    `criteria` are the criteria that caused it. Ids: see `rules/rating` and the texts of `reports`.
    """

    id: str
    grade: Grade | None = None
    criteria: tuple[str, ...] = ()
    params: Params = ()


class Rating(Noun):
    """The letter of one scope. `range` is best first, then worst (criteria, reading i); `coverage` from 0 to 1."""

    scope: Scope
    grade: Grade
    provisional: bool = False
    limited_by: LimitedBy = "none"
    range: tuple[Grade, Grade]
    confirmed: Grade | None = None
    """The letter where failures that the machine only proposes are left open (criteria, reading d): what is published
    follows it. None in ratings that were kept before it was."""
    of_confirmed: bool = False
    """Whether the letter itself is that one: in what is published, failures that are only proposed do not count."""
    coverage: float
    confidence: Confidence
    confidence_points: int = 0
    steps: tuple[Step, ...] = ()
    next_steps: tuple[Step, ...] = ()
    """What would move the letter up."""
    method: str = "rating-rules@1.0"


class Ratings(Noun):
    """Both letters of one scan; they are always printed together with their scope."""

    public: Rating
    school: Rating
