"""The page `docs/accuracy.md`: figures per language, clause and source, and the quotes judged by hand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from .measure_counts import LEAST, Counts


def page(record: Mapping[str, Any], command: str, judged: Mapping[str, Any] | None = None) -> str:
    """The text of `docs/accuracy.md`; `judged` is what `docs/accuracy-precision.toml` holds."""
    lines = [
        "# How well the reader reads",
        "",
        "Written by the command below; every figure can be had again with it where the corpus stands beside",
        "the checkout.",
        "",
        f"    {command}",
        "",
        "The labels are other people’s (annotated corpora and volunteers’ quotes, mapped to this vocabulary); the",
        "French ones were made by two machine-assisted readers who did not see each other’s labels: careful, yet no",
        "lawyer’s work and no human gold standard. Only the development half was used; another half, with other",
        "services, is scored by others. Some corpora count leniently (any mention of consent as a legal basis, any",
        "opt-out as a withdrawal of consent, “retained on your device” as a period); a strict reader scores low recall",
        "there, and is meant to.",
        "",
    ]
    for language, figures in record.items():
        summary = figures["summary"]
        lines += [
            f"## {language}",
            "",
            f"{summary['labels']} labels; {summary['macro clauses']} clauses with {LEAST} labels of each kind: "
            f"balanced accuracy {summary.get('macro balanced accuracy', math.nan):.3f}, "
            f"F1 {summary.get('macro f1', math.nan):.3f}; read `unclear`: {summary.get('unclear share', 0):.1%}.",
            "",
            "| clause | affirmed | not | recall | specificity | balanced | denied read denied |",
            "|---|--:|--:|--:|--:|--:|--:|",
        ]
        lines += [_row(name, counts) for name, counts in figures["clauses"].items()]
        lines += ["", *_sources(figures.get("sources", {}))]
    return "\n".join([*lines, *(judged_quotes(judged) if judged else ())])


def judged_quotes(judged: Mapping[str, Any]) -> list[str]:
    """The section on quotes judged by hand, a clause a row."""
    return [
        f"## Precision of quotes, read by hand ({judged['language']})",
        "",
        f"Quotes read `affirmed`, drawn by a seeded sample from the {judged['documents']} development documents and",
        "judged one by one: does the sentence by itself say the clause, of personal data, by the publisher? What",
        "plainly implies it counts as right, doubtful ones as wrong; some counts were taken before the last small",
        "changes. Judged by the author of the lexicon, not by a lawyer; hardly any document is a school tool’s.",
        "Other languages: `docs/accuracy-quotes.md`.",
        "",
        "| clause | right | read | wanted | remark |",
        "|---|--:|--:|---|---|",
        *(
            f"| {row['clause']} | {row['right']} | {row['read']} | {row['wanted']} | {row['remark']} |"
            for row in judged["clauses"]
        ),
        "",
    ]


def _row(name: str, counts: Mapping[str, int]) -> str:
    c = Counts(counts["tp"], counts["fp"], counts["fn"], counts["tn"])
    denied = f"{counts['denied_right']}/{counts['denied']}" if counts["denied"] else ""
    shown = ["–" if math.isnan(v) else f"{v:.2f}" for v in (c.recall, c.specificity, c.balanced)]
    return f"| {name} | {c.positives} | {c.negatives} | {' | '.join(shown)} | {denied} |"


def _sources(sources: Mapping[str, Mapping[str, float]]) -> list[str]:
    """The figures by source of labels, where a language has several."""
    if len(sources) < 2:
        return []
    return [
        "The same by source of the labels (sources with enough clauses of both kinds):",
        "",
        "| source | labels | clauses | balanced | F1 |",
        "|---|--:|--:|--:|--:|",
        *(
            f"| {name} | {one['labels']} | {one['macro clauses']} | {one['macro balanced accuracy']:.3f} "
            f"| {one['macro f1']:.3f} |"
            for name, one in sources.items()
        ),
        "",
    ]
