"""The traps of negation, modality and scope (criteria, section 5.1), each in English and in French.

`traps/LANGUAGE.csv` holds the sentences, written before they were read: number of the trap, clause, stance, qualifier.
`absent`: the sentence says nothing of the clause. Traps 21 and 22 need documents and stand below.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]
LANGUAGES = ("en", "fr")


def sentences(language: str) -> Iterator[tuple[str, str, str, str, str]]:
    with (Path(__file__).parent / "traps" / f"{language}.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["trap"], row["clause"], row["stance"], row["qualifier"], row["text"]


@pytest.mark.parametrize(
    ("language", "trap", "clause", "stance", "qualifier", "text"),
    [(language, *sentence) for language in LANGUAGES for sentence in sentences(language)],
)
def test_trap(say: Say, language: str, trap: str, clause: str, stance: str, qualifier: str, text: str) -> None:
    reading = say(text, language).clause(clause)
    assert (reading.stance, reading.qualified_by or "") == (stance, qualifier), (trap, reading.quotes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trap_of_the_criteria_has_sentences(language: str) -> None:
    assert {int(trap) for trap, *_ in sentences(language)} >= set(range(1, 25)) - {21, 22}


@pytest.mark.parametrize(
    ("language", "clause", "text"),
    [
        ("en", "sale-of-data", "We never sell your personal data.\n\nWe may sell your personal data to partners."),
        (
            "fr",
            "sale-of-data",
            "Nous ne vendons jamais vos données personnelles.\n\n"
            "Nous pouvons vendre vos données personnelles à des partenaires.",
        ),
        (
            "en",
            "advertising-use",
            "Your data are never used for advertising.\n\nWe use your data to send you marketing messages.",
        ),
        (
            "fr",
            "advertising-use",
            "Vos données ne servent jamais à la publicité.\n\n"
            "Vos données sont utilisées à des fins de prospection commerciale.",
        ),
    ],
)
def test_contradiction_keeps_both_sentences(say: Say, language: str, clause: str, text: str) -> None:
    reading = say(text, language).clause(clause)
    assert reading.contradicted
    assert len(reading.quotes) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "[COMPANY NAME] is the controller of your personal data."),
        ("en", "Lorem ipsum dolor sit amet."),
        ("en", "This policy was last updated on [DATE] by [YOUR COMPANY]."),
        ("fr", "[NOM DE LA SOCIÉTÉ] est responsable du traitement de vos données."),
        ("fr", "La société XXXX, dont le siège est à [ADRESSE], traite vos données."),
    ],
)
def test_placeholders_make_a_document_unreliable(say: Say, language: str, text: str) -> None:
    reading = say(text, language)
    assert reading.unreliable
    assert text[reading.placeholders[0].start : reading.placeholders[0].end] == reading.placeholders[0].text


@pytest.mark.parametrize(
    ("language", "text", "clause"),
    [
        ("en", "This policy was last updated on [DATE]. We never sell your data.", "sale-of-data"),
        ("en", "Write to our DPO at [EMAIL ADDRESS]. We never sell your data.", "sale-of-data"),
        ("fr", "Contactez notre DPO : [ADRESSE E-MAIL]. Nous ne vendons pas vos données.", "sale-of-data"),
        ("fr", "Vos données sont gardées [DURÉE]. Nous ne vendons pas vos données.", "sale-of-data"),
    ],
)
def test_a_blank_silences_its_own_sentence_only(say: Say, language: str, text: str, clause: str) -> None:
    reading = say(text, language)
    assert reading.placeholders and not reading.unreliable
    assert reading.clause(clause).stance == "denied"
    assert reading.clause("dpo-contact").stance == "absent"


@pytest.mark.parametrize(
    "text",
    [
        "Le règlement général sur la protection des données [RGPD] s’applique.",
        "Votre carte XXXX XXXX XXXX 1234 n’est pas gardée.",
        "{{ data.title }}",
        "[CLIQUEZ ICI]",
    ],
)
def test_what_stands_in_brackets_is_not_always_a_blank(say: Say, text: str) -> None:
    assert not say(text, "fr").placeholders


def test_populations_are_attached(say: Say) -> None:
    reading = say("The personal data of visitors may be sold.", "en").clause("sale-of-data")
    assert reading.populations == ("visitors",)
