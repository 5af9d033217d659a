"""Legal bases: those that a notice states of its processing, and those that only the wording of a right names."""

from __future__ import annotations

import pytest

from tests.checks.conftest import JudgeNotice

RIGHTS_ONLY = [
    ("en", "If we rely on legitimate interests, you may object to the processing."),
    ("en", "You have the right to object where we process your data on the basis of our legitimate interests."),
    ("en", "You can object at any time to processing that relies on our legitimate interests."),
    ("en", "Where processing is based on consent or on a contract, you can ask for your data in a common format."),
    ("fr", "Lorsque le traitement repose sur le consentement, vous pouvez le retirer à tout moment."),
    ("fr", "Si le traitement est fondé sur l’intérêt légitime, vous pouvez vous y opposer."),
    ("fr", "Vous disposez d’un droit d’opposition aux traitements fondés sur notre intérêt légitime."),
]
STATED = [
    ("en", "We process logs to secure the site on the basis of our legitimate interests; you may object at any time."),
    ("en", "We rely on legitimate interests to keep the service safe. Where we rely on them, you may object."),
    ("fr", "La sécurité du site repose sur notre intérêt légitime ; vous pouvez vous y opposer."),
    ("fr", "Lorsque vous vous abonnez, l’envoi de la lettre repose sur votre consentement, que vous pouvez retirer."),
]


@pytest.mark.parametrize(("language", "text"), RIGHTS_ONLY)
def test_a_right_that_holds_where_a_base_is_relied_on_states_none(judge: JudgeNotice, language: str, text: str) -> None:
    assert judge("transparency.legal-basis", language, text).verdict == "inconclusive"


@pytest.mark.parametrize(("language", "text"), STATED)
def test_a_base_that_is_stated_with_a_right_beside_it_passes(judge: JudgeNotice, language: str, text: str) -> None:
    assert judge("transparency.legal-basis", language, text).verdict == "pass"
