"""Sentences matched against every clause: what each says, with its quote; then one stance a clause and document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from catalog.nouns.reading import ClauseReading, Population, Qualifier, Quote

from .automaton import Hit
from .compiled import CompiledRule, Language, Match
from .definitions import Clause
from .document import TextDocument
from .fold import Folded
from .stance import Effect, Outcome, Polarity
from .tokens import WORD
from .units import Unit

_QUOTES: Final = 5
_LONG_QUOTE: Final = 420
_ANSWER: Final = 4
"""Words of an answer to a heading at most: a longer sentence under it speaks for itself."""
_KEPT: Final = 12
"""Sentences kept a clause and effect; further ones add nothing but length."""
_TITLE: Final = 4
"""Words up to which a sentence may be a mere title: `Tailored advertising.` announces a subject and says nothing."""
_LINE: Final = 16
"""Words at most of a line that only names what the text under it is about."""
_QUALIFIERS: Final[tuple[Qualifier, ...]] = ("exception", "condition", "hedge", "scope")


@dataclass(slots=True)
class Statement:
    """One sentence's word on one clause. `key` tells different predicates apart; `stretch` is the matched part."""

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
        place_of = self.language.place_of
        said = {place for place, effects in self.by_effect.items() if effects}
        for statement in self._inferred:
            against = self.by_effect.get(place_of[statement.unless or ""], {})
            if statement.clause not in said and not against.get("affirmed"):
                self.by_effect.setdefault(statement.clause, {}).setdefault(statement.effect, []).append(statement)

    def add(self, statement: Statement) -> None:
        """Keep a statement, unless enough of its kind are kept already."""
        place = statement.clause
        if statement.unless is not None:
            self._inferred[_KEPT:] = []
            self._inferred.append(statement)
            return
        kept = self.by_effect.setdefault(place, {}).setdefault(statement.effect, [])
        if statement.effect == "affirmed":
            self.keys.setdefault(place, set()).add(statement.key)
        if len(kept) < _KEPT or (kept[-1].weak and not statement.weak):
            kept.append(statement)
        if len(kept) >= _KEPT and statement.effect == "affirmed" and not kept[-1].weak:
            clause = self.language.clauses[place]
            if len(self.keys[place]) >= clause.least:
                (self.affirmed if clause.deniable else self.settled).add(place)


def gather(units: Iterable[Unit], language: Language) -> Gathered:
    """The statements of the units. A question counts only with the yes or no that answers it.

    So does a heading or a definition's term, where the answer is all there is (`Sale of data` over `Never`).
    """
    gathered = Gathered(language)
    asked: list[Statement] = []
    labelled = False
    for unit in units:
        if asked and not (labelled and len(unit.sentence.tokens) > _ANSWER):
            for statement in _answers(asked, unit, language):
                gathered.add(statement)
        asked, labelled = [], unit.kind == "heading"
        matched = _of_unit(unit, language, gathered)
        if unit.sentence.question:
            asked = list(matched)
        else:
            for statement in matched:
                gathered.add(statement)
        if labelled:
            asked = list(_of_unit(_as_question(unit), language, gathered))
    gathered.infer()
    return gathered


def _as_question(unit: Unit) -> Unit:
    sentence = replace(unit.sentence, question=True)
    return replace(unit, sentence=sentence, kind="question")


def _answers(asked: list[Statement], unit: Unit, language: Language) -> Iterator[Statement]:
    own = [hit for hit in unit.hits if hit.start == unit.own]
    no, yes = language.grammar.number["answer-no"], language.grammar.number["answer-yes"]
    effect: Effect = "none"
    if any(hit.concept == no for hit in own):
        effect = "denied"
    elif any(hit.concept == yes for hit in own):
        effect = "affirmed"
    if effect == "none":
        return
    for statement in asked:
        if effect == "affirmed" or language.clauses[statement.clause].deniable:
            joined = Unit(
                unit.sentence, unit.kind, unit.tokens, unit.hits, unit.own, unit.headings, statement.unit.sentence
            )
            told: Effect = "unclear" if effect == "affirmed" and statement.effect == "unclear" else effect
            yield Statement(
                statement.clause, told, None, statement.populations, joined, Hit(-1, 0, 1), statement.key, False
            )


