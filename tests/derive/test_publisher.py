"""Where a publisher is established, told from the lines of notices as they stand on real sites."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.nouns.facts import PageFact, StatementFact
from rules.derive import digest
from rules.derive.publisher import country_in, country_of_company, french_offer, publisher_country
from rules.derive.statements import PageText
from rules.words import _lists as lists

NOTICE = "https://outil.example/mentions-legales"


def said(field: str, quote: str) -> StatementFact:
    return StatementFact(field=field, value=quote, url=NOTICE, quote=quote, start=0, end=len(quote), blob="0" * 64)


@pytest.mark.parametrize(
    ("address", "country"),
    [
        ("12 rue des Lilas, 75011 Paris, France", "FR"),
        ("Avenue de France 10, 1202 Genève, Suisse", "CH"),  # a street named after a country
        ("10 avenue de France, 1000 Bruxelles, Belgique", "BE"),
        ("100 Market Street, San Francisco, CA 94105, USA", "US"),
        ("London EC1A 1BB, U.K.", "GB"),
        ("Cardiff CF10, Wales", "GB"),
        ("1 Raffles Place, Singapore 048616", "SG"),
        ("1-2-3 Shibuya, Tokyo 150-0002, Japan", "JP"),
        ("Syntagma 1, 10563 Athens, Greece", "GR"),
        ("12 Queen Street, Auckland, New Zealand", "NZ"),
        ("Václavské náměstí 1, Prague, Czech Republic", "CZ"),
        ("ul. Prosta 1, 00-001 Warszawa, Polska", "PL"),
        ("Storgata 1, 0155 Oslo, Norge", "NO"),
        ("Montréal (Québec) H2X 1Y4", "CA"),
        ("97400 Saint-Denis, La Réunion", "RE"),
        ("Seine-Saint-Denis, Île-de-France", None),  # a region
        ("Jersey City, New Jersey", None),  # no island of the Channel
        ("Atlanta, Georgia 30301", None),  # no country of the Caucasus
        ("12 rue des Lilas, 75011 Paris", None),
    ],
)
def test_an_address_ends_with_its_country(address: str, country: str | None) -> None:
    assert country_in(address) == country


@pytest.mark.parametrize(
    ("line", "country"),
    [
        ("Exemple SAS, 12 rue des Lilas, 75011 Paris", "FR"),
        ("Exemple, RCS Paris 123 456 789", "FR"),
        ("Beispiel GmbH, Hauptstraße 1, Amtsgericht Charlottenburg HRB 12345", "DE"),
        ("Voorbeeld B.V., KvK 12345678", "NL"),
        ("Example Ltd, registered in England and Wales no. 1234567", "GB"),
        ("Example, Inc., a Delaware corporation", "US"),
        ("Exemple, 75011", None),
        ("Pine Desk LLC, 9 Oak Street, Denver, CO 80202, USA runs a desk for schools in Spain and France.", "US"),
        ("Atelier Mots SARL, 4 rue Basse, 54000 Nancy, propose ses jeux aux écoles de Belgique.", "FR"),
    ],
)
def test_a_company_shows_its_country_by_register_form_or_address(line: str, country: str | None) -> None:
    assert country_of_company(line) == country


def test_a_french_number_settles_it_and_the_host_of_the_site_decides_nothing() -> None:
    number = said("registration", "SIREN 123 456 789")
    host = said("publisher-address", "12 rue des Lilas, 75011 Paris – Hébergeur : Cloud Inc., Seattle, USA")
    assert publisher_country([host, number], [])[0] == "FR"
    assert publisher_country([host], [])[0] == "FR"
    luxembourg = said("registration", "RCS Luxembourg B12345")
    assert publisher_country([luxembourg], [(NOTICE, "1" * 64, "Exemple S.à r.l., RCS Luxembourg B12345")])[0] == "LU"
    assert publisher_country([], []) == (None, None)


def test_facts_are_derived_anew_when_a_word_they_rest_on_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest.derive_digest()
    assert before == digest.DERIVE_DIGEST

    def with_another(topic: str) -> None:
        kept = {code: {one: dict(names) for one, names in lists(code).items()} for code in ("fr", "en")}
        kept["fr"][topic]["made-up"] = ["un mot"]
        whole = lists
        monkeypatch.setattr("rules.words._lists", lambda code: kept.get(code) or whole(code))

    with_another("text-contract")  # the words of a check
    assert digest.derive_digest() == before
    with_another("legal-notice")  # the words of a fact
    assert digest.derive_digest() != before


def offered(text: str, home: str = "https://tool.example/", **page: Any) -> bool:
    fact = PageFact(url=home, role="home", surface=page.pop("surface", "showcase"), status=200, **page)
    return french_offer([PageText(fact, None, text)], home)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Used by 300 schools in France and Belgium.", {"language": "en"}),
        ("Pupils log in with ÉduConnect.", {"language": "en"}),
        ("Log in", {"language": "en", "social_logins": ("educonnect", "google")}),
        ("Lire ensemble en classe.", {"language": "fr"}),
    ],
)
def test_an_english_site_may_address_schools_of_france(text: str, page: dict[str, Any]) -> None:
    assert offered(text, **page)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("Learn French verbs. Our company has an office in France.", {"language": "en"}),
        ("For French teachers: verbs, sounds and songs.", {"language": "en"}),
        ("The tool is not available to schools in France.", {"language": "en"}),
        ("Log in", {"language": "en", "social_logins": ("google", "own:account")}),
        ("Vos données, vos droits.", {"language": "fr", "surface": "documents"}),
    ],
)
def test_french_lessons_and_french_documents_are_no_french_offer(text: str, page: dict[str, Any]) -> None:
    assert not offered(text, **page)


def test_a_french_name_is_a_french_offer() -> None:
    assert offered("Hello", home="https://tool.fr/", language="en")
