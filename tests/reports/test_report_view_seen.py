"""What the view shows of what was observed: third parties, cookies, flows, visits and their phases."""

from __future__ import annotations

from collections.abc import Callable

from catalog.nouns.browser import PhaseRun
from catalog.nouns.facts import ThirdPartyFact
from catalog.nouns.scan import Assessment
from reports.context import Context
from reports.view.build import build_view

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]


def test_third_parties_are_one_row_a_host_and_seen_beats_named(assessment: Make, context: MakeContext) -> None:
    given = assessment()
    named = ThirdPartyFact(host="www.google-analytics.com", organisation="Google", country="US",
                           basis="referenced", surfaces=("learner",))  # fmt: skip
    facts = given.facts.model_copy(update={"third_parties": (named, *given.facts.third_parties)})
    view = build_view(assessment(facts=facts), context())
    rows = [one for one in view.third_parties if one.host == "www.google-analytics.com"]
    assert len(rows) == 1
    assert rows[0].basis == "observed"
    assert rows[0].surfaces == ("site vitrine",)


def test_cookies_are_one_row_a_name_domain_and_phase(assessment: Make, context: MakeContext) -> None:
    rows = build_view(assessment(), context()).cookies
    assert [one.name for one in rows].count("_ga") == 1
    assert next(one for one in rows if one.name == "_ga").lifetime == "730 jours (24 mois)"
    assert next(one for one in rows if one.name == "sid").lifetime == "durée de la session"
    assert next(one for one in rows if one.name == "uid").lifetime == "jusqu’à effacement"


def test_flows_gather_hosts_by_owner_and_country(assessment: Make, context: MakeContext) -> None:
    flows = build_view(assessment(), context()).flows
    assert [(group.code, group.status) for group in flows.groups] == [("US", "outside"), ("", "unknown"), ("FR", "eea")]
    google = next(one for one in flows.groups[0].receivers if one.name == "Google")
    assert google.hosts == ("fonts.googleapis.com", "www.google-analytics.com", "www.youtube.com")
    assert google.phases == ("before-choice", "after-refusal", "after-acceptance")
    assert flows.summary == (
        "3 organisations tierces ont reçu des requêtes. Avant tout choix\u00a0: 2."
        " Relevant d’un pays hors de l’EEE\u00a0: 2."
    )


def test_without_a_browser_nobody_is_said_to_have_received_anything(assessment: Make, context: MakeContext) -> None:
    given = assessment()
    named = tuple(one for one in given.facts.third_parties if one.basis == "referenced")
    evidence = given.evidence.model_copy(update={"browser": None, "capabilities": ("static-html",)})
    facts = given.facts.model_copy(update={"third_parties": named})
    view = build_view(assessment(facts=facts, evidence=evidence), context())
    assert "on ne sait pas s’ils sont réellement contactés" in view.flows.summary
    assert "n’a pas été ouvert dans un navigateur" in view.answer[3].text
    assert any("navigateur" in item for item in view.header.not_seen)


def test_phases_tell_what_was_done(assessment: Make, context: MakeContext) -> None:
    browsing = build_view(assessment(), context()).browsing
    assert browsing is not None
    before, refused, accepted = browsing.phases
    assert (before.third_party_requests, refused.third_party_requests) == (3, 2)
    assert refused.outcome == "Choix fait en 2 actions. Le choix n’a pas été conservé d’une page à l’autre."
    assert [tick.during_click for tick in refused.lanes[0].ticks] == [True, False]
    assert accepted.behaviours == ("empreinte par dessin (canvas), par connect.facebook.net",)
    assert browsing.interface is not None
    assert browsing.interface.remarks[:3] == (
        "1 action pour accepter.",
        "2 actions pour refuser.",
        "1 choix non essentiel coché d’avance.",
    )


