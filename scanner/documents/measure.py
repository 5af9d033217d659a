"""Score the reader on a folder of documents and labels, and hold the figures against the recorded ones.

`python -m scanner.documents.measure --corpus DIR` prints clause by clause, per language and per source; `--errors
[CLAUSE]` also lists the wrong readings; `--record` writes `docs/accuracy.json` (figures and counts only) and the
table in `docs/accuracy.md`. Without `--record` the exit status is 1 when a recorded figure fell by more than its
noise. DIR holds `docs/` and `labels.csv` with the columns file, language, clause, stance, tier, source, evidence.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

TIERS: Final = ("gold", "gold-quote", "read-twice")
LEAST: Final = 5
"""Labels of both classes from which on a clause counts in the macro figures."""
MACRO_TOLERANCE: Final = 0.01
"""What a macro figure may fall before it counts as a fall."""
_SHOWN: Final = 300
"""Characters of a quote that are printed beside a wrong reading."""
RECORD: Final = Path("docs/accuracy.json")
PAGE: Final = Path("docs/accuracy.md")
PRECISION: Final = Path("docs/accuracy-precision.toml")
"""Counts of quotes judged by hand; they stand in the page and no command renews them."""


@dataclass(slots=True)
class Counts:
    """Counts of one clause in one group of labels. A clause is positive where the label is `affirmed`."""

    tp: int = 0
    fp: int = 0
    fn: int = 0
    tn: int = 0
    unclear: int = 0
    denied: int = 0
    denied_right: int = 0
    denied_affirmed: int = 0

    def add(self, gold: str, read: str) -> None:
        """Count one label."""
        positive, predicted = gold == "affirmed", read == "affirmed"
        self.tp += positive and predicted
        self.fp += predicted and not positive
        self.fn += positive and not predicted
        self.tn += not positive and not predicted
        self.unclear += read == "unclear"
        self.denied += gold == "denied"
        self.denied_right += gold == "denied" and read == "denied"
        self.denied_affirmed += gold == "denied" and read == "affirmed"

    @property
    def positives(self) -> int:
        return self.tp + self.fn

    @property
    def negatives(self) -> int:
        return self.fp + self.tn

    @property
    def recall(self) -> float:
        return _ratio(self.tp, self.positives)

    @property
    def specificity(self) -> float:
        return _ratio(self.tn, self.negatives)

    @property
    def f1(self) -> float:
        return _ratio(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def balanced(self) -> float:
        return (self.recall + self.specificity) / 2


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else math.nan


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % Wilson interval of a proportion; (0, 1) of nothing."""
    if not total:
        return 0.0, 1.0
    z, share = 1.96, hits / total
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    half = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return middle - half, middle + half


@dataclass(slots=True)
class Scores:
    """Counts by clause of one language or source, with the labels missed for want of a document."""

    clauses: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    without_document: int = 0

    def macro(self) -> list[Counts]:
        """The clauses with enough labels of both classes."""
        return [c for c in self.clauses.values() if c.positives >= LEAST and c.negatives >= LEAST]

    def summary(self) -> dict[str, float]:
        """Figures over the clauses; shares are 0 to 1."""
        macro, total = self.macro(), sum(c.positives + c.negatives for c in self.clauses.values())
        return {
            "labels": total,
            "macro clauses": len(macro),
            "macro balanced accuracy": _mean(c.balanced for c in macro),
            "macro f1": _mean(c.f1 for c in macro),
            "unclear share": _ratio(sum(c.unclear for c in self.clauses.values()), total),
        }


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else math.nan


def readings(corpus: Path, files: Iterable[str]) -> dict[str, dict[str, str]]:
    """The stance of every clause in every document, by file name."""
    from .read_files import read_path

    found: dict[str, dict[str, str]] = {}
    for name in sorted(files):
        path = corpus / "docs" / name
        if path.is_file():
            found[name] = {clause.clause: clause.stance for clause in read_path(path)[1].clauses}
    return found


def errors(
    corpus: Path, rows: Iterable[Mapping[str, str]], read: Mapping[str, Mapping[str, str]], clause: str = ""
) -> list[str]:
    """Every reading that differs from its label, in words: clause, document, label, reading, and the first quote.

    `clause` keeps one clause; without it all are told. A label of a document that is not there is passed over.
    """
    from .read_files import read_path

    wrong = sorted(
        (row["clause"], row["file"], row["stance"], read[row["file"]].get(row["clause"], "absent"))
        for row in rows
        if row["file"] in read and clause in ("", row["clause"])
        if row["stance"] != read[row["file"]].get(row["clause"], "absent")
    )
    told = {name: read_path(corpus / "docs" / name)[1] for name in {name for _, name, _, _ in wrong}}
    lines: list[str] = []
    for about, name, label, stance in wrong:
        quotes = [q.text for c in told[name].clauses if c.clause == about for q in c.quotes]
        lines.append(f"{about}  {name}  label {label}  read {stance}")
        lines += [f"    {' '.join(text.split())[:_SHOWN]}" for text in quotes[:1]]
    return lines


