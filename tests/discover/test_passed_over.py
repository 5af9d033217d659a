"""Pages that were read and are none of what they were read for: told with why, and never as left out."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.nouns.browser import BrowserEvidence, Canary, DrawnDocument
from catalog.nouns.evidence import Evidence, PassedOver
from catalog.nouns.tool import Tool
from scanner.drawn import passed_over_after_drawing
from scanner.net.blobs import MemoryBlobs
from scanner.pipeline import scan

HOME = "https://outil.example/"
POLICY = (
    "<title>Confidentialité</title><main><h1>Politique de confidentialité</h1>"
    + "<p>Le responsable de traitement collecte vos données personnelles. Conservation : un an. Droit d’accès.</p>" * 12
)
RECIPES = "<title>Recettes</title><main><h1>Recettes</h1>" + "<p>Battez les œufs, puis ajoutez la farine.</p>" * 40
AT = datetime(2026, 11, 24, tzinfo=UTC)


async def look(web: Any, links: str, **update: Any) -> Evidence:
    web.page("outil.example/", f"<html lang=fr><title>Outil</title><h1>Outil</h1><p>Bonjour, la classe.</p>{links}")
    tool = Tool(id="outil", name="Outil", home=HOME).model_copy(update=update)
    return await scan(tool, web.config(), blobs=MemoryBlobs(), clock=lambda: datetime.now(UTC))


def told(evidence: Evidence) -> dict[str, tuple[str, str]]:
    noted = evidence.passed_over
    found: dict[str, tuple[str, str]] = {one.url.removeprefix(HOME): (one.reason, one.role) for one in noted}
    assert len(found) == len(noted)
    others = {page.exchange.final_url for page in evidence.pages} | {one.url for one in evidence.skipped}
    assert not others & {one.url for one in evidence.passed_over}
    return found


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<title>Confidentialité</title><p>Cette page est en construction.</p>", "under-construction"),
        ("<title>Confidentialité</title><p>Nous respectons chacun.</p>", "too-short"),
        (RECIPES, "other-content"),
        ("<title>Page introuvable</title><h1>Page introuvable</h1><p>Cette page n’existe pas.</p>", "not-there"),
    ],
)
async def test_a_link_that_promised_a_policy_is_told_with_what_it_gave(web: Any, body: str, reason: str) -> None:
    web.page("outil.example/rgpd", body)
    evidence = await look(web, '<a href="/rgpd">Politique de confidentialité</a>')
    assert told(evidence)["rgpd"] == (reason, "privacy")
    assert not any(one.url == f"{HOME}rgpd" for one in evidence.skipped)


@pytest.mark.anyio
async def test_a_page_that_leads_on_and_one_of_another_site_are_told(web: Any) -> None:
    web.page("outil.example/legal", '<h1>Juridique</h1><a href="/p">Protection des données</a>')
    web.page("outil.example/p", POLICY)
    web.page("outil.example/cgu", status=302, Location="https://policies.google.com/terms")
    web.page("policies.google.com/terms", "<title>Terms</title>" + "<p>These terms are those of the service.</p>" * 60)
    terms = '<a href="/cgu">Conditions générales d’utilisation</a>'
    evidence = await look(web, f'<a href="/legal">Informations juridiques</a>{terms}')
    assert told(evidence)["legal"] == ("leads-on", "other")
    assert told(evidence)["https://policies.google.com/terms"] == ("other-publisher", "terms")
    assert "p" not in told(evidence)


@pytest.mark.anyio
async def test_what_was_taken_is_not_passed_over_and_a_guess_goes_without_saying(web: Any) -> None:
    web.page("outil.example/p", POLICY)
    web.page("outil.example/mentions-legales", RECIPES)
    evidence = await look(web, '<a href="/p">Politique de confidentialité</a><a href="/p">Cookies</a>')
    assert "https://outil.example/mentions-legales" in evidence.searched
    assert told(evidence) == {}


@pytest.mark.anyio
async def test_an_address_given_as_a_document_is_told_where_nothing_is_there(web: Any) -> None:
    web.page("outil.example/donnees", "<title>Page introuvable</title><p>Cette page n’existe pas.</p>")
    evidence = await look(web, "", documents=("https://outil.example/donnees",))
    assert told(evidence)["donnees"] == ("not-there", "privacy")


def drawn(asked: str, **given: Any) -> DrawnDocument:
    fields: dict[str, Any] = {
        "url": asked, "asked": asked, "role": "privacy", "found_by": "link:x", "drawn_at": AT, "settled": True,
    }  # fmt: skip
    return DrawnDocument(**(fields | given))


def test_what_a_browser_drew_is_told_the_same_way() -> None:
    noted = [PassedOver(url=f"{HOME}{name}", reason="too-short", role="privacy") for name in ("a", "b", "b", "c")]
    seen = (
        drawn(f"{HOME}a", body="0" * 64),
        drawn(f"{HOME}d", reason="foreign"),
        drawn(f"{HOME}e", reason="not-there"),
        drawn(f"{HOME}f", reason="empty"),
    )
    canary = Canary(third_party_cookies=True, storage=True, beacons=True, fingerprint_hooks=True)
    browser = BrowserEvidence(browser="Chromium", canary=canary, drawn=seen)
    found = passed_over_after_drawing(noted, [f"{HOME}c"], browser)
    assert [(one.url.removeprefix(HOME), one.reason) for one in found] == [
        ("b", "too-short"), ("d", "other-publisher"), ("e", "not-there"),
    ]  # fmt: skip
    assert [one.url for one in passed_over_after_drawing(noted, [], None)] == [f"{HOME}{n}" for n in "abc"]
