"""A whole scan of a small honest tool over real sockets and TLS."""

from __future__ import annotations

from datetime import UTC, datetime
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
NOTICE = """<html lang="fr"><title>Mentions légales</title><main><h1>Mentions légales</h1><p>Éditeur : association Outil, SIREN
123 456 789. Directrice de la publication : Mme X. Hébergeur : Hôte SAS, Paris, 01 02 03 04 05.</p>"""
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
