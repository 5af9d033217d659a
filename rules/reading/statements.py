"""What each sentence says of each clause: rules matched around its predicates, judged by the machinery of stance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from catalog.nouns.reading import Population, Qualifier

from .aside import Aside
from .automaton import Hit
from .compelled import spared
from .compiled import CompiledRule, Language
from .definitions import Clause
from .hollow import Hollow, in_quotation_marks
from .joined import condition, except_last, turn
from .limited import goes_on
from .mentioned import only_mentioned
from .narrow import Narrow
from .outcomes import DENIED, by_itself, outcome_of
from .powers import Powers
from .stance import Effect, Outcome, Polarity
from .told import Told
from .topics import denied_of_topic
from .tried import is_topic, tried
from .units import Unit

DENIES_BELOW: Final = "denies-below"
_FIRST_WORDS: Final = 2
"""Words before the predicate of a line that opens with its verb: `Vendre ou louer tes données`."""
_ANSWER: Final = 4
"""Words of an answer to a heading at most: a longer sentence under it speaks for itself."""
_KEPT: Final = 12
"""Sentences kept a clause and effect; further ones add nothing but length."""
_NONE: Final[frozenset[int]] = frozenset()
_LEFT: Final[dict[str, Callable[[Outcome], Outcome]]] = {
    "silent": lambda _: Outcome("none"),
    "unclear": lambda told: Outcome("unclear", told.qualifier),
    "later": lambda _: Outcome("unclear", "hedge"),
    "reversed": lambda told: Outcome("denied", told.qualifier),
    "denied": lambda told: Outcome("denied", told.qualifier),
    "excepted": lambda told: Outcome(told.effect, "exception"),
}
"""How a predicate stands after what its sentence leaves of it."""


@dataclass(slots=True)
class Statement:
    """One sentence's word on one clause. `key` tells different predicates apart, and is empty where the
    sentence is too weak to count; `stretch` is the matched part."""

    clause: int
    effect: Effect
    qualifier: Qualifier | None
    populations: tuple[Population, ...]
    unit: Unit
    stretch: Hit
    key: str
    weak: bool
    unless: str | None = None


class Gathered:
    """The statements of one document that its reading can rest on, sorted by clause and effect.

    `settled` names the clauses of which no further sentence can change the reading: nothing denies them, and as many
    sentences as are kept affirm them. They are not looked for any more, which is most of the work in a long document.
    `affirmed` names those that only a sentence which denies can change.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.settled: set[int] = set()
        self.affirmed: set[int] = set()
        self.by_effect: dict[int, dict[str, list[Statement]]] = {}
        self.keys: dict[int, set[str]] = {}
        self._inferred: list[Statement] = []

    def infer(self) -> None:
        """Add what is only inferred, where the document says nothing itself and nothing that speaks against it."""
        if not self._inferred:
            return
        place_of = self.language.place_of
        said = {place for place, effects in self.by_effect.items() if effects}
        affirmed = {place for place, effects in self.by_effect.items() if effects.get("affirmed")}
        for statement in self._inferred:
            place = statement.clause
            if place not in said and place_of[statement.unless or ""] not in affirmed:
                self.by_effect.setdefault(place, {}).setdefault(statement.effect, []).append(statement)
                if statement.effect == "affirmed":
                    self.keys.setdefault(place, set()).add(statement.key)

    def add(self, statement: Statement) -> None:
        """Keep a statement, unless enough of its kind are kept already."""
        place = statement.clause
        if statement.unless is not None:
            self._inferred[_KEPT:] = []
            self._inferred.append(statement)
            return
        effects = self.by_effect.get(place)
        if effects is None:
            effects = self.by_effect[place] = {}
            self.keys[place] = set()
        kept = effects.setdefault(statement.effect, [])
        if statement.effect == "affirmed" and statement.key:
            self.keys[place].add(statement.key)
        if len(kept) < _KEPT or (kept[-1].weak and not statement.weak):
            kept.append(statement)
        if len(kept) >= _KEPT and statement.effect == "affirmed" and not kept[-1].weak:
            clause = self.language.clauses[place]
            if len(self.keys[place]) >= clause.least:
                (self.affirmed if clause.deniable else self.settled).add(place)


