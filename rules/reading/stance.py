"""Polarity and its qualifiers: one machinery for every clause and language, driven by the lexicons' grammar concepts.

The lexicons name the cues (see `docs/reading.md`); this module knows how far each reaches. It handles restrictive
and expletive negation, *not only*, double and hidden negation, exceptions, conditions, definitional escapes, hedges
of time, futurity, the subject of a verb, quoted law and populations.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from catalog.nouns.reading import Population, Qualifier

from .actors import acts_for_another, permitted
from .aside import ASIDE
from .automaton import Automaton, Hit, starting_within
from .closing import AND, CLOSING, Closing
from .compelled import COMPELLED
from .duties import laid_on_customer
from .hollow import HOLLOW
from .mentioned import MENTIONED
from .narrow import NARROW, WIDE
from .parts import Parts, exceptions
from .powers import ASKED_FOR, OPEN, POWERS
from .refusals import refused
from .ruled_out import AFTER, LIABILITY, ruled_out, rules_out_liability
from .tokens import last_stops
from .told import TOLD, yes_no_columns
from .topics import TOPICS
from .units import Unit

_JOINS: Final = frozenset((*AND, "or", "nor", "ou", "ni", "oder"))
Effect = Literal["affirmed", "denied", "unclear", "none"]

_REACH: Final = 40
"""Words a forward negation covers at most inside one sentence."""
_PAIR_REACH: Final = 9
"""Words between the halves of a two-part negation (`ne … pas`)."""
_OBJECT_REACH: Final = 4
"""Words between a negation and the object it takes away (`we sell none of your personal data`)."""
_RELATIVE_REACH: Final = 4
"""Words between a comma's relative pronoun and the negation of its clause (`…, which are never kept, are sold`)."""
_ESCAPE_REACH: Final = 60
"""Words between a denial and the definition that narrows it (`we do not sell data, as defined in …`)."""

LIMITS: Final = ("section-limited", "section-for-us")
"""A section's limits to some readers, and what takes them away (`limited.py`)."""
GRAMMAR: Final = (
    "neg", "neg-open", "neg-close", "neg-restrict", "neg-segment", "neg-verb", "neg-false", "scope-end", "exception",
    "exception-of-purpose", "lead-goes-on", "item-goes-on", "denies-below", "consent-condition", "if",
    "definition-escape", "time-hedge", "future", "law-says", "law-obeyed", "without", "subject-publisher",
    "subject-third", "subject-user", "user-permits", "passive", "by-third", "answer-yes", "only", "coordination",
    "subject-false", "contrast", "those-of", "ellipsis", "ellipsis-final", "neg-object", "underway", "relative",
    "denial-hedge", "refusal", "refusal-after", "duty-customer", "duty-supplier", "duty-false", "people-excluded",
    "grown-learners", "whether", "colon-goes-on", "neg-all-before", "neg-inverted", "neg-part", "scope-goes-on",
    "publisher-behind", "title-opens", "title-verb", "resumes", "definition-false", *HOLLOW, NARROW, WIDE, *CLOSING,
    *ASIDE, *TOLD, *POWERS, ASKED_FOR, OPEN, "makes-an-exception", "makes-an-exception-last", "exception-false",
    "publisher-permits", AFTER, LIABILITY, COMPELLED, *LIMITS, *TOPICS, *MENTIONED,
)  # fmt: skip
_NEGATING: Final = ("neg", "neg-verb", "neg-open", "neg-segment", "neg-all-before", "neg-inverted")
_TURNING: Final = (
    *_NEGATING, "answer-no", AFTER, "neg-object", "consent-condition", "if", "user-permits", "time-hedge", "future",
    "underway",
)  # fmt: skip
"""Concepts without any of which every predicate of a sentence is affirmed, and nothing weakens it."""
_OTHERS: Final = ("subject-third", "subject-user", "by-third")
"""Concepts without any of which nobody but the publisher can be the subject of a sentence's predicates."""
_FRAMING: Final = (*HOLLOW, *ASIDE, *TOLD, *POWERS)
"""Concepts without any of which a sentence asserts of the publisher today what it says, and no denial is hollow."""
_UNSETTLING: Final = (*_TURNING, *_OTHERS, "law-says", "refusal", "refusal-after", "duty-customer", *_FRAMING)
"""Concepts without any of which a rule says the same of its clause wherever it is met in a sentence."""
POPULATIONS: Final[tuple[Population, ...]] = ("pupils", "visitors", "adults", "teachers", "parents", "schools", "all")


