"""A document's change is shown as deletions and insertions in context."""

from hypothesis import given
from hypothesis import strategies as st

from scanner.assessing.change import edits_between


def test_a_replaced_word_is_shown_with_its_neighbours() -> None:
    before = (
        "Nous conservons vos données.\nLes données du compte sont conservées pendant trois ans puis supprimées.\nFin."
    )
    after = before.replace("trois ans", "dix ans")
    (edit,) = edits_between(before, after)
    assert (edit.deleted, edit.inserted) == ("trois", "dix")
    assert edit.before.endswith("sont conservées pendant")
    assert edit.after.startswith("ans puis supprimées.")


def test_a_new_sentence_is_an_insertion_only() -> None:
    before = "Première phrase.\nDeuxième phrase."
    after = "Première phrase.\nNous pouvons vendre vos données.\nDeuxième phrase."
    (edit,) = edits_between(before, after)
    assert (edit.deleted, edit.inserted) == ("", "Nous pouvons vendre vos données.")


def test_the_same_text_has_no_edits() -> None:
    assert edits_between("a b c\nd", "a b c\nd") == ()


@given(st.text(alphabet="ab \n", max_size=60), st.text(alphabet="ab \n", max_size=60))
def test_texts_with_other_words_always_differ(before: str, after: str) -> None:
    assert (
        bool(edits_between(before, after)) == (before.split() != after.split())
        or before.splitlines() != after.splitlines()
    )
