"""One stance a clause and document, decided from all that its sentences say, with the quotes that tell it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from catalog.nouns.reading import ClauseReading, Qualifier

from .compiled import Language
from .definitions import Clause
from .document import TextDocument
from .quotes import Quotes
from .stance import Effect
from .statements import Gathered, Statement
from .telling import best_first

_LABEL: Final = 8
"""Words at most of a title that a text without marks glues to the sentence after it."""
_SUBJECTS: Final = ("subject-publisher", "subject-third", "subject-user")
_VERBS: Final = ("passive", "title-verb")
"""Concepts of verbs, with any of which the first words of a sentence say something."""
_QUALIFIERS: Final[tuple[Qualifier, ...]] = ("exception", "condition", "hedge", "scope")


def decide(gathered: Gathered, document: TextDocument) -> tuple[ClauseReading, ...]:
    """One reading a clause, in the vocabulary's order."""
    # Most clauses stand in no document.
    readings = list(gathered.language.absent)
    quotes = Quotes(document)
    for place in gathered.by_effect:
        readings[place] = _decide(place, gathered, quotes)
    return tuple(readings)


def _decide(place: int, gathered: Gathered, quotes: Quotes) -> ClauseReading:
    language = gathered.language
    clause, effects, keys = language.clauses[place], gathered.by_effect[place], gathered.keys.get(place, set())
    affirmed = sorted(effects.get("affirmed", ()), key=lambda s: s.weak)
    denied = [one for one in effects.get("denied", ()) if one.effect == "denied"]  # not what its sentence took back
    unclear = effects.get("unclear", [])
    if affirmed and not _enough(clause, affirmed, keys):
        if clause.lone == "unclear":
            unclear = [*unclear, *affirmed]
        affirmed = []
    affirmed = [s for s in affirmed if not s.weak] or affirmed
    if affirmed and denied:
        affirmed = _without_labels(affirmed, denied, language)
    if clause.conflict == "denied":
        affirmed = _unless_denied_alongside(affirmed, denied, language)
    if affirmed and denied and clause.conflict == "denied" and not _narrower(denied, affirmed):
        return _reading(language, clause, "denied", (denied, affirmed), quotes, "exception", True)
    if affirmed:
        return _reading(language, clause, "affirmed", (affirmed,), quotes, _common(affirmed), bool(denied), denied)
    if denied:
        doubts = _doubts(clause, unclear, denied, language) if clause.doubt != "yields" else []
        if doubts and clause.doubt == "qualifies":
            return _reading(language, clause, "denied", (doubts, denied), quotes, "exception", False)
        qualifier = _worst(denied) or ("hedge" if doubts else None)
        return _reading(language, clause, "denied", (denied,), quotes, qualifier, False, doubts)
    if unclear:
        return _reading(language, clause, "unclear", (unclear,), quotes, _worst(unclear), False)
    return language.absent[place]


def _without_labels(affirmed: list[Statement], denied: list[Statement], language: Language) -> list[Statement]:
    """Affirmations without the titles glued to a sentence that denies: `Automated decisions We take none of them`."""
    places = {one.unit.sentence.start for one in denied if one.qualifier is None}
    return [one for one in affirmed if one.unit.sentence.start not in places or not _labels(one, language)]


def _labels(one: Statement, language: Language) -> bool:
    """Whether what is matched only names a subject: in the first words of its sentence, no verb in or after it."""
    first, last = one.unit.own, one.stretch.end
    if last - first > _LABEL:
        return False
    grammar, unit = language.grammar, one.unit
    verbs = (hit for name in _VERBS for hit in grammar.hits(unit, name))
    subjects = (hit for name in _SUBJECTS for hit in grammar.hits(unit, name))
    return not any(first <= hit.start <= last + 2 for hit in verbs) and not any(
        first <= hit.start < last for hit in subjects
    )


def _doubts(clause: Clause, unclear: list[Statement], denied: list[Statement], language: Language) -> list[Statement]:
    """Doubtful sentences that hold the clause's concept of doubt, where it names one, and do not deny themselves.

    `We sell nothing, although sharing may be considered a sale` denies up to the word of contrast, and doubts after it.
    """
    concept = language.automaton.number.get(clause.doubting, -1)
    places = {one.unit.sentence.start: one for one in denied}
    return [
        one
        for one in unclear
        if (not clause.doubting or concept in one.unit.present)
        and (one.unit.sentence.start not in places or _turns(places[one.unit.sentence.start], one, language))
    ]


