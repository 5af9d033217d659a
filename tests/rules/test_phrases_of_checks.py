"""Phrases of the word lists: what each sign of theirs finds, and what it does not; every phrase kept can be read."""

from __future__ import annotations

import re

import pytest

from rules.words.phrases import PhraseError, _pattern, one_of, phrases

LISTS = {"schools": ["ecole", "ecoles", "college*", "the school"]}


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("est heberge", "le site est heberge en france", True),
        ("est heberge", "il est hebergement", False),
        ("est heberge", "il n'est heberge nulle part", True),
        ("est heberg*", "le service est hebergement compris", True),
        ("(is|are) hosted", "they are hosted", True),
        ("(is|are) hosted", "they were hosted", False),
        ("(is|are) (only)? hosted", "they are only hosted", True),
        ("(is|are) (only)? hosted", "they are not hosted", False),
        ("is <2> hosted", "it is now always hosted", True),
        ("is <2> hosted", "it is now and for ever hosted", False),
        ("groupe <3,> est", "notre groupe, exemple inc., est", True),
        ("groupe <3> est", "notre groupe, exemple inc., est", False),
        ("groupe <3,> est", "notre groupe est", True),
        ("nous *erons", "nous hebergerons", True),
        ("l' {schools} signe", "l'ecole signe", True),
        ("l' {schools} signe", "les ecoles signent", False),
        ("{schools} <1> signs", "when the school then signs", True),
        ("chaque {schools}", "chaque colleges", True),
        ("^ ({schools}|client) signe", "ecole signe", True),
        ("^ client signe", "le client signe", False),
        ("^ client signe", "« client signe", True),
        ("plutot que <1> l' $", "en france plutot que dans l'", True),
        ("au lieu de $", "au lieu de ", True),
        ("au lieu de $", "au lieu de cela", False),
        ("school 's <1> platform", "the school's own platform", True),
        ("school 's <1> platform", "the school platform", False),
        ("schools ' platform", "our schools' platform", True),
        ("au lieu d'", "au lieu d'amazon", True),
    ],
)
def test_a_phrase_finds_what_it_says(phrase: str, text: str, found: bool) -> None:
    assert (re.search(_pattern(phrase, LISTS), text) is not None) is found


@pytest.mark.parametrize("phrase", ["", "is <2>", "(is|are", "{teachers} sign", "is (only)?", "a > b"])
def test_a_phrase_that_cannot_be_read_is_an_error(phrase: str) -> None:
    with pytest.raises(PhraseError):
        _pattern(phrase, LISTS)


def test_one_of_several_is_found_by_its_beginning_where_it_says_so() -> None:
    found = re.compile(rf"\b{one_of(('host*', 'kept'))}\b")
    assert [word for word in ("hosted", "kept", "keptish", "ghosted") if found.search(word)] == ["hosted", "kept"]


def test_a_list_that_is_nowhere_has_no_phrases() -> None:
    with pytest.raises(KeyError):
        phrases("nowhere", "nothing")
