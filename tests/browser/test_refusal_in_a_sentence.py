"""A refusal within a running text is told from one that stands by itself."""

from __future__ import annotations

from typing import Any

import pytest

PAGE = """<!doctype html><html lang="fr"><title>Outil</title><h1>Réviser</h1><p>Des fiches pour apprendre.</p>
<div style="position:fixed;bottom:0;left:0;right:0;background:#fff;padding:20px">%s</div>"""
SENTENCE = "Nous mesurons la fréquentation avec des cookies."


@pytest.mark.parametrize(
    ("layer", "within"),
    [
        (f"<p>{SENTENCE} Vous pouvez aussi <a href='#'>refuser</a>.</p><button>Tout accepter</button>", True),
        (f"<p>{SENTENCE}</p><a href='#'>Continuer sans accepter →</a> <button>Tout accepter</button>", False),
        (f"<p>{SENTENCE}</p><button>Tout accepter</button> ou <a href='#'>Tout refuser</a>", False),
        (
            f"<p>{SENTENCE} <a href='#' style='display:inline-block'>Refuser</a></p><button>OK</button>",
            False,
        ),
    ],
    ids=["a word of a sentence", "by itself", "beside the button", "drawn as a button"],
)
def test_a_refusal_within_a_sentence(stage: Any, layer: str, within: bool) -> None:
    stage.tool({"index.html": PAGE % layer})
    interface = stage.look(phases=("before-choice",)).run("before-choice", 1).interface
    assert interface is not None
    assert [one.in_sentence for one in interface.controls if one.kind == "reject"] == [within]
    assert not any(one.in_sentence for one in interface.controls if one.kind in ("accept", "acknowledge"))


def controls(stage: Any, refusal: str) -> dict[str, Any]:
    layer = f"<p>{SENTENCE}</p><button style='background:#fff;color:#000'>Tout accepter</button> {refusal}"
    stage.tool({"index.html": PAGE % layer})
    interface = stage.look(phases=("before-choice",)).run("before-choice", 1).interface
    assert interface is not None
    return {one.text: one for one in interface.controls}


def test_a_refusal_that_cannot_be_pressed_is_none(stage: Any) -> None:
    found = controls(stage, "<button disabled>Tout refuser</button>")
    assert (found["Tout accepter"].kind, found["Tout refuser"].kind) == ("accept", "other")


def test_a_faded_refusal_has_less_contrast(stage: Any) -> None:
    faded = "<span style='opacity:.2'><button style='background:#fff;color:#000'>Tout refuser</button></span>"
    found = controls(stage, faded)
    assert found["Tout refuser"].kind == "reject"
    assert found["Tout refuser"].contrast < 3 < found["Tout accepter"].contrast