def _of_unit(unit: Unit, language: Language, gathered: Gathered) -> Iterator[Statement]:
    by_predicate, settled, affirmed = language.by_predicate, gathered.settled, gathered.affirmed
    affirms = not unit.sentence.question and language.grammar.turning.isdisjoint(unit.present)
    heading = unit.kind in ("heading", "link")
    # `We do not sell your data` as a heading is a promise; `How we share` and `Do not sell my data` are titles.
    promises = unit.kind == "heading" and any(language.grammar.hits(unit, "subject-publisher"))
    bare, own = _bare(unit, language), unit.own
    topic = _topic(unit, language)
    polarity: Polarity | None = None
    for hit in unit.hits:
        rules = by_predicate.get(hit[0])
        if rules is None or (own and hit.start < own and unit.places[hit.concept][-1].start >= own):
            continue
        for rule in rules:
            clause = rule.clause
            if clause in settled or (affirms and clause in affirmed and rule.affirms):
                continue
            titled = heading and not rule.rule.in_headings
            if titled and not promises:
                continue
            match = rule.match(unit, hit)
            if match is None:
                continue
            if polarity is None:
                polarity = Polarity(unit, language.grammar)
            statement = _judge(rule, unit, hit, match, polarity, language)
            announces = titled or (bare and rule.practice)
            if statement is not None and not (announces and statement.effect != "denied"):
                if topic and rule.practice and statement.effect == "affirmed":
                    statement.effect = "unclear"
                yield statement


def _bare(unit: Unit, language: Language) -> bool:
    """Whether a sentence is a title or a few words without a verb, which only a denial makes a statement."""
    short = len(unit.tokens) <= _TITLE or unit.sentence.titled
    if unit.own or not short or unit.sentence.question:
        return False
    grammar = language.grammar
    return not grammar.hits(unit, "subject-publisher") and not grammar.hits(unit, "passive")


def _topic(unit: Unit, language: Language) -> bool:
    """Whether a line only titles what follows (`Personalisation of advertisements:`): no verb, no full stop."""
    if unit.own or unit.kind != "paragraph" or unit.sentence.question:
        return False
    grammar = language.grammar
    opens = any(hit.start == 0 for hit in grammar.hits(unit, "title-opens"))
    if not opens or any(grammar.hits(unit, name) for name in ("title-verb", "subject-publisher", "passive")):
        return False
    return len(unit.tokens) <= _LINE and unit.sentence.folded.rstrip()[-1:] not in (".", ";", "!")


def _judge(
    rule: CompiledRule, unit: Unit, predicate: Hit, match: Match, polarity: Polarity, language: Language
) -> Statement | None:
    clause = language.clauses[rule.clause]
    outcome = _outcome(rule, clause, predicate, match, polarity)
    if outcome.effect == "none" or (outcome.effect == "denied" and not clause.deniable):
        return None
    populations = polarity.populations(predicate)
    qualifier = outcome.qualifier
    if qualifier is None and populations and "all" not in populations and clause.deniable:
        qualifier = "scope"
    key = " ".join(unit.tokens[predicate.start : predicate.end]) if clause.counts == "words" else f"rule {rule.number}"
    weak, unless = rule.rule.weak, rule.rule.unless
    return Statement(rule.clause, outcome.effect, qualifier, populations, unit, match.stretch, key, weak, unless)


def _outcome(rule: CompiledRule, clause: Clause, predicate: Hit, match: Match, polarity: Polarity) -> Outcome:
    reads = rule.rule.reads
    # In a question put to the publisher (`do you sell …?`) `you` is the publisher.
    if rule.publisher and not polarity.unit.sentence.question and polarity.subject_is_other(predicate):
        return Outcome("none")
    if clause.deniable and polarity.law_speaks(predicate):
        return Outcome("none")
    if clause.duty == "supplier" and polarity.customers_duty(predicate):
        return Outcome("none")
    if clause.negation != "matters" and reads == "stance":
        if clause.negation == "refusal" and polarity.refused(predicate):
            return Outcome("none")
        if clause.duty == "supplier" and polarity.planned(predicate):
            return Outcome("unclear", "hedge")
        return Outcome("affirmed")
    outcome = polarity.outcome(predicate, clause.exception == "affirms", match.others)
    if reads == "stance":
        return outcome
    if reads == "affirmation":
        return Outcome("none") if outcome.effect == "denied" else outcome
    if reads == "denial":
        asked = polarity.unit.sentence.question
        if asked and outcome.effect == "affirmed":
            return Outcome("unclear", outcome.qualifier)  # no rule may affirm by this predicate, not even a yes
        return outcome if asked or outcome.effect == "denied" else Outcome("none")
    return Outcome(reads, outcome.qualifier)


def decide(gathered: Gathered, document: TextDocument) -> tuple[ClauseReading, ...]:
    """One reading a clause, in the vocabulary's order."""
    # Most clauses stand in no document.
    readings = list(gathered.language.absent)
    for place in gathered.by_effect:
        readings[place] = _decide(place, gathered, document)
    return tuple(readings)


