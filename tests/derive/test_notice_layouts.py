"""Legal notices in the layouts in which publishers print them: tables, titles, one long sentence, a common template."""

from __future__ import annotations

import pytest

from rules.derive.legal_notice import notice_items

TABLE = """Mentions légales
Société | Quiz Fabrique SARL
Capital | 8 000 €
RCS | Bordeaux B 512 345 678
Adresse | 1 cours de l’Intendance, 33000 Bordeaux
Téléphone | 05 56 00 00 00
Directeur de la publication | Paul Durand
Hébergeur | Clever Cloud SAS, 4 rue Voltaire, 44000 Nantes, France"""
SENTENCE = """Le présent site est édité par la société Plume & Cie, société par actions simplifiée au capital \
social de 50.000 euros, immatriculée au registre du commerce et des sociétés de Nantes sous le numéro 901 234 \
567, dont le siège social est situé 3 quai de la Fosse, 44000 Nantes, représentée par son président Jean Martin, \
directeur de la publication. Téléphone : +33 2 40 12 34 56. Le site est hébergé par Scaleway SAS, 8 rue de la \
Ville l’Évêque, 75008 Paris (01 84 13 00 00)."""
ASSOCIATION = """Association loi 1901 « Lire ensemble »
RNA W751234567
Siège : Maison des associations, 5 rue Perrée, 75003 Paris
Présidente et directrice de la publication : Anne Legrand
Le site est hébergé chez Infomaniak Network SA, Rue Eugène-Marziano 25, 1227 Les Acacias. Tél +41 22 820 35 44"""
TEMPLATE = """Propriétaire : SARL Calculette Capital social de 10000€ Numéro de TVA: FR00123456789 – 12 rue des Écoles \
31000 Toulouse
Responsable publication : Jean Dubois – contact@calculette.example
Webmaster : Jean Dubois – contact@calculette.example
Hébergeur : ovh – 2 rue Kellermann 59100 Roubaix 1007
Délégué à la protection des données : Jean Dubois – dpo@calculette.example"""
LABELS = """Nom : Plume d’Oie SAS
Adresse :
14 rue des Bateliers
69002 Lyon
Téléphone :
04 78 11 22 33
RCS :
Lyon 812 345 678
Capital social : 5 000 euros
Le directeur de la publication est Monsieur Karim Benali.
Prestataire d’hébergement
Société : Gandi SAS
63-65 boulevard Masséna 75013 Paris
Tél. +33 (0)1 70 37 76 61"""
TITLES = """QUI SOMMES-NOUS ?
Ce site est la propriété de MATHOU, SASU, RCS Paris 888 777 666, 10 rue de Penthièvre 75008 PARIS.
DIRECTION DE LA PUBLICATION
Madame Sophie Petit
HÉBERGEUR
Amazon Web Services EMEA SARL, 38 avenue John F. Kennedy, L-1855 Luxembourg"""
EDITOR = """PLUME SAS
3 quai de la Fosse
44000 Nantes
SAS au capital de 1 000 € – 901 234 567 RCS Nantes
02 40 11 22 33
Directeur de la publication et responsable de la rédaction : Karim Benali
Hébergé par OVH, 2 rue Kellermann 59100 Roubaix. www.ovh.com"""
ENGLISH = """This website is published by Word Pier SAS, a simplified joint-stock company with a capital of EUR \
20,000, registered with the Paris Trade and Companies Register under number 912 345 678, with its registered office at \
20 rue de Rivoli, 75004 Paris.
Phone: +33 1 42 00 00 00
Publication director: Emma Stone
Hosting: OVH SAS, 2 rue Kellermann, 59100 Roubaix, France. Phone: +33 9 72 10 10 07"""
PERSON = """Propriétaire du site : Lucas Bernard, micro-entrepreneur
SIRET 84512345600017
Adresse : 7 impasse des Tilleuls 35000 Rennes
Téléphone 06 12 34 56 78
Directeur de publication : Lucas Bernard
Hébergeur : o2switch, Chemin des Pardiaux, 63000 Clermont-Ferrand, 04 44 44 60 40"""
TOWN = """Éditeur : Ville de Lille, place Augustin-Laurent, CS 30667, 59033 Lille Cedex – 03 20 49 50 00
Directrice de la publication : Martine Exemple, maire
Réalisation : Agence Pixel, 12 rue Neuve, Lille
Hébergeur : Outscale SAS, 1 rue Royale, 92210 Saint-Cloud – 01 53 27 52 70"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (TABLE, {"publisher-name": "Quiz Fabrique SARL", "capital": "8000", "registration": "512345678",
                 "publisher-phone": "0556000000", "publication-director": "Paul Durand",
                 "host-name": "Clever Cloud SAS"}),
        (SENTENCE, {"publisher-name": "Plume & Cie", "capital": "50000", "registration": "901234567",
                    "publisher-phone": "33240123456", "publication-director": "Jean Martin",
                    "host-name": "Scaleway SAS",
                    "host-phone": "0184130000"}),
        (ASSOCIATION, {"body-form": "association", "publication-director": "Anne Legrand", "publisher-phone": None,
                       "company-form": None, "host-name": "Infomaniak Network SA", "host-phone": "41228203544"}),
        (TEMPLATE, {"publisher-name": "SARL Calculette", "capital": "10000", "registration": None,
                    "publication-director": "Jean Dubois", "host-name": "ovh", "host-phone": "1007"}),
        (LABELS, {"publisher-name": "Plume d’Oie SAS", "publisher-address": "14 rue des Bateliers",
                  "publisher-phone": "0478112233", "registration": "812345678", "capital": "5000",
                  "publication-director": "Monsieur Karim Benali", "host-name": "Gandi SAS",
                  "host-phone": "330170377661"}),
        (TITLES, {"publisher-name": "MATHOU", "registration": "888777666", "capital": None, "publisher-phone": None,
                  "publication-director": "Madame Sophie Petit", "host-name": "Amazon Web Services EMEA SARL"}),
        (EDITOR, {"publisher-name": "PLUME SAS", "capital": "1000", "registration": "901234567",
                  "publication-director": "Karim Benali", "host-name": "OVH", "host-phone": None}),
        (ENGLISH, {"publisher-name": "Word Pier SAS", "capital": "20000", "registration": "912345678",
                   "publication-director": "Emma Stone", "host-name": "OVH SAS", "host-phone": "33972101007"}),
        (PERSON, {"publisher-name": "Lucas Bernard", "registration": "84512345600017", "company-form": None,
                  "publication-director": "Lucas Bernard", "host-name": "o2switch", "host-phone": "0444446040"}),
        (TOWN, {"publisher-name": "Ville de Lille", "publisher-phone": "0320495000", "registration": None,
                "publication-director": "Martine Exemple", "host-name": "Outscale SAS", "host-phone": "0153275270"}),
    ],
    ids=["table", "sentence", "association", "template", "labels", "titles", "editor", "english", "person", "town"],
)  # fmt: skip
def test_a_notice_is_read_in_its_layout(text: str, expected: dict[str, str | None]) -> None:
    found = {one.field: one.value for one in notice_items(text)}
    assert {field: found.get(field) for field in expected} == expected


@pytest.mark.parametrize(
    "line", ["Hébergeur : voir ci-dessous", "Hébergement : inconnu", "Hébergeur\nHébergeur", "Éditeur responsable"]
)
def test_what_names_nobody_is_no_name(line: str) -> None:
    assert not {one.field for one in notice_items(line)} & {"host-name", "publisher-name"}


@pytest.mark.parametrize(
    ("line", "director"),
    [
        ("Directrice de la publication : la proviseure, Mme Hanna Weil", "Mme Hanna Weil"),
        ("Directeur de la publication : le maire, Paul Durand", "Paul Durand"),
        ("Publication director: the head, Emma Stone", "Emma Stone"),
        ("Directeur de la publication : Paul Durand, le maire", "Paul Durand"),
        ("Directeur de la publication : le maire, à Lille", None),
    ],
)
def test_an_office_may_stand_before_the_name(line: str, director: str | None) -> None:
    named = {one.field: one.value for one in notice_items(f"Éditeur : Ville de Lille\n{line}")}
    assert named.get("publication-director") == director


@pytest.mark.parametrize(
    "line",
    [
        "Plume d’Oie (ci-après « l’Éditeur ») se réserve le droit de modifier ces Conditions à tout moment.",
        "À ce titre, l’Éditeur invite les Utilisateurs à relire la dernière version des Conditions.",
        "L’Éditeur peut suspendre le Compte d’un Utilisateur.",
    ],
)
def test_what_the_publisher_does_is_not_its_name(line: str) -> None:
    named = [item.value for item in notice_items(line) if item.field == "publisher-name"]
    assert not any("utilisateur" in one.lower() or "conditions" in one.lower() for one in named)


@pytest.mark.parametrize("name", ["Assure Lecture", "Peut Mieux Lire", "Plume d’Oie"])
def test_a_name_may_begin_like_a_verb(name: str) -> None:
    items = {item.field: item.value for item in notice_items(f"Éditeur : {name}\n")}
    assert items["publisher-name"] == name
