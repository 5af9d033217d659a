"""Clauses compiled against one language's concepts, and the rules matched in a unit."""

from __future__ import annotations

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from catalog.nouns.reading import ClauseReading

from .automaton import MAX_SPAN, Automaton, Hit, starting_within
from .definitions import Clause, Rule
from .lemmas import Forms
from .load import clauses, lexicon
from .stance import GRAMMAR, Effect, Grammar
from .units import Unit

VALUE_CONCEPTS: Final = ("dpo", "hosting", "transfer", "share", "recipient", "controller", "privacy")
"""Concepts that say what a value is about, beside the `about-…` ones."""
LIFTS: Final = "no-veto"
"""The concept within whose words no veto counts: `personal and aggregate data` are not aggregate only."""
FALSE: Final = "-false"
"""Ends the name of a concept that holds the longer phrases in which another's words are none: `police requests` are no
request of the reader's."""
_AND: Final = frozenset(("and", "nor", "but", "et", "ni", "mais", "und", "aber"))
_WE: Final = frozenset(("we", "nous", "wir"))
_LONG: Final = 60
"""Words from which on a sentence's far end no longer vetoes."""


@dataclass(frozen=True, slots=True)
class Term:
    """A concept a rule needs: any of `concepts`; `heading` lets a heading supply it."""

    concepts: tuple[int, ...]
    heading: bool


