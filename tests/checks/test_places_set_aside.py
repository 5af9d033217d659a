"""Places that a sentence names and does not put the data in: denied, of other tools, past, of customers over there."""

from __future__ import annotations

import pytest

from rules.judging.elsewhere import of_another_service, places_nothing

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
    ("fr", "FR", "À partir de septembre 2031, les données seront hébergées en France."),
    ("fr", "FR", "Nous étudions un hébergement de vos données en France."),
    ("fr", "FR", "En option, vos données peuvent être hébergées en France."),
    ("fr", "IN", "Si nous devions un jour héberger des données en Inde, vous en seriez informés."),
    ("fr", "IN", "Nous avons quitté l’Inde : les données sont désormais hébergées en France."),
    ("fr", "IN", "Nous avons transféré nos serveurs d’Inde en France."),
    ("fr", "IN", "Nos anciens serveurs, en Inde, ont été fermés."),
    ("fr", "IN", "Certains outils hébergent vos données en Inde, ce que nous refusons."),
    ("fr", "CA", "Notre hébergeur dispose aussi de centres de données au Canada."),
    ("fr", "FR", "Les établissements peuvent installer le logiciel sur leurs propres serveurs en France."),
    ("en", "DE", "Enterprise customers may choose to have their data hosted in Germany."),
    ("en", "DE", "Schools in Germany can host the software on their own servers in Germany."),
    ("en", "DE", "Your data will soon be moved and will be hosted in Germany."),
    ("en", "IN", "Should we ever host data in India, we will tell you first."),
    ("en", "IN", "If you log in with a Google account, Google may store your data in India."),
    ("en", "IN", "We moved our servers from India to France."),
    ("en", "IN", "Our former host kept data in India."),
    ("en", "IN", "Our hosting provider also operates data centres in India and Brazil."),
    ("en", "AU", "Customers in Australia have their data stored in Australia."),
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
    ("fr", "FR", "Nous avons quitté l’Inde : les données sont désormais hébergées en France."),
    ("fr", "FR", "Nous avons transféré nos serveurs d’Inde en France."),
    ("fr", "FR", "Vos données seront hébergées en France."),
    ("fr", "FR", "À compter de votre inscription, vos données seront hébergées en France."),
    ("en", "FR", "A copy is provided on request and your data is hosted in France."),
    ("fr", "FR", "Vos données sont hébergées en France ; une copie vous est remise sur demande."),
    ("fr", "FR", "Les données des écoles, en France, sont hébergées en France."),
    ("fr", "CA", "Notre hébergeur dispose de centres de données au Canada, où vos données sont stockées."),
    ("en", "US", "Your data will be hosted in the United States."),
    ("en", "US", "We collect your data from schools and store it in the United States."),
    ("en", "IN", "Your data is stored on our own servers in India."),
    ("en", "IN", "Data moved by schools from their tools is hosted in India."),
    ("de", "DE", "Ihre Daten werden nicht in den USA gespeichert, sondern in Deutschland."),
    ("de", "DE", "Die Daten werden nur in Deutschland gespeichert."),
]


@pytest.mark.parametrize(("language", "place", "quote"), VOID)
def test_a_place_set_aside_is_none(language: str, place: str, quote: str) -> None:
    assert places_nothing(quote, place, language)


@pytest.mark.parametrize(("language", "place", "quote"), REAL)
def test_a_place_of_the_data_stays(language: str, place: str, quote: str) -> None:
    assert not places_nothing(quote, place, language)


ANOTHER = [
    ("fr", "IE", "Notre partenaire de paiement héberge ses données en Irlande.", True),
    ("fr", "FR", "Le ministère héberge les données de l’ENT en France.", True),
    ("fr", "FR", "Vos données sont hébergées en France et notre partenaire de paiement est en Irlande.", False),
    ("en", "IE", "Our payment provider stores its data in Ireland.", True),
    ("en", "IE", "Our hosting provider stores your data in Ireland.", False),
]


@pytest.mark.parametrize(("language", "place", "quote", "another"), ANOTHER)
def test_where_a_payment_service_keeps_data_the_tool_is_not_hosted(
    language: str, place: str, quote: str, another: bool
) -> None:
    assert of_another_service(quote, place, language) is another
