"""What the demo does: scan the tools of the sample web, keep them in a catalogue, write reports and the site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from catalog.catalogue import Catalogue
from catalog.nouns.tool import Profile, Tool
from catalog.sites import site_of, slug
from scanner.assess import Assessor
from scanner.browsing import browser_collector
from scanner.checking import Checked, check_tool, keep
from scanner.reference import knowledge_for
from scanner.rendering import render, report_context
from scanner.site import write_site

if TYPE_CHECKING:
    from catalog.nouns.vocabulary import Language
    from scanner.config import Config
    from scanner.lab.site import Site


class Speaker(Protocol):
    """Says what is being done."""

    def say(self, key: str, **params: object) -> None:
        """Say a text of the interface."""
        ...


class Demonstration:
    """One run of the demo in a folder: `catalogue.db`, `reports/`, `site/`."""

    def __init__(
        self, config: Config, folder: Path, language: Language, speaker: Speaker, *, browser: bool | None = None
    ) -> None:
        from rules.load import load_criteria

        self._config = config
        self._folder = folder
        self._language: Language = language
        self._speaker = speaker
        self._browser = None if browser is False else browser_collector(config)
        self._knowledge = knowledge_for(config)
        self._assessor = Assessor.of(load_criteria(), self._knowledge)

    def run(self, sites: Sequence[Site]) -> Path:
        """Scan the sites and write everything; returns the page to open."""
        reports = self._folder / "reports"
        reports.mkdir(exist_ok=True)
        with Catalogue.open(self._folder / "catalogue.db") as catalogue:
            for site in sites:
                checked = self._check(site, catalogue)
                self._write(checked, reports)
            return write_site(
                catalogue,
                self._folder / "site",
                dict(self._assessor.criteria),
                self._knowledge,
                self._language,
                drafts=True,
            )

    def _check(self, site: Site, catalogue: Catalogue) -> Checked:
        tool = _tool(site, self._language)
        checked = check_tool(tool, self._config, self._assessor, catalogue=catalogue, browser=self._browser)
        keep(checked, catalogue)
        ratings = checked.assessment.ratings
        self._speaker.say("demo.scanned", tool=tool.name, public=ratings.public.grade, school=ratings.school.grade)
        return checked

    def _write(self, checked: Checked, folder: Path) -> None:
        def picture(digest: str) -> bytes | None:
            try:
                return checked.blobs.get(digest)
            except KeyError:
                return None

        context = report_context(self._language, self._assessor.criteria, self._knowledge, blobs=picture)
        text = render("html", [checked.assessment], context)
        (folder / f"{checked.assessment.tool.id}.html").write_text(text, encoding="utf-8")


def _tool(site: Site, language: Language) -> Tool:
    assert site.home is not None
    profile = Profile(**site.profile.model_dump(include={"audience", "accounts", "ai"}))
    return Tool(
        id=slug(site_of(site.home)),
        name=site.title,
        home=site.home,
        apps=site.apps,
        profile=profile,
        source="sample web",
    )
