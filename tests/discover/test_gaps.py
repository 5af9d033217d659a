"""Which pages a browser is asked to draw: those whose own HTML may lack a part of the document."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from catalog.nouns.evidence import Exchange
from scanner.collect.http import Sight
from scanner.discover.gaps import Gaps
from scanner.net.fetch import Fetched
from scanner.page import parse_page

URL = "https://outil.example/confidentialite"
SENTENCE = "Le nom et la classe de l’élève sont gardés un an pour montrer ses progrès à son enseignant. "
BANNER = (
    '<div id="consent-banner" role="dialog"><p>Nous aimerions mesurer la fréquentation de ce site avec votre accord. '
    + "Vous pouvez accepter ou refuser ; votre choix est gardé six mois, et vous pouvez y revenir à tout moment.</p>"
    + "<button>Tout accepter</button><button>Tout refuser</button><button>Paramétrer</button></div>"
)
SCRIPT = '<script src="/a.js"></script>'


def is_gap(sentences: int, more: str) -> bool:
    body = f"<html lang=fr><title>Confidentialité</title><main><h1>Confidentialité</h1><p>{SENTENCE * sentences}</p>"
    body += f"</main>{more}</html>"
    at = datetime(2026, 11, 28, tzinfo=UTC)
    exchange = Exchange(url=URL, final_url=URL, status=200, media_type="text/html", fetched_at=at)
    gaps = Gaps()
    gaps.note(Sight(URL, Fetched(exchange, body.encode()), parse_page(body, URL)), "privacy", "footer:x", None)
    return URL in gaps


@pytest.mark.parametrize(
    ("sentences", "more", "wanted"),
    [
        (8, SCRIPT, True),
        (15, BANNER + SCRIPT, True),
        (15, BANNER, False),
        (20, BANNER + SCRIPT, False),
        (60, SCRIPT, False),
    ],
    ids=["some lines", "short but for its banner", "no script runs", "long enough", "long"],
)
def test_a_policy_is_drawn_where_it_is_short_without_its_banner(sentences: int, more: str, wanted: bool) -> None:
    assert is_gap(sentences, more) is wanted
