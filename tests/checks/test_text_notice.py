"""Notices: when silence is a failure, dates, periods, authorities, representatives, agreements."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from catalog.nouns.finding import Finding
from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria
from rules.rating.causes import INCOMPLETE_NOTICE, charge_root_causes

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
BASES = [one for one in CRITERIA["transparency.legal-basis"].examples if one.message == "fail-silent"]
WHOLE = next(one for one in BASES if one.language == "en").given["documents"][0]["text"]
"""A long English policy that states no purpose, basis, period or right."""
SILENT = (
    "transparency.legal-basis", "transparency.purposes", "retention.periods-stated", "rights.all-listed",
    "rights.complaint-authority",
)  # fmt: skip


def judge(criterion: str, text: str = WHOLE, role: str = "privacy", **given: Any) -> Finding:
    documents = [{"role": role, "text": text}]
    case = build_case({"documents": documents, **given}, KNOWLEDGE, language="en")
    (finding,) = evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)
    return finding


def test_silence_of_a_whole_notice_fails_where_the_row_says_so_and_shares_one_cause() -> None:
    case = build_case({"documents": [{"role": "privacy", "text": WHOLE}]}, KNOWLEDGE, language="en")
    chosen = {name: CRITERIA[name] for name in SILENT}
    findings = evaluate(case, chosen, strict=True)
    assert [one.verdict for one in findings] == ["fail"] * len(SILENT)
    assert {one.root_cause for one in findings} == {INCOMPLETE_NOTICE}
    assert all(one.searched for one in findings)
    assert sum(one.explained_by is None for one in charge_root_causes(findings, chosen)) == 1


@pytest.mark.parametrize("criterion", SILENT)
def test_silence_is_undecided_where_a_document_could_not_be_read(criterion: str) -> None:
    skipped = [{"url": "https://outil.example/annexe.pdf", "role": "dpa", "reason": "unreadable-format"}]
    assert judge(criterion, skipped=skipped).verdict == "inconclusive"


@pytest.mark.parametrize("criterion", SILENT)
def test_silence_is_undecided_in_a_short_text_and_in_a_language_read_in_part(criterion: str) -> None:
    assert judge(criterion, "# Privacy policy\n\nConnections to our servers are encrypted.").verdict == "inconclusive"
    german = "# Datenschutz\n\n" + "Die Verbindung zu unseren Servern ist verschlüsselt und wird geprüft. " * 30
    assert judge(criterion, german).verdict == "inconclusive"


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("November 24, 2023", "pass"),
        ("November 23, 2023", "pass"),
        ("October 24, 2023", "warn-outdated"),
        ("May 24, 2018", "warn-before-gdpr"),
    ],
)
def test_the_age_of_a_policy_is_counted_to_the_day_of_judgement(day: str, message: str) -> None:
    text = f"# Privacy policy\n\nLast updated: {day}. We will notify you of any change to this policy by e-mail."
    assert judge("transparency.dated-and-versioned", text, on=date(2026, 11, 24)).message == message


def test_a_year_of_copyright_is_no_date() -> None:
    finding = judge("transparency.dated-and-versioned", WHOLE + "\n\n© 2026 Outil\n")
    assert finding.message == "warn-undated"


def test_an_american_authority_is_not_enough() -> None:
    text = WHOLE + "\n\nYou may complain to the Information Commissioner’s Office (ICO) in the United Kingdom.\n"
    assert judge("rights.complaint-authority", text).message == "warn-outside"


def test_only_a_vendor_outside_the_eea_needs_a_representative() -> None:
    text = WHOLE.replace("Dublin, Ireland", "Austin, Texas").replace("Preau Workshop Ltd", "Preau Workshop Inc.")
    offered = {"facts": {"french_offer": True}}
    assert judge("transfers.eu-representative", text, country="US", **offered).verdict == "fail"
    assert judge("transfers.eu-representative", WHOLE, country="DE", **offered).verdict == "pass"
    assert judge("transfers.eu-representative", text, country="US").verdict == "inconclusive"


def test_the_instructions_of_article_28_state_no_transfer() -> None:
    text = (
        "# Data processing agreement\n\nThe processor processes personal data only on documented instructions from "
        "the controller, including with regard to transfers to third countries. No data are transferred outside the "
        "European Economic Area."
    )
    assert judge("transfers.disclosed", text, "dpa").message == "pass-none"


def test_ages_are_no_retention_periods() -> None:
    text = WHOLE + "\n\nStudents under 15 years need the consent of their parents.\n"
    assert judge("retention.periods-stated", text).verdict == "fail"


def test_every_missing_duty_of_an_agreement_is_named() -> None:
    text = CRITERIA["contract.art28-clauses"].examples[2].given["documents"][0]["text"]
    finding = judge("contract.art28-clauses", text, "dpa")
    assert finding.verdict == "fail"
    assert "dpa-audit" in dict(finding.params)["items"]
    assert finding.root_cause == INCOMPLETE_NOTICE


def test_the_delay_to_the_authority_is_not_the_delay_to_the_school() -> None:
    text = "# Privacy policy\n\nIn case of a data breach we notify the supervisory authority within 72 hours. " * 2
    assert judge("contract.breach-notice", text).verdict == "inconclusive"


@pytest.mark.parametrize("status", ["in-force", "invalid"])
def test_reliance_on_the_framework_alone_turns_with_its_status(status: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from rules.knowledge.knowledge import Knowledge

    now = replace(KNOWLEDGE.dpf_status, status=status)
    monkeypatch.setattr(Knowledge, "dpf_status", property(lambda self: now))
    text = (
        "# Privacy policy\n\nThe service is hosted by Amazon Web Services in the United States, which is certified "
        "under the EU-U.S. Data Privacy Framework. This document explains how we handle information."
    )
    assert judge("transfers.us-dpf-reliance", text).verdict == ("warn" if status == "in-force" else "fail")


def test_a_tool_without_accounts_needs_no_agreement() -> None:
    assert judge("contract.dpa-available", profile={"accounts": "no"}).verdict == "not-applicable"
