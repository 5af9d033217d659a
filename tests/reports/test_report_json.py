"""The JSON report keeps its contract: format `preau/1`, checked by its schema and field by field."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import jsonschema
import pytest

from catalog.nouns.facts import CookieFact
from catalog.nouns.scan import Assessment
from reports import render
from reports.context import Context
from reports.load import read_schema

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]
VALIDATOR = jsonschema.Draft202012Validator(read_schema())

FIELDS: dict[str, set[str]] = {
    "": {"format", "tool", "scan", "rating", "badges", "findings", "hosts", "third_parties", "cookies", "documents",
         "rules", "knowledge"},
    "tool": {"id", "name", "home", "profile"},
    "scan": {"id", "started_at", "ended_at", "vantage_country", "capabilities", "pages", "skipped"},
    "findings": {"criterion", "verdict", "severity", "basis", "confirmed", "confidence", "surface", "message", "reason",
                 "explained_by", "searched", "citations"},
    "hosts": {"host", "addresses", "country", "asn", "operator", "control_country", "masked_by"},
    "third_parties": {"host", "organisation", "country", "categories", "basis", "phases"},
    "cookies": {"name", "domain", "phase", "lifetime_days", "set_by", "purpose"},
    "documents": {"url", "role", "language", "words", "clauses"},
}  # fmt: skip
"""The fields of the contract, beside the schema: the schema itself could lose one."""


def report(assessment: Assessment, context: Context) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(render("json", [assessment], context))
    return parsed


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(read_schema())


@pytest.mark.parametrize("language", ["fr", "en"])
def test_reports_fit_the_schema(
    assessment: Make, context: MakeContext, hostile: Assessment, recorded: Assessment, language: str
) -> None:
    for one in (assessment(), hostile, recorded):
        for public in (False, True):
            VALIDATOR.validate(report(one, context(language, public=public)))


def test_every_field_of_the_contract_is_there(assessment: Make, context: MakeContext) -> None:
    found = report(assessment(), context())
    for part, fields in FIELDS.items():
        held = found if part == "" else found[part]
        for one in held if isinstance(held, list) else [held]:
            assert fields <= set(one), part
    for scope in ("public", "school"):
        assert {"grade", "provisional", "limited_by", "range", "coverage", "confidence", "steps"} <= set(
            found["rating"][scope]
        )
    assert found["format"] == "preau/1"
    assert found["scan"]["started_at"] == "2026-11-24T02:14:00Z"
    assert found["knowledge"] == {"digest": "c2" * 32, "as_of": "2026-11-01"}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("format",), "preau/2"),
        (("findings", 0, "verdict"), "ok"),
        (("findings", 0, "reason"), ""),
        (("rating", "school", "grade"), "F"),
        (("rating", "school", "range"), ["A"]),
        (("scan", "started_at"), "2026-11-24 02:14"),
        (("hosts", 0, "country"), "France"),
        (("third_parties", 0, "basis"), "guessed"),
        (("documents", 0, "clauses", 0, "stance"), "maybe"),
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_allow(
    assessment: Make, context: MakeContext, path: tuple[Any, ...], value: Any
) -> None:
    broken = copy.deepcopy(report(assessment(), context()))
    place: Any = broken
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert not VALIDATOR.is_valid(broken)


def test_the_schema_refuses_a_failure_without_proof(assessment: Make, context: MakeContext) -> None:
    broken = report(assessment(), context())
    failed = next(one for one in broken["findings"] if one["verdict"] == "fail")
    failed["citations"], failed["searched"] = [], []
    assert not VALIDATOR.is_valid(broken)


@pytest.mark.parametrize("part", sorted(FIELDS[""]))
def test_the_schema_asks_for_every_part(assessment: Make, context: MakeContext, part: str) -> None:
    broken = report(assessment(), context())
    del broken[part]
    assert not VALIDATOR.is_valid(broken)


def test_one_target_gives_an_object_and_several_a_list(assessment: Make, context: MakeContext) -> None:
    several = json.loads(render("json", [assessment(), assessment()], context()))
    assert isinstance(several, list) and len(several) == 2
    VALIDATOR.validate(several)


def test_citations_have_the_fields_of_their_kind(assessment: Make, context: MakeContext) -> None:
    found = {(one["criterion"], one["surface"]): one for one in report(assessment(), context())["findings"]}
    request = found[("trackers.before-consent", "showcase")]["citations"][0]
    assert request == {
        "request": "https://www.google-analytics.com/collect?v=2",
        "host": "www.google-analytics.com",
        "organisation": "Google",
        "phase": "before-choice",
    }
    quoted = found[("sharing.sale", "documents")]["citations"][0]
    assert quoted == {
        "url": "https://cartable.example/confidentialite",
        "quote": "Nous ne vendons pas vos données",
        "start": 300,
        "end": 331,
    }
    reference = found[("security.headers", "showcase")]["citations"][0]
    assert reference == {"page": "https://cartable.example/", "references": "http://cdn.example/a.js"}


def test_quotes_stay_verbatim(hostile: Assessment, context: MakeContext) -> None:
    found = report(hostile, context())
    assert found["findings"][0]["citations"][0]["quote"].endswith("[bold]rich[/bold]")
    assert "\x1b[2J" in found["findings"][0]["citations"][0]["quote"]
    assert "\x1b" not in render("json", [hostile], context())


def test_cookies_are_cookies_and_other_storage_stands_apart(assessment: Make, context: MakeContext) -> None:
    found = report(assessment(), context())
    assert [(one["name"], one["lifetime_days"]) for one in found["cookies"]] == [("_ga", 730), ("sid", None)]
    assert [one["name"] for one in found["storage"]] == ["uid"]


def test_a_part_of_a_day_is_kept(assessment: Make, context: MakeContext) -> None:
    cookie = CookieFact(name="s", domain="a.example", phase="none", surface="showcase", lifetime_days=0.0208333)
    facts = assessment().facts.model_copy(update={"cookies": (cookie,)})
    assert report(assessment(facts=facts), context())["cookies"][0]["lifetime_days"] == 0.021


def test_messages_are_words_of_the_language(assessment: Make, context: MakeContext) -> None:
    for language, word in (("fr", "reçoit des requêtes"), ("en", "receives requests")):
        messages = [one["message"] for one in report(assessment(), context(language))["findings"]]
        assert any(word in message for message in messages)


def test_badges_are_outside_the_letters_and_once_each(assessment: Make, context: MakeContext) -> None:
    badges = report(assessment(), context())["badges"]
    assert [(one["criterion"], one["verdict"]) for one in badges] == [("hosting.provider-non-eu-control", "warn")]


def test_every_clause_of_a_document_is_there_absent_ones_included(assessment: Make, context: MakeContext) -> None:
    clauses = report(assessment(), context())["documents"][0]["clauses"]
    assert [one["stance"] for one in clauses] == ["denied", "affirmed", "absent"]
    assert clauses[1]["qualified_by"] == "condition"
    assert clauses[2]["quotes"] == []


def test_what_was_read_over_an_unverified_connection_is_marked(assessment: Make, context: MakeContext) -> None:
    sound = assessment()
    assert {one["certificate_verified"] for one in report(sound, context())["documents"]} == {True}
    facts = sound.facts
    unverified = facts.documents[0].model_copy(update={"certificate_verified": False})
    found = report(
        assessment(facts=facts.model_copy(update={"documents": (unverified, *facts.documents[1:])})), context()
    )
    assert found["documents"][0]["certificate_verified"] is False
    assert {one["certificate_verified"] for one in found["scan"]["pages"]} <= {True, None}
    VALIDATOR.validate(found)
