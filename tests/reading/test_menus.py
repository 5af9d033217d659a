"""Menus glued into running text say nothing; what stands beside them is read where it stands."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.extract import extract
from rules.reading.menus import menu_stretches

MENU = (
    "Home Our Courses Teacher Area Pupil Area Help Centre About Us Careers Press Do Not Sell My Personal "
    "Information Cookie Settings Contact Us"
)


def stretches(text: str) -> list[str]:
    return [text[start:end] for start, end in menu_stretches(text)]


def test_a_menu_ends_where_the_sentence_begins() -> None:
    assert stretches(f"{MENU} We protect the data of pupils and teachers alike.") == [MENU]


def test_two_menus_around_a_sentence() -> None:
    assert stretches(f"{MENU} and so we never share the answers of our pupils with anyone {MENU}") == [
        MENU.removesuffix(" Us"),
        MENU,
    ]


@pytest.mark.parametrize(
    "text",
    [
        "WE NEVER SELL OR RENT OR TRADE OR LEASE THE PERSONAL INFORMATION OF OUR PUPILS TO ANY COMPANY OR ANY PERSON",
        "First Name, Last Name, Postal Address, Date Of Birth, School Name, Class Name, Home Language, Parent Name",
        "Lesson Forge Limited Data Protection Officer The Old Mill 12 Station Lane Upper Marlow Kent United Kingdom",
        "You May Write To Us",
        "",
    ],
)
def test_capitals_lists_addresses_and_titles_are_no_menu(text: str) -> None:
    assert stretches(text) == []


def test_a_menu_denies_no_sale_and_a_sentence_after_it_is_read() -> None:
    text = f"{MENU} Welcome here. This policy tells you how the app works. We sell your personal data to advertisers."
    reading = read(extract(text.encode(), "text/plain"), "en")
    sale = reading.clause("sale-of-data")
    assert sale is not None
    assert sale.stance == "affirmed"
    assert [text[q.start : q.end] for q in sale.quotes] == ["We sell your personal data to advertisers."]
    silent = read(extract(f"{MENU} and the rest of this long page is about us.".encode(), "text/plain"), "en")
    assert silent.clause("sale-of-data").stance == "absent"