Match = tuple[Hit, tuple[Hit, ...]]
"""A rule met in a unit: the outermost stretch of its words, and the hits beside the predicate."""


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule in numbers. `clause` is the clause's place in the vocabulary, `beside` what it needs with its predicate.

    `practice` tells rules on what is done, which a title cannot say, from those that a heading above may complete.
    `publisher` says that only the publisher's own acts count; `affirms` that all it can make of a sentence without a
    word of denial or doubt is an affirmation; `plain` what it makes of a sentence, no question, without any word that
    unsettles (`stance.Grammar`). `needs` are concepts of which one must be there for the rule to be met: a cheap test.
    """

    clause: int
    number: int
    rule: Rule
    beside: tuple[Term, ...]
    none: frozenset[int]
    heading: frozenset[int]
    outside: frozenset[int]
    practice: bool
    barrier: frozenset[int]
    publisher: bool
    affirms: bool
    plain: Effect
    needs: frozenset[int]
    void: int = -1
    """The clause's `void-X`: a predicate that lies within one of its hits is none (`users located in the United States`
    for a transfer)."""
    lifts: int = -1
    false: Mapping[int, int] = field(default_factory=dict)
    """For a concept the one that names the phrases in which its words are none."""

    def match(self, unit: Unit, predicate: Hit) -> Match | None:
        """What this rule matches around a predicate, or None."""
        if self.heading and self.heading.isdisjoint(unit.headings):
            return None
        if self.outside and not self.outside.isdisjoint(unit.headings):
            return None
        present, own = unit.present, unit.own
        _, low, high = predicate
        if self.void in present and any(one.start <= low and high <= one.end for one in unit.hits(self.void)):
            return None
        if self._is_false(unit, predicate):
            return None
        latest = high
        others: list[Hit] = []
        for term in self.beside:
            best = None if present.isdisjoint(term.concepts) else self._nearest(unit, predicate, term)
            if best is None:
                if term.heading and unit.headings.intersection(term.concepts):
                    continue
                return None
            others.append(best)
            _, start, end = best
            low = min(low, start)
            high = max(high, end)
            latest = max(latest, start)
        if own and latest <= own and high <= own:
            return None
        if self.none and not self.none.isdisjoint(present) and self._vetoed(unit, predicate):
            return None
        if not others:
            return predicate, ()
        return tuple.__new__(Hit, (predicate[0], low, high)), tuple(others)

    def _is_false(self, unit: Unit, hit: Hit) -> bool:
        """Whether a hit lies within a longer phrase that makes its words say something else."""
        longer = self.false.get(hit[0], -1)
        return longer in unit.present and any(one.start <= hit[1] and hit[2] <= one.end for one in unit.hits(longer))

    def _barred(self, unit: Unit, predicate: Hit, other: Hit) -> bool:
        low, high = min(predicate.end, other.end), max(predicate.start, other.start)
        return any(low <= hit.start < high for concept in self.barrier for hit in unit.hits(concept))

    def _nearest(self, unit: Unit, predicate: Hit, term: Term) -> Hit | None:
        best: Hit | None = None
        rule = self.rule
        _, first, last = predicate
        distance = rule.within + 1
        low = first - distance - MAX_SPAN
        # Words from a lead-in to its items count less: no place after it is too far at once.
        high = len(unit.tokens) if unit.own > first else last + distance
        for concept in term.concepts:
            if concept not in unit.present:
                continue
            for hit in starting_within(unit.hits(concept), low, high):
                start = hit[1]
                if (start < first and rule.ordered) or (start > first and rule.preceded):
                    continue
                if start >= last:
                    away = start - last
                    if start >= unit.own > first:
                        away = min(away, 4 + (start - unit.own) // 3)
                else:
                    away = max(0, first - hit[2])
                if away >= distance or (self.barrier and self._barred(unit, predicate, hit)):
                    continue
                if not self._is_false(unit, hit):
                    best, distance = hit, away
        return best

    def _vetoed(self, unit: Unit, predicate: Hit) -> bool:
        for concept in self.none & unit.present:
            for hit in unit.hits(concept):
                near = len(unit.tokens) <= _LONG or abs(hit.start - predicate.start) <= 30
                if near and not _runs_on(unit.tokens, hit) and not self._lifted(unit, hit):
                    return True
        return False

    def _lifted(self, unit: Unit, veto: Hit) -> bool:
        lifting = unit.hits(self.lifts) if self.lifts in unit.present else ()
        return any(hit.start <= veto.start and veto.end <= hit.end for hit in lifting)


def _runs_on(tokens: list[str], veto: Hit) -> bool:
    """Whether the words of a veto stand in two main clauses: `we do not sell data, and we do not use it for …`."""
    return any(
        tokens[place] == "," and tokens[place + 1] in _AND and tokens[place + 2] in _WE
        for place in range(veto.start + 1, veto.end - 3)
    )


def _reported() -> Callable[[str], bool]:
    """Which concepts the reader asks for: those of rules, of grammar, of values, and those named after a clause."""
    rules = [rule for clause in clauses() for rule in clause.rules]
    named = {name for rule in rules for name in (*rule.all, *rule.none, *rule.heading, *rule.outside, *rule.barrier)}
    named |= {name for clause in clauses() for name in (*clause.veto, clause.doubting) if name}
    asked = (
        {part for name in named for part in name.removeprefix("^").split("|")} | set(GRAMMAR) | {*VALUE_CONCEPTS, LIFTS}
    )
    of_clauses = (
        "says-",
        "denies-",
        "title-",
        "hints-",
        "veto-",
        "narrow-",
        "wide-",
        "void-",
        "same-",
        "under-",
        "best-",
        "shows-",
    )
    prefixes = (*of_clauses, "people-", "about-")
    return lambda name: name in asked or name.startswith(prefixes) or name.removesuffix(FALSE) in asked


def _showing(clause: Clause, known: dict[str, int]) -> tuple[int, int] | None:
    """The concepts of which a sentence, or a title above it, must hold one to show a clause; None where any will."""
    shows = known.get(f"shows-{clause.clause}", -1)
    return (shows, known.get(f"under-{clause.clause}", -1)) if clause.shown and shows >= 0 else None


class Language:
    """One language, ready to read: its automaton, grammar, and every clause's rules by predicate concept."""

    def __init__(self, code: str) -> None:
        words = lexicon(code)
        self.code = code
        self.automaton = Automaton(words.concepts, Forms(code, words.lemmas, words.endings), _reported())
        self.grammar = Grammar(self.automaton)
        self.clauses: tuple[Clause, ...] = clauses()
        self.absent = tuple(ClauseReading(clause=clause.clause, stance="absent") for clause in self.clauses)
        self.place_of = {clause.clause: place for place, clause in enumerate(self.clauses)}
        known = self.automaton.number
        self.false = {
            known[name.removesuffix(FALSE)]: place for name, place in known.items() if _names_another(name, known)
        }
        """For each concept that has one the concept of the phrases in which its words are none."""
        self.narrow = tuple(
            [(known.get(f"narrow-{one.clause}", -1), known.get(f"wide-{one.clause}", -1)) for one in self.clauses]
        )
        """For each clause what narrows its denials and what takes the limit away; -1 where the lexicon lacks one."""
        self.same = tuple([known.get(f"same-{one.clause}", -1) for one in self.clauses])
        """For each clause the ways of saying one thing: predicates within them count once where words are counted."""
        self.shown = tuple([_showing(one, known) for one in self.clauses])
        """For each clause the concepts without which a sentence is too weak to affirm it, where it asks for any."""
        self.by_predicate: dict[int, list[CompiledRule]] = {}
        self.missing: dict[str, set[str]] = {}
        for place, clause in enumerate(self.clauses):
            for number, rule in enumerate((*clause.rules, *self._implied(clause))):
                self._add(place, clause, number, rule)
        self.predicates = frozenset(self.by_predicate)

    def _implied(self, clause: Clause) -> list[Rule]:
        """`says-CLAUSE` in a lexicon says the clause by itself; `title-CLAUSE` does so even in a heading."""
        rules = [Rule(all=(f"says-{clause.clause}",))] if f"says-{clause.clause}" in self.automaton.number else []
        if f"denies-{clause.clause}" in self.automaton.number:
            rules.append(Rule(all=(f"denies-{clause.clause}",), reads="denied"))
        if f"title-{clause.clause}" in self.automaton.number:
            rules.append(Rule(all=(f"title-{clause.clause}",), in_headings=True))
        if f"hints-{clause.clause}" in self.automaton.number:
            rules.append(Rule(all=(f"hints-{clause.clause}",), weak=True))
        return rules

    def _numbers(self, written: str) -> tuple[int, ...]:
        names = written.removeprefix("^").split("|")
        return tuple(self.automaton.number[name] for name in names if name in self.automaton.number)

    def _add(self, place: int, clause: Clause, number: int, rule: Rule) -> None:
        terms = tuple(Term(self._numbers(written), written.startswith("^")) for written in rule.all)
        lacking = {w for w, t in zip(rule.all, terms, strict=True) if not t.concepts}
        if rule.heading and not any(self._numbers(written) for written in rule.heading):
            lacking.update(rule.heading)  # the rule would hold under any heading
        if lacking:
            self.missing.setdefault(clause.clause, set()).update(lacking)
            return
        vetoes = (*rule.none, *clause.veto, f"veto-{clause.clause}")
        none = frozenset(n for written in vetoes for n in self._numbers(written))
        heading = frozenset(n for written in rule.heading for n in self._numbers(written))
        barrier = frozenset(n for written in rule.barrier for n in self._numbers(written))
        practice = clause.deniable and not heading and not any(term.heading for term in terms)
        publisher = (rule.subject or clause.subject) == "publisher"
        affirms = rule.reads in ("stance", "affirmation", "affirmed") and rule.unless is None
        outside = frozenset(n for written in rule.outside for n in self._numbers(written))
        plain = _plain(rule, clause)
        needs = next((frozenset(term.concepts) for term in terms[1:] if not term.heading), frozenset(terms[0].concepts))
        # What only infers may rest on the very words that say nothing by themselves.
        void = -1 if rule.unless is not None else self.automaton.number.get(f"void-{clause.clause}", -1)
        compiled = CompiledRule(
            place,
            number,
            rule,
            terms[1:],
            none,
            heading,
            outside,
            practice,
            barrier,
            publisher,
            affirms,
            plain,
            needs,
            void,
            self.automaton.number.get(LIFTS, -1),
            self.false,
        )
        for concept in terms[0].concepts:
            self.by_predicate.setdefault(concept, []).append(compiled)


def _names_another(name: str, known: Mapping[str, int]) -> bool:
    """Whether a concept only names phrases in which another's words are none."""
    return name.endswith(FALSE) and name.removesuffix(FALSE) in known


def _plain(rule: Rule, clause: Clause) -> Effect:
    """What a rule makes of a statement, no question, in which nothing stands that could unsettle it."""
    if rule.reads == "stance" or rule.reads == "affirmation":
        return "affirmed"
    if rule.reads == "denial" or (rule.reads == "denied" and not clause.deniable):
        return "none"
    return "unclear" if rule.reads == "doubt" else rule.reads


@cache
def language(code: str) -> Language:
    """The compiled language; KeyError where there is no lexicon for it.

    It lives as long as the process: the collector of garbage is told never to go through it again.
    """
    made = Language(code)
    gc.freeze()
    return made
