"""A whole scan of a small honest tool over real sockets and TLS."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from typing import Any

import pytest

from catalog.nouns.evidence import Evidence
from catalog.nouns.tool import Tool
from scanner.net.blobs import MemoryBlobs
from scanner.pipeline import scan

pytestmark = pytest.mark.anyio

POLICY = (
    """<html lang="fr"><title>Politique de confidentialité</title><body><main><h1>Politique de confidentialité</h1><p>
Le responsable de traitement est l’association Outil. Nous collectons des données personnelles, à savoir le prénom et
la classe. La durée de conservation est d’un an. Vous disposez d’un droit d’accès, de rectification et d’effacement.
Vous pouvez saisir la CNIL. Nos sous-traitants sont établis en France.</p>"""
    + "<p>Une phrase de plus sur vos droits.</p>" * 40
)
TERMS = (
    """<html lang="fr"><title>CGU</title><main><h1>Conditions générales d’utilisation</h1><p>L’utilisateur accepte les
conditions générales. Responsabilité, propriété intellectuelle, résiliation.</p>"""
    + "<p>Article 1. Des obligations.</p>" * 30
)
NOTICE = """<html lang="fr"><title>Mentions légales</title><main><h1>Mentions légales</h1><p>Éditeur : association
Outil, SIREN 123 456 789. Directrice de la publication : Mme X. Hébergeur : Hôte SAS, Paris, 01 02 03 04 05.</p>"""
HOME = """<html lang="fr"><head><title>Outil</title><script src="https://stats.tiers.example/a.js"></script></head><body>
<header><nav><a href="/tarifs">Tarifs</a><a href="/fonctions">Fonctions</a><a href="/connexion">Se connecter</a>
<a href="/inscription">Créer un compte</a></nav></header><main><h1>Apprendre</h1><p>Un outil pour la classe.</p></main>
<footer><a href="/confidentialite">Politique de confidentialité</a><a href="/cgu">CGU</a>
<a href="/mentions-legales">Mentions légales</a></footer></body></html>"""
LOGIN = '<html lang="fr"><title>Connexion</title><form><input type="email"><input type="password"></form>'


def honest_tool(web: Any, host: str = "outil.example") -> Tool:
    """Serve an honest tool; returns it."""
    web.page(f"{host}/robots.txt", "User-agent: *\nDisallow: /prive\n", media_type="text/plain")
    web.page(f"{host}/", HOME, Set_Cookie="session=abc123; Path=/; Secure; HttpOnly; SameSite=Lax", ETag='"v1"')
    web.page(f"{host}/confidentialite", POLICY, ETag='"p1"')
    web.page(f"{host}/cgu", TERMS)
    web.page(f"{host}/mentions-legales", NOTICE)
    web.page(f"{host}/connexion", LOGIN)
    web.page(f"{host}/inscription", LOGIN.replace("Connexion", "Inscription"))
    web.page(f"{host}/tarifs", "<title>Tarifs</title><main>" + "<p>Nos tarifs sont simples.</p>" * 20)
    web.page(f"{host}/fonctions", "<title>Fonctions</title><main>" + "<p>Des exercices de lecture.</p>" * 20)
    web.host("stats.tiers.example")
    return Tool(id="outil", name="Outil", home=f"https://{host}/")


async def look(
    tool: Tool, web: Any, previous: Evidence | None = None, blobs: MemoryBlobs | None = None, **limits: Any
) -> Evidence:
    """Scan a tool on the small web."""
    return await scan(
        tool, web.config(**limits), blobs=blobs or MemoryBlobs(), previous=previous, clock=lambda: datetime.now(UTC)
    )


async def test_every_page_of_an_honest_tool_is_found_in_its_role(web: Any) -> None:
    evidence = await look(honest_tool(web), web)
    roles = {page.role: page.exchange.url for page in evidence.pages if page.role != "other"}
    assert roles == {
        "home": "https://outil.example/",
        "privacy": "https://outil.example/confidentialite",
        "terms": "https://outil.example/cgu",
        "legal-notice": "https://outil.example/mentions-legales",
        "login": "https://outil.example/connexion",
        "signup": "https://outil.example/inscription",
    }
    assert [page.exchange.url for page in evidence.pages if page.role == "other"] == [
        "https://outil.example/fonctions",
        "https://outil.example/tarifs",
    ]
    assert {page.surface for page in evidence.pages if page.role in ("login", "signup")} == {"learner"}
    assert evidence.skipped == ()


async def test_robots_comes_first_and_is_obeyed_and_the_agent_is_verbatim(web: Any) -> None:
    tool = honest_tool(web)
    web.page("outil.example/", HOME.replace("/cgu", "/prive/cgu"))
    evidence = await look(tool, web)
    assert web.seen("outil.example")[0] == "https://outil.example/robots.txt"
    assert not any("/prive" in request for request in web.seen())
    assert [(one.url, one.reason, one.role) for one in evidence.skipped] == [
        ("https://outil.example/prive/cgu", "robots", "terms")
    ]
    assert {request.headers["user-agent"] for request in web.requests} == {"PreauTest/1 (+https://preau.example/robot)"}


async def test_a_rescan_asks_conditionally_and_reuses_the_body(web: Any) -> None:
    blobs = MemoryBlobs()
    tool = honest_tool(web)
    first = await look(tool, web, blobs=blobs)

    async def unchanged(request: Any, writer: Any) -> Any:
        from dataclasses import dataclass, field

        @dataclass
        class NotModified:
            body: bytes = b""
            status: int = 304
            headers: list[tuple[str, str]] = field(default_factory=lambda: [("ETag", '"p1"')])

        return NotModified() if request.headers.get("if-none-match") == '"p1"' else None

    web.answer("outil.example/confidentialite", unchanged)
    second = await look(tool, web, previous=first, blobs=blobs)
    before, after = (next(p for p in e.pages if p.role == "privacy").exchange for e in (first, second))
    assert after.not_modified and not before.not_modified
    assert (after.status, after.body, after.media_type) == (200, before.body, "text/html")
    assert [page.role for page in second.pages] == [page.role for page in first.pages]


async def test_two_scans_request_the_same_addresses_in_the_same_order(web: Any) -> None:
    tool = honest_tool(web)
    await look(tool, web)
    first = [one for one in web.seen() if "http://" not in one]
    web.requests.clear()
    await look(tool, web)
    assert [one for one in web.seen() if "http://" not in one] == first


async def test_requests_to_one_site_keep_their_pause(web: Any) -> None:
    evidence = await look(honest_tool(web), web, delay_seconds=0.15)
    times = sorted(request.at for request in web.requests)
    assert len(times) > 8 and evidence.pages
    assert min(later - earlier for earlier, later in pairwise(times)) >= 0.14


async def test_third_party_hosts_are_resolved_and_never_fetched(web: Any) -> None:
    evidence = await look(honest_tool(web), web)
    assert {record.host for record in evidence.hosts} == {"outil.example", "stats.tiers.example"}
    assert not web.seen("stats.tiers.example")


async def test_static_names_and_aliases_answer_dns(web: Any) -> None:
    tool = honest_tool(web)
    web.page("outil.example/", HOME.replace("stats.tiers.example", "mesure.tiers.example") + HOME)
    web.cnames |= {
        "mesure.tiers.example": "collecte.pisteur.example",
        "stats.tiers.example": "collecte.pisteur.example",
    }
    web.host("collecte.pisteur.example", "127.1.9.7")
    evidence = await look(tool, web)
    records = {one.host: (one.cname_chain, one.addresses) for one in evidence.hosts}
    assert records["mesure.tiers.example"] == (("collecte.pisteur.example",), ("127.1.9.7",))
    assert records["stats.tiers.example"] == (("collecte.pisteur.example",), ("127.1.9.1",)), (
        "its own, as in /etc/hosts"
    )


async def test_plain_http_that_redirects_to_https_is_recorded_so(web: Any) -> None:
    tool = honest_tool(web)

    async def upgrade(request: Any, writer: Any) -> None:
        if request.scheme == "http":
            writer.write(b"HTTP/1.1 301 X\r\nLocation: https://outil.example/\r\nContent-Length: 0\r\n\r\n")
        else:
            body = HOME.encode()
            writer.write(b"HTTP/1.1 200 X\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
        await writer.drain()

    web.answer("outil.example/", upgrade)
    evidence = await look(tool, web)
    assert [(probe.host, probe.outcome) for probe in evidence.http_probes] == [("outil.example", "redirects-to-https")]


async def test_an_app_on_another_host_is_a_learner_page(web: Any) -> None:
    tool = honest_tool(web)
    web.page("app.jouer.example/", LOGIN)
    evidence = await look(tool.model_copy(update={"apps": ("app.jouer.example",)}), web)
    page = next(one for one in evidence.pages if one.role == "app")
    assert (page.surface, page.found_by, page.exchange.url) == ("learner", "given", "https://app.jouer.example/")
    assert {record.host for record in evidence.tls} == {"outil.example", "app.jouer.example"}
