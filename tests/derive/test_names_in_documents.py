"""Which observed recipients a document names: a site that names itself names nobody."""

from __future__ import annotations

import pytest

from catalog.nouns.facts import CookieFact, DocumentFact, ThirdPartyFact
from catalog.nouns.reading import DocumentReading
from rules.derive.declared import declared
from rules.derive.documents import ReadDocument

FACT = DocumentFact(
    url="https://atelier.example/confidentialite", role="privacy", blob="0" * 64, reading=DocumentReading()
)


def named(text: str, *parties: ThirdPartyFact) -> list[str]:
    return [one.value for one in declared([ReadDocument(FACT, text)], (), parties)]


def listed(text: str, name: str) -> list[str]:
    cookie = CookieFact(name=name, domain="facebook.com", phase="after-acceptance", surface="showcase")
    found = declared([ReadDocument(FACT, text)], (cookie,), ())
    assert all(name in one.quote for one in found)
    return [one.value for one in found]


def party(host: str, organisation: str, cloaked_as: str | None = None) -> ThirdPartyFact:
    return ThirdPartyFact(host=host, organisation=organisation, country="FR", basis="observed", cloaked_as=cloaked_as)


CLOAKED = party("data.atelier.example", "Eulerian", "atelier.eulerian.net")
RELAYED = party("mesure.atelier.example", "Google")


@pytest.mark.parametrize("one", [CLOAKED, RELAYED])
def test_a_trackers_host_under_the_sites_own_name_is_not_named_by_the_sites_name(one: ThirdPartyFact) -> None:
    assert named("Bienvenue chez Atelier. Le site atelier.example n’emploie aucun traceur.", one) == []


@pytest.mark.parametrize("text", ["Statistiques : Eulerian Technologies.", "Mesure par eulerian.net, en France."])
def test_a_disguised_tracker_is_named_by_its_owner_or_its_own_domain(text: str) -> None:
    assert named(text, CLOAKED) == ["Eulerian"]


def test_an_owner_is_named_by_any_of_its_hosts_in_whatever_order_they_were_seen() -> None:
    replay, owner = party("static.hotjar.com", "Contentsquare"), party("t.contentsquare.net", "Contentsquare")
    for seen in ((replay, owner), (owner, replay)):
        assert named("Nous employons Hotjar.", *seen) == ["Contentsquare"]


@pytest.mark.parametrize(
    "text",
    [
        "Cookie | Société | Durée\n_fbp, fr | Meta Platforms | 3 mois",
        "Nous déposons : fr (Meta), 90 jours\nfr | Meta | publicité | 90 jours",
        "Cookies: sb, datr, fr",
    ],
)
def test_a_cookie_with_a_short_name_is_listed_among_cookies(text: str) -> None:
    assert listed(text, "fr") == ["fr"]


@pytest.mark.parametrize(
    "text", ["Langues : en | fr | de", "Écrivez à la CNIL (www.cnil.fr), 3 mois.", "Le cookie dure 3 mois en France."]
)
def test_two_letters_elsewhere_list_no_cookie(text: str) -> None:
    assert listed(text, "fr") == []