def gather(units: Iterable[Unit], language: Language) -> Gathered:
    """The statements of the units. A question counts only with the yes or no that answers it.

    So does a heading or a definition's term, where the answer is all there is (`Sale of data` over `Never`).
    What either asks is worked out only where an answer follows: nothing is added to the statements in between.
    """
    gathered = Gathered(language)
    asked: Unit | None = None
    before: list[Statement] = []
    limited = False
    for unit in units:
        told: list[Statement] = []
        if asked is not None and not (asked.kind == "heading" and len(unit.sentence.tokens) > _ANSWER):
            for statement in _answers(asked, unit, gathered):
                told.append(statement)
                gathered.add(statement)
        asked = unit if unit.sentence.question or unit.kind == "heading" else None
        if not unit.sentence.question:
            for statement in _of_unit(unit, gathered):
                told.append(statement)
                gathered.add(statement)
        except_last(before, unit, language)
        turn(told, language)
        if limited:
            condition(told, language)
        limited = goes_on(limited, unit, language.grammar)
        before = told
    gathered.infer()
    return gathered


def _answers(asked: Unit, unit: Unit, gathered: Gathered) -> Iterator[Statement]:
    """What a unit says by answering the one before it with yes or no."""
    language = gathered.language
    grammar = language.grammar
    effect: Effect = "none"
    said = [hit for hit in grammar.hits(unit, "answer-no") if hit.start == unit.own]
    if said:
        effect = "denied"
    elif any(hit.start == unit.own for hit in grammar.hits(unit, "answer-yes")):
        effect = "affirmed"
    if effect == "none":
        return
    for statement in list(_of_unit(_as_question(asked), gathered)):
        if effect == "affirmed" or language.clauses[statement.clause].deniable:
            joined = Unit(unit.sentence, unit.kind, unit.tokens, unit.own, unit.headings, statement.unit.sentence)
            told: Effect = "unclear" if effect == "affirmed" and statement.effect == "unclear" else effect
            weakened = _weakened(said[0], unit, language, language.clauses[statement.clause]) if said else None
            yield Statement(
                statement.clause, told, weakened, statement.populations, joined, Hit(-1, 0, 1), statement.key, False
            )


def _weakened(no: Hit, unit: Unit, language: Language, clause: Clause) -> Qualifier | None:
    """What weakens the word by which an answer denies: `No, except to sponsors.`"""
    number = language.grammar.number
    heard = spared(unit, number) if clause.compelled == "never" else unit
    polarity = Polarity(heard, language.grammar)
    if heard.hits(number["consent-condition"]):
        return "condition"
    if polarity.excepted(no):
        return "exception"
    return "hedge" if polarity.hedged(no) else None


def _as_question(unit: Unit) -> Unit:
    """A heading as the question that it stands for; any other unit as it is."""
    if unit.kind != "heading":
        return unit
    return replace(unit, sentence=replace(unit.sentence, question=True), kind="question")


def _of_unit(unit: Unit, gathered: Gathered) -> Iterator[Statement]:
    """What a unit says, statement by statement: what is kept of one may settle the clause of the next."""
    language, settled = gathered.language, gathered.settled
    affirms = not unit.sentence.question and language.grammar.turning.isdisjoint(unit.present)
    plain = affirms and language.grammar.unsettling.isdisjoint(unit.present)
    judge: Judge | None = None
    for hit, rules in tried(unit, language, settled, gathered.affirmed if affirms else _NONE, plain):
        for rule, announces in rules:
            if rule.clause in settled:
                continue
            match = rule.match(unit, hit)
            if match is None:
                continue
            if judge is None:
                judge = Judge(unit, language, plain)
            statement = judge.statement(rule, hit, *match)
            if statement is not None and not (announces and statement.effect != "denied"):
                if statement.effect == "affirmed" and rule.practice and is_topic(unit, language):
                    statement.effect = "unclear"
                yield statement


