"""SARIF 2.1.0: for code-scanning views. One run a tool, one result a finding; see `reports.sarif_model`."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from urllib.parse import quote

from catalog.nouns.criterion import Criterion
from catalog.nouns.noun import digest
from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Severity, Verdict
from reports import joined
from reports.clean import clean_line
from reports.context import Context
from reports.json_report import moment
from reports.sarif_model import (
    ArtifactLocation,
    AutomationDetails,
    Configuration,
    Invocation,
    Kind,
    Level,
    Location,
    Log,
    LogicalLocation,
    Message,
    PhysicalLocation,
    Region,
    ReportingDescriptor,
    Result,
    Run,
    ToolComponent,
    ToolPart,
)
from reports.view.build import build_view
from reports.view.model import CitationView, FindingView, ReportView
from reports.view.order import SEVERITY_RANK

LEVELS: dict[Severity, Level] = {"blocking": "error", "major": "error", "minor": "warning", "info": "note"}
KINDS: dict[Verdict, Kind] = {
    "fail": "fail",
    "warn": "review",
    "inconclusive": "open",
    "pass": "pass",
    "not-applicable": "notApplicable",
}
_URI_SAFE = "/:?#[]@!$&'()*+,;=%~-._"


def render(assessments: Iterable[Assessment], context: Context) -> str:
    """The log as JSON."""
    return joined(stream(assessments, context))


def stream(assessments: Iterable[Assessment], context: Context) -> Generator[str, None, str]:
    """The log run by run. Returns `""`: nothing goes before its parts."""
    empty = Log(runs=()).model_dump_json(by_alias=True, exclude_none=True, indent=2)
    before, runs, after = empty.rpartition('"runs": []')
    assert runs, "the log has its list of runs"
    yield before + '"runs": ['
    some = False
    for one in assessments:
        run = _run(one, context).model_dump_json(by_alias=True, exclude_none=True, indent=2)
        # Line breaks inside values are escaped: each one here begins a line of the form.
        yield (",\n    " if some else "\n    ") + run.replace("\n", "\n    ")
        some = True
    yield ("\n  ]" if some else "]") + after + "\n"
    return ""


def _run(assessment: Assessment, context: Context) -> Run:
    view = build_view(assessment, context)
    rules = list(context.criteria)
    places = {name: index for index, name in enumerate(rules)}
    evidence = assessment.evidence
    return Run(
        tool=ToolPart(driver=_driver(context, assessment)),
        automation_details=AutomationDetails(id=f"{assessment.tool.id}/{evidence.scan_id}"),
        invocations=(
            Invocation(
                execution_successful=bool(evidence.pages),
                start_time_utc=moment(evidence.started_at),
                end_time_utc=moment(evidence.ended_at),
            ),
        ),
        language="fr-FR" if context.language == "fr" else "en-GB",
        results=tuple(_result(one, places[one.criterion], assessment, view) for one in view.findings),
        properties={
            "tool": assessment.tool.id,
            "home": assessment.tool.home,
            "grades": {one.scope: one.grade for one in view.ratings},
            "rulesDigest": assessment.versions.rules,
            "knowledgeDigest": assessment.versions.knowledge,
            "attributions": [f"{one.source} ({one.licence}) {one.link or ''}".strip() for one in context.attributions],
        },
    )


def _driver(context: Context, assessment: Assessment) -> ToolComponent:
    wording = context.wording
    version = assessment.versions.program.rpartition(" ")[2] or None
    return ToolComponent(
        name="preau",
        full_name=f"{wording.say('product.name')} – {wording.say('product.subtitle')}",
        version=version,
        rules=tuple(_rule(one, context) for one in context.criteria.values()),
    )


def _rule(criterion: Criterion, context: Context) -> ReportingDescriptor:
    wording = context.wording
    gravest = min(criterion.severity.values(), key=lambda one: SEVERITY_RANK[one])
    return ReportingDescriptor(
        id=criterion.id,
        name=_pascal(criterion.id),
        short_description=Message(text=wording.bilingual(criterion.title)),
        full_description=Message(text=wording.bilingual(criterion.why)),
        help=Message(text=wording.bilingual(criterion.ask)),
        default_configuration=Configuration(level=LEVELS[gravest]),
        properties={"tags": [criterion.family, *criterion.force], "scope": criterion.scope},
    )


def _result(finding: FindingView, place: int, assessment: Assessment, view: ReportView) -> Result:
    kind = KINDS[finding.verdict]
    level = LEVELS[finding.severity] if kind == "fail" else "none"
    if kind == "fail" and not finding.charged:
        level = "note"
    locations = tuple(_location(one, finding, assessment) for one in finding.citations)
    return Result(
        rule_id=finding.criterion,
        rule_index=place,
        kind=kind,
        level=level,
        message=Message(text=finding.reason),
        locations=locations or (_home(finding, assessment),),
        partial_fingerprints={
            "finding/v1": digest(f"{assessment.tool.id}\n{finding.criterion}\n{finding.surface}".encode())
        },
        properties={
            "verdict": finding.verdict,
            "surface": finding.surface,
            "severity": finding.severity,
            "basis": finding.basis,
            "confirmed": finding.confirmed,
            "confidence": finding.confidence,
            "explainedBy": finding.explained_by.code if finding.explained_by else None,
        },
    )


def _location(cited: CitationView, finding: FindingView, assessment: Assessment) -> Location:
    region = None
    if cited.kind == "quote" and cited.start is not None and cited.end is not None and cited.start >= 0:
        length = max(0, cited.end - cited.start)
        region = Region(char_offset=cited.start, char_length=length, snippet=Message(text=cited.text))
    address = cited.page if cited.kind == "reference" else cited.address
    return Location(
        physical_location=PhysicalLocation(
            artifact_location=ArtifactLocation(uri=_uri(address or assessment.tool.home)), region=region
        ),
        logical_locations=(LogicalLocation(name=finding.surface, kind="module"),),
        message=Message(text=clean_line(cited.text) or finding.message),
    )


def _home(finding: FindingView, assessment: Assessment) -> Location:
    place = finding.searched[0] if finding.searched else assessment.tool.home
    return Location(
        physical_location=PhysicalLocation(artifact_location=ArtifactLocation(uri=_uri(place))),
        logical_locations=(LogicalLocation(name=finding.surface, kind="module"),),
    )


def _uri(address: str) -> str:
    """`address` as a URI reference: what RFC 3986 does not allow is percent-encoded."""
    return quote(address, safe=_URI_SAFE)


def _pascal(name: str) -> str:
    return "".join(part[:1].upper() + part[1:] for piece in name.split(".") for part in piece.split("-"))
