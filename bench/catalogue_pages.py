"""Pages of a very large catalogue: list, search, filter, and one tool's data; 95th percentile of each.

Run: `python bench/catalogue_pages.py [TOOLS] [SCANS_EACH]` (100000 and 30; about 1 GB in the temporary folder). Rows
are made by SQL from one real scan, so that their sizes are real; evidence is shared between copies. Goal: under 50 ms.
On a machine that others use too, look at the processor's time.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable

from catalogue_evaluate import one_scanned_tool

from catalog.catalogue import Catalogue
from catalog.listing import Wanted

WORDS = ("maths", "lecture", "quiz", "atlas", "robot", "musique", "sciences", "poésie", "calcul", "dessin", "histoire")
ROUNDS = 200


def main(tools: int = 100_000, scans: int = 30) -> None:
    """Fill a catalogue and time its pages."""
    with one_scanned_tool() as (path, template):
        with Catalogue.open(path) as catalogue:
            started = time.monotonic()
            fill(catalogue, template, tools, scans)
            size = path.stat().st_size / 1e9
            print(f"{tools} tools, {scans} scans each: {size:.1f} GB, {time.monotonic() - started:.0f} s to make")
            measure(catalogue, tools)
        print(f"load {os.getloadavg()[0]:.1f}")


def fill(catalogue: Catalogue, template: str, tools: int, scans: int) -> None:
    """Copy the template's rows: every tool with its scans, an assessment at every sixth, its concerns, publications."""
    connection = catalogue.database.conn
    connection.execute("PRAGMA synchronous = OFF")
    dice = random.Random(1)
    rows = []
    for number in range(2, tools + 2):
        name = f"{dice.choice(WORDS).title()} {dice.choice(WORDS)} {number}"
        rows.append((f"tool-{number}", name, f"https://tool-{number}.example/", dice.choice(("FR", "US", "DE", None)),
                     dice.choice("ABCDE"), dice.choice("ABCDE"), number))  # fmt: skip
    with catalogue.transaction():
        connection.execute("CREATE TEMP TABLE made (id, name, home, country, public, school, number INTEGER)")
        connection.executemany("INSERT INTO made VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        for statement in _STATEMENTS:
            connection.execute(statement, {"template": template, "scans": scans})
    connection.execute("ANALYZE")


_STATEMENTS = (
    "INSERT INTO tools (id, name, home, site, vendor, country, levels, subjects, data, retired, added_at, updated_at,"
    " public_letter, school_letter, coverage, provisional, stale, last_scan_id, last_scanned_at, last_assessment,"
    " number) SELECT m.id, m.name, m.home, m.id || '.example', 'Éditeur ' || (m.number % 900), m.country, t.levels,"
    " t.subjects, json_set(t.data, '$.id', m.id, '$.name', m.name, '$.home', m.home), 0, t.added_at, t.updated_at,"
    " m.public, m.school, t.coverage, 0, 0, m.id || '-1', t.last_scanned_at, NULL, m.number FROM made AS m, tools AS t"
    " WHERE t.id = :template",
    "INSERT INTO tools_search (rowid, id, name, vendor, home, subjects, levels)"
    " SELECT number, id, name, vendor, home, subjects, levels FROM tools WHERE number > 1",
    "WITH RECURSIVE nights (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM nights WHERE n < :scans)"
    " INSERT INTO scans (id, tool_id, started_at, ended_at, evidence, capabilities, usable)"
    " SELECT m.id || '-' || n, m.id, datetime('2026-01-01', n || ' days'), datetime('2026-01-01', n || ' days'),"
    " s.evidence, s.capabilities, 1 FROM made AS m, nights,"
    " (SELECT * FROM scans WHERE tool_id = :template LIMIT 1) AS s",
    "INSERT INTO assessments (scan_id, tool_id, assessed_at, findings, facts, ratings, public_letter, school_letter,"
    " causes, versions, judged_on) SELECT s.id, s.tool_id, a.assessed_at, a.findings, a.facts, a.ratings,"
    " a.public_letter, a.school_letter, 'evidence', a.versions, a.judged_on FROM scans AS s,"
    " (SELECT * FROM assessments WHERE tool_id = :template LIMIT 1) AS a"
    " WHERE s.tool_id <> :template AND CAST(substr(s.id, length(s.tool_id) + 2) AS INTEGER) % 6 = 1",
    "UPDATE tools SET last_assessment = (SELECT max(id) FROM assessments WHERE tool_id = tools.id) WHERE number > 1",
    "INSERT INTO concerns SELECT m.id, c.criterion, c.surface, c.verdict, c.severity, c.confirmed FROM made AS m,"
    " concerns AS c WHERE c.tool_id = :template AND (m.number + length(c.criterion)) % 3 = 0",
    "INSERT INTO publications SELECT m.id, p.scope, m.school, 'published', 0, NULL, p.changed_at FROM made AS m,"
    " publications AS p WHERE p.tool_id = :template",
)


def measure(catalogue: Catalogue, tools: int) -> None:
    """Print the percentiles."""
    from scanner.assessing.stored import stored_assessment

    dice = random.Random(2)
    listing = catalogue.listing

    def page(wanted: Wanted, offset: int = 0) -> None:
        assert sum(1 for _ in listing.page(wanted, limit=50, offset=offset)) <= 50

    def one_tool() -> None:
        tool = catalogue.tools.find(f"tool-{dice.randrange(2, tools)}")
        assert stored_assessment(catalogue, tool) is not None
        assert list(catalogue.scans.history(tool.id))
        assert catalogue.publications.of_tool(tool.id)

    concern = catalogue.database.conn.execute("SELECT criterion FROM concerns LIMIT 1").fetchone()[0]
    pages: dict[str, Callable[[], None]] = {
        "list, first pages": lambda: page(Wanted(), 50 * dice.randrange(20)),
        "list, by letter": lambda: page(Wanted(order="school"), 50 * dice.randrange(20)),
        "filter by letter": lambda: page(Wanted(school=dice.choice("ABCDE"))),
        "filter by country and letter": lambda: page(Wanted(country="FR", public=dice.choice("ABCDE"))),
        "filter by criterion": lambda: page(Wanted(criterion=concern)),
        "search a common word": lambda: page(Wanted(search=dice.choice(WORDS)[:3])),
        "search a word that all have": lambda: page(Wanted(search="éditeur"), 50 * dice.randrange(20)),
        "search a rare word": lambda: page(Wanted(search=str(dice.randrange(2, tools)))),
        "search and filter": lambda: page(Wanted(search=dice.choice(WORDS), school=dice.choice("ABCDE"))),
        "search and filters, the oldest": lambda: page(
            Wanted(search="éditeur", school=dice.choice("ABCDE"), country="FR", order="oldest")
        ),
        "count of a filter": lambda: assert_count(listing.count(Wanted(school=dice.choice("ABCDE")))),
        "one tool's page": one_tool,
    }
    for name, ask in pages.items():
        ask()
        times, own = [], []
        for _ in range(ROUNDS):
            started, spent = time.perf_counter(), time.process_time()
            ask()
            times.append((time.perf_counter() - started) * 1e3)
            own.append((time.process_time() - spent) * 1e3)
        print(f"{name:<30} {_said(times)}; of the processor {_said(own)}")


def _said(times: list[float]) -> str:
    return f"median {statistics.median(times):6.1f} ms, 95th percentile {statistics.quantiles(times, n=20)[-1]:6.1f} ms"


def assert_count(count: int) -> None:
    """A count of something that is there."""
    assert count > 0


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
