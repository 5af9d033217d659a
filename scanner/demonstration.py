"""What the demo does: scan the tools of the sample web as a nightly run would, write reports and the site."""

from __future__ import annotations

import os
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from catalog.catalogue import Catalogue
from catalog.nouns.tool import Profile, Tool
from catalog.sites import site_of, slug
from scanner.assessing.stored import picture_of, stored_assessment
from scanner.clock import now
from scanner.identity import scan_id
from scanner.nightly.build import local_worker
from scanner.nightly.local import LocalEngine
from scanner.nightly.run import Order, carry_out
from scanner.publishing.rendering import render, report_context
from scanner.publishing.site import write_site
from scanner.reference import knowledge_for

if TYPE_CHECKING:
    from catalog.nouns.vocabulary import Language
    from scanner.config import Config
    from scanner.lab.site import Site

CATALOGUE = "catalogue.db"
"""Name of the catalogue in the demo's folder."""

AT_ONCE_FOR_EACH_CORE = 2
"""Tools at work for each core when Chromium looks at them: a visit mostly waits for a page to be quiet."""

MOST_AT_ONCE = 4
"""At the most this many: a scan with Chromium takes up to 0.9 GB."""


class Speaker(Protocol):
    """Says what is being done."""

    def say(self, key: str, **params: object) -> None:
        """Say a text of the interface."""
        ...


class Demonstration:
    """One run of the demo in a folder: `catalogue.db`, `reports/`, `site/`."""

    def __init__(self, config: Config, folder: Path, language: Language, speaker: Speaker, *, browser: bool) -> None:
        from rules.load import load_criteria

        self._config = config
        self._folder = folder
        self._language: Language = language
        self._speaker = speaker
        self._browser = browser
        self._seen = self._tools = 0
        self._knowledge = knowledge_for(config)
        self._criteria = load_criteria()

    def run(self, sites: Sequence[Site]) -> Path:
        """Scan the sites and write everything; returns the page to open."""
        path = self._folder / CATALOGUE
        for old in self._folder.glob(f"{CATALOGUE}*"):
            old.unlink()
        with Catalogue.open(path) as catalogue:
            self._scan(catalogue, sites)
            self._write_reports(catalogue)
            folder = self._folder / "site"
            return write_site(catalogue, folder, self._criteria, self._knowledge, self._language, drafts=True)

    def _scan(self, catalogue: Catalogue, sites: Sequence[Site]) -> None:
        tools = {site.name: _tool(site) for site in sites}
        at = now()
        with catalogue.transaction():
            for tool in tools.values():
                catalogue.tools.put(tool, at)
            run_id = scan_id(at)
            order = [(tool.id, self._browser) for tool in tools.values()]
            catalogue.runs.start(run_id, at, "local", {}, order)
        make = local_worker(self._config, self._criteria, catalogue.path, browser=self._browser)
        size = max(2, min(MOST_AT_ONCE, AT_ONCE_FOR_EACH_CORE * (os.cpu_count() or 1)))
        self._tools = len(tools)
        with closing(LocalEngine(make, size, self._config.network.limits.seconds)) as engine:
            carry_out(catalogue, catalogue.runs.run(run_id), Order(first_wait=1.0), engine, self._report)

    def _report(self, step: str, params: dict[str, str]) -> None:
        if step in ("done", "gave-up"):
            self._seen += 1
            key = "demo.scanned" if step == "done" else "demo.not-reached"
            self._speaker.say(key, number=self._seen, tools=self._tools, **params)

    def _write_reports(self, catalogue: Catalogue) -> None:
        folder = self._folder / "reports"
        folder.mkdir(exist_ok=True)
        context = report_context(self._language, self._criteria, self._knowledge, blobs=picture_of(catalogue))
        for tool in catalogue.tools.all():
            assessment = stored_assessment(catalogue, tool)
            if assessment is not None:
                page = render("html", [assessment], context)
                (folder / f"{tool.id}.html").write_text(page, encoding="utf-8")


def _tool(site: Site) -> Tool:
    assert site.home is not None
    profile = Profile(**site.profile.model_dump(include={"audience", "accounts", "ai"}))
    name = slug(site_of(site.home))
    return Tool(
        id=name, name=site.title, home=site.home, apps=site.apps, profile=profile,
        levels=site.levels, subjects=site.subjects, source="sample web",
    )  # fmt: skip
