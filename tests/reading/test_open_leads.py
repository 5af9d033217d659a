"""A lead-in that its items go on with makes one sentence of both: `We may:` and `sell your data` is `we may sell`."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.markdown import read_markdown

DONE = [
    ("en", "We may:", "sell your personal data to brokers"),
    ("en", "By signing up you agree that we may:", "sell your personal data to brokers"),
    ("en", "We reserve the right to:", "sell your personal data to brokers"),
    ("en", "We use the data that we hold about you to:", "sell your personal data to brokers"),
    ("fr", "Nous pouvons :", "vendre vos données personnelles à des courtiers"),
    ("fr", "En vous inscrivant, vous acceptez que nous puissions :", "vendre vos données à des courtiers"),
    ("fr", "Nous nous réservons le droit de :", "louer vos données à des annonceurs"),
    ("fr", "Vos données sont utilisées pour :", "vendre vos données à des courtiers"),
]
DENIED = [
    ("en", "We will never:", "sell your personal data"),
    ("en", "We do not use your data to:", "sell your personal data to brokers"),
    ("fr", "Nous nous engageons à ne jamais :", "vendre vos données"),
    ("fr", "Vos données ne servent en aucun cas à :", "vendre vos données à des courtiers"),
]
NOT_OURS = [
    ("en", "You may not use the service to:", "sell personal data of other users"),
    ("en", "Our partners may:", "sell your personal data"),
    ("en", "You have the right to:", "know whether we sell your data"),
    ("fr", "Vous avez le droit de :", "savoir si nous vendons vos données"),
    ("fr", "Il vous est interdit de :", "vendre les données des autres élèves"),
]
ON_REQUEST = [
    ("en", "You can ask us not to:", "sell your data"),
    ("fr", "Vous pouvez nous demander de ne pas :", "vendre vos données"),
]


def stance(language: str, lead: str, item: str, clause: str = "sale-of-data") -> str:
    text = f"{lead}\n\n- keep what you write\n- {item}\n" if language == "en" else f"{lead}\n\n- {item}\n"
    return next(one for one in read(read_markdown(text), language).clauses if one.clause == clause).stance


@pytest.mark.parametrize(("language", "lead", "item"), DONE)
def test_what_a_list_allows_is_affirmed(language: str, lead: str, item: str) -> None:
    assert stance(language, lead, item) == "affirmed"


@pytest.mark.parametrize(("language", "lead", "item"), DENIED)
def test_what_a_list_excludes_is_denied(language: str, lead: str, item: str) -> None:
    assert stance(language, lead, item) == "denied"


@pytest.mark.parametrize(("language", "lead", "item"), NOT_OURS)
def test_the_subject_of_the_lead_in_is_that_of_its_items(language: str, lead: str, item: str) -> None:
    assert stance(language, lead, item) == "absent"


@pytest.mark.parametrize(("language", "lead", "item"), ON_REQUEST)
def test_what_is_left_undone_on_request_is_no_denial(language: str, lead: str, item: str) -> None:
    assert stance(language, lead, item) == "unclear"


def test_channels_of_a_notice_are_read_with_it() -> None:
    assert stance("en", "We will tell users of material changes via:", "an e-mail", "policy-change-notification") == (
        "affirmed"
    )


def test_a_lead_in_that_ends_with_a_name_goes_on_nowhere() -> None:
    assert stance("en", "You have these rights concerning the data we collect:", "The right to correct your data",
                  "right-rectification") == "affirmed"  # fmt: skip


EXCEPTED = [
    # The item has its own subject: it says itself what is excepted, and nothing of the lead-in is said of it.
    ("en", "We use what children tell us for our own ends, with the following exceptions:",
     "We do not use the personal data of children for advertising.", "advertising-use", "denied"),
    ("fr", "Nous utilisons les données des enfants à nos fins, sauf dans les cas suivants :",
     "Nous n’utilisons pas les données des enfants à des fins publicitaires.", "advertising-use", "denied"),
    # Words without a subject go on with the lead-in as before.
    ("en", "We never share personal data of pupils with third parties, except:", "with payment providers",
     "third-party-sharing", "affirmed"),
    # No exception: what the lead-in says holds for its items, their own subject or not.
    ("en", "If you are an adult visitor:", "We use your personal data for advertising.", "advertising-use", "affirmed"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "lead", "item", "clause", "expected"), EXCEPTED)
def test_an_exception_is_told_by_items_with_a_subject(
    language: str, lead: str, item: str, clause: str, expected: str
) -> None:
    text = f"{lead}\n\n- {item}\n"
    reading = read(read_markdown(text), language).clause(clause)
    assert reading.stance == expected
    assert all(lead[:20] not in quote.text for quote in reading.quotes) or expected == "affirmed"


def test_numbered_titles_part_the_lists_of_a_text_without_blank_lines() -> None:
    document = read_markdown(
        "Teachers may create accounts for pupils, with:\n- a name\n- a class\n\n"
        "2. How we use data\nWe use data to:\n- mark work\n- tell parents\n3. Our suppliers\n- a host\n"
    )
    told = {}
    for block in document.blocks:
        lead = document.blocks[block.lead] if block.lead >= 0 else None
        told[document.text[block.start : block.end]] = document.text[lead.start : lead.end] if lead else ""
    assert told["a class"].startswith("Teachers may")
    assert told["How we use data We use data to:"] == ""
    assert told["tell parents"].endswith("We use data to:")
    assert told["a host"] == ""


def test_numbers_inside_a_list_keep_what_introduces_them() -> None:
    document = read_markdown("We may:\n\n1. use data:\n- for lessons\n2. share data\n")
    leads = {document.text[b.start : b.end]: b.lead for b in document.blocks}
    assert (leads["use data:"], leads["for lessons"], leads["share data"]) == (0, 1, 0)
