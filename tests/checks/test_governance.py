"""Badges: accessibility, GAR, free suites."""

from __future__ import annotations

from typing import Any

import pytest

HOME = "https://tool.example/"
STATEMENT = """<title>Déclaration d’accessibilité</title><h1>Déclaration d’accessibilité</h1>
<p>Ce site est {state} avec le RGAA.</p><p>Contenus non conformes : les vidéos.</p>
<p>Cette déclaration a été établie le {day}.</p><p>Contactez-nous : acces@tool.example</p>"""


@pytest.mark.parametrize(
    ("state", "day", "message"),
    [
        ("partiellement conforme", "12 mars 2026", "pass"),
        ("totalement conforme", "01/02/2025", "pass"),
        ("non conforme", "12 mars 2026", "warn-not-compliant"),
        ("partiellement conforme", "12 mars 2021", "warn-outdated"),
        ("partiellement conforme", "printemps", "warn-incomplete"),
    ],
)
def test_statement(site: Any, state: str, day: str, message: str) -> None:
    site.page("https://tool.example/accessibilite", STATEMENT.format(state=state, day=day), role="other")
    assert site.judge("governance.accessibility-statement", "showcase").message == message


def test_a_footer_alone_is_no_statement_and_silence_binds_public_bodies_only(site: Any, new_site: Any) -> None:
    site.page(HOME, "<footer>Accessibilité : partiellement conforme</footer>")
    assert site.judge("governance.accessibility-statement", "showcase").message == "warn-incomplete"
    silent = new_site().page(HOME, "<p>Bonjour</p>")
    assert silent.judge("governance.accessibility-statement", "showcase").verdict == "inconclusive"
    academy = new_site("https://www.ac-lyon.fr/").page(
        "https://www.ac-lyon.fr/", "<p>" + "Bonjour à tous " * 20 + "</p>"
    )
    assert academy.judge("governance.accessibility-statement", "showcase").message == "fail-public-body"
    false = new_site("https://ac-lyon.fr.evil.com/").page("https://ac-lyon.fr.evil.com/", "<p>Bonjour</p>")
    assert false.judge("governance.accessibility-statement", "showcase").verdict == "inconclusive"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ressource référencée dans le GAR.", "inconclusive-list-absent"),
        ("Nous serons bientôt accessibles via le GAR.", "inconclusive-list-absent"),
        ("Rendez-vous à la gare routière, ressources incluses.", "not-applicable-no-claim"),
        ("Notre produit n’est pas accessible via le GAR.", "not-applicable-no-claim"),
    ],
)
def test_gar(site: Any, text: str, message: str) -> None:
    site.page(HOME, f"<p>{text}</p>")
    assert site.judge("governance.gar-listing", "documents").message == message


def test_a_google_button_makes_no_google_suite(site: Any) -> None:
    site.page("https://tool.example/login", "<button>Sign in with Google</button>", role="login")
    assert site.judge("governance.free-us-suite", "showcase").verdict == "pass"
    site.tool["name"] = "Microsoft 365 Education"
    assert site.judge("governance.free-us-suite", "showcase").message == "warn-concerned"
