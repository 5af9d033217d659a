"""`evaluate --all` over many stored scans: tools a second and memory, with facts kept and with documents read anew.

Run: `python bench/catalogue_evaluate.py [SCANS]` (2000 by default; 10000 takes some minutes to prepare). Scans of the
lab's made-up tools are copied until there are enough; every copy has documents of its own: the source's, with a number
of paragraphs from all the sources' documents in an order of its own, so that lengths and contents differ.
Goals on two cores: 25 tools a second with documents read anew, 200 with facts kept, memory that does not grow. On a
machine that others use too, look at the rate by processor time: of two cores it is half.
"""

from __future__ import annotations

import os
import random
import re
import resource
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import psutil
from nightly import PYTHON, import_tools

from catalog.catalogue import Catalogue
from scanner.lab.aside import LabAside, Plan

SOURCES = 40


def main(scans: int = 2000) -> None:
    """Prepare the catalogue and print what each replay takes."""
    with LabAside(Plan(SOURCES)) as lab:
        catalogue = lab.folder / "preau.db"
        program = (*PYTHON, "--config", str(lab.config), "--catalog", str(catalogue), "--lang", "en")
        import_tools(program, lab)
        subprocess.run(
            [*program, "rescan", "--no-browser"], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        copy_tools(catalogue, scans)
        print(f"{scans} stored scans; load {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
        for count in (scans // 4, scans):
            _only(catalogue, count)
            subprocess.run([*program, "evaluate", "--all"], check=True, stdout=subprocess.DEVNULL)
            _age(catalogue, "rules = 'x' || rules")
            _report("facts kept     ", count, program)
            _age(catalogue, "reader = 'x' || reader, derive = 'x' || derive")
            _report("read anew      ", count, program)
            _report("nothing differs", count, program)


@contextmanager
def one_scanned_tool() -> Iterator[tuple[Path, str]]:
    """A catalogue with one tool of the lab, scanned, and the tool's id."""
    with LabAside(Plan(1)) as lab:
        catalogue = lab.folder / "preau.db"
        program = (*PYTHON, "--config", str(lab.config), "--catalog", str(catalogue), "--lang", "en")
        import_tools(program, lab)
        subprocess.run([*program, "rescan", "--no-browser"], check=True, capture_output=True)
        with closing(sqlite3.connect(catalogue)) as connection:
            (tool,) = connection.execute("SELECT id FROM tools").fetchone()
        yield catalogue, str(tool)


def copy_tools(path: Path, count: int) -> None:
    """Copy tools with their last scan until there are `count`; bodies of documents differ from copy to copy."""
    with Catalogue.open(path) as catalogue:
        sources = list(catalogue.tools.all())
        kept = {tool.id: catalogue.scans.last_assessment(tool.id) for tool in sources}
        pool = _paragraphs(catalogue, kept)
        at = datetime.now(UTC)
        for start in range(len(sources), count, 100):
            with catalogue.transaction():
                for number in range(start, min(start + 100, count)):
                    _copy(catalogue, sources[number % len(sources)], kept, number, at, pool)


def _paragraphs(catalogue: Catalogue, kept: dict[str, object]) -> list[bytes]:
    from catalog.kept import StoredAssessment

    found: dict[bytes, None] = {}
    for one in kept.values():
        assert isinstance(one, StoredAssessment)
        for document in one.facts.documents:
            found.update(dict.fromkeys(re.findall(rb"<p>.*?</p>", catalogue.blobs.get(document.blob), re.DOTALL)))
    return list(found)


def _copy(
    catalogue: Catalogue, source: object, kept: dict[str, object], number: int, at: datetime, pool: list[bytes]
) -> None:
    from catalog.kept import StoredAssessment
    from catalog.nouns.scan import Assessment
    from catalog.nouns.tool import Tool

    assert isinstance(source, Tool)
    old = kept[source.id]
    assert isinstance(old, StoredAssessment)
    tool = source.model_copy(update={"id": f"copy-{number:06}", "name": f"Copy {number:06}"})
    evidence = catalogue.scans.evidence(old.scan_id)
    chance = random.Random(number)
    more = b"".join(chance.sample(pool, chance.randrange(min(len(pool), 40))))
    mark = f"<!-- {number} -->".encode() + more
    bodies = {
        d.blob: catalogue.blobs.put(catalogue.blobs.get(d.blob) + mark, against=d.blob) for d in old.facts.documents
    }
    pages = tuple(
        page.model_copy(update={"exchange": page.exchange.model_copy(update={"body": bodies[page.exchange.body]})})
        if page.exchange.body in bodies
        else page
        for page in evidence.pages
    )
    documents = tuple(d.model_copy(update={"blob": bodies[d.blob]}) for d in old.facts.documents)
    evidence = evidence.model_copy(update={"scan_id": f"s-{number:06}", "tool_id": tool.id, "pages": pages})
    facts = old.facts.model_copy(update={"documents": documents})
    catalogue.tools.put(tool, at)
    catalogue.scans.add_scan(evidence, usable=True)
    made = Assessment(
        tool=tool, evidence=evidence, facts=facts, findings=old.findings, ratings=old.ratings, versions=old.versions
    )
    catalogue.scans.add_assessment(made, at, ("first",))


def _only(path: Path, count: int) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE tools SET retired = number > ?", (count,))


def _age(path: Path, change: str) -> None:
    """Make the stored versions those of an older program."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(f"UPDATE versions SET {change}")
        if "reader" in change:
            connection.execute("DELETE FROM readings")


def _report(what: str, count: int, program: tuple[str, ...]) -> None:
    started, before = time.monotonic(), resource.getrusage(resource.RUSAGE_CHILDREN)
    process = subprocess.Popen([*program, "evaluate", "--all"], stdout=subprocess.PIPE, text=True)
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak))
    watcher.start()
    said, _ = process.communicate()
    watcher.join()
    seconds = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    print(f"{what}: {count:6} in {seconds:6.1f} s, {count / seconds:6.0f} a second,", end=" ")
    print(
        f"{count / spent:6.0f} a second of processor time, {peak[0] / 1e6:.0f} MB; {said.splitlines()[-1]}", flush=True
    )


def _watch(pid: int, peak: list[int]) -> None:
    """The largest memory that the processes had together; what they share is counted once (PSS)."""
    while psutil.pid_exists(pid):
        try:
            parent = psutil.Process(pid)
            if parent.status() == psutil.STATUS_ZOMBIE:
                return
            peak[0] = max(peak[0], sum(one.memory_full_info().pss for one in (parent, *parent.children())))
        except psutil.Error:
            return
        time.sleep(0.25)


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