def _decide(place: int, gathered: Gathered, document: TextDocument) -> ClauseReading:
    language = gathered.language
    clause, effects, keys = language.clauses[place], gathered.by_effect[place], gathered.keys.get(place, set())
    affirmed = sorted(effects.get("affirmed", ()), key=lambda s: s.weak)
    denied = effects.get("denied", [])
    unclear = effects.get("unclear", [])
    if affirmed and not _enough(clause, affirmed, keys):
        if clause.lone == "unclear":
            unclear = [*unclear, *affirmed]
        affirmed = []
    affirmed = [s for s in affirmed if not s.weak] or affirmed
    if clause.conflict == "denied":
        affirmed = _unless_denied_alongside(affirmed, denied, language)
    if affirmed and denied and clause.conflict == "denied" and not _narrower(denied, affirmed):
        return _reading(clause, "denied", [*denied, *affirmed], document, "exception", True)
    if affirmed:
        return _reading(clause, "affirmed", affirmed, document, _common(affirmed), bool(denied), denied)
    if denied:
        doubts = _doubts(clause, unclear, denied, language) if clause.doubt != "yields" else []
        if doubts and clause.doubt == "qualifies":
            return _reading(clause, "denied", [*doubts, *denied], document, "exception", False)
        qualifier = _worst(denied) or ("hedge" if doubts else None)
        return _reading(clause, "denied", denied, document, qualifier, False, doubts)
    if unclear:
        return _reading(clause, "unclear", unclear, document, _worst(unclear), False)
    return language.absent[place]


def _doubts(clause: Clause, unclear: list[Statement], denied: list[Statement], language: Language) -> list[Statement]:
    """Doubtful sentences that hold the clause's concept of doubt, where it names one, and do not deny themselves."""
    concept = language.automaton.number.get(clause.doubting, -1)
    places = {one.unit.sentence.start for one in denied}
    return [
        one
        for one in unclear
        if one.unit.sentence.start not in places and (not clause.doubting or concept in one.unit.places)
    ]


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
    """Whether denials hold for some people only and stand apart: they take back nothing affirmed of everybody."""
    places = {s.unit.sentence.start for s in affirmed}
    return all(
        s.populations and "all" not in s.populations and s.qualifier is not None and s.unit.sentence.start not in places
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
    clause: Clause,
    stance: Effect,
    found: list[Statement],
    document: TextDocument,
    qualifier: Qualifier | None,
    contradicted: bool,
    others: Iterable[Statement] = (),
) -> ClauseReading:
    people = dict.fromkeys(p for s in found for p in s.populations)
    quotes = [quote(s.unit, s.stretch, document) for s in _distinct([*found, *list(others)[:1]])[:_QUOTES]]
    return ClauseReading(
        clause=clause.clause,
        stance="absent" if stance == "none" else stance,
        qualified_by=qualifier,
        populations=tuple(people),
        quotes=tuple(quotes),
        contradicted=contradicted,
    )


def _distinct(found: list[Statement]) -> list[Statement]:
    seen: dict[int, Statement] = {}
    for statement in found:
        seen.setdefault(statement.unit.sentence.start, statement)
    return list(seen.values())


def quote(unit: Unit, stretch: Hit, document: TextDocument) -> Quote:
    """The sentence as it stands, its lead-in before it; a long one is cut around what matched."""
    sentence = unit.sentence
    start, end = (
        _cut(unit, stretch, document) if sentence.end - sentence.start > _LONG_QUOTE else (sentence.start, sentence.end)
    )
    text = document.text[start:end]
    if unit.lead is not None and unit.lead.end <= start:
        first = max(unit.lead.start, unit.lead.end - _LONG_QUOTE)
        text = f"{document.text[first : unit.lead.end]} … {text}"
        return Quote(text=text, start=first, end=end, parts=((first, unit.lead.end), (start, end)))
    return Quote(text=text, start=start, end=end)


def _cut(unit: Unit, stretch: Hit, document: TextDocument) -> tuple[int, int]:
    sentence = unit.sentence
    raw = document.text[sentence.start : sentence.end]
    folded = Folded(raw)
    first, last = max(0, stretch.start - unit.own), max(1, stretch.end - unit.own)
    spans = [match.span() for match in WORD.finditer(folded.text)][: last + 1]
    if not spans:
        return sentence.start, sentence.end
    begin = folded.offset(spans[min(first, len(spans) - 1)][0])
    close = folded.offset(spans[min(last, len(spans)) - 1][1] - 1) + 1
    begin, close = max(0, begin - 120), min(len(raw), max(close + 120, begin + 200))
    close = min(close, begin + 900)
    begin = raw.rfind(" ", 0, begin) + 1 if begin else 0
    stop = raw.find(" ", close) if close < len(raw) else -1
    return sentence.start + begin, sentence.start + (stop if stop > 0 else len(raw))
