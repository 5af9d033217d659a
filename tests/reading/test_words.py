"""Folding, sentences, phrases: the small parts the reader stands on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.reading.automaton import Automaton, PhraseError
from rules.reading.fold import Folded, plain_letters
from rules.reading.lemmas import Forms
from rules.reading.tokens import sentence_ends, words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("L’élève", "l'élève"),
        ("don\u2019t", "don't"),
        ("per\u00adsonnel", "personnel"),
        ("ﬁn", "fin"),
        ("œuvre", "oeuvre"),
        ("les élève·s", "les élève"),
        ("délégué(e)", "délégué"),
        ("les utilisateurs.rices sont", "les utilisateurs sont"),
        ("infor-\nmation", "information"),
        ("a\u00a0b\u202fc", "a b c"),
        ("A.B.", "a.b."),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert Folded(text).text == folded


@given(st.text(alphabet="aé\u00adœﬁ·s(e)’-\n .X", max_size=60))
def test_the_map_leads_back_in_order_and_inside_the_text(text: str) -> None:
    folded = Folded(text)
    offsets = [folded.offset(i) for i in range(len(folded.text))]
    assert offsets == sorted(offsets)
    assert all(0 <= offset < len(text) for offset in offsets)


def test_the_map_finds_the_word() -> None:
    text = "Le per\u00adsonnel œuvre à l’école"
    folded = Folded(text)
    place = folded.text.index("école")
    assert text[folded.offset(place) :].startswith("école")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("See art. 28 of the law. We agree.", 2),
        ("The U.S. Department. It is here.", 2),
        ("Mr. Smith writes. He stops.", 2),
        ("Version 2.1 is out. Good.", 2),
        ("We sell it? No. Never!", 3),
        ("cf. Annexe 1, p. 3, etc. Nous lisons.", 2),
        ("We rely on Art. 6 para. 1 lit. b of the Regulation. You can object.", 2),
        ("Standards are on a par. We agree.", 2),
        ("Example, Inc. (“we”) runs this site. You may write to us.", 2),
        ("We are owned by Example, Inc. You may write to us.", 2),
        ("Le responsable est M. Paul Petit. Il répond aux familles.", 2),
        ("Elle a écrit à MM. Petit et Durand. Ils répondent.", 2),
        ("Le couloir fait 25 m. Nous y courons.", 2),
        ("Le budget est de 3 M. Durand le confirme.", 2),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(sentence_ends(text, 0, len(text))) == count


CONCEPTS = {
    "sell": ("sell", "rent out"),
    "data": ("[personal] data", "(e-mail|home) address"),
    "both": ("{sell} <2> {data}",),
    "exact": ("=sold",),
    "prefix": ("anonymi*",),
    "date": ("since #year",),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("we sold the data", {"sell", "data", "both", "exact"}),
        ("selling all your personal data", {"sell", "data", "both"}),
        ("renting out", {"sell"}),
        ("the home address", {"data"}),
        ("your e-mail address", {"data"}),
        ("anonymised", {"prefix"}),
        ("since 2019", {"date"}),
        ("since 19", set()),
        ("sell to ; all data", {"sell", "data"}),
    ],
)
def test_phrases(text: str, found: set[str]) -> None:
    automaton = Automaton(CONCEPTS, Forms("en", {}))
    (seen,) = automaton.find([words(text)])
    assert {automaton.names[concept] for concept in seen.present} == found


def test_the_longest_hit_of_a_concept_is_kept() -> None:
    automaton = Automaton({"a": ("data", "data protection officer")}, Forms("en", {}))
    (seen,) = automaton.find([words("data protection officer")])
    assert [(hit.start, hit.end) for hit in seen.hits(automaton.number["a"])] == [(0, 3)]


@pytest.mark.parametrize(
    "concepts", [{"a": ("",)}, {"a": ("<2> b",)}, {"a": ("{b}",)}, {"a": ("{a} c",)}, {"a": ("…",)}]
)
def test_phrases_that_cannot_be_read_say_so(concepts: dict[str, tuple[str, ...]]) -> None:
    with pytest.raises(PhraseError):
        Automaton(concepts, Forms("en", {}))


def test_accents_do_not_matter_when_words_are_compared() -> None:
    assert plain_letters("données") == "donnees"
    assert plain_letters("straße") == "strasse"


def test_an_ending_gives_one_more_form_where_the_dictionary_sees_no_verb() -> None:
    forms = Forms("fr", {"données": "donnée"}, {"ées": "er", "ees": "er"})
    assert "ranger" in forms("rangées")
    assert "transmettre" not in forms("transmises")
    assert "collecter" in forms("collectees")
    assert "donner" not in forms("données")
