"""Whose a log-in page on another domain is, by the name it bears."""

from __future__ import annotations

import pytest

from scanner.discover.brand import bears_brand
from scanner.page import parse_page

SITES = frozenset({"lire-ensemble.example"})


@pytest.mark.parametrize(
    ("html", "names", "borne"),
    [
        ("<title>Lire Ensemble – Connexion</title>", (), True),
        ("<title>Connexion</title><h1>Bienvenue sur LIRE-ENSEMBLE</h1>", (), True),
        ("<title>Connexion</title><h2>Lirensemblo</h2>", ("Lirensemblo",), True),
        ("<title>Connexion</title><h1>Portail académique</h1><p>Vous allez vers Lire Ensemble.</p>", (), False),
        ("<title>Relire ensembles</title>", (), False),
        ("<title>Connexion</title>", ("Nex", ""), False),
        ("", (), False),
    ],
)
def test_the_name_stands_whole_in_title_or_first_headings(html: str, names: tuple[str, ...], borne: bool) -> None:
    assert bears_brand(parse_page(html, "https://auth.nuage.example/login"), SITES, names) is borne
