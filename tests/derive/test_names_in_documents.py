"""Which observed recipients a document names: a site that names itself names nobody."""

from __future__ import annotations

import pytest

from catalog.nouns.facts import DocumentFact, ThirdPartyFact
from catalog.nouns.reading import DocumentReading
from rules.derive.declared import declared
from rules.derive.documents import ReadDocument


def named(text: str, *parties: ThirdPartyFact) -> list[str]:
    fact = DocumentFact(
        url="https://atelier.example/confidentialite", role="privacy", blob="0" * 64, reading=DocumentReading()
    )
    return [one.value for one in declared([ReadDocument(fact, text)], (), parties)]


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
