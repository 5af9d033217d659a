"""Reports for CI jobs: JUnit read back by its library and lxml; SARIF held to the official schema and its text."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import jsonschema
import lxml.etree
import pytest
from junitparser import JUnitXml

from catalog.nouns.scan import Assessment
from reports import render
from reports.context import Context

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]


def junit(assessments: list[Assessment], context: Context) -> Any:
    return JUnitXml.fromstring(render("junit", assessments, context).encode())


def test_one_case_a_tool(assessment: Make, context: MakeContext) -> None:
    suites = list(junit([assessment(), assessment(findings=())], context()))
    assert [(suite.tests, suite.failures, suite.skipped) for suite in suites] == [(1, 1, 0), (1, 0, 0)]
    case = next(iter(suites[0]))
    assert case.name == "Cartable Clair" and case.classname == "cartable-example"
    assert "usage en classe\u00a0: C" in case.result[0].message
    assert "trackers.before-consent" in case.result[0].text
    assert "trackers.google-analytics" not in case.result[0].text


def test_a_tool_that_could_not_be_rated_is_skipped_with_the_reason(assessment: Make, context: MakeContext) -> None:
    given = assessment()
    school = given.ratings.school.model_copy(update={"grade": "NE"})
    ratings = given.ratings.model_copy(update={"school": school})
    suite = next(iter(junit([assessment(ratings=ratings, findings=())], context())))
    case = next(iter(suite))
    assert suite.skipped == 1
    assert "Trop peu d’éléments" in case.result[0].message


def test_a_tool_that_tonights_run_missed_says_so_beside_its_old_letters(assessment: Make, context: MakeContext) -> None:
    given = assessment()
    told = replace(context(), missed={given.tool.id: "Cartable Clair : injoignable"})
    suite = next(iter(junit([given], told)))
    assert {one.name: one.value for one in suite.properties()}["stale"] == "Cartable Clair : injoignable"
    case = next(iter(suite))
    assert str(case.system_out).startswith("Cartable Clair : injoignable\n")
    assert case.result


def test_one_case_a_criterion_on_request(assessment: Make, context: MakeContext) -> None:
    suite = next(iter(junit([assessment()], context("en", cases="criterion"))))
    cases = {case.name: case for case in suite}
    assert len(cases) == 13
    assert (suite.failures, suite.skipped) == (2, 5)
    failed = cases["trackers.before-consent (showcase)"].result[0]
    assert failed.type == "major" and "Google receives requests" in failed.message
    skipped = cases["hosting.country-outside-eea (showcase)"].result[0]
    assert skipped.message == "The tool was not opened. Not shown."
    assert cases["sharing.sale (documents)"].result == []


def test_hostile_text_is_well_formed_xml(hostile: Assessment, context: MakeContext) -> None:
    for cases in ("tool", "criterion"):
        tree = lxml.etree.fromstring(render("junit", [hostile], context(cases=cases)).encode())
        assert "<script>alert(1)</script>" in "".join(
            [*tree.itertext(), *(one for node in tree.iter() for one in node.attrib.values())]
        )


def sarif(assessment: Assessment, context: Context) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(render("sarif", [assessment], context))
    return log


def problems(log: dict[str, Any]) -> list[str]:
    """What a log breaks of SARIF 2.1.0, as far as these reports use it.

    The rules are those of the standard's text, by section: what its schema (tested below) does not express.
    """
    found = [] if log.get("version") == "2.1.0" else ["§3.13.2 version"]
    if "runs" not in log:
        found.append("§3.13.4 runs")
    for run in log.get("runs", []):
        driver = run.get("tool", {}).get("driver", {})
        if not driver.get("name"):
            found.append("§3.19.8 driver.name")
        rules = driver.get("rules", [])
        if len({rule["id"] for rule in rules}) != len(rules):
            found.append("§3.19.23 rules are unique")
        for rule in rules:
            if not rule["shortDescription"].get("text"):
                found.append(f"§3.49.9 {rule['id']}")
        for result in run.get("results", []):
            found += result_problems(result, rules)
        for call in run.get("invocations", []):
            if not isinstance(call.get("executionSuccessful"), bool):
                found.append("§3.20.14 executionSuccessful")
            if not call["startTimeUtc"].endswith("Z") or call["endTimeUtc"] < call["startTimeUtc"]:
                found.append("§3.20.7 times in UTC")
    return found


def result_problems(result: dict[str, Any], rules: list[dict[str, Any]]) -> list[str]:
    found = []
    if not result.get("message", {}).get("text"):
        found.append("§3.27.11 message")
    if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
        found.append("§3.27.6 ruleIndex and ruleId agree")
    if result["kind"] not in ("notApplicable", "pass", "fail", "review", "open", "informational"):
        found.append("§3.27.9 kind")
    if result["level"] not in ("none", "note", "warning", "error"):
        found.append("§3.27.10 level")
    if result["kind"] != "fail" and result["level"] != "none":
        found.append("§3.27.10 only a failure has a level")
    for location in result["locations"]:
        physical = location["physicalLocation"]
        address = physical["artifactLocation"]["uri"]
        if not address.isascii() or any(character in address for character in ' <>"{}|\\^`'):
            found.append(f"§3.4.3 {address}")
        urlsplit(address)
        region = physical.get("region", {})
        if any(region.get(name, 0) < 0 for name in ("charOffset", "charLength")):
            found.append("§3.30 offsets")
        if "charLength" in region and "charOffset" not in region:
            found.append("§3.30.9 charOffset")
    return found


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sarif_keeps_the_structure_of_the_standard(
    assessment: Make, context: MakeContext, hostile: Assessment, recorded: Assessment, language: str
) -> None:
    for one in (assessment(), hostile, recorded):
        log = sarif(one, context(language))
        assert problems(log) == []
        assert log["$schema"].endswith("sarif-schema-2.1.0.json")
        keys = {key for run in log["runs"] for result in run["results"] for key in result}
        assert keys <= {"ruleId", "ruleIndex", "kind", "level", "message", "locations", "partialFingerprints",
                        "properties"}  # fmt: skip


SCHEMA = json.loads((Path(__file__).parent / "standards" / "sarif-schema-2.1.0.json").read_text("utf-8"))


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sarif_holds_to_the_official_schema(
    assessment: Make, context: MakeContext, hostile: Assessment, recorded: Assessment, language: str
) -> None:
    validator = jsonschema.Draft7Validator(SCHEMA, format_checker=jsonschema.Draft7Validator.FORMAT_CHECKER)
    for one in (assessment(), assessment(findings=()), hostile, recorded):
        log = sarif(one, context(language))
        assert [f"{error.json_path}: {error.message}" for error in validator.iter_errors(log)] == []
    several = json.loads(render("sarif", [assessment(), hostile], context(language)))
    assert validator.is_valid(several) and len(several["runs"]) >= 1


def test_the_official_schema_finds_faults(assessment: Make, context: MakeContext) -> None:
    validator = jsonschema.Draft7Validator(SCHEMA)
    whole = sarif(assessment(), context())
    assert validator.is_valid(whole)
    result, driver = whole["runs"][0]["results"][0], whole["runs"][0]["tool"]["driver"]
    for part, spoiled in (
        (result, {**result, "level": "grave"}),
        (result, {key: value for key, value in result.items() if key != "message"}),
        (result, {**result, "surprise": 1}),
        (driver, {key: value for key, value in driver.items() if key != "name"}),
    ):
        kept = dict(part)
        part.clear()
        part.update(spoiled)
        assert not validator.is_valid(whole)
        part.clear()
        part.update(kept)


def test_the_structural_checks_find_faults(assessment: Make, context: MakeContext) -> None:
    log = sarif(assessment(), context())
    results = log["runs"][0]["results"]
    passed = next(one for one in results if one["kind"] == "pass")
    passed["level"] = "error"
    results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] = "https://a.example/é x"
    results[1]["ruleIndex"] += 1
    log["version"] = "2.0.0"
    assert len(problems(log)) == 4


def test_kinds_and_levels_follow_results(assessment: Make, context: MakeContext) -> None:
    results = sarif(assessment(), context())["runs"][0]["results"]
    kinds = {(one["ruleId"], one["properties"]["surface"]): (one["kind"], one["level"]) for one in results}
    assert kinds[("trackers.before-consent", "showcase")] == ("fail", "error")
    assert kinds[("trackers.google-analytics", "showcase")] == ("fail", "note")
    assert kinds[("trackers.before-consent", "learner")] == ("open", "none")
    assert kinds[("security.headers", "showcase")] == ("review", "none")
    assert kinds[("children.notice-for-minors", "documents")] == ("notApplicable", "none")


def test_a_quote_is_a_region_with_its_text(assessment: Make, context: MakeContext) -> None:
    results = sarif(assessment(), context())["runs"][0]["results"]
    place = next(one for one in results if one["ruleId"] == "sharing.sale")["locations"][0]["physicalLocation"]
    assert place["region"] == {
        "charOffset": 300,
        "charLength": 31,
        "snippet": {"text": "Nous ne vendons pas vos données"},
    }


def test_fingerprints_tell_findings_apart_and_stay_the_same(assessment: Make, context: MakeContext) -> None:
    def prints(language: str) -> list[str]:
        return [
            one["partialFingerprints"]["finding/v1"]
            for one in sarif(assessment(), context(language))["runs"][0]["results"]
        ]

    assert prints("fr") == prints("en")
    assert len(set(prints("fr"))) == 13