class Outcome(NamedTuple):
    """How a predicate stands in its sentence."""

    effect: Effect
    qualifier: Qualifier | None = None


class Grammar:
    """The numbers of one language's grammar concepts; -1 where the lexicon lacks one."""

    def __init__(self, automaton: Automaton) -> None:
        self.number = {name: automaton.number.get(name, -1) for name in GRAMMAR}
        self.people = [(name, automaton.number.get(f"people-{name}", -1)) for name in POPULATIONS]
        self.negating = frozenset(self.number[name] for name in _NEGATING)
        self.turning = frozenset(self.number[name] for name in _TURNING)
        self.others = frozenset(self.number[name] for name in _OTHERS)
        self.framing = frozenset(self.number[name] for name in _FRAMING)
        self.unsettling = frozenset(self.number[name] for name in _UNSETTLING)
        self.peopled = frozenset(number for _, number in self.people)

    def hits(self, unit: Unit, name: str) -> Sequence[Hit]:
        return unit.hits(self.number[name])


AFFIRMED: Final = Outcome("affirmed")
"""How a predicate stands that nothing turns or weakens."""


class Polarity:
    """Where negation reaches in one unit, and what weakens it.

    Most sentences negate nothing: what only the reach of a negation asks for is worked out where there is one.
    """

    def __init__(self, unit: Unit, grammar: Grammar) -> None:
        self.unit = unit
        self.grammar = grammar
        self.size = len(unit.tokens)
        self.negated = bytearray(self.size + 1)
        self._turns = not grammar.turning.isdisjoint(unit.present)
        self._may_be_others = not grammar.others.isdisjoint(unit.present)
        self._known_parts: Parts | None = None
        self._peopled = not grammar.peopled.isdisjoint(unit.present)
        self._last_stop: list[int] | None = None
        self._void: set[int] = set()
        negates = self._turns and not grammar.negating.isdisjoint(unit.present)
        self._subjects: set[int] = self._who() if negates or self._may_be_others else set()
        if self._turns:
            self._void = self._covered("neg-false")
        if negates:
            self._reaches()

    @property
    def _parts(self) -> Parts:
        if self._known_parts is None:
            self._known_parts = Parts(self.unit, self.grammar.number, self.grammar.people)
        return self._known_parts

    def _who(self) -> set[int]:
        """Where the subjects of verbs stand."""
        grammar, unit = self.grammar, self.unit
        no_subjects = self._covered("subject-false")
        return {
            hit.start
            for name in ("subject-publisher", "subject-third", "subject-user")
            for hit in grammar.hits(unit, name)
            if hit.start not in no_subjects
        }

    def _reaches(self) -> None:
        """Mark what the negations cover."""
        unit, grammar = self.unit, self.grammar
        self._ends = {hit.start for hit in grammar.hits(unit, "scope-end")} | {
            hit.start for hit in exceptions(unit, grammar.number)
        }
        self._ends |= self._parts.ends
        self._ends -= self._covered("scope-goes-on")
        self._closing = Closing(unit, grammar.number)
        self._open_colons = {hit.end - 1 for hit in grammar.hits(unit, "colon-goes-on")}
        self._verbs = {hit.start for hit in grammar.hits(unit, "passive")}
        self._relatives = {hit.start for hit in grammar.hits(unit, "relative") if unit.tokens[hit.start - 1] == ","}
        self._forward()
        self._paired()
        self._segments()

    def _covered(self, name: str) -> set[int]:
        hits = self.grammar.hits(self.unit, name)
        if not hits:
            return set()
        # `never, whether for money or for nothing` restricts nothing, though French says both with `que`.
        whether = {hit.start for hit in self.grammar.hits(self.unit, "whether")}
        spans = [range(hit.start, hit.end) for hit in hits]
        return {place for span in spans if whether.isdisjoint(span) for place in span}

    def _forward(self) -> None:
        for name in ("neg", "neg-verb"):
            for hit in self.grammar.hits(self.unit, name):
                of_columns = hit.start < self.unit.own and yes_no_columns(self.unit, self.grammar.number)
                if hit.start not in self._void and not of_columns:
                    self._mark(hit.end, self._reach(hit.end, hit.start < self.unit.own))

    def _mark(self, start: int, end: int) -> None:
        self.negated[start:end] = b"\x01" * max(0, end - start)

    def _reach(self, start: int, from_lead: bool) -> int:
        """Where the scope of a negation that opens before `start` ends."""
        tokens, limit = self.unit.tokens, self.size if from_lead else min(self.size, start + _REACH)
        own = self.unit.own
        aside = any(start - before in self._relatives for before in range(1, _RELATIVE_REACH + 3))
        place, listed, closed = start - 1, False, self._closing.of(start)
        while (place := place + 1) < min(limit, closed):
            token = tokens[place]
            if place in self._ends and not (listed and token == ";"):
                return place
            if token == "," and aside and ({place + 1, place + 2} & self._verbs or place + 1 in self._relatives):
                return place
            if token == "," and limit < self.size:
                limit += 1  # the marks of a long list are no words of it
            if token == ":" and not (from_lead and place >= own - 2):
                if place not in self._open_colons:
                    return place
                listed = True
            if token == ";" and not (listed and place + 1 not in self._subjects):
                return place
            if token == "," and place + 1 in self._subjects and not self._continues(place):
                return place
        return min(limit, closed)

    def _continues(self, comma: int) -> bool:
        """`…, you and we do not …`: the subject after the comma belongs to a parenthesis before the verb."""
        return comma + 1 == self.unit.own

    def _paired(self) -> None:
        closes = self.grammar.hits(self.unit, "neg-close")
        whether = {hit.start for hit in self.grammar.hits(self.unit, "whether")}
        restricts = [hit for hit in self.grammar.hits(self.unit, "neg-restrict") if hit.start not in whether]
        for opening in self.grammar.hits(self.unit, "neg-open"):
            if opening.start in self._void:
                continue
            after = [h.start for h in closes if 0 <= h.start - opening.end <= _PAIR_REACH and h.start not in self._void]
            before = [h.start for h in closes if 0 < opening.start - h.start <= 14 and h.start not in self._void]
            only = [h.start for h in restricts if 0 < h.start - opening.end <= 14]
            if before:
                self._mark(min(before), self._reach(opening.end, opening.start < self.unit.own))
            elif after and not (only and min(only) < min(after)):
                self._mark(opening.end, self._reach(opening.end, opening.start < self.unit.own))

    def _segments(self) -> None:
        for hit in self.grammar.hits(self.unit, "neg-segment"):
            if hit.start not in self._void and not rules_out_liability(hit, self.unit, self.grammar.number):
                start = self._closing.back(hit, self._ends, self._subjects)
                self._mark(start, self._reach(hit.end, hit.start < self.unit.own))
        for hit in self.grammar.hits(self.unit, "neg-all-before"):
            self._mark(0, hit.end)  # `name, age, address: none of this is asked`
        for hit in self.grammar.hits(self.unit, "neg-inverted"):
            self._mark(hit.start, hit.end)  # `an Dritte verkaufen wir keine`: the verb stands before what negates it

    def populations(self, predicate: Hit) -> tuple[Population, ...]:
        """Whom the predicate is said of."""
        return self._parts.people(predicate) if self._peopled else ()

    def outcome(self, predicate: Hit, exception_affirms: bool, others: tuple[Hit, ...] = ()) -> Outcome:
        """How the predicate stands, with the other words of its rule: affirmed, denied, unclear, or saying nothing."""
        if not self._turns:
            return AFFIRMED
        denied = bool(self.negated[predicate.end - 1])
        if self.negated[predicate.start] and not denied:
            # `are not kept but sold`: the auxiliary is denied with another verb.
            contrasts = self.grammar.hits(self.unit, "contrast")
            denied = not any(predicate.start < hit.start < predicate.end for hit in contrasts)
        if denied or self._answered_no(predicate) or ruled_out(predicate, others, self.unit, self.grammar.number):
            return self._denied(predicate, exception_affirms, others)
        taken = self._taken_away(predicate, others)
        if taken is not None:
            between = self.unit.tokens[predicate.end : taken.start]
            stopped = {",", ":", ";"} & set(between)
            return Outcome("none") if stopped else self._denied(predicate, exception_affirms, others)
        qualifier: Qualifier | None = None
        if (
            self._near(predicate, "consent-condition", 40)
            or self._near(predicate, "if", 25)
            or self._permitted(predicate)
        ):
            qualifier = "condition"
        elif self._near(predicate, "time-hedge", 15):
            qualifier = "hedge"
        return Outcome("unclear", "hedge") if self.planned(predicate) else Outcome("affirmed", qualifier)

    def excepted(self, predicate: Hit) -> bool:
        """Whether an exception stands after the predicate in its sentence, of nothing else that is denied between."""
        return any(
            0 <= hit.start - predicate.start <= _REACH and not self._parts.negated_anew(predicate.end, hit.start)
            for hit in exceptions(self.unit, self.grammar.number)
        )

    def excepted_from(self, predicate: Hit, others: tuple[Hit, ...]) -> bool:
        """Whether an exception stands behind a phrase that denies by itself: `data stay with us, except …`."""
        return self._parts.excepts(predicate, others, behind=True)

    def planned(self, predicate: Hit) -> bool:
        """Whether the predicate is only announced or under way."""
        future = self.grammar.hits(self.unit, "future")
        return any(-3 <= predicate.start - hit.start <= 8 for hit in future) or self._near(predicate, "underway", 6)

    def announced(self, predicate: Hit) -> bool:
        """Whether a plan stands before the predicate that is not itself denied."""
        future = self.grammar.hits(self.unit, "future")
        near = (hit for hit in future if hit.start < predicate.start <= hit.start + 8 and hit.end < predicate.end)
        return any(not self.negated[hit.start] for hit in near)

    def _taken_away(self, predicate: Hit, others: tuple[Hit, ...]) -> Hit | None:
        """The negation that stands between a predicate and its object, and takes the object away: `sell no data`."""
        after = [hit for hit in self.grammar.hits(self.unit, "neg-object") if hit.start >= predicate.end]
        for hit in after:
            reach = range(hit.end, hit.end + _OBJECT_REACH + 1)
            if hit.start not in self._void and any(other.start in reach for other in others):
                return hit
        return None

    def _answered_no(self, predicate: Hit) -> bool:
        """`Sale of data: never`, and a table's row that ends in such a word."""
        tokens, size = self.unit.tokens, self.size
        for hit in self.grammar.hits(self.unit, "answer-no"):
            if hit.start < predicate.end or (hit.end < size and tokens[hit.end] not in (",", ";")):
                continue
            if tokens[hit.start - 1] == ":" and not {":", ";"} & set(tokens[predicate.end : hit.start - 1]):
                return True
            if self.unit.kind == "row" and hit.end == size:
                return True
        return False

    def _denied(self, predicate: Hit, exception_affirms: bool, others: tuple[Hit, ...]) -> Outcome:
        if self.announced(predicate):
            return Outcome("unclear", "hedge")  # `we plan to stop selling data`; denying a plan weakens only
        if self._parts.allowed_of_others(predicate):
            return Outcome("affirmed" if exception_affirms else "denied", "exception")
        if self._near(predicate, "consent-condition", 60) and not self._other_exception(predicate):
            return Outcome("denied", "condition")
        if self._parts.excepts(predicate, others):
            return Outcome("affirmed" if exception_affirms else "denied", "exception")
        if any(0 <= hit.start - predicate.end <= 6 for hit in self.grammar.hits(self.unit, "without")):
            return Outcome("none")
        return Outcome("denied", "hedge" if self._defined(predicate) or self.hedged(predicate) else None)

    def hedged(self, predicate: Hit) -> bool:
        """Whether a word of time or of effort weakens the predicate: `for now`, `we try`."""
        if self._near(predicate, "time-hedge", 20):
            return True
        # `We sell no data, and we try not to keep any`: what follows is hedged, of which the publisher is subject anew.
        tokens, ours = self.unit.tokens, self.grammar.hits(self.unit, "subject-publisher")
        anew = min(
            (o.start for o in ours if o.start > predicate.end and tokens[o.start - 1] in AND), default=len(tokens)
        )
        # `Not sell or knowingly divulge`: what joins the next verb hedges that one.
        own = (
            hit.start
            for hit in self.grammar.hits(self.unit, "denial-hedge")
            if hit.start < predicate.end or tokens[hit.start - 1] not in _JOINS
        )
        return any(abs(place - predicate.start) <= 12 and place <= anew for place in own)

    def _defined(self, predicate: Hit) -> bool:
        """Whether a definition narrows what is denied; one that only says what the data are does not."""
        void = self._covered("definition-false")
        escapes = self.grammar.hits(self.unit, "definition-escape")
        return any(abs(hit.start - predicate.start) <= _ESCAPE_REACH and hit.start not in void for hit in escapes)

    def _near(self, predicate: Hit, name: str, within: int) -> bool:
        found = self.unit.hits(self.grammar.number[name])
        start = predicate.start
        return any(abs(hit.start - start) <= within for hit in starting_within(found, start - within, start + within))

    def _other_exception(self, predicate: Hit) -> bool:
        """Whether anything but the person's own consent is excepted from a denial."""
        consent = self._covered("consent-condition")
        found = exceptions(self.unit, self.grammar.number)
        return any(hit.start not in consent and abs(hit.start - predicate.start) <= 80 for hit in found)

    def subject_is_other(self, predicate: Hit) -> bool:
        """Whether the predicate is the act of a third party or of the user rather than the publisher's."""
        if not self._may_be_others:
            return False
        return acts_for_another(predicate, self.unit, self.grammar, self._subjects, self._same_segment)

    def _permitted(self, predicate: Hit) -> bool:
        return permitted(predicate, self.unit, self.grammar, self._same_segment)

    def _same_segment(self, start: int, end: int) -> bool:
        if start >= end:
            return True
        if self._last_stop is None:
            self._last_stop = last_stops(self.unit.running)
        return not self._last_stop or self._last_stop[end] < start

    def refused(self, predicate: Hit) -> bool:
        """Whether a right or duty is named to be refused (`refusals.py`)."""
        return refused(predicate, self.unit, self.grammar)

    def customers_duty(self, predicate: Hit) -> bool:
        """Whether a contract lays the predicate upon the customer: `the school shall`, `le client s’engage à`."""
        return laid_on_customer(predicate, self.unit, self.grammar, self._covered("duty-false"), self._same_segment)

    def law_speaks(self, predicate: Hit) -> bool:
        """Whether the sentence reports what a law says rather than what the publisher does."""
        found = self.grammar.hits(self.unit, "law-says")
        obeyed = self._covered("law-obeyed") if found else set()
        return any(0 <= predicate.start - hit.start <= 20 and hit.start not in obeyed for hit in found)
