"""Places that a sentence names and does not put the data in: denied, of other tools, past, of customers over there."""

from __future__ import annotations

import pytest

from rules.judging.elsewhere import places_nothing

VOID = [
    ("fr", "US", "Vos données ne sont pas hébergées aux États-Unis mais en France."),
    ("fr", "US", "Aucune donnée n’est hébergée ni sauvegardée aux États-Unis."),
    ("fr", "US", "Les données ne sont plus hébergées aux États-Unis depuis 2024."),
    ("fr", "US", "Nos serveurs sont en France et non aux États-Unis."),
    ("fr", "US", "Nous avons choisi d’héberger vos données en France plutôt qu’aux États-Unis."),
    ("fr", "IE", "Nous hébergeons vos données en France plutôt qu’en Irlande."),
    ("fr", "US", "Contrairement à d’autres outils qui hébergent leurs données aux États-Unis, nous restons en France."),
    (
        "fr",
        "US",
        "À la différence des géants du numérique, dont les serveurs sont aux États-Unis, nous hébergeons ici.",
    ),
    ("fr", "US", "Nos concurrents hébergent vos données aux États-Unis."),
    ("fr", "US", "Jusqu’en 2023, les données étaient hébergées aux États-Unis ; elles le sont depuis en France."),
    ("fr", "US", "Pour les établissements américains, les données sont hébergées aux États-Unis."),
    ("fr", "CA", "Les données des utilisateurs canadiens sont hébergées au Canada."),
    ("fr", "US", "Si votre école se trouve aux États-Unis, vos données y sont hébergées, aux États-Unis."),
    ("en", "US", "Your data is not stored in the United States but in Ireland."),
    ("en", "US", "We never host or back up pupils’ data in the US."),
    ("en", "US", "Unlike other apps that host your data in the United States, we store it in France."),
    ("en", "US", "Data is stored in the EU instead of the United States."),
    ("en", "US", "Until 2022 data was hosted in the United States."),
    ("en", "US", "Data of US customers is hosted in the United States."),
    ("en", "US", "For customers based in the United States, data is stored in the United States."),
    ("en", "AU", "If your school is in Australia, your data is stored in Australia."),
    ("de", "US", "Ihre Daten werden nicht in den USA gespeichert, sondern in Deutschland."),
    ("de", "US", "Anders als andere Anbieter, die Daten in den USA speichern, hosten wir in Deutschland."),
]
REAL = [
    ("fr", "FR", "Vos données ne sont pas hébergées aux États-Unis mais en France."),
    ("fr", "FR", "Les données ne sont hébergées qu’en France."),
    ("fr", "FR", "Les données ne sont jamais hébergées ailleurs qu’en France."),
    ("fr", "FR", "Vos données ne quittent jamais la France."),
    ("fr", "FR", "Vos données ne sont pas hébergées hors de France."),
    ("fr", "FR", "Contrairement à d’autres outils, nous hébergeons vos données en France."),
    ("fr", "US", "Vos données ne sont pas vendues et sont hébergées aux États-Unis."),
    ("fr", "US", "Les données les plus sensibles sont hébergées aux États-Unis."),
    ("fr", "US", "Vos données, qui ne sont jamais vendues, sont hébergées aux États-Unis."),
    ("fr", "US", "Nos serveurs, qui se trouvent aux États-Unis, hébergent vos données."),
    ("fr", "US", "Les données des écoles françaises sont hébergées aux États-Unis."),
    ("fr", "US", "Les données non sensibles sont hébergées aux États-Unis."),
    ("en", "IE", "Your data is not stored in the United States but in Ireland."),
    ("en", "US", "Data is not only stored in Ireland but also in the United States."),
    ("en", "US", "We do not sell your data and store it in the United States."),
    ("en", "US", "If you use the service outside the United States, your data is stored in the United States."),
    ("en", "US", "Data of all customers is hosted in the United States."),
    ("en", "US", "We serve schools in Canada and host your data in the United States."),
    ("en", "FR", "Unlike other apps that host your data in the United States, we store it in France."),
    ("en", "US", "Your data is stored in the United States, not in Canada."),
    ("de", "DE", "Ihre Daten werden nicht in den USA gespeichert, sondern in Deutschland."),
    ("de", "DE", "Die Daten werden nur in Deutschland gespeichert."),
]


@pytest.mark.parametrize(("language", "place", "quote"), VOID)
def test_a_place_set_aside_is_none(language: str, place: str, quote: str) -> None:
    assert places_nothing(quote, place, language)


@pytest.mark.parametrize(("language", "place", "quote"), REAL)
def test_a_place_of_the_data_stays(language: str, place: str, quote: str) -> None:
    assert not places_nothing(quote, place, language)
