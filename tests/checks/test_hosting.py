"""Place, declaration and control of hosting, on hand-written addresses and readings."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.nouns.reading import ClauseReading, DocumentReading, Quote, ValueReading

HOME = "https://tool.example/"
LOGIN = "https://tool.example/login"
POLICY = "https://tool.example/privacy"
FRANCE, AMERICA, GERMANY, SWITZERLAND, NOUMEA, AMAZON = (f"198.51.100.{n}" for n in range(1, 7))
QUOTE = Quote(text="Data are hosted there.", start=0, end=22)


def reading(*countries: str, tool: bool = False, vague: bool = False, **more: Any) -> DocumentReading:
    """A policy that declares hosting in some countries, and perhaps a transfer tool."""
    clauses = (
        [ClauseReading(clause="hosting-location", stance="affirmed", quotes=(QUOTE,))] if countries or vague else []
    )
    if tool:
        clauses.append(ClauseReading(clause="transfer-safeguards", stance="affirmed", quotes=(QUOTE,)))
    values = tuple(ValueReading(kind="country", value=one, subject="hosting", quote=QUOTE) for one in countries)
    return DocumentReading(language="en", words=400, clauses=tuple(clauses), values=values, **more)


def hosted(site: Any, address: str | tuple[str, ...], said: DocumentReading | None = None, **more: Any) -> Any:
    addresses = (address,) if isinstance(address, str) else address
    site.host("tool.example", *addresses).page(HOME, "<p>x</p>", **more).page(LOGIN, "<p>x</p>", role="login", **more)
    if said is not None:
        site.read = lambda body, media_type, name: said
        site.page(POLICY, "<p>Privacy</p>", role="privacy")
    site.more["searched"] = (POLICY,)
    return site


CASES = [
    (FRANCE, reading("FR"), "pass", "pass"),
    (FRANCE, reading("EU"), "pass", "pass"),
    (FRANCE, reading(), "warn", "warn-undeclared"),
    (FRANCE, None, "warn", "warn-undeclared"),
    (AMERICA, reading(), "fail", "fail-no-tool"),
    (AMERICA, reading(tool=True), "warn", "warn-tool-stated"),
    (AMERICA, reading(readable="unsupported-language"), "inconclusive", "inconclusive-documents-unread"),
    (AMERICA, None, "fail", "fail-no-tool"),
    (SWITZERLAND, reading(), "warn", "warn-adequate"),
    (NOUMEA, reading(), "warn", "warn-french-territory"),
    (FRANCE, reading("CN"), "fail", "fail-no-tool"),
    (FRANCE, reading("FR", unreliable=True), "warn", "warn-undeclared"),
    ((FRANCE, AMERICA), reading("FR"), "inconclusive", "inconclusive-location-unknown"),
]


@pytest.mark.parametrize(("address", "said", "verdict", "message"), CASES)
def test_country(site: Any, address: Any, said: Any, verdict: str, message: str) -> None:
    outcome = hosted(site, address, said).judge("hosting.country-outside-eea", "learner")
    assert (outcome.verdict, outcome.message) == (verdict, message)


def test_a_listed_american_host_needs_no_other_tool_while_the_framework_stands(site: Any) -> None:
    site.knowledge = type(site.knowledge)(lambda address: "US", lambda address: (16509, "AMAZON-02"))
    outcome = hosted(site, "203.0.113.9", reading()).judge("hosting.country-outside-eea", "learner")
    assert outcome.message == "warn-adequate"


def test_a_front_under_american_control_leaves_the_place_undetermined(site: Any) -> None:
    site = hosted(site, FRANCE, reading("FR"), headers=(("cf-ray", "8a-CDG"),))
    for criterion, message in (
        ("hosting.country-outside-eea", "inconclusive-masked"),
        ("hosting.declared-vs-observed", "inconclusive-masked"),
        ("hosting.origin-masked", "inconclusive-non-eea-front"),
    ):
        assert site.judge(criterion, "learner").message == message


def test_another_host_of_the_site_does_not_answer_for_the_product(site: Any) -> None:
    site.host("app.tool.example", AMERICA).host("www.tool.example", FRANCE)
    site.page("https://www.tool.example/", "<p>x</p>").page("https://app.tool.example/login", "<p>x</p>", role="login")
    site.read = lambda body, media_type, name: reading("FR")
    site.page(POLICY, "<p>Privacy</p>", role="privacy")
    assert site.judge("hosting.declared-vs-observed", "showcase").verdict == "pass"
    learner = site.judge("hosting.declared-vs-observed", "learner")
    assert learner.verdict == "fail" and learner.params["hosts"] == "app.tool.example"
    assert any(one.quote for one in learner.citations) and any("US" in (one.note or "") for one in learner.citations)


@pytest.mark.parametrize(
    ("address", "said", "verdict"),
    [
        (FRANCE, reading("FR"), "pass"),
        (GERMANY, reading("FR"), "fail"),
        (GERMANY, reading("EU"), "pass"),
        (AMAZON, reading("FR"), "pass"),
        (FRANCE, reading(vague=True), "inconclusive"),
        (AMERICA, None, "inconclusive"),
    ],
)
def test_claim_against_observation(site: Any, address: str, said: Any, verdict: str) -> None:
    assert hosted(site, address, said).judge("hosting.declared-vs-observed", "learner").verdict == verdict


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (reading("FR"), "pass"),
        (reading(vague=True), "warn-vague"),
        (reading(), "inconclusive-silent"),
        (None, "inconclusive-no-document"),
    ],
)
def test_whether_a_place_is_stated(site: Any, said: Any, message: str) -> None:
    assert hosted(site, FRANCE, said).judge("hosting.country-undeclared", "documents").message == message


def test_the_seat_of_the_website_host_is_no_place_of_data(site: Any) -> None:
    notice = "<h1>Mentions légales</h1><p>Hébergeur : Amazon Web Services EMEA SARL, 38 avenue John F. Kennedy, "
    notice += "Luxembourg</p>"
    site = hosted(site, AMERICA).page("https://tool.example/mentions", notice, role="legal-notice")
    assert site.judge("hosting.country-undeclared", "documents").message == "warn-website-host-only"
    assert site.judge("hosting.declared-vs-observed", "learner").verdict == "inconclusive"


@pytest.mark.parametrize(
    ("address", "verdict", "countries"),
    [(FRANCE, "pass", None), (AMAZON, "warn", "US"), (SWITZERLAND, "warn", "CH"), (AMERICA, "inconclusive", None)],
)
def test_control_is_the_ultimate_parents(site: Any, address: str, verdict: str, countries: str | None) -> None:
    outcome = hosted(site, address).judge("hosting.provider-non-eu-control", "learner")
    assert outcome.verdict == verdict and outcome.params.get("countries") == countries


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Nos données sont hébergées sur l’offre Outscale IaaS, qualifiée SecNumCloud.", "pass"),
        ("Nos serveurs sont chez OVHcloud, offre Hosted Private Cloud qualifiée SecNumCloud.", "pass"),
        ("Notre hébergeur est en cours de qualification SecNumCloud.", "warn-not-yet"),
        ("Hébergement compatible SecNumCloud.", "warn-not-yet"),
        ("Hébergé chez un acteur SecNumCloud.", "warn-no-offer"),
        ("Notre hébergeur n’est pas qualifié SecNumCloud.", "not-applicable-no-claim"),
        ("Hébergement certifié ISO 27001.", "not-applicable-no-claim"),
    ],
)
def test_secnumcloud(site: Any, text: str, message: str) -> None:
    site.page(HOME, f"<p>{text}</p>")
    assert site.judge("hosting.secnumcloud-claim", "documents").message == message


def test_a_tool_that_was_struck_down_is_no_tool(site: Any) -> None:
    shield = Quote(text="We rely on the EU-U.S. Privacy Shield.", start=0, end=38)
    said = DocumentReading(
        language="en",
        words=400,
        clauses=(ClauseReading(clause="transfer-safeguards", stance="affirmed", quotes=(shield,)),),
    )
    assert hosted(site, AMERICA, said).judge("hosting.country-outside-eea", "learner").message == "fail-no-tool"


def test_the_postal_address_of_a_host_in_a_notice_contradicts_nothing(site: Any) -> None:
    seat = Quote(text="Hébergeur : OVH SAS, 2 rue Kellermann, 59100 Roubaix, France", start=0, end=60)
    said = DocumentReading(
        language="fr",
        words=400,
        clauses=(ClauseReading(clause="hosting-location", stance="affirmed", quotes=(seat,)),),
        values=(ValueReading(kind="country", value="FR", subject="hosting", quote=seat),),
    )
    site = hosted(site, GERMANY)
    site.read = lambda body, media_type, name: said
    site.page("https://tool.example/mentions", "<p>x</p>", role="legal-notice")
    assert site.judge("hosting.declared-vs-observed", "learner").message == "inconclusive-no-claim"
    assert site.judge("hosting.country-outside-eea", "learner").verdict == "pass"
