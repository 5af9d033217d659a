"""Whom an agreement on pupils' data binds: the provider is the publisher, providers and pupils are others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("sale-of-data", "The Provider shall not sell Student Data."),
        ("sale-of-data", "The Vendor agrees not to sell, rent or trade student information."),
        ("sale-of-data", "Student data shall not be sold."),
        ("sale-of-data", "We’d rather close the company than sell your data."),
        ("sale-of-data", "Selling student data is something we will never do."),
        ("targeted-advertising", "The Operator shall not use student information to target advertising."),
        ("targeted-advertising", "Student Data shall not be used for targeted advertising."),
        ("ai-training", "The Vendor shall not train AI models on student data."),
        ("indefinite-retention", "The Provider shall not retain Student Data indefinitely."),
        ("automated-decision", "We never profile children."),
    ],
)
def test_what_the_provider_of_an_agreement_shall_not_do_is_denied(say: Say, clause: str, text: str) -> None:
    assert say(text, "en").clause(clause).stance == "denied"


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("sale-of-data", "Providers shall not sell your data."),
        ("sale-of-data", "The hosting provider shall not sell your data."),
        ("sale-of-data", "Students shall not sell the data of other students."),
        ("sale-of-data", "The provider may sell your personal data."),
        ("advertising-use", "Students may not use the app for advertising."),
        ("automated-decision", "You can edit your profile, students can too."),
    ],
)
def test_what_others_shall_not_or_may_do_says_nothing_of_the_publisher(say: Say, clause: str, text: str) -> None:
    assert say(text, "en").clause(clause).stance == "absent"


def test_what_is_preferred_to_something_else_is_done(say: Say) -> None:
    assert say("We sell your data rather than show you ads.", "en").clause("sale-of-data").stance == "affirmed"
    assert say("We profile students to adapt exercises.", "en").clause("automated-decision").stance == "affirmed"
