"""JUnit: for the test view of a CI job.

One suite a tool. One case a tool, or one a criterion and surface on request. An apparent failure of a criterion in
the letters is a failure; `inconclusive` is skipped with its reason; points of attention pass and are printed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable
from typing import Any

from catalog.nouns.scan import Assessment
from reports import joined
from reports.context import Context
from reports.view.build import build_view
from reports.view.model import FindingView, ReportView

_COUNTS = ("tests", "failures", "errors", "skipped")


def render(assessments: Iterable[Assessment], context: Context) -> str:
    """The whole file, as UTF-8 text."""
    return joined(stream(assessments, context))


def stream(assessments: Iterable[Assessment], context: Context) -> Generator[str, None, str]:
    """The file suite by suite; returned is its opening, which counts the cases of all."""
    from junitparser import JUnitXml

    counts: Counter[str] = Counter()
    for one in assessments:
        suite = _suite(build_view(one, context), one, context)
        suite.update_statistics()
        counts.update({name: getattr(suite, name) for name in _COUNTS})
        yield _markup(suite)
    yield "</testsuites>\n"
    root: Any = JUnitXml(context.wording.say("product.name"))
    root.update_statistics()
    for name in _COUNTS:
        setattr(root, name, counts[name])
    return _markup(root).removesuffix("/>") + ">"


def _markup(element: Any) -> str:
    text: bytes = element.tostring()
    return text.decode("utf-8")


def _suite(view: ReportView, assessment: Assessment, context: Context) -> Any:
    from junitparser import TestSuite

    suite = TestSuite(_legal(view.header.tool_id))
    suite.timestamp = assessment.evidence.started_at.strftime("%Y-%m-%dT%H:%M:%S")
    for rating in view.ratings:
        suite.add_property(f"grade.{rating.scope}", rating.grade + (" (provisional)" if rating.provisional else ""))
    suite.add_property("scan", assessment.evidence.scan_id)
    if stale := context.missed.get(view.header.tool_id):
        suite.add_property("stale", _legal(stale))
    if context.cases == "tool":
        suite.add_testcase(_tool_case(view, context))
    else:
        for finding in view.findings:
            suite.add_testcase(_criterion_case(finding, view))
    return suite


def _tool_case(view: ReportView, context: Context) -> Any:
    """A tool fails where a criterion of a letter failed; it is skipped where it could not be rated at all."""
    from junitparser import Failure, Skipped, TestCase

    case = TestCase(_legal(view.header.tool_name), classname=_legal(view.header.tool_id))
    failed = [one for one in view.findings if one.verdict == "fail" and one.charged]
    school = view.rating("school")
    lines = [_told(one) for one in view.findings if one.verdict in ("fail", "warn") and one.charged]
    if failed:
        result = Failure(_legal(_letters(view, context)), failed[0].severity)
        result.text = _legal("\n".join(lines))
        case.result = [result]
    elif school.grade == "NE":
        reason = next(line.text for line in view.answer[1:2])
        case.result = [Skipped(_legal(f"{_letters(view, context)} {reason}"))]
    stale = [told] if (told := context.missed.get(view.header.tool_id)) else []
    case.system_out = _legal(
        "\n".join([*stale, _letters(view, context), *(rating.explanation for rating in view.ratings), *lines])
    )
    return case


def _criterion_case(finding: FindingView, view: ReportView) -> Any:
    from junitparser import Failure, Skipped, TestCase

    name = f"{finding.criterion} ({finding.surface})"
    case = TestCase(_legal(name), classname=_legal(f"{view.header.tool_id}.{finding.family}"))
    if finding.verdict == "fail" and finding.charged:
        result = Failure(_legal(finding.message), finding.severity)
        result.text = _legal("\n".join((finding.reason, *_proof(finding))))
        case.result = [result]
    elif finding.verdict in ("inconclusive", "not-applicable"):
        case.result = [Skipped(_legal(finding.reason))]
    else:
        case.system_out = _legal("\n".join((finding.reason, *_proof(finding))))
    return case


def _letters(view: ReportView, context: Context) -> str:
    colon = context.wording.say("html.colon")
    return ", ".join(f"{one.scope_name}{colon} {one.grade}" for one in view.ratings) + "."


def _told(finding: FindingView) -> str:
    return f"[{finding.verdict_name}, {finding.severity_name}] {finding.criterion}: {finding.message}"


def _proof(finding: FindingView) -> list[str]:
    return [f"{one.text} {one.address}".strip() for one in finding.citations] + list(finding.searched)


def _legal(text: str) -> str:
    """`text` without the characters that XML 1.0 forbids (the view has removed controls; noncharacters remain)."""
    return "".join(character for character in text if character not in ("\ufffe", "\uffff"))
