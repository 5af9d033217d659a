"""What spares the reader work changes nothing it reads: each example with the shortcuts and without them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.nouns.reading import Quote
from rules.reading import menus, placeholders, read, reader, units
from rules.reading.compiled import Language, language
from rules.reading.document import TextBuilder
from rules.reading.load import clauses, languages
from rules.reading.markdown import read_markdown
from rules.reading.quotes import Quotes
from rules.reading.statements import Statement
from rules.reading.values.subjects import Subjects

EVERYTHING = frozenset(range(-1, 10_000))


@cache
def examples(spoken: str) -> tuple[str, ...]:
    return tuple(one.text for clause in clauses() for one in clause.examples if one.language == spoken)


@contextmanager
def all_worked_out(spoken: str) -> Iterator[None]:
    """Every rule tried, every sentence judged in full and searched for every value, each step unit by unit."""
    compiled: Language = language(spoken)
    tried = {
        concept: [replace(rule, needs=EVERYTHING) for rule in rules] for concept, rules in compiled.by_predicate.items()
    }

    once = Quotes.of

    def afresh(quotes: Quotes, one: Statement) -> Quote:
        return once(Quotes(quotes._document), one)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("turning", "others", "negating", "framing", "unsettling", "peopled"):
            patch.setattr(compiled.grammar, name, EVERYTHING)
        patch.setattr(compiled, "by_predicate", tried)
        patch.setattr(Quotes, "of", afresh)
        patch.setattr(Subjects, "silent", lambda *_: False)
        patch.setattr(menus, "_TITLES", 0)
        patch.setattr(placeholders, "_may_hold", lambda _: True)
        patch.setattr(units, "LOOKED_AT", 1)
        patch.setattr(reader, "AT_ONCE", 1)
        yield


@pytest.mark.parametrize("spoken", languages())
def test_an_example_reads_the_same_when_all_is_worked_out(spoken: str) -> None:
    """A grammar concept that denies or weakens and is missing in `stance._TURNING` or `_UNSETTLING` shows here."""
    texts = [read_markdown(text) for text in examples(spoken)]
    quick = [read(text, spoken) for text in texts]
    assert texts
    with all_worked_out(spoken):
        for text, before in zip(texts, quick, strict=True):
            assert read(text, spoken) == before, text.text


@pytest.mark.parametrize("spoken", languages())
def test_examples_in_one_document_read_the_same_when_all_is_worked_out(spoken: str) -> None:
    """Together they contradict, answer, repeat and settle each other, as the sentences of a policy do."""

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(examples(spoken)), min_size=2, max_size=40), st.sampled_from(("\n\n", " ", "\n- ")))
    def check(texts: list[str], between: str) -> None:
        document = read_markdown(between.join(texts))
        quick = read(document, spoken)
        with all_worked_out(spoken):
            assert read(document, spoken) == quick

    check()


WORDS = ("Privacy", "Œuvres", "Cookie", "ÉCOLE", "Été", "Ņet", "of", "données", "2024", "A", "x,", "End.", "|", "«Nos")


@given(st.lists(st.sampled_from(WORDS), max_size=60), st.sampled_from((" ", "  ", "\u00a0")))
def test_a_text_with_too_few_capitals_holds_no_menu(words: list[str], blank: str) -> None:
    text = blank.join(words)
    quick = menus.menu_stretches(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(menus, "_TITLES", 0)
        assert menus.menu_stretches(text) == quick


PIECES = (
    "lorem ipsum",
    "Lorem Ipsum",
    "LOREM ",
    "ıpsum",
    "XXXX",
    "xxxxx",
    "xX",
    "[NOM]",
    "[NOM DU SITE]",
    "{{ a }}",
    "{",
)


@given(st.lists(st.sampled_from((*PIECES, "{a", " ", "a", "<NOM>", "<", "[insert name]")), max_size=12))
def test_a_text_without_a_mark_of_a_placeholder_holds_none(pieces: list[str]) -> None:
    builder = TextBuilder()
    builder.add("paragraph", "".join(pieces))
    document = builder.document("text/plain")
    quick = placeholders.placeholders(document)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(placeholders, "_may_hold", lambda _: True)
        assert placeholders.placeholders(document) == quick


def test_the_shortest_menu_is_seen() -> None:
    """Thirteen titles among sixteen words: just more than three in four."""
    menu = "Privacy Notice Cookie Notice Contact of Us and Press Jobs for Team Blog News Help About"
    assert menus.menu_stretches(menu) == [(0, len(menu))]


@pytest.mark.parametrize(
    ("concept", "spoken", "text"),
    [
        ("law-says", "en", "The GDPR prohibits to sell personal data to third parties."),
        ("law-says", "fr", "Le RGPD interdit de vendre les données personnelles à des tiers."),
        ("refusal", "en", "You may not access your personal data."),
        ("refusal-after", "en", "The right to erasure of your personal data does not apply."),
        ("duty-customer", "en", "The customer shall notify the supplier of any personal data breach without delay."),
    ],
)
def test_no_sentence_that_unsettles_is_judged_as_a_plain_one(concept: str, spoken: str, text: str) -> None:
    compiled = language(spoken)
    document, number = read_markdown(text), compiled.grammar.number[concept]
    found = set().union(*(unit.present for unit in units.units(document, compiled.automaton)))
    assert number in found and number in compiled.grammar.unsettling
    before = read(document, spoken)
    with all_worked_out(spoken):
        assert read(document, spoken) == before
