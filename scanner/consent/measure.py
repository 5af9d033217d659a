"""Score the reading of buttons on a table of labelled texts.

`python -m scanner.consent.measure BUTTONS.csv` prints, per language and label, how many texts were read as labelled,
and how many acceptances were taken for refusals or the other way round. The table has the columns `button_text` and
`label` (accept, reject, settings, acknowledge, other), and may have `language`; without it a text counts in each
language whose lexicon holds most of its words (`accepter` in French and in Dutch), and in `none` where none does.

`--part tune|held` keeps to one half, drawn by a digest of the text: errors are looked at (`--errors`) in the tune
half only, so that the held half says how well texts are read that nobody looked at.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, get_args

from scanner.consent.labels import Label, label_of
from scanner.consent.words import languages_of

LABELS: Final[tuple[str, ...]] = get_args(Label)
_OPPOSITE: Final = {"accept": "reject", "reject": "accept"}


@dataclass(slots=True)
class Tally:
    """Counts of one group of texts, by label: all, read right, and read as the opposite choice."""

    total: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    opposite: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    """Texts wrongly read as this label."""

    def add(self, label: str, read: str) -> None:
        """Count one text."""
        self.total[label] += 1
        self.right[label] += label == read
        self.opposite[label] += _OPPOSITE.get(label) == read
        self.false[read] += label != read


def part_of(text: str) -> str:
    """`tune` or `held`, by a digest of the text."""
    return "tune" if hashlib.sha256(text.encode()).digest()[0] % 2 else "held"


def read_table(file: Path) -> list[dict[str, str]]:
    """The rows of a table. Raises ValueError where a column is missing or a label is none of ours."""
    with file.open(encoding="utf-8", newline="") as opened:
        rows = list(csv.DictReader(opened))
    missing = {"button_text", "label"} - set(rows[0] if rows else ())
    if missing:
        raise ValueError(f"{file}: no column {', '.join(sorted(missing))}")
    unknown = sorted({row["label"] for row in rows} - set(LABELS))
    if unknown:
        raise ValueError(f"{file}: unknown label {', '.join(unknown)}; known: {', '.join(LABELS)}")
    return rows


def score(rows: Iterable[Mapping[str, str]]) -> dict[str, Tally]:
    """Tallies per language, and `all`."""
    found: dict[str, Tally] = {"all": Tally()}
    for row in rows:
        text = row["button_text"]
        named = row.get("language")
        for group in ("all", *((named,) if named else languages_of(text) or ("none",))):
            found.setdefault(group, Tally()).add(row["label"], label_of(text))
    return found


def lines(scores: Mapping[str, Tally]) -> list[str]:
    """The tallies as lines of a table, the largest group first."""
    head = f"{'':10}" + "".join(f"{label:>16}" for label in LABELS) + f"{'opposite':>10}{'false a/r':>11}"
    ordered = sorted(scores.items(), key=lambda pair: -pair[1].total.total())
    return [head, *(_line(name, tally) for name, tally in ordered)]


def _line(name: str, tally: Tally) -> str:
    cells = [f"{tally.right[label]}/{tally.total[label]}" for label in LABELS]
    false = f"{tally.false['accept']}/{tally.false['reject']}"
    return f"{name:10}" + "".join(f"{cell:>16}" for cell in cells) + f"{tally.opposite.total():>10}{false:>11}"


def main(arguments: list[str] | None = None) -> int:
    """The command. Exit status 2 where the table cannot be read."""
    parser = argparse.ArgumentParser(
        prog="measure", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("table", type=Path)
    parser.add_argument("--part", choices=("tune", "held", "all"), default="all")
    parser.add_argument("--errors", action="store_true", help="list what was read wrong, of the tune half only")
    given = parser.parse_args(arguments)
    try:
        rows = read_table(given.table)
    except (OSError, ValueError, csv.Error) as error:
        print(error, file=sys.stderr)
        return 2
    kept = [row for row in rows if given.part in ("all", part_of(row["button_text"]))]
    print("\n".join(lines(score(kept))))
    if given.errors:
        for row in rows:
            read = label_of(row["button_text"])
            if part_of(row["button_text"]) == "tune" and read != row["label"]:
                print(f"{row['label']} <- {read}: {row['button_text']}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
