"""Pages on accessibility, security and artificial intelligence are read besides the documents; scans are said."""

from __future__ import annotations

import zlib
from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.nouns.evidence import Evidence
from catalog.nouns.tool import Tool
from scanner.discover.topics import topic_pages
from scanner.discover.words import words
from scanner.net.blobs import MemoryBlobs
from scanner.page import parse_page
from scanner.pipeline import scan

SITES = frozenset({"outil.example"})
HOME = "https://outil.example/"


async def look(web: Any) -> Evidence:
    tool = Tool(id="outil", name="Outil", home=HOME)
    return await scan(tool, web.config(), blobs=MemoryBlobs(), clock=lambda: datetime.now(UTC))


def topics(html: str) -> list[str]:
    return [one.url.removeprefix(HOME) for one in topic_pages([parse_page(html, HOME)], SITES, words().topics.values())]


@pytest.mark.parametrize(
    "label",
    [
        "Accessibilité : non conforme",
        "Déclaration d’accessibilité",
        "Sécurité",
        "Trust Center",
        "Intelligence artificielle",
        "IA",
        "AI",
        "Hébergement",
        "Nos engagements RGPD",
        "GDPR compliance",
    ],
)
def test_labels_name_a_topic(label: str) -> None:
    assert topics(f'<a href="/x">{label}</a>') == ["x"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="/x">Comment la sécurité routière entre au collège cette année</a>',
        '<a href="/x">Réseau IA et maths</a>',
        '<a href="/x">Nos engagements pour la planète</a>',
        '<a href="#main">Accessibilité</a>',
        '<a href="https://ailleurs.example/securite">Sécurité</a>',
    ],
)
def test_headlines_jumps_and_other_sites_name_none(link: str) -> None:
    assert topics(link) == []


def test_at_most_two_pages_of_a_topic_and_the_plainest_first() -> None:
    links = [("/a", "En savoir plus sur la sécurité"), ("/b", "Sécurité"), ("/c", "Trust center"), ("/b#x", "Sécurité")]
    assert topics("".join(f'<a href="{url}">{label}</a>' for url, label in links)) == ["b", "c"]


@pytest.mark.anyio
async def test_pages_of_topics_are_taken_as_ordinary_pages(web: Any) -> None:
    links = {"a": "Accessibilité : partiellement conforme", "s": "Sécurité", "t": "Trust center", "i": "Notre IA"}
    footer = "".join(f'<a href="/{path}">{label}</a>' for path, label in links.items())
    web.page("outil.example/", f"<html lang=fr><title>Outil</title><h1>Outil</h1><p>Bonjour.</p><footer>{footer}")
    for path, label in links.items():
        web.page(
            f"outil.example/{path}", f"<title>{label}</title><h1>{label}</h1><p>Ce que nous faisons : {label}.</p>"
        )
    evidence = await look(web)
    assert {page.exchange.url.removeprefix(HOME) for page in evidence.pages if page.role == "other"} == set(links)


def scanned_pdf() -> bytes:
    """A page that is only a picture, as a scanner of paper makes it."""
    picture = zlib.compress(bytes([200]) * 1200)
    draw = b"q 595 0 0 842 0 0 cm /I Do Q"
    image = (
        b"/Type/XObject/Subtype/Image/Width 30/Height 40/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    )
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        b"<<%s/Length %d>>stream\n%s\nendstream" % (image, len(picture), picture),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</I 3 0 R>>>>/Contents 5 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(draw), draw),
    ]
    body = b"%PDF-1.4\n"
    for number, one in enumerate(objects, 1):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    return body + b"trailer<</Size 6/Root 1 0 R>>\n%%EOF"


@pytest.mark.anyio
async def test_a_scanned_policy_is_fetched_and_said_to_be_unreadable(web: Any) -> None:
    web.page("outil.example/", '<h1>Outil</h1><p>Bonjour.</p><a href="/vp.pdf">Politique de confidentialité</a>')
    web.page("outil.example/vp.pdf", scanned_pdf(), media_type="application/pdf")
    evidence = await look(web)
    assert [(one.url, one.reason) for one in evidence.skipped] == [(f"{HOME}vp.pdf", "unreadable-format")]
    assert any(page.role == "privacy" for page in evidence.pages)


@pytest.mark.anyio
async def test_guesses_at_a_site_that_closed_are_not_told_one_by_one(web: Any) -> None:
    web.page("outil.example/", '<h1>Outil</h1><p>Bonjour.</p><a href="/vp">Vie privée</a>')
    web.page("outil.example/vp", "slow", status=429, Retry_After="120")
    evidence = await look(web)
    told = [one.url.removeprefix(HOME) for one in evidence.skipped]
    assert told == ["vp", ".well-known/security.txt", "ads.txt"]
    assert not [path for path in web.seen() if path.endswith(("/privacy", "/login"))]
