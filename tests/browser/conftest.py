"""Pages of our own, served over real TLS on loopback, and a real Chromium that looks at them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from catalog.nouns.browser import BrowserEvidence, PhaseRun
from catalog.nouns.vocabulary import Phase
from scanner.collect.browser import BrowserJob, PageToVisit, Waiting, available, browsers, collect
from scanner.config import Config, load_config
from scanner.lab.response import Request
from scanner.lab.server import Lab
from scanner.lab.site import Site, load_site
from scanner.net.blobs import MemoryBlobs
from scanner.net.budget import Budget
from scanner.net.guard import AddressGuard
from scanner.net.resolver import Resolver

HOME = "https://www.outil-essai.test/"
TRACKER = "https://stats.traceur-essai.test/"
QUICK = Waiting(quiet=0.4, limit=2.5, look=1.5)
TRACKER_SCRIPT = (
    'document.cookie = "_essai=" + Math.random().toString(16).slice(2) + "; max-age=63072000; path=/";'
    f'new Image().src = "{TRACKER}p.gif?cid=1234567";'
)


@dataclass
class Seen:
    """What the browser brought back, what the servers got, what was kept."""

    evidence: BrowserEvidence
    requests: list[Request]
    blobs: MemoryBlobs

    def run(self, phase: Phase, number: int | None = None) -> PhaseRun:
        """The (last) run of a phase, or the one of a number."""
        runs = [one for one in self.evidence.phases if one.phase == phase and number in (None, one.run)]
        return runs[-1]

    def hosts(self, phase: Phase) -> set[str]:
        """Hosts other than the tool's that requests left for in a phase."""
        from catalog.sites import host_of

        found = {host_of(one.url) for one in self.run(phase).requests if one.left}
        return found - {host_of(HOME)}


@dataclass
class Stage:
    """Builds sites and has them looked at."""

    folder: Path
    sites: list[Site] = field(default_factory=list)

    def site(
        self, host: str, ip: str, pages: Mapping[str, str], *, extra: str = "", kind: str = "tool", tail: str = ""
    ) -> None:
        """Add a site with its pages by file name; `extra` are keys of its host, `tail` further tables."""
        folder = self.folder / host
        for name, text in pages.items():
            file = folder / "pages" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        lines = [
            f'kind = "{kind}"',
            f'title = "{host}"',
            f'home = "https://{host}/"' if kind == "tool" else "",
            'description = { fr = "essai", en = "trial" }',
            "[[hosts]]",
            f'name = "{host}"',
            f'at = {{ ip = "{ip}", country = "FR" }}',
            extra,
            tail,
        ]
        (folder / "site.toml").write_text("\n".join(lines), encoding="utf-8")
        self.sites.append(load_site(folder))

    def tool(self, pages: Mapping[str, str], **more: str) -> None:
        """The tool itself."""
        self.site("www.outil-essai.test", "127.1.60.1", pages, **more)

    def tracker(self, pages: Mapping[str, str] | None = None, **more: str) -> None:
        """A third party that stores and counts."""
        self.site(
            "stats.traceur-essai.test",
            "127.1.60.2",
            pages or {"t.js": TRACKER_SCRIPT},
            kind="third-party",
            **more,
        )

    def look(
        self,
        pages: Iterable[tuple[str, str, str]] = (),
        *,
        seconds: float = 60.0,
        config: Callable[[Config], Config] = lambda given: given,
        **job: Any,
    ) -> Seen:
        """Have the tool's home and further pages (path, role, surface) looked at."""
        visited = (PageToVisit(HOME, "home", "showcase"), *(PageToVisit(HOME + p, r, s) for p, r, s in pages))  # type: ignore[arg-type]
        with Lab(self.sites) as lab:
            settings = config(load_config(lab.config))
            evidence, blobs = asyncio.run(_collect(visited, settings, seconds, job))
            return Seen(evidence, list(lab.requests), blobs)


async def _collect(
    pages: tuple[PageToVisit, ...], config: Config, seconds: float, job: dict[str, Any]
) -> tuple[BrowserEvidence, MemoryBlobs]:
    limits = config.network.limits.model_copy(update={"seconds": seconds})
    resolver, blobs = Resolver(config.network), MemoryBlobs()
    given = {"waiting": QUICK, **job}
    found = await collect(
        BrowserJob(
            home=HOME,
            pages=pages,
            config=config,
            budget=Budget(limits),
            blobs=blobs,
            resolver=resolver,
            guard=AddressGuard(config.network.allow),
            **given,
        )
    )
    await resolver.close()
    assert found is not None
    return found, blobs


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    """An empty stage; tests are left out where this machine has no Chromium."""
    if not available(Config()).found:
        pytest.skip("no Chromium here")
    return Stage(tmp_path)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[browsers.Chromium]:
    """The Chromiums that were started; tests are left out where this machine has none."""
    if not available(Config()).found:
        pytest.skip("no Chromium here")
    found: list[browsers.Chromium] = []
    start = browsers.Browsers._start

    async def noted(self: browsers.Browsers) -> browsers.Chromium:
        found.append(await start(self))
        return found[-1]

    monkeypatch.setattr(browsers.Browsers, "_start", noted)
    return found
