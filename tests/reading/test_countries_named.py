"""Which countries a sentence names for its data: regions of clouds and `US` in capitals do, names of laws do not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading
from rules.judging.naming import countries_in

Say = Callable[[str, str], DocumentReading]


def _places(read: DocumentReading) -> set[str]:
    return {value.value for value in read.values_of("country", "hosting", "transfer")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We store your data in the US.", {"US"}),
        ("Our database is hosted in us-central1.", {"US"}),
        ("Your data are stored in Firebase, region asia-south1.", {"IN"}),
        ("All servers are hosted in the eu-west-3 region.", {"FR"}),
        ("Our platform runs on AWS us-east-1.", {"US"}),
        ("We use AWS in Frankfurt.", {"DE"}),
        ("CONTACT US: we store your data for you.", set()),
        ("CONTACT US, WE STORE YOUR DATA FOR US", set()),
        ("Please tell us where we should store your data.", set()),
        ("For US schools, we store data under a contract.", set()),
        ("We transfer data as the UK GDPR and the Barbados Data Protection Act allow.", set()),
        ("Data are transferred with the EU SCCs and the UK Addendum.", set()),
        ("Your data are transferred to Barbados under applicable law.", {"BB"}),
    ],
)
def test_places_of_data_in_english(say: Say, text: str, expected: set[str]) -> None:
    assert _places(say(text, "en")) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vos données sont hébergées dans la région eu-west-3.", {"FR"}),
        ("Les données sont transférées conformément à la loi fédérale suisse.", set()),
        ("Les données sont transférées vers la Suisse.", {"CH"}),
        ("Nous hébergeons le site et notre équipe travaille à Lyon.", set()),
        ("Nous hébergeons les données à Paris et notre équipe travaille à Dublin.", {"FR"}),
        ("Les données de l’équipe sont hébergées à Dublin.", {"IE"}),
    ],
)
def test_places_of_data_in_french(say: Say, text: str, expected: set[str]) -> None:
    assert _places(say(text, "fr")) == expected


def test_a_line_of_a_table_tells_the_country_beside_its_clauses() -> None:
    assert countries_in("Stripe Inc. | Payment processing | US (EU SCCs)", "en") == ("US",)
    assert countries_in("Contact us for the EU SCCs", "en") == ()
