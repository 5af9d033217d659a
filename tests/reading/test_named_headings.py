"""Lists whose names are headings: what stands under a provider is said of it."""

from __future__ import annotations

import pytest

from rules.reading import read
from scanner.documents.read_files import document_of

OPENING = "<h1>Politique</h1><p>Ce document explique comment nous traitons les données que vous nous donnez.</p>"
LISTS = [
    "<h2>Nos sous-traitants</h2><h3>OVH</h3><p>Finalité : hébergement. Pays : France.</p>"
    "<h3>Brevo</h3><p>Finalité : envoi des courriels. Pays : France.</p>",
    "<h2>Nos sous-traitants</h2><h3>OVH</h3><ul><li>Hébergement</li><li>France</li></ul>"
    "<h3>Brevo</h3><ul><li>Envoi des courriels</li><li>France</li></ul>",
    "<h2>Sous-traitants ultérieurs</h2><dl><dt>OVH</dt><dd>Hébergement</dd><dd>France</dd>"
    "<dt>Brevo</dt><dd>Envoi des courriels</dd><dd>France</dd></dl>",
]


@pytest.mark.parametrize("page", LISTS)
def test_what_stands_under_a_name_is_said_of_it(page: str) -> None:
    reading = read(document_of(f"<html lang=fr><body>{OPENING}{page}".encode(), "text/html", "page.html"))
    named = reading.clause("recipients-named")
    assert named.stance == "affirmed"
    assert len(named.quotes) == 2 and all("France" in one.text for one in named.quotes)
    assert {one.value for one in reading.values_of("organisation")} == {"OVHcloud", "Brevo"}


def test_a_country_under_a_name_that_hosts_nothing_is_no_place_of_hosting() -> None:
    page = (
        "<h2>Nos sous-traitants</h2><h3>Brevo</h3><p>Envoi des courriels</p><p>Pays : Allemagne.</p>"
        "<h3>Stripe</h3><p>Paiement</p><p>Pays : Irlande.</p>"
    )
    reading = read(document_of(f"<html lang=fr><body>{OPENING}{page}".encode(), "text/html", "page.html"))
    assert reading.clause("hosting-location").stance == "absent"


@pytest.mark.parametrize(
    "page",
    [
        "<h2>OVH</h2><p>Finalité : hébergement.</p><p>Pays : France.</p>",
        "<h2>Cookies</h2><p>Google mesure l’audience.</p><h2>Contact</h2><p>Écrivez-nous.</p>",
        "<h3>OVH</h3><p>" + "Un texte entier. " * 40 + "</p><h3>Brevo</h3><p>" + "Un texte entier. " * 40 + "</p>",
    ],
)
def test_one_name_other_titles_and_whole_chapters_stay_headings(page: str) -> None:
    document = document_of(f"<html lang=fr><body>{OPENING}{page}".encode(), "text/html", "page.html")
    assert not any(block.kind == "row" for block in document.blocks)
