"""What reports are given: criteria, the rules' texts, attributions, pictures, history."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Mapping

    from catalog.nouns.criterion import Bilingual, Criterion
    from catalog.nouns.scan import Assessment, HistoryEntry
    from catalog.nouns.vocabulary import Language
    from reports.context import Attribution, Context
    from rules.knowledge import Knowledge


def report_context(
    language: Language,
    criteria: Mapping[str, Criterion],
    knowledge: Knowledge,
    *,
    blobs: Callable[[str], bytes | None] | None = None,
    history: Mapping[str, tuple[HistoryEntry, ...]] | None = None,
    public: bool = False,
    width: int = 100,
    colour: bool = False,
    per_criterion: bool = False,
    missed: Mapping[str, str] | None = None,
) -> Context:
    """Everything renderers take besides assessments."""
    from reports.context import Context
    from rules.texts import load_texts

    return Context(
        language=language,
        criteria=criteria,
        texts={**load_texts(), **clause_texts()},
        attributions=attributions(knowledge),
        history=history or {},
        blobs=blobs,
        public=public,
        width=width,
        colour=colour,
        cases="criterion" if per_criterion else "tool",
        missed=missed or {},
    )


def clause_texts() -> dict[str, Bilingual]:
    """What each clause of the vocabulary says, as `clause.<name>`: the words of clauses without a short name."""
    from catalog.nouns.criterion import Bilingual
    from rules.reading.load import clauses

    return {f"clause.{one.clause}": Bilingual(fr=one.about_fr, en=one.about) for one in clauses()}


def attributions(knowledge: Knowledge) -> tuple[Attribution, ...]:
    """The sources of reference data that must be named beside results, each once."""
    from reports.context import Attribution

    found: dict[tuple[str, str], Attribution] = {}
    for one in knowledge.sets():
        # "Name, https://link": the link is shown as a link, as the licence of DB-IP's table asks.
        name, _, link = one.source.partition(", https://")
        found[name, one.licence] = Attribution(name, one.licence, f"https://{link}" if link else None, one.source_fr)
    return tuple(found.values())


def render(kind: str, assessments: Iterable[Assessment], context: Context) -> str:
    """The report of one or several tools in a form of the contract (`text`, `json`, `html` …)."""
    import reports

    return reports.render(kind, assessments, context)


def stream(kind: str, assessments: Iterable[Assessment], context: Context) -> Generator[str, None, str]:
    """The same in parts, for many tools; what the generator returns goes before them (see `reports.stream`)."""
    import reports

    return reports.stream(kind, assessments, context)
