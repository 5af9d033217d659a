"""Questions that only name a subject, and the answers that take it up: `Pupils' data? We sell it to partners.`

Such a question has no verb of its own (`asks-closed` names what shows one). An answer that takes its subject up by a
pronoun or leaves it out (`takes-up`: `any`, `some`, at its end) is read with the question before it, as the answer to
an open question is. What the answer denies of the subject is denied of it wholly where it adds nothing (`Cookies? We
use none`), and tells nothing of it where it goes on (`We do not use them for advertising`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .automaton import Automaton, Hit

if TYPE_CHECKING:
    from .units import Sentence, Unit

TOPICS: Final = ("asks-closed", "asks-open", "points-back", "takes-up", "answer-no")
_WORDS: Final = 8
"""Words of a question at most that only names a subject."""
_BARE: Final = 7
"""Words at most of an answer that denies the whole of its subject."""
_GOES_ON: Final = frozenset(
    ("for", "to", "in", "on", "with", "by", "pour", "a", "aux", "dans", "sur", "avec", "par", "que")
)


class Topics:
    """The questions of one language that name a subject."""

    def __init__(self, automaton: Automaton) -> None:
        self._automaton = automaton
        self._closed, self._open, self._pronoun, self._left_out, self._no = (
            automaton.number.get(name, -1) for name in TOPICS
        )

    def named_by(self, question: Sentence) -> bool:
        """Whether a question only names a subject."""
        closed = {self._closed, self._open}
        return question.question and len(question.tokens) <= _WORDS and closed.isdisjoint(question.present)

    def taken_up_by(self, answer: Sentence) -> bool:
        """Whether a sentence takes up the subject named before it."""
        if answer.question:
            return False
        size = len(answer.tokens)
        left_out = any(hit.end == size for hit in answer.hits(self._left_out))
        bare = size <= _BARE and any(hit.start == 0 for hit in answer.hits(self._no))
        return left_out or bare or self._pronoun in answer.present

    def join(self, question: Sentence, answer: Sentence) -> None:
        """Look for what stands across a question and a short answer: `Advertising? None`."""
        if len(answer.tokens) <= _BARE and answer.seam is None:
            answer.before = len(question.tokens)
            (answer.seam,) = self._automaton.find([question.tokens + answer.tokens])


def denied_of_topic(unit: Unit, number: dict[str, int], predicate: Hit, negated: bytearray) -> bool | None:
    """What an answer denies of the subject that its question names: all of it (True), or a part only (False).

    None where the predicate does not stand in such a question, or the answer denies nothing; of what an open question
    asks, a part is left to what the sentence says.
    """
    lead = unit.lead
    if lead is None or not lead.question or predicate.start >= unit.own or not any(negated[unit.own :]):
        return None
    if not any(hit.start >= unit.own for name in ("points-back", "takes-up") for hit in unit.hits(number[name])):
        return None
    own = unit.tokens[unit.own :]
    whole = len(own) <= _BARE and _GOES_ON.isdisjoint(own)
    return whole or (None if number["asks-open"] in lead.present else False)
