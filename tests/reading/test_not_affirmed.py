"""Sentences that affirm nothing: today most are read as silent, and a better reader may deny."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.markdown import read_markdown

SENTENCES = (
    ("ai-training", "en", "The provider of the model has committed not to train on your inputs."),
    ("ai-training", "en", "Our models are trained on public-domain texts only; no customer data is used."),
    ("ai-training", "en", "Your conversations are not kept and do not feed any model."),
    ("ai-training", "fr", "Nos modèles sont entraînés sur des textes du domaine public, jamais sur vos données."),
    ("child-profiling", "en", "Targeted ads are shown to adult visitors only, never to pupils."),
    ("child-profiling", "fr", "La publicité ciblée n’est montrée qu’aux adultes, jamais aux élèves."),
    (
        "own-purposes",
        "fr",
        "Les données sont traitées sur les seules instructions de l’établissement, jamais à nos propres fins.",
    ),
)


@pytest.mark.parametrize(("clause", "language", "text"), SENTENCES)
def test_is_not_affirmed(clause: str, language: str, text: str) -> None:
    assert read(read_markdown(text), language).clause(clause).stance != "affirmed"
