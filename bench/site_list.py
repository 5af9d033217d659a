"""The static site's list of a large catalogue, opened from a disk: sizes, time to open, to load the index, to search.

Run: `python bench/site_list.py [TOOLS]` (5000). Tools are made up. Times are those of the page's own clock, so that a
busy machine shows in all of them alike; each is the median of several. Beside it, as a measure of the machine: the
same search on a page whose list fits in one part.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
from datetime import UTC, date, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from reports.context import Context
from reports.site import render_site
from reports.site.model import CatalogueView, ToolSummary

if TYPE_CHECKING:
    from playwright.sync_api import Page

WORDS = ("maths", "lecture", "quiz", "atlas", "robot", "musique", "sciences", "poésie", "calcul", "dessin", "histoire")
LEVELS = ("école", "collège", "lycée")
ROUNDS = 15


def main(tools: int = 5000) -> None:
    """Make the lists of a site, open them, print what they cost."""
    with tempfile.TemporaryDirectory() as folder:
        for number in (450, tools):
            place = Path(folder) / str(number)
            write(place, number)
            measure(place, number)


def write(place: Path, number: int) -> None:
    """The lists of a catalogue of `number` made-up tools, without their pages."""
    dice = random.Random(1)
    at = datetime(2026, 11, 24, tzinfo=UTC)
    summaries = [
        ToolSummary(
            id=f"tool-{one}", name=f"{dice.choice(WORDS).title()} {dice.choice(WORDS)} {one}",
            home=f"https://www.tool-{one}.example/", school=dice.choice(("A", "B", "C", "D", "E", "NE")), public="B",
            scanned_at=at - timedelta(days=dice.randrange(40)), vendor=f"Éditeur {one % 900}",
            levels=(dice.choice(LEVELS),), subjects=(dice.choice(WORDS),),
            verdicts={f"c{rank}": dice.choice(("fail", "warn", "pass", "inconclusive")) for rank in range(90)},
        )
        for one in range(number)
    ]  # fmt: skip
    contexts = {"fr": Context("fr", {}), "en": Context("en", {})}
    view = CatalogueView(summaries, lambda _: None, contexts, date(2026, 11, 24))  # type: ignore[arg-type]
    for path, data in takewhile(lambda file: "/outils/" not in file[0], render_site(view)):
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


def measure(place: Path, number: int) -> None:
    """Open the first page from the disk and search it."""
    index = place / "data" / "list-fr.js"
    size = f", index {index.stat().st_size / 1e3:.0f} kB" if index.exists() else ", no index"
    print(f"{number} tools: first page {(place / 'fr/index.html').stat().st_size / 1e3:.0f} kB{size}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/lib/chromium/chromium", args=["--no-sandbox"])
        opened, loaded = [], []
        for _ in range(ROUNDS):
            page = browser.new_page()
            page.goto((place / "fr/index.html").as_uri())
            timing = "performance.getEntriesByType('navigation')[0].domComplete"
            opened.append(float(page.evaluate(timing)))
            loaded.append(_spent(page, "q", "quiz"))
            page.close()
        _print("open the first page", opened)
        _print("first search, index loaded", loaded)
        page = browser.new_page()
        page.goto((place / "fr/index.html").as_uri())
        _spent(page, "q", "x")
        for what, field, values in (
            ("search", "q", ("ma", "mat", "maths", "maths q", "éditeur 12")),
            ("filter by letter", "f-grade", ("A", "C", "E")),
            ("sort", "sort", ("fails", "date", "school")),
        ):
            _print(what, [_spent(page, field, value) for _ in range(ROUNDS) for value in values])
            _spent(page, field, "name" if field == "sort" else "")
        browser.close()


def _spent(page: Page, field: str, value: str) -> float:
    """Milliseconds from a change of a field until the rows stand, layout included."""
    found = page.evaluate(
        """([id, value]) => new Promise((done) => {
          const field = document.getElementById(id), body = document.querySelector("#tools tbody");
          const began = performance.now();
          const seen = new MutationObserver(() => {
            seen.disconnect(); body.offsetHeight; done(performance.now() - began);
          });
          seen.observe(body, { childList: true });
          field.value = value;
          field.dispatchEvent(new Event(id === "q" ? "input" : "change"));
        })""",
        [field, value],
    )
    return float(found)


def _print(what: str, times: list[float]) -> None:
    print(f"  {what:<28} median {statistics.median(times):7.1f} ms, worst {max(times):7.1f} ms")


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