def labels(corpus: Path, tiers: Iterable[str], language: str | None) -> list[dict[str, str]]:
    """The labels of the wanted tiers and language."""
    wanted = set(tiers)
    with (corpus / "labels.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["tier"] in wanted]
    return [row for row in rows if language in (None, row["language"])]


def score(rows: Iterable[Mapping[str, str]], read: Mapping[str, Mapping[str, str]], by: str) -> dict[str, Scores]:
    """Scores grouped by a column of the labels (`language`, `source`)."""
    groups: dict[str, Scores] = defaultdict(Scores)
    for row in rows:
        group = groups[_group(row, by)]
        stances = read.get(row["file"])
        if stances is None:
            group.without_document += 1
        else:
            group.clauses[row["clause"]].add(row["stance"], stances.get(row["clause"], "absent"))
    return dict(groups)


def _group(row: Mapping[str, str], by: str) -> str:
    if by != "source":
        return row[by]
    head = row["source"].split(" ")[0].split("/")[0].rstrip(":")
    return "two readers" if row["source"].startswith("two readers") else head


def table(scores: Scores) -> list[str]:
    """Lines of a text table, a clause a line, with Wilson intervals."""
    lines = [
        f"{'clause':40} {'n+':>4} {'n-':>4} {'recall':>7} {'spec.':>7} {'bal.':>6} {'F1':>6} unclear  "
        "recall 95 %  spec. 95 %   denied"
    ]
    for name, c in sorted(scores.clauses.items()):
        low, high = wilson(c.tp, c.positives)
        lowest, highest = wilson(c.tn, c.negatives)
        denied = f"{c.denied_right}/{c.denied}" if c.denied else ""
        lines.append(
            f"{name:40} {c.positives:4} {c.negatives:4} {c.recall:7.3f} {c.specificity:7.3f} {c.balanced:6.3f} "
            f"{c.f1:6.3f} {c.unclear:7}  {low:.2f}-{high:.2f}    {lowest:.2f}-{highest:.2f}    {denied}"
        )
    lines += [
        f"{key}: {value:.3f}" if isinstance(value, float) else f"{key}: {value}"
        for key, value in scores.summary().items()
    ]
    return lines


def as_record(languages: Mapping[str, Scores]) -> dict[str, Any]:
    """What is kept in the repository: figures and counts, no text and no file name."""
    return {
        language: {
            "summary": {k: round(v, 4) for k, v in scores.summary().items() if not math.isnan(v)},
            "clauses": {
                name: {
                    "tp": c.tp,
                    "fp": c.fp,
                    "fn": c.fn,
                    "tn": c.tn,
                    "denied": c.denied,
                    "denied_right": c.denied_right,
                }
                for name, c in sorted(scores.clauses.items())
            },
        }
        for language, scores in sorted(languages.items())
    }


def falls(recorded: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What fell by more than its noise since the record, in words.

    A macro figure may fall by one point; a clause's recall or specificity may not leave the lower end of the Wilson
    interval of what was recorded. Languages and clauses without a record or a new figure are passed over.
    """
    found: list[str] = []
    for language, before in recorded.items():
        after = now.get(language)
        if after is None:
            continue
        for figure in ("macro balanced accuracy", "macro f1"):
            old, new = before["summary"].get(figure), after["summary"].get(figure)
            if old is not None and new is not None and new < old - MACRO_TOLERANCE:
                found.append(f"{language}: {figure} fell from {old:.3f} to {new:.3f}")
        for name, old in before["clauses"].items():
            if name in after["clauses"]:
                found += _clause_falls(f"{language} {name}", old, after["clauses"][name])
    return found


def _clause_falls(label: str, old: Mapping[str, int], new: Mapping[str, int]) -> list[str]:
    found: list[str] = []
    for figure, hit, miss in (("recall", "tp", "fn"), ("specificity", "tn", "fp")):
        total, now_total = old[hit] + old[miss], new[hit] + new[miss]
        if total < LEAST or now_total < LEAST:
            continue
        low, _ = wilson(old[hit], total)
        if new[hit] / now_total < low:
            found.append(f"{label}: {figure} fell from {old[hit] / total:.3f} to {new[hit] / now_total:.3f}")
    return found


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
        lines.append("")
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


def main(arguments: list[str] | None = None) -> int:
    """Run as a program: 0 fine, 1 a figure fell, 2 no corpus there."""
    parser = argparse.ArgumentParser(
        prog="measure", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--lang")
    parser.add_argument("--tiers", default=",".join(TIERS))
    parser.add_argument(
        "--record", action="store_true", help="write the figures to docs/accuracy.json and docs/accuracy.md"
    )
    parser.add_argument("--sources", action="store_true", help="print a table per source as well")
    parser.add_argument(
        "--errors", nargs="?", const="", metavar="CLAUSE", help="print every wrong reading, of one clause or of all"
    )
    chosen = parser.parse_args(arguments)
    if not (chosen.corpus / "labels.csv").is_file():
        print(f"no labels.csv in {chosen.corpus}", file=sys.stderr)
        return 2
    rows = labels(chosen.corpus, chosen.tiers.split(","), chosen.lang)
    read = readings(chosen.corpus, {row["file"] for row in rows})
    languages = score(rows, read, "language")
    groups = {**languages, **(score(rows, read, "source") if chosen.sources else {})}
    for name, scores in groups.items():
        print(f"\n== {name}", *table(scores), sep="\n")
    if chosen.errors is not None:
        print("", *errors(chosen.corpus, rows, read, chosen.errors), sep="\n")
    record = as_record(languages)
    recorded = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    if chosen.record:
        merged = {**recorded, **record}
        RECORD.write_text(json.dumps(merged, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        judged = tomllib.loads(PRECISION.read_text(encoding="utf-8")) if PRECISION.is_file() else None
        command = "python -m scanner.documents.measure --corpus DIR --record"
        PAGE.write_text(page(merged, command, judged), encoding="utf-8")
        return 0
    fallen = falls(recorded, record)
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