class Judge:
    """Judges what the rules met in one unit say of their clauses.

    `plain` says that nothing stands in it which could turn, weaken or give to others what a predicate says: then a rule
    says the same wherever it is met. In most units nothing stands either that could frame what they say, make it hollow
    or lay it aside: then nothing of the kind is set up.
    """

    def __init__(self, unit: Unit, language: Language, plain: bool) -> None:
        self._unit = unit
        self._language = language
        self._polarity = Polarity(unit, language.grammar)
        self._spared: Polarity | None = None
        self._plain = plain
        number = language.grammar.number
        self._narrow = Narrow(unit, number)
        # A table's row may be framed by its head alone.
        self._asserts = unit.kind != "row" and language.grammar.framing.isdisjoint(unit.present)
        if self._asserts:
            return
        self._hollow = Hollow(unit, number)
        self._aside = Aside(unit, number)
        self._told = Told(unit, number)
        self._powers = Powers(unit, number)

    def statement(self, rule: CompiledRule, predicate: Hit, stretch: Hit, others: tuple[Hit, ...]) -> Statement | None:
        """What a rule says that is met around a predicate, in a stretch of the words and with other hits; or None."""
        unit, clause = self._unit, self._language.clauses[rule.clause]
        effect: Effect
        qualifier: Qualifier | None
        polarity = self._polarity if clause.compelled == "possibly" else self._sparing()
        told = Outcome(rule.plain) if self._plain else outcome_of(rule, clause, predicate, others, polarity)
        if rule.rule.reads == "denied" and told == DENIED:
            told = by_itself(predicate, others, polarity)
        whole = denied_of_topic(unit, self._language.grammar.number, predicate, polarity.negated)
        if whole is not None and rule.rule.reads in ("stance", "affirmation", "denial"):
            told = DENIED if whole and clause.deniable else Outcome("none")
        told = self._unless_quoted(clause, predicate, told)
        if clause.promise and told.effect == "affirmed":
            told = self._as_promised(predicate, told)
        if not self._asserts:
            told = self._of_today(clause, predicate, self._unless_hollow(clause, predicate, told))
            told = self._as_told(clause, predicate, told)
        if told.effect == "affirmed" and clause.deniable and self._below_denial(predicate):
            told = Outcome("denied")
        effect, qualifier = told
        number = self._language.grammar.number
        if effect == "affirmed" and clause.mention == "nothing" and only_mentioned(unit, number, predicate):
            return None
        if effect == "none" or (effect == "denied" and not clause.deniable):
            return None
        populations = self._polarity.populations(predicate)
        if (
            effect == "denied"
            and qualifier is None
            and self._narrow.holds(predicate, self._language.narrow[rule.clause])
        ):
            qualifier, populations = "scope", ()
        if qualifier is None and populations and "all" not in populations and (clause.deniable or clause.promise):
            qualifier = "scope"
        if effect == "affirmed" and rule.rule.unless is not None:
            qualifier, populations = "scope", ()  # spoken of, and no more than that
        if clause.counts == "words":
            key = self._counted(predicate, self._language.same[rule.clause])
        else:
            key = f"rule {rule.number}"
        unshown = self._unshown(rule.clause)
        key, weak = ("" if unshown else key), rule.rule.weak or unshown
        return Statement(rule.clause, effect, qualifier, populations, unit, stretch, key, weak, rule.rule.unless)

    def _unshown(self, place: int) -> bool:
        """Whether a clause asks for words, in a sentence or in a title above it, that this unit has not."""
        showing = self._language.shown[place]
        return showing is not None and showing[0] not in self._unit.present and showing[1] not in self._unit.headings

    def _counted(self, predicate: Hit, same: int) -> str:
        """What a predicate counts as: its words, or one with all that says the same (`to run the tool, the app`)."""
        unit = self._unit
        once = unit.hits(same) if same in unit.present else ()
        if any(one.start <= predicate.start and predicate.end <= one.end for one in once):
            return "same"
        return " ".join(unit.tokens[predicate.start : predicate.end])

    def _sparing(self) -> Polarity:
        """What stands in the unit for a clause that nobody is ordered to (`compelled.py`)."""
        if self._spared is None:
            unit = spared(self._unit, self._language.grammar.number)
            self._spared = self._polarity if unit is self._unit else Polarity(unit, self._language.grammar)
        return self._spared

    def _below_denial(self, predicate: Hit) -> bool:
        """Whether a line without a subject stands under a title that denies it: a list that lost its bullets."""
        unit, number = self._unit, self._language.grammar.number
        if unit.kind != "paragraph" or unit.own or number[DENIES_BELOW] not in unit.headings:
            return False
        return predicate.start <= _FIRST_WORDS and not unit.hits(number["subject-publisher"])

    def _as_promised(self, predicate: Hit, outcome: Outcome) -> Outcome:
        """What is told to the publisher's credit: nothing of what a law asks for, less with an exception or a hedge."""
        polarity = self._polarity
        if polarity.law_speaks(predicate):
            return Outcome("none")
        if polarity.excepted(predicate):
            return Outcome("affirmed", "exception")
        return Outcome("affirmed", "hedge") if polarity.hedged(predicate) else outcome

    def _of_today(self, clause: Clause, predicate: Hit, outcome: Outcome) -> Outcome:
        """What is told of the publisher today: nothing by a comparison with others, in doubt by what once was so."""
        if clause.holder == "person" and not self._unit.sentence.question and self._powers.grants_nothing(predicate):
            return Outcome("none")  # what others may do grants no right
        if not (clause.deniable or clause.promise) or self._unit.sentence.question:
            return outcome
        aside = self._aside
        credited = outcome.effect == ("affirmed" if clause.promise else "denied")
        if aside.of_others(predicate) or (credited and aside.of_chosen(predicate)):
            return Outcome("none")
        if clause.promise:
            past = aside.of_the_past(predicate) or aside.was_so(predicate)
            return Outcome("none") if past or aside.only_due(predicate) else outcome
        if credited and aside.only_ought(predicate):
            return Outcome("none")
        if credited and (aside.of_the_past(predicate) or aside.was_so(predicate)):
            return Outcome("unclear", "hedge")
        if outcome.effect == "affirmed" and aside.of_the_past(predicate):
            return Outcome("unclear", outcome.qualifier)
        return outcome

    def _as_told(self, clause: Clause, predicate: Hit, outcome: Outcome) -> Outcome:
        """What is told as the sentence tells it: asked, feared, defined, supposed, untrue or for later."""
        if outcome.effect == "none" or self._unit.sentence.question:
            return outcome
        left = self._told.left_of(
            predicate,
            deniable=clause.deniable,
            granted=clause.negation == "refusal" or clause.promise,
            credited=outcome.qualifier is None and (clause.promise or outcome.effect == "denied"),
        )
        return outcome if left is None else _LEFT[left](outcome)

    def _unless_quoted(self, clause: Clause, predicate: Hit, outcome: Outcome) -> Outcome:
        """What is told, save for a word in quotation marks, in a law’s sense."""
        if outcome.effect == "affirmed" and clause.quoted == "unclear" and in_quotation_marks(self._unit, predicate):
            return Outcome("unclear", outcome.qualifier)
        return outcome

    def _unless_hollow(self, clause: Clause, predicate: Hit, outcome: Outcome) -> Outcome:
        """What is told, save for a denial that rules nothing out."""
        if outcome.effect != "denied" or not clause.deniable or self._unit.sentence.question:
            return outcome
        if self._hollow.by_choice(predicate):
            return Outcome("unclear", "condition")
        if clause.denied_by == "publisher":
            bound = self._hollow.binds_others(predicate)
        else:
            bound = clause.denied_by == "service" and self._hollow.binds_users(predicate)
        if bound or self._hollow.not_vouched(predicate):
            return Outcome("none")
        return outcome
