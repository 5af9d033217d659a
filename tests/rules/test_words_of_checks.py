"""The words of checks: folded, in step in French and English, each list asked for by the module it is named after."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from rules.derive.fold import fold_same_length
from rules.words import _lists as lists
from rules.words import holds, languages, last, words

RULES = Path(__file__).parents[2] / "rules"
ONE_LANGUAGE = {
    ("text-rights", "german-states"),
    ("text-governance", "investments"),
    ("legal-notice", "body-forms"),
    ("legal-notice", "company-words"),
    ("legal-notice", "person-forms"),
}
"""Lists of names, and of the legal forms of French law, that only one language has."""


def asked() -> Iterator[tuple[str, str, str]]:
    """(module, topic, name) of every list that the code asks for."""
    for path in [path for folder in ("checks", "judging", "derive") for path in RULES.glob(f"{folder}/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("words", "phrases"):
                topic, name = (str(argument.value) for argument in node.args if isinstance(argument, ast.Constant))
                for asked_for in (name, *named_in(topic, name)):
                    yield path.stem.replace("_", "-"), topic, asked_for


def named_in(topic: str, name: str) -> set[str]:
    """The lists that the phrases of a list name."""
    kept = [phrase for code in languages() for phrase in lists(code).get(topic, {}).get(name, ())]
    return set(re.findall(r"\{([a-z-]+)\}", " ".join(kept)))


def test_lists_are_asked_for_by_the_module_they_are_named_after() -> None:
    assert [(module, topic) for module, topic, _ in asked() if module != topic] == []


def test_no_list_is_left_over_and_none_is_missing() -> None:
    kept = {(topic, name) for code in languages() for topic, names in lists(code).items() for name in names}
    assert kept == {(topic, name) for _, topic, name in asked()}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_french_and_english_are_in_step(language: str) -> None:
    everywhere = {(topic, name) for topic, names in lists("any").items() for name in names}
    lacking = {(topic, name) for _, topic, name in asked() if not lists(language).get(topic, {}).get(name)}
    assert lacking - everywhere - ONE_LANGUAGE == set()


@pytest.mark.parametrize("language", languages())
def test_words_are_folded_and_stand_once(language: str) -> None:
    for topic, names in lists(language).items():
        for name, kept in names.items():
            assert [word for word in kept if word != fold_same_length(word)] == [], (topic, name)
            assert len(kept) == len(set(kept)), (topic, name)


def test_a_list_that_is_nowhere_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"no list text\.nothing"):
        words("text", "nothing")


@pytest.mark.parametrize(
    ("text", "cue", "found"),
    [
        ("we may disclose your data", "close", False),
        ("you may close your account", "close", True),
        ("we disclose it when you close your account", "close", True),
        ("nos clients", "lien", False),
        ("suivez le lien", "lien", True),
        ("l'eleve travaille", "eleve", True),
        ("le relevement", "eleve", False),
        ("pre-contractual", "contract", True),
        ("musterstrasse 1", "strasse", False),
        ("musterstrasse 1", "*strasse", True),
        ("ils ne sont pas vendus", " pas ", True),
        ("", "lien", False),
    ],
)
def test_a_word_is_not_found_inside_another(text: str, cue: str, found: bool) -> None:
    assert holds(text, ("nothing of this", cue)) is found


@pytest.mark.parametrize(
    ("text", "cues", "place"),
    [
        ("toulouse souvent", ("lou", "vent"), -1),
        ("ni vendues souvent", ("lou", "vend"), 3),
        ("vendre et vendre", ("vend",), 10),
        ("musterstrasse", ("*strasse",), 6),
    ],
)
def test_the_last_place_is_at_the_start_of_a_word_too(text: str, cues: tuple[str, ...], place: int) -> None:
    assert last(text, cues) == place
