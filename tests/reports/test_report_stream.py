"""Reports in parts: the bytes of the whole report, and no more than two assessments in memory at a time."""

from __future__ import annotations

import gc
import json
import weakref
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from junitparser import JUnitXml

from catalog.nouns.scan import Assessment
from reports import STREAMED, joined, render, stream
from reports.context import Context
from reports.json_report import json_report

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_json_in_parts_is_the_json_of_the_whole(assessment: Make, context: MakeContext, count: int) -> None:
    given = [assessment() for _ in range(count)]
    whole: Any = [json_report(one, context()) for one in given]
    expected = json.dumps(whole[0] if count == 1 else whole, ensure_ascii=False, indent=2) + "\n"
    assert joined(stream("json", iter(given), context())) == expected


@pytest.mark.parametrize("count", [0, 1, 3])
def test_sarif_in_parts_is_one_log(assessment: Make, hostile: Assessment, context: MakeContext, count: int) -> None:
    given = [hostile, assessment(), assessment(findings=())][:count]
    text = joined(stream("sarif", iter(given), context()))
    log = json.loads(text)
    assert list(log) == ["$schema", "version", "runs"]
    assert [run["properties"]["tool"] for run in log["runs"]] == [one.tool.id for one in given]
    assert text == json.dumps(log, ensure_ascii=False, indent=2) + "\n"


@pytest.mark.parametrize("cases", ["tool", "criterion"])
def test_junit_in_parts_opens_with_the_counts_of_all(assessment: Make, context: MakeContext, cases: str) -> None:
    given = [assessment(), assessment(findings=()), assessment()]
    parts = stream("junit", iter(given), context(cases=cases))
    text = joined(parts)
    xml: Any = JUnitXml.fromstring(text.encode())
    stated = (xml.tests, xml.failures, xml.errors, xml.skipped)
    xml.update_statistics()
    assert stated == (xml.tests, xml.failures, xml.errors, xml.skipped)
    assert stated[0] >= 3 and stated[1] > 0
    assert text.startswith("<testsuites ") and text.endswith("</testsuites>\n")
    assert len(list(JUnitXml.fromstring(render("junit", [], context()).encode()))) == 0


@pytest.mark.parametrize("form", sorted(STREAMED))
def test_assessments_are_let_go_once_their_part_is_out(assessment: Make, context: MakeContext, form: str) -> None:
    known: list[weakref.ref[Assessment]] = []
    most = 0

    def coming() -> Iterator[Assessment]:
        nonlocal most
        for _ in range(12):
            gc.collect()
            most = max(most, sum(one() is not None for one in known))
            made = assessment()
            known.append(weakref.ref(made))
            yield made
            del made

    assert joined(stream(form, coming(), context()))
    assert len(known) == 12
    assert most <= 2
