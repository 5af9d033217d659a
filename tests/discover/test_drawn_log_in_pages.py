"""Log-in pages that only scripts lead to: found by the browser, fetched over HTTP as well."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.nouns.evidence import Evidence
from catalog.nouns.tool import Tool
from scanner.net.blobs import MemoryBlobs
from scanner.pipeline import scan

pytestmark = pytest.mark.anyio

SHELL = '<!doctype html><html lang=fr><title>Outil</title><div id="app"></div><script src="/a.js"></script>'
FORM = "<title>Entrer</title><h1>Connexion</h1><form><input name=u><input type=password name=p></form>"


async def looked(web: Any, links: str) -> Evidence:
    """The evidence of a scan whose browser draws these links on the home page, and nothing else."""
    web.page("outil.example/", SHELL)

    async def browser(job: Any) -> None:
        await job.drawn("https://outil.example/", f"<!doctype html><title>Outil</title><main>{links}</main>")

    tool = Tool(id="outil", name="Outil", home="https://outil.example/")
    return await scan(
        tool,
        web.config(),
        blobs=MemoryBlobs(),
        clock=lambda: datetime.now(UTC),
        browser=browser,
    )


def learner_pages(evidence: Evidence) -> list[tuple[str, str, str]]:
    return [(page.exchange.url, page.role, page.found_by) for page in evidence.pages if page.surface == "learner"]


@pytest.mark.parametrize("answer", [SHELL, FORM])
async def test_a_drawn_log_in_link_is_fetched_for_its_headers(web: Any, answer: str) -> None:
    web.page("outil.example/entrer", answer)
    evidence = await looked(web, '<a href="/entrer">Se connecter</a>')
    assert learner_pages(evidence) == [("https://outil.example/entrer", "login", "drawn:Se connecter")]


@pytest.mark.parametrize(
    "links",
    [
        '<a href="/#/entrer">Se connecter</a>',
        '<a href="/absent">Se connecter</a>',
        '<a href="https://autre.example/entrer">Se connecter</a>',
    ],
)
async def test_routes_dead_links_and_other_sites_are_no_page_of_it(web: Any, links: str) -> None:
    web.page("autre.example/entrer", FORM)
    assert learner_pages(await looked(web, links)) == []
