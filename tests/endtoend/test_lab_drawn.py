"""Documents that only scripts draw are read with a real Chromium as an expert expects, whatever draws them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from catalog.nouns.scan import Assessment
from scanner.lab.comparison import mismatches
from scanner.lab.server import RunningLab
from scanner.lab.site import load_sites

AT_ONCE = 3
PATIENT = {"seconds": 250.0}
SITES = sorted(site.name for site in load_sites() if site.home and site.name.startswith("spa-"))
Looks = Callable[[str], Assessment]


@pytest.fixture(scope="module")
def looked_at(check_site: Callable[..., Assessment]) -> Iterator[Looks]:
    """The assessment of a site by its name; each is looked at once, when it is first asked for."""
    pool = ThreadPoolExecutor(AT_ONCE)
    looks: dict[str, Future[Assessment]] = {}

    def look(name: str) -> Assessment:
        for each in [name, *SITES][: AT_ONCE + 1]:
            if each not in looks:
                looks[each] = pool.submit(check_site, each, browser=True, limits=PATIENT)
        return looks[name].result()

    yield look
    pool.shutdown(cancel_futures=True)


def documents(assessment: Assessment) -> dict[str, tuple[str, bool, bool]]:
    """Role → address, whether scripts draw it, whether all of it was read."""
    return {one.role: (one.url, one.drawn, one.complete) for one in assessment.facts.documents}


@pytest.mark.parametrize("name", SITES)
def test_drawn_documents_are_read_as_an_expert_expects(name: str, lab: RunningLab, looked_at: Looks) -> None:
    assessment = looked_at(name)
    assert assessment.evidence.browser is not None and assessment.evidence.browser.canary.sound
    assert mismatches(assessment, lab.site(name).folder, "browser") == []


def test_a_history_route_is_a_document_of_its_own_and_the_banner_over_it_is_no_part_of_it(looked_at: Looks) -> None:
    assessment = looked_at("spa-history")
    base = "https://www.plumule.example"
    assert documents(assessment) == {
        "privacy": (f"{base}/confidentialite", True, True),
        "terms": (f"{base}/conditions", True, True),
        "legal-notice": (f"{base}/mentions-legales", True, True),
    }
    policy = next(one for one in assessment.facts.documents if one.role == "privacy")
    quotes = [quote.text for clause in policy.reading.clauses for quote in clause.quotes]
    assert any("ne vendons ni ne louons" in quote for quote in quotes), "a folded section is read"
    assert not any("annonces personnalisées" in quote or "partageons avec eux" in quote for quote in quotes)


def test_documents_behind_a_hash_are_cited_by_the_address_a_person_sees(looked_at: Looks) -> None:
    assessment = looked_at("spa-hash")
    assert documents(assessment)["privacy"] == ("https://tablature.example/#/vie-privee", True, True)
    cited = {
        citation.url
        for finding in assessment.findings
        if finding.criterion == "rights.complaint-authority"
        for citation in finding.citations
    }
    assert cited == {"https://tablature.example/#/vie-privee"}
    assert "https://tablature.example/#/vie-privee" in assessment.evidence.searched


def test_a_hub_and_a_policy_from_another_host_are_followed_through_a_closed_root(looked_at: Looks) -> None:
    roles = documents(looked_at("spa-json"))
    assert roles["privacy"] == ("https://www.cartolino.example/juridique/confidentialite", True, True)
    assert set(roles) == {"privacy", "terms", "legal-notice"}


def test_a_policy_in_a_frame_says_whose_frame_it_is(looked_at: Looks) -> None:
    assessment = looked_at("spa-embed")
    assert documents(assessment)["privacy"] == ("https://www.verbalise.example/confidentialite", True, True)
    assert documents(assessment)["legal-notice"][1] is False, "what plain HTML says is read over HTTP"
    assert assessment.evidence.browser is not None
    (drawn,) = assessment.evidence.browser.drawn
    assert [url.partition("?")[0] for url in drawn.frames] == ["https://cadre.notices-hebergees.example/n"]


def test_a_text_whose_rest_failed_is_known_to_be_incomplete(looked_at: Looks) -> None:
    assessment = looked_at("spa-broken")
    assert documents(assessment) == {"privacy": ("https://alphabulle.example/confidentialite", True, False)}
    assert assessment.evidence.browser is not None
    reasons = {one.role: (one.reason, [r.status for r in one.failed]) for one in assessment.evidence.browser.drawn}
    assert reasons == {"privacy": (None, [503]), "terms": ("empty", [503])}
    silent = [one for one in assessment.findings if one.verdict == "fail" and not one.citations]
    assert silent == [], "nothing fails for what was not drawn"


def test_documents_that_need_no_script_are_read_without_one(looked_at: Looks) -> None:
    assessment = looked_at("spa-links")
    assert {role: drawn for role, (_, drawn, _) in documents(assessment).items()} == {
        "privacy": False,
        "terms": False,
        "legal-notice": False,
    }
    assert assessment.evidence.browser is not None and assessment.evidence.browser.drawn == ()
    found = {page.role: page.found_by for page in assessment.evidence.pages}
    assert found["privacy"] == "drawn:Protection des données"


def test_a_policy_in_a_dialog_and_a_notice_behind_a_button_are_opened_by_their_names(looked_at: Looks) -> None:
    assessment = looked_at("spa-modal")
    assert documents(assessment) == {
        "privacy": ("https://chantefable.example/", True, True),
        "legal-notice": ("https://chantefable.example/mentions", True, True),
    }
    assert assessment.evidence.browser is not None
    assert [one.pressed for one in assessment.evidence.browser.drawn] == [
        "Politique de confidentialité",
        "Mentions légales",
    ]


def test_requests_of_drawn_documents_are_in_no_phase(looked_at: Looks) -> None:
    browser = looked_at("spa-json").evidence.browser
    assert browser is not None
    asked = {request.url for run in browser.phases for request in run.requests}
    assert not any("api.cartolino.example" in url for url in asked)
