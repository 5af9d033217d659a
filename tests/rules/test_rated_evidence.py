"""From evidence to letters, through the real derivation, checks, reviews and rating."""

from __future__ import annotations

from typing import Any

from catalog.nouns.finding import Finding, Review
from catalog.nouns.rating import Ratings
from catalog.nouns.vocabulary import Verdict
from rules.applicability import effective_profile
from rules.case import Case
from rules.evaluate import evaluate
from rules.example_case import TODAY, build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria
from rules.rating.inputs import rating_inputs
from rules.rating.rate import rate
from rules.reviews import effective_findings

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
POLICY = "# Privacy policy\n\n" + "Example Ltd decides how personal data of pupils are used in this product. " * 40
LOGIN = {
    "role": "login",
    "html": "<form method=post action=/login><input name=login><input type=password name=p></form>",
    "headers": {
        "Strict-Transport-Security": "max-age=63072000",
        "Content-Security-Policy": "default-src 'self'; frame-ancestors 'none'",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
    },
    "cookies": ["session=0123456789abcdefghijklmnop; Secure; HttpOnly; SameSite=Lax"],
}
SOUND: dict[str, Any] = {
    "profile": {"audience": "pupils", "accounts": "yes", "ai": "no"},
    "pages": [LOGIN],
    "documents": [{"role": "privacy", "url": "/privacy", "text": POLICY}],
    "hosts": [
        {
            "host": "outil.example",
            "addresses": ["192.0.2.7"],
            "country": "FR",
            "operator": "Host SA",
            "control_country": "FR",
            "surfaces": ["showcase", "learner"],
        }
    ],
    "visits": [
        {"pages": [{"role": "home"}, {"role": "login"}, {"role": "app"}]},
        {"run": 2, "pages": [{"role": "home"}, {"role": "login"}, {"role": "app"}]},
    ],
}


def judged(given: dict[str, Any]) -> tuple[Case, tuple[Finding, ...]]:
    case = build_case(given, KNOWLEDGE)
    return case, evaluate(case, CRITERIA, strict=True)


def letters(
    given: dict[str, Any], answers: dict[str, Verdict] | None = None, default: Verdict | None = None
) -> Ratings:
    """Rate a case; what is left open, or a bare notice lacks, is settled by reviews: `answers`, else `default`."""
    case, findings = judged(given)
    reviews = [
        Review(
            tool_id="outil",
            criterion=one.criterion,
            surface=one.surface,
            verdict=verdict,
            reason="vendor's contract",
            author="DPO",
            made_on=TODAY,
            document="0" * 64,
        )
        for one in findings
        if (
            verdict := (answers or {}).get(
                one.criterion, default if one.verdict in ("inconclusive", "warn", "fail") else None
            )
        )
    ]
    inputs = rating_inputs(case, findings, reviews=reviews)
    effective = effective_findings(findings, reviews, case.on)
    return rate(effective, CRITERIA, effective_profile(case.tool, case.facts), inputs=inputs)


def test_evidence_over_http_alone_is_not_rated() -> None:
    given = {key: value for key, value in SOUND.items() if key != "visits"}
    ratings = letters(given)
    assert (ratings.public.grade, ratings.school.grade) == ("NE", "NE")
    assert ratings.public.limited_by == "evidence"
    assert ratings.public.coverage < 0.5
    assert any(one.id == "next-coverage" for one in ratings.public.next_steps)


def test_an_expired_certificate_is_a_provisional_e_whatever_else_is_open() -> None:
    ratings = letters({**SOUND, "tls": [{"host": "outil.example", "problem": "expired"}]})
    assert (ratings.public.grade, ratings.public.provisional) == ("E", True)
    assert ratings.public.steps[0].criteria == ("security.https-enforced",)


def test_a_contract_that_settles_all_gives_an_a() -> None:
    ratings = letters(SOUND, default="pass")
    assert (ratings.public.grade, ratings.school.grade) == ("A", "A")
    assert ratings.school.confidence == "high"


def test_letters_from_b_to_e_by_what_is_settled() -> None:
    one_minor: dict[str, Verdict] = {"rights.channel": "fail"}
    assert letters(SOUND, one_minor, default="pass").public.grade == "B"
    one_major: dict[str, Verdict] = {"cookies.wall": "fail"}
    assert letters(SOUND, one_major, default="pass").public.grade == "C"
    three: dict[str, Verdict] = {"cookies.wall": "fail", "transfers.disclosed": "fail", "rights.all-listed": "fail"}
    assert letters(SOUND, three, default="pass").public.grade == "D"
    sale: dict[str, Verdict] = {"sharing.sale": "fail"}
    rating = letters(SOUND, sale, default="pass").public
    assert (rating.grade, rating.provisional) == ("E", False)


def test_log_in_pages_alone_hold_school_use_at_c() -> None:
    pages = [{"role": "home"}, {"role": "login"}]
    ratings = letters({**SOUND, "visits": [{"pages": pages}, {"run": 2, "pages": pages}]}, default="pass")
    assert (ratings.public.grade, ratings.school.grade) == ("A", "C")
    assert ratings.school.limited_by == "evidence"
