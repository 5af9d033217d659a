"""Values in French: durations in words and figures, dates, disguised mailboxes, registrations, ages, places."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]


@pytest.mark.parametrize(
    ("text", "kind", "value", "subject"),
    [
        ("Les cookies ont une durée de vie de treize mois.", "duration", "396", "cookies"),
        ("Les données de compte sont conservées pendant 3 ans.", "duration", "1096", "account"),
        ("Les journaux de connexion sont conservés un (1) an.", "duration", "365", "logs"),
        ("Les sauvegardes sont effacées après trente jours.", "duration", "30", "backups"),
        ("Les factures sont archivées dix ans.", "duration", "3652", "invoices"),
        ("Les comptes sont supprimés deux mois après la fin du contrat.", "duration", "61", "contract-end"),
        ("Nous répondons à votre demande dans un délai d’un mois.", "duration", "30", "response"),
        ("Toute modification est annoncée avec un préavis de quinze jours.", "duration", "15", "notice"),
        ("MAJ 10/2024", "date", "2024-10-01", "last-updated"),
        ("Version 2.1 – 03/2024", "date", "2024-03-01", "last-updated"),
        ("v2.1 – mars 2024", "date", "2024-03-01", "last-updated"),
        ("En vigueur depuis la rentrée 2024", "date", "2024-09-01", "effective"),
        ("Les journaux sont gardés 13mois.", "duration", "396", "logs"),
        ("Les comptes sont gardés 18 (dix-huit) mois.", "duration", "548", "account"),
        ("Les comptes sont conservés un an et demi.", "duration", "548", "account"),
        ("Les journaux sont conservés 30-90 jours.", "duration", "90", "logs"),
        ("Écrivez au délégué à la protection des données : dpo(a)outil.example", "email", "dpo@outil.example", "dpo"),
        ("Contact du DPO : dpo arobase outil point example", "email", "dpo@outil.example", "dpo"),
        ("Contact du DPO : dpo {at} outil.example", "email", "dpo@outil.example", "dpo"),
        ("Localisation des données : Union européenne", "country", "EU", "hosting"),
        ("Dernière mise à jour : 1er septembre 2025", "date", "2025-09-01", "last-updated"),
        ("La présente politique est entrée en vigueur le 01/09/2025.", "date", "2025-09-01", "effective"),
        ("Notre délégué à la protection : dpo [at] outil [point] example", "email", "dpo@outil.example", "dpo"),
        ("Écrivez à rgpd(arobase)outil.example pour toute question.", "email", "rgpd@outil.example", "privacy"),
        ("SAS, RCS de Lyon numéro 123 456 789.", "registration", "RCS de Lyon numéro 123 456 789", "general"),
        ("SIREN 123 456 789", "registration", "SIREN 123 456 789", "general"),
        ("Téléphone : 01 23 45 67 89", "phone", "0123456789", "general"),
        ("Vos données sont hébergées par OVH en France.", "organisation", "OVHcloud", "host"),
        ("Vos données sont hébergées par OVH en France.", "country", "FR", "hosting"),
        ("Vos données peuvent être transférées vers les États-Unis.", "country", "US", "transfer"),
        ("Les données de compte sont conservées 3 ans et les journaux 12 mois.", "duration", "1096", "account"),
        ("Les données de compte sont conservées 3 ans et les journaux 12 mois.", "duration", "365", "logs"),
        ("La conservation est de 12 mois pour les journaux et de 3 ans pour les comptes.", "duration", "365", "logs"),
        ("Votre compte est gratuit ; la période d’essai dure 30 jours.", "duration", "30", "other"),
        ("Les achats sur votre compte sont remboursés sous 14 jours.", "duration", "14", "other"),
        ("Aucune donnée n’est transférée hors de l’Union européenne.", "country", "EU", "mentioned"),
        ("Nos serveurs sont situés à Paris.", "country", "FR", "hosting"),
        ("Vos données sont hébergées chez Nuage SAS, dans la région de Francfort.", "country", "DE", "hosting"),
        ("Les mineurs de moins de quinze ans demandent l’accord d’un parent.", "age", "15", "child"),
        ("Sans connexion pendant vingt-quatre mois, ton compte est effacé.", "duration", "730", "inactivity"),
        ("## Combien de temps ?\n\nTrente-six mois après la dernière visite.", "duration", "1096", "inactivity"),
        ("Les inscriptions passent par HelloAsso.", "organisation", "HelloAsso", "recipient"),
        ("Chez OVH, et chez Google Ireland Limited pour la mesure d’audience.", "country", "IE", "mentioned"),
        ("À notre hébergeur OVH, à Google pour la mesure d’audience.", "organisation", "Google", "mentioned"),
        ("À notre hébergeur OVH, à Google pour la mesure d’audience.", "organisation", "OVHcloud", "host"),
        ("## Hébergement et transferts\n\nLes mesures sont transférées aux États-Unis.", "country", "US", "transfer"),
        ("Nous employons OVH (hébergement, France) et Postmark (courriels, États-Unis).", "country", "US", "mentioned"),
        ("Nuage Cloud SAS (hébergement, Irlande) et Courrier Inc. (SMS, Canada).", "country", "CA", "mentioned"),
        ("Nuage Cloud SAS (hébergement, Irlande) et Courrier Inc. (SMS, Canada).", "country", "IE", "hosting"),
        ("Nous employons OVH (hébergement, France) et Postmark (courriels, États-Unis).", "country", "FR", "hosting"),
        ("1. **Journaux** – adresse IP et heure de la visite. Conservation : six mois.", "duration", "183", "logs"),
    ],
)  # fmt: skip
def test_value(say: Say, text: str, kind: str, value: str, subject: str) -> None:
    found = [(v.kind, v.value, v.subject) for v in say(text, "fr").values]
    assert (kind, value, subject) in found


@pytest.mark.parametrize(
    "text",
    [
        "Les élèves ont un excellent niveau.",
        "Le niveau de sécurité est élevé.",
        "Il faut avoir quinze ans pour créer un compte.",
        "La décision n° 12/2024 fait foi.",
        "Regardez notre vidéo arobase.",
    ],
)
def test_no_value_where_none_is(say: Say, text: str) -> None:
    assert say(text, "fr").values == ()


def test_a_high_level_is_no_pupil(say: Say) -> None:
    reading = say("Le niveau de protection des données n’est pas assez élevé : nous ne vendons pas vos données.", "fr")
    assert reading.clause("sale-of-data").populations == ()


@pytest.mark.parametrize(
    "text",
    [
        "Hébergement des données : Nuage SAS, RCS Paris 123 456 789.",
        "Les données sont hébergées par Nuage SAS, 2 rue du Port, 59100 Roubaix.",
        "Notre équipe travaille à Paris.",
        "Les données de l’Université de Lyon sont hébergées par ses soins.",
        "Les données sont hébergées par Nuage SAS (Paris).",
    ],
)
def test_a_seat_or_a_court_places_no_servers(say: Say, text: str) -> None:
    assert [one.value for one in say(text, "fr").values if one.kind == "country" and one.subject == "hosting"] == []


def test_each_city_of_hosting_and_none_of_what_is_told_of_others(say: Say) -> None:
    text = "Les données sont hébergées à Paris et Montréal, et l’équipe qui vous répond travaille à Londres."
    assert [one.value for one in say(text, "fr").values if one.kind == "country"] == ["FR", "CA"]


@pytest.mark.parametrize(
    ("language", "text", "places"),
    [
        ("en", "Your data is hosted in Dublin, Ohio.", {"US"}),
        ("en", "Your data is hosted in London, Ontario.", {"CA"}),
        ("fr", "Vos données sont hébergées à Dublin (Ohio).", {"US"}),
        ("en", "Your data is hosted in Dublin, Oregon and Singapore.", {"IE", "US", "SG"}),
        ("en", "Your data is hosted in Dublin.", {"IE"}),
    ],
)
def test_a_city_is_in_the_state_named_after_it(say: Say, language: str, text: str, places: set[str]) -> None:
    assert {one.value for one in say(text, language).values_of("country", "hosting")} == places
