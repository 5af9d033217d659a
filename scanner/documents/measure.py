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
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import tomli

from .measure_counts import LEAST, Scores, wilson
from .measure_page import page

TIERS: Final = ("gold", "gold-quote", "read-twice")
MACRO_TOLERANCE: Final = 0.01
"""What a macro figure may fall before it counts as a fall."""
_SHOWN: Final = 300
"""Characters of a quote that are printed beside a wrong reading."""
RECORD: Final = Path("docs/accuracy.json")
PAGE: Final = Path("docs/accuracy.md")
PRECISION: Final = Path("docs/accuracy-precision.toml")
"""Counts of quotes judged by hand; they stand in the page and no command renews them."""


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


def by_source(rows: Iterable[Mapping[str, str]], read: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """Macro figures of each language's sources of labels that have enough clauses of both classes to say something.

    Sources differ in strictness, so that one macro figure over all of them mixes the reader's faults with theirs.
    """
    kept = list(rows)
    found: dict[str, dict[str, Any]] = {}
    for language in sorted({row["language"] for row in kept}):
        scores = score([row for row in kept if row["language"] == language], read, "source")
        found[language] = {
            source: _rounded(figures.summary())
            for source, figures in sorted(scores.items())
            if len(figures.macro()) >= LEAST
        }
    return found


def _rounded(summary: Mapping[str, float]) -> dict[str, float]:
    return {name: round(value, 4) for name, value in summary.items() if not math.isnan(value)}


def as_record(languages: Mapping[str, Scores]) -> dict[str, Any]:
    """What is kept in the repository: figures and counts, no text and no file name."""
    return {
        language: {
            "summary": _rounded(scores.summary()),
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
        for name, sources in by_source(rows, read).items():
            record[name]["sources"] = sources
        merged = {**recorded, **record}
        RECORD.write_text(json.dumps(merged, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        judged = tomli.loads(PRECISION.read_text(encoding="utf-8")) if PRECISION.is_file() else None
        command = "python -m scanner.documents.measure --corpus DIR --record"
        PAGE.write_text(page(merged, command, judged), encoding="utf-8")
        return 0
    fallen = falls(recorded, record)
    for line in fallen:
        print(line, file=sys.stderr)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