def _turns(denied: Statement, doubt: Statement, language: Language) -> bool:
    """Whether a word of contrast stands between a denial and a doubt of one sentence."""
    turns = language.grammar.hits(doubt.unit, "scope-end")
    return any(denied.stretch.end <= hit.start < doubt.stretch.end for hit in turns)


def _unless_denied_alongside(affirmed: list[Statement], denied: list[Statement], language: Language) -> list[Statement]:
    """Affirmations without those of a sentence that denies the same of everybody, with no exception: it denies.

    What the sentence sets apart itself stays: `we sell no names, but we may sell other data about you`.
    """
    plain: dict[int, list[Statement]] = {}
    for one in denied:
        if one.qualifier is None:
            plain.setdefault(one.unit.sentence.start, []).append(one)
    return [
        one
        for one in affirmed
        if all(_set_apart(other, one, language) for other in plain.get(one.unit.sentence.start, ()))
    ]


def _set_apart(denied: Statement, affirmed: Statement, language: Language) -> bool:
    """Whether a semicolon or a word of contrast stands between what is denied and what is affirmed after it."""
    if denied.unit.tokens != affirmed.unit.tokens:
        return False
    low, high = denied.stretch.end, affirmed.stretch.start
    contrasts = language.grammar.hits(affirmed.unit, "contrast")
    return ";" in affirmed.unit.tokens[low:high] or any(low <= hit.start < high for hit in contrasts)


def _narrower(denied: list[Statement], affirmed: list[Statement]) -> bool:
    """Whether denials take back nothing affirmed of everybody: they stand apart, and hold for some people only, or with
    a hedge (`we do not sell data as Nevada defines it`) beside a plain affirmation."""
    places = {s.unit.sentence.start for s in affirmed}
    plain = any(s.qualifier is None for s in affirmed)
    return all(
        s.unit.sentence.start not in places
        and (
            (s.populations and "all" not in s.populations and s.qualifier is not None)
            or (plain and s.qualifier == "hedge")
        )
        for s in denied
    )


def _enough(clause: Clause, affirmed: list[Statement], keys: set[str]) -> bool:
    if len(keys) < clause.least:
        return False
    return not affirmed[0].weak or len({s.unit.sentence.start for s in affirmed}) >= 2


def _common(found: list[Statement]) -> Qualifier | None:
    """What weakens an affirmation: only what weakens each of its sentences."""
    first = found[0].qualifier
    return first if all(s.qualifier == first for s in found) else None


def _worst(found: list[Statement]) -> Qualifier | None:
    """What weakens a denial: the strongest of what weakens any of its sentences; a scope only where all have one."""
    present = {s.qualifier for s in found}
    for qualifier in _QUALIFIERS[:3]:
        if qualifier in present:
            return qualifier
    return "scope" if present == {"scope"} else None


def _reading(
    language: Language,
    clause: Clause,
    stance: Effect,
    found: tuple[list[Statement], ...],
    quotes: Quotes,
    qualifier: Qualifier | None,
    contradicted: bool,
    others: Iterable[Statement] = (),
) -> ClauseReading:
    """A reading that rests on groups of statements: all of one are quoted before any of the next, the best first."""
    people = dict.fromkeys(p for group in found for s in group for p in s.populations)
    ranked = (one for group in found for one in best_first(group, clause, language))
    telling = _distinct([*ranked, *list(others)[:1]])[: clause.quotes]
    return ClauseReading(
        clause=clause.clause,
        stance="absent" if stance == "none" else stance,
        qualified_by=qualifier,
        populations=tuple(people),
        quotes=tuple([quotes.of(one) for one in telling]),
        contradicted=contradicted,
    )


def _distinct(found: list[Statement]) -> list[Statement]:
    seen: dict[int, Statement] = {}
    for statement in found:
        seen.setdefault(statement.unit.sentence.start, statement)
    return list(seen.values())
