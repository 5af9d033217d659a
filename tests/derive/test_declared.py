"""Names in documents: how cookie lists write what a browser saw, and which words take a recipient back."""

from __future__ import annotations

import pytest

from rules.derive.declared import _find, cookie_forms
from rules.derive.fold import fold_same_length


@pytest.mark.parametrize(
    ("seen", "listed"),
    [
        ("_ga", "_ga"),
        ("_ga_1A2B3C4D5E", "_ga_<container-id>"),
        ("_gat_gtag_UA_12345678_1", "_gat_gtag_UA_*"),
        ("_pk_id.1.1fff", "_pk_id.*"),
        ("_pk_ses.12.ab34", "_pk_ses"),
        ("_hjSessionUser_1234567", "_hjSessionUser_{site_id}"),
        ("intercom-id-x1y2z3w4", "intercom-id-*"),
        ("mp_0a1b2c3d4e_mixpanel", "mp_<jeton>_mixpanel"),
        ("AMCV_1234ABCD%40AdobeOrg", "AMCV_###@AdobeOrg"),
        ("wp-settings-time-12", "wp-settings-time-UID"),
        ("ABTasty", "ABTasty"),
    ],
)
def test_a_list_may_write_a_family_of_cookies_once(seen: str, listed: str) -> None:
    text = fold_same_length(f"Nom du traceur : {listed} ; durée : treize mois")
    assert any(_find(text, fold_same_length(form)) >= 0 for form in cookie_forms(seen))


@pytest.mark.parametrize(
    ("seen", "other"),
    [
        ("_ga", "_gat"),
        ("_gat", "_ga"),
        ("session_id", "sessions"),
        ("cookie2", "cookie"),
        ("_pk_id.1.1fff", "_pk_ref"),
        ("a_1", "a"),  # too short to tell anything
        ("lang", "langue"),
    ],
)
def test_another_name_declares_nothing(seen: str, other: str) -> None:
    text = fold_same_length(f"Nom du traceur : {other} ; durée : treize mois")
    assert not any(_find(text, fold_same_length(form)) >= 0 for form in cookie_forms(seen))


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Nous mesurons l’audience avec Hotjar.", True),
        ("Nous n’utilisons pas Hotjar.", False),
        ("Aucun outil tel que Hotjar.", False),
        ("Ni Google Analytics ni Hotjar ne sont utilisés.", False),
        ("Pas de publicité. Hotjar mesure l’audience.", True),
        ("We use Hotjar.", True),
        ("We do not use Hotjar.", False),
    ],
)
def test_a_name_in_a_denial_declares_no_recipient(sentence: str, named: bool) -> None:
    assert (_find(fold_same_length(sentence), "hotjar", denied=True) >= 0) is named
