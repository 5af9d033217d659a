"""Answers that nothing but their words and place make buttons: plain boxes, whose presses a page hears elsewhere."""

from __future__ import annotations

from typing import Any

import pytest

TEXT = "Des fiches courtes pour apprendre un peu chaque jour, à l’école ou à la maison. " * 4
OVER = "position:fixed;left:20%;right:20%;top:15%;background:#fff;padding:20px"
SAID = "<p>Nous mesurons la fréquentation, si vous acceptez les cookies.</p>"
HEARD = """<script>
document.addEventListener("click", (event) => {
  const answer = event.target.closest("[data-answer]");
  if (answer) { document.cookie = "choix=" + answer.dataset.answer + "; max-age=9000; path=/"; remove(); }
});
function remove() { document.getElementById("box").remove(); }
if (document.cookie.includes("choix=")) remove();
</script>"""
BOXES = '<div data-answer="oui"><b>Accepter</b></div><div data-answer="non">Refuser</div>'
SPANS = '<div><span data-answer="non">Continuer sans accepter</span></div><button data-answer="oui">Accepter</button>'
ENGLISH = '<a data-answer="oui" tabindex="0">Accept all</a> <a data-answer="non" tabindex="0">Reject all</a>'
EXPLAINED = """<div>Accepter</div><p>autorise la mesure de la fréquentation.</p><div>Refuser</div>
<p>n’autorise rien.</p><button>Fermer</button>"""
TERMS = "<dl><dt>Accepter</dt><dt>Refuser</dt><dd>Deux réponses possibles.</dd></dl><button>Fermer</button>"


def page(answers: str, said: str = SAID) -> str:
    layer = f'<div id="box" style="{OVER}">{said}{answers}</div>'
    return f'<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>{TEXT}</p>{layer}{HEARD}'


def first_look(stage: Any, answers: str, said: str = SAID) -> dict[str, str] | None:
    """What the interface's controls do, by their words; None where no interface was seen."""
    stage.tool({"index.html": page(answers, said)})
    interface = stage.look(phases=("before-choice",)).run("before-choice").interface
    return None if interface is None else {one.text: one.kind for one in interface.controls}


def test_plain_boxes_are_read_and_pressed(stage: Any) -> None:
    stage.tool({"index.html": page(BOXES)})
    seen = stage.look()
    interface = seen.run("before-choice", 1).interface
    assert interface is not None
    assert [(one.text, one.kind) for one in interface.controls] == [("Accepter", "accept"), ("Refuser", "reject")]
    assert seen.run("after-refusal").choice_made
    assert seen.run("after-refusal").choice_kept
    assert seen.run("after-acceptance").choice_made


def test_a_refusal_in_plain_words_beside_a_button_is_no_missing_refusal(stage: Any) -> None:
    assert first_look(stage, SPANS) == {"Continuer sans accepter": "reject", "Accepter": "accept"}


def test_links_that_lead_nowhere_are_answers(stage: Any) -> None:
    found = first_look(stage, ENGLISH, "<p>We measure visits if you accept cookies.</p>")
    assert found == {"Accept all": "accept", "Reject all": "reject"}


@pytest.mark.parametrize("words", [EXPLAINED, TERMS], ids=["above an explanation", "terms of a list"])
def test_words_that_are_explained_are_no_answers(stage: Any, words: str) -> None:
    assert set(first_look(stage, words) or ()) <= {"Fermer"}


def test_answers_to_another_question_are_none_to_consent(stage: Any) -> None:
    assert first_look(stage, BOXES, "<p>Une nouvelle partie commence.</p>") is None


def test_plain_boxes_in_the_page_are_answers_where_their_part_is_named_for_consent(stage: Any) -> None:
    def looked_at(name: str) -> dict[str, str] | None:
        text = page(BOXES).replace(f'id="box" style="{OVER}"', f'id="box" class="{name}"')
        stage.sites.clear()
        stage.tool({"index.html": text})
        interface = stage.look(phases=("before-choice",)).run("before-choice").interface
        return None if interface is None else {one.text: one.kind for one in interface.controls}

    assert looked_at("bandeau-cookies") == {"Accepter": "accept", "Refuser": "reject"}
    assert looked_at("mise-en-page") is None