def test_a_refusal_that_was_not_found_is_said_of_a_visit_that_looked(assessment: Make, context: MakeContext) -> None:
    given = assessment()
    assert given.evidence.browser is not None
    before, refused, accepted = given.evidence.browser.phases
    unmade = refused.model_copy(update={"choice_made": False, "actions": 0, "reason": "no-refusal-found"})

    def remarks(*phases: PhaseRun) -> tuple[str, ...]:
        browser = given.evidence.browser.model_copy(update={"phases": phases})  # type: ignore[union-attr]
        evidence = given.evidence.model_copy(update={"browser": browser})
        browsing = build_view(given.model_copy(update={"evidence": evidence}), context()).browsing
        assert browsing is not None
        assert browsing.interface is not None
        return browsing.interface.remarks

    said = "Aucun moyen de refuser n’a été trouvé."
    assert said in remarks(before, unmade, accepted)
    assert said not in remarks(before)
    assert said not in remarks(before, refused, accepted)


def test_the_second_layer_of_a_later_visit_is_shown(assessment: Make, context: MakeContext) -> None:
    given = assessment()
    assert given.evidence.browser is not None
    before, refused, accepted = given.evidence.browser.phases
    assert before.interface is not None
    first = tuple(one for one in before.interface.controls if one.layer == 1)
    shallow = before.interface.model_copy(update={"controls": first, "toggles": ()})
    deep = before.interface.model_copy(update={
        "second_layer_reached": True, "screenshot": "other", "unread_toggles": ("Publicité", "Partage"),
    })  # fmt: skip
    phases = (
        before.model_copy(update={"interface": shallow}),
        refused.model_copy(update={"interface": deep}),
        accepted,
    )
    browser = given.evidence.browser.model_copy(update={"phases": phases})
    evidence = given.evidence.model_copy(update={"browser": browser})
    browsing = build_view(given.model_copy(update={"evidence": evidence}), context()).browsing
    assert browsing is not None
    assert browsing.interface is not None
    assert [one.layer for one in browsing.interface.controls] == [1, 1, 2]
    assert browsing.interface.screenshot == shallow.screenshot
    assert "1 choix non essentiel coché d’avance." in browsing.interface.remarks
    assert "2 choix dont rien ne dit s’ils sont activés d’avance." in browsing.interface.remarks


def test_visits_are_counted_in_their_phase(assessment: Make, context: MakeContext) -> None:
    given = assessment()
    assert given.evidence.browser is not None
    first, second, third = given.evidence.browser.phases
    runs = (first, first.model_copy(update={"run": 2}), second.model_copy(update={"run": 3}), third)
    evidence = given.evidence.model_copy(update={"browser": given.evidence.browser.model_copy(update={"phases": runs})})
    browsing = build_view(assessment(evidence=evidence), context()).browsing
    assert browsing is not None
    assert [(one.phase, one.visit) for one in browsing.phases] == [
        ("before-choice", 1),
        ("before-choice", 2),
        ("after-refusal", 1),
        ("after-acceptance", 1),
    ]


def test_a_banner_that_stayed_is_shown_before_one_that_went_away(assessment: Make, context: MakeContext) -> None:
    made = assessment()
    browser = made.evidence.browser
    assert browser is not None
    stayed = browser.phases[0].interface
    assert stayed is not None
    gone = stayed.model_copy(update={"vanished": True, "screenshot": None, "text": "Parti"})

    def text_and_remarks(*interfaces: object) -> tuple[str, bool]:
        runs = [run.model_copy(update={"interface": one}) for run, one in zip(browser.phases, interfaces, strict=False)]
        seen = browser.model_copy(update={"phases": tuple(runs)})
        evidence = made.evidence.model_copy(update={"browser": seen})
        browsing = build_view(made.model_copy(update={"evidence": evidence}), context()).browsing
        shown = browsing.interface if browsing is not None else None
        assert shown is not None
        return shown.text, any("disparu" in one or "went away" in one for one in shown.remarks)

    assert text_and_remarks(gone, stayed) == (stayed.text, False)
    assert text_and_remarks(gone, gone) == ("Parti", True)
