"""What is shown once: findings that say the same of two surfaces, causes of two letters, subjects by family."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import lxml.html

from catalog.nouns.scan import Assessment
from reports import render
from reports.context import Context
from reports.load import read_subjects, read_texts
from reports.view.build import build_view
from reports.view.cards import cards, titles
from reports.view.subjects import silent_views
from rules.reading import VOCABULARY

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]
FAILED = "trackers.before-consent"


def on_both(assessment: Make, **learner: Any) -> Assessment:
    """The failing tracker on the learner surface as well, changed by `learner`."""
    given = assessment()
    failed = next(one for one in given.findings if one.criterion == FAILED and one.verdict == "fail")
    others = tuple(one for one in given.findings if one.criterion != FAILED)
    again = failed.model_copy(update={"surface": "learner", "severity": "blocking"} | learner)
    return assessment(findings=(failed, again, *others))


def test_two_surfaces_with_the_same_words_are_one_card(assessment: Make, context: MakeContext) -> None:
    view = build_view(on_both(assessment), context())
    (card,) = [one for one in cards(view.findings) if one.lead.criterion == FAILED]
    assert [one.surface for one in card.findings] == ["learner", "showcase"]
    assert card.one_proof
    page = lxml.html.fromstring(render("html", [on_both(assessment)], context()))
    (shown,) = page.xpath("//article[contains(@id, 'trackers-before-consent')]")
    assert {"bloquant", "espace élève", "majeur", "site vitrine"} <= {
        one.text for one in shown.xpath(".//*[@class='tag']")
    }
    for one in card.findings:
        assert len(page.xpath(f"//*[@id='{one.anchor}']")) == 1


def test_other_words_or_another_result_stay_apart(assessment: Make, context: MakeContext) -> None:
    for change in ({"verdict": "pass", "message": "decision.pass"}, {"params": (("organisation", "Meta"),)},
                   {"confirmed": False}):  # fmt: skip
        view = build_view(on_both(assessment, **change), context())
        assert [len(one.findings) for one in cards(view.findings) if one.lead.criterion == FAILED] == [1, 1]


def test_proof_that_differs_is_shown_for_each_surface(assessment: Make, context: MakeContext) -> None:
    given = on_both(assessment)
    other = given.findings[0].citations[0].model_copy(update={"request": "https://www.google-analytics.com/app"})
    page = lxml.html.fromstring(render("html", [on_both(assessment, citations=(other,))], context()))
    (shown,) = page.xpath("//article[contains(@id, 'trackers-before-consent')]//details")
    assert [one.text for one in shown.xpath(".//*[@class='label']")] == ["Espace élève", "Site vitrine"]
    assert {one.text for one in shown.xpath(".//code")} >= {
        "https://www.google-analytics.com/app", "https://www.google-analytics.com/collect?v=2"
    }  # fmt: skip


def test_a_title_names_its_surface_where_another_surface_has_another_result(
    assessment: Make, context: MakeContext
) -> None:
    view = build_view(on_both(assessment, verdict="pass", message="decision.pass", citations=()), context())
    family = next(one for one in view.families if one.code == "trackers")
    passed = next(group for group in family.groups if group.verdict == "pass")
    assert titles(passed.findings, family) == ("Aucun traceur avant tout choix (espace élève)",)
    failed = next(group for group in family.groups if group.verdict == "fail")
    assert titles(failed.findings, family)[0] == "Aucun traceur avant tout choix (site vitrine)"


def test_what_another_criterion_carries_stands_behind_one_line(assessment: Make, context: MakeContext) -> None:
    page = lxml.html.fromstring(render("html", [assessment()], context()))
    (same,) = page.xpath(
        "//article[contains(@id, 'google-analytics-showcase')]/ancestor::details[@class='group whole']"
    )
    assert "non comptés une seconde fois" in same.find("summary").text_content()


def test_causes_of_the_second_letter_that_are_those_of_the_first_are_not_told_again(
    assessment: Make, context: MakeContext
) -> None:
    page = lxml.html.fromstring(render("html", [assessment()], context()))
    school, public = page.xpath("//*[@class='explained']")
    assert "comme pour la note" in public.text_content()
    assert "comme pour la note" not in school.text_content()


def test_every_clause_stands_in_one_family_of_subjects() -> None:
    listed = [one for clauses in read_subjects().values() for one in clauses]
    assert sorted(listed) == sorted(VOCABULARY)
    assert all(f"family.{one}" in read_texts("fr") for one in read_subjects())


def test_silence_is_told_by_family_and_nothing_is_lost(context: MakeContext) -> None:
    wording = context("fr").wording
    told = silent_views(["right-access", "sale-of-data", "right-erasure", "brand-new"], wording)
    assert [one.family for one in told] == ["Partage des données", "Droits des personnes", "Autres"]
    assert told[1].subjects == ("droit d’accès", "droit à l’effacement")
    assert told[2].subjects == ("brand new",)
