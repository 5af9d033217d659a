# ruff: noqa: E501
"""One sentence that speaks of different people: what it denies of some and allows of others, in three languages."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]
SALE = "sale-of-data"

CASES = [
    ("fr", SALE, "Les scores des élèves ne sont jamais vendus ; ceux des visiteurs peuvent être cédés.", "denied", "exception"),
    ("fr", SALE, "Les réponses des élèves ne sont ni vendues ni louées, tandis que celles des enseignants peuvent l’être.", "denied", "exception"),
    ("fr", SALE, "Les données des élèves ne sont pas vendues, celles des visiteurs peuvent l’être.", "denied", "exception"),
    ("fr", SALE, "Les données des élèves ne sont jamais vendues ; celles des visiteurs peuvent être louées.", "denied", "exception"),
    ("fr", SALE, "Nous ne vendons pas les copies des élèves, mais celles des candidats libres le sont.", "denied", "exception"),
    ("fr", SALE, "Les productions des élèves ne sont pas vendues ; les enseignants peuvent les exporter.", "denied", "scope"),
    ("fr", SALE, "Les données des visiteurs peuvent être vendues, mais jamais celles des élèves.", "affirmed", "scope"),
    ("fr", SALE, "Les données des élèves ne sont pas vendues ; celles des enseignants non plus.", "denied", "scope"),
    ("fr", SALE, "Les résultats des élèves ne sont pas vendus, celles des parents ne le sont pas davantage.", "denied", "scope"),
    ("fr", SALE, "Nous ne vendons pas les données des élèves, mais nous pouvons vendre celles des enseignants.", "denied", "exception"),
    ("fr", "advertising-use", "Les données des élèves ne servent jamais à la publicité ; celles des parents le peuvent.", "affirmed", "exception"),
    ("fr", "third-country-transfer", "Les données des élèves ne sont pas transférées hors de l’Union européenne ; celles des visiteurs du site peuvent l’être.", "affirmed", "exception"),
    ("fr", SALE, "Les enregistrements des élèves ne sont pas revendus ; ils sont effacés en juillet.", "denied", "scope"),
    ("en", SALE, "Pupils’ scores are never sold; those of visitors may be.", "denied", "exception"),
    ("en", SALE, "We do not sell student answers, whereas teachers’ contact details may be rented.", "denied", "exception"),
    ("en", SALE, "Student recordings are not sold, but visitor data can be.", "denied", "exception"),
    ("en", SALE, "We never sell pupil data; teachers may download it.", "denied", "scope"),
    ("en", SALE, "We do not sell student data, but that of adult users may be sold.", "denied", "exception"),
    ("en", SALE, "Student data are never sold; visitor data may be used for statistics.", "denied", "scope"),
    ("en", SALE, "We do not sell student data, but we do use it to correct exercises.", "denied", "scope"),
    ("en", "advertising-use", "Pupil data are not used for advertising; those of parents may be.", "affirmed", "exception"),
    ("de", SALE, "Die Daten der Schüler werden nicht verkauft, die der Besucher können verkauft werden.", "denied", "exception"),
    ("de", SALE, "Die Daten der Schüler werden niemals verkauft; die Lehrkräfte können sie herunterladen.", "denied", "scope"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "clause", "text", "stance", "qualifier"), CASES)
def test_what_is_allowed_of_others_weakens_the_denial(
    say: Say, language: str, clause: str, text: str, stance: str, qualifier: str
) -> None:
    reading = say(text, language).clause(clause)
    assert (reading.stance, reading.qualified_by) == (stance, qualifier), reading.quotes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les données des visiteurs peuvent être vendues, mais jamais celles des élèves."),
        ("en", "Visitors’ personal data may be sold, but pupils’ data are never sold."),
    ],
)
def test_each_part_has_its_own_people(say: Say, language: str, text: str) -> None:
    reading = say(text, language).clause(SALE)
    assert (reading.stance, reading.qualified_by) in {("affirmed", "scope"), ("denied", "exception")}
    assert reading.stance == "denied" or reading.populations == ("visitors",)


OBJECTS = [
    ("en", SALE, "We sell no personal data.", "denied"),
    ("en", SALE, "We sell none of your personal information.", "denied"),
    ("en", "third-party-sharing", "We share no personal data with third parties.", "denied"),
    ("en", "ai-training", "We train our AI models on no student data.", "denied"),
    ("en", SALE, "Sale of personal data: never.", "denied"),
    ("en", SALE, "| Practice | Answer |\n|---|---|\n| Sale of personal data | No |", "denied"),
    ("fr", SALE, "Nous vendons une promesse : aucune donnée d’élève n’est vendue.", "denied"),
    ("fr", "advertising-use", "Nos publicités n’utilisent aucune donnée personnelle.", "denied"),
    ("fr", "third-party-sharing", "Partage de données avec des tiers : aucun.", "denied"),
    ("fr", SALE, "Vente de données : jamais.", "denied"),
    ("fr", SALE, "| Pratique | Réponse |\n|---|---|\n| Revente des données personnelles | Non |", "denied"),
    ("de", SALE, "Wir verkaufen keine personenbezogenen Daten.", "denied"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "clause", "text", "stance"), OBJECTS)
def test_a_negation_may_stand_before_the_object_or_answer_a_label(
    say: Say, language: str, clause: str, text: str, stance: str
) -> None:
    assert say(text, language).clause(clause).stance == stance
