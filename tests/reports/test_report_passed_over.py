"""Pages that were read and not taken stand in every report, with what they were read for and why they are none."""

from __future__ import annotations

import json
from collections.abc import Callable
from html import unescape

import pytest

from catalog.nouns.evidence import PassedOver
from catalog.nouns.scan import Assessment
from reports import render
from reports.context import Context

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]
ADDRESS = "https://cartable.example/rgpd"
SAID = {
    "fr": "lue en cherchant « politique de confidentialité » : texte trop court",
    "en": "read for “privacy policy”: text too short",
}


def with_noted(assessment: Assessment, *noted: PassedOver) -> Assessment:
    evidence = assessment.evidence.model_copy(update={"passed_over": noted})
    return assessment.model_copy(update={"evidence": evidence})


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("form", ["html", "markdown", "text"])
def test_a_reader_sees_that_a_page_was_looked_at(
    assessment: Make, context: MakeContext, form: str, language: str
) -> None:
    noted = PassedOver(url=ADDRESS, reason="too-short", role="privacy")
    told = render(form, [with_noted(assessment(), noted)], context(language))
    told = " ".join(unescape(told).replace("\u00a0", " ").split())
    assert "cartable.example/rgpd" in told and SAID[language] in told
    assert "cartable.example/rgpd" not in render(form, [assessment()], context(language))


def test_the_json_report_has_them_apart_from_what_was_left_out(assessment: Make, context: MakeContext) -> None:
    noted = PassedOver(url=ADDRESS, reason="leads-on")
    scan = json.loads(render("json", [with_noted(assessment(), noted)], context()))["scan"]
    assert scan["passed_over"] == [{"url": ADDRESS, "role": "other", "reason": "leads-on"}]
    assert ADDRESS not in [one["url"] for one in (*scan["skipped"], *scan["pages"])]
