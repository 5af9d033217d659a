"""Sentences on contracts, rights, retention, children, transfers and models, with what an expert reads in each.

They were written before the reader was run on them. `probes/<language>.txt` holds little documents, each under a line
`[clause=X, clause=X]` where X is `A` affirmed, `D` denied (of some people only, at least), `d` denied with an
exception, a condition or a hedge, `N` not affirmed, `n` not plainly denied.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest

from catalog.nouns.reading import ClauseReading, DocumentReading

Say = Callable[[str, str], DocumentReading]
PROBES: Final = Path(__file__).parent / "probes"


def _probes() -> Iterator[tuple[str, str, str, str]]:
    """(language, clause, what is wanted, text) of every probe."""
    for path in sorted(PROBES.glob("*.txt")):
        for block in path.read_text(encoding="utf8").strip().split("\n\n["):
            head, _, text = block.removeprefix("[").partition("]\n")
            for one in head.split(","):
                clause, _, wanted = one.strip().partition("=")
                yield path.stem.partition("-")[0], clause, wanted, text.strip()


def _holds(wanted: str, reading: ClauseReading) -> bool:
    weakened = bool(reading.qualified_by or reading.contradicted)
    plain = reading.stance == "denied" and not weakened
    scoped = reading.stance == "denied" and reading.qualified_by in (None, "scope") and not reading.contradicted
    holds = {
        "A": reading.stance == "affirmed",
        "D": scoped,
        "d": weakened and reading.stance in ("affirmed", "denied"),
        "N": reading.stance != "affirmed",
        "n": not plain,
    }
    return holds[wanted]


def test_there_are_probes_in_both_languages() -> None:
    found = [language for language, *_ in _probes()]
    assert min(found.count("en"), found.count("fr")) > 240


@pytest.mark.parametrize(("language", "clause", "wanted", "text"), list(_probes()))
def test_a_probe_is_read_as_an_expert_reads_it(say: Say, language: str, clause: str, wanted: str, text: str) -> None:
    reading = say(text, language).clause(clause)
    assert _holds(wanted, reading), (reading.stance, reading.qualified_by, [quote.text for quote in reading.quotes])
