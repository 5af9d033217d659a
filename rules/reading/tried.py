"""Which rules are tried where in a unit: at its predicates, where they could add anything to what was gathered."""

from __future__ import annotations

from collections.abc import Set
from typing import Final

from .automaton import Hit
from .compiled import CompiledRule, Language
from .units import Unit

_TITLE: Final = 4
"""Words up to which a sentence may be a mere title: `Tailored advertising.` announces a subject and says nothing."""
_LINE: Final = 16
"""Words at most of a line that only names what the text under it is about."""
Tried = list[tuple[CompiledRule, bool]]
"""Rules, and whether each only announces what it is about: then a denial is all that it can say there."""


def tried(
    unit: Unit, language: Language, settled: Set[int], affirmed: Set[int], plain: bool
) -> list[tuple[Hit, Tried]]:
    """The predicates of a unit in order, each with the rules that may be met there.

    `settled` are clauses to which nothing can be added, `affirmed` those to which no affirmation can; `plain` says that
    nothing in the unit turns or weakens what a rule says.
    """
    grammar, present = language.grammar, unit.present
    heading = unit.kind in ("heading", "link")
    # `We do not sell your data` as a heading is a promise; `How we share` and `Do not sell my data` are titles.
    promises = unit.kind == "heading" and any(grammar.hits(unit, "subject-publisher"))
    bare = _is_bare(unit, language)
    found: list[tuple[Hit, Tried]] = []
    for concept in present & language.predicates:
        rules: Tried = []
        for rule in language.by_predicate[concept]:
            if rule.needs.isdisjoint(present) or rule.clause in settled:
                continue
            if (rule.affirms and rule.clause in affirmed) or (plain and rule.plain == "none"):
                continue
            titled = heading and not rule.rule.in_headings
            if titled and not promises:
                continue
            announces = titled or (bare and rule.practice and not _is_a_title(rule))
            if not (plain and announces and rule.plain != "denied"):
                rules.append((rule, announces))
        if rules:
            hits = unit.hits(concept)
            # What a lead-in says too is told by the sentence's own words, where these say it.
            first = unit.own if hits[-1][1] >= unit.own else 0
            found += [(hit, rules) for hit in hits if hit[1] >= first]
    found.sort(key=_in_order)
    return found


def _in_order(met: tuple[Hit, Tried]) -> tuple[int, int]:
    """Where a predicate stands among those of its unit."""
    hit = met[0]
    return hit[1], hit[0]


def _is_a_title(rule: CompiledRule) -> bool:
    """Whether a rule is met by the very words of a title (`title-…`), which need no verb to say it."""
    return rule.rule.all[0].startswith("title-")


def _is_bare(unit: Unit, language: Language) -> bool:
    """Whether a unit is a title or a few words without a verb, which only a denial makes a statement."""
    short = len(unit.tokens) <= _TITLE or unit.sentence.titled
    if unit.own or not short or unit.sentence.question:
        return False
    grammar = language.grammar
    return not grammar.hits(unit, "subject-publisher") and not grammar.hits(unit, "passive")


def is_topic(unit: Unit, language: Language) -> bool:
    """Whether a line only titles what follows (`Personalisation of advertisements:`): no verb, no full stop."""
    if unit.own or unit.kind != "paragraph" or unit.sentence.question:
        return False
    grammar = language.grammar
    opens = any(hit.start == 0 for hit in grammar.hits(unit, "title-opens"))
    if not opens or any(grammar.hits(unit, name) for name in ("title-verb", "subject-publisher", "passive")):
        return False
    return len(unit.tokens) <= _LINE and unit.sentence.folded.rstrip()[-1:] not in (".", ";", "!")
