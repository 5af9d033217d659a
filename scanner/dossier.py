"""A dossier: one contested finding with both sides' proof, the law, the versions, and the command that replays it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.finding import Citation, Finding
    from catalog.nouns.scan import Assessment
    from catalog.publications import Answer
    from scanner.cli.language import Words


def dossier(
    assessment: Assessment,
    criterion: Criterion,
    answers: Iterable[Answer],
    say: dict[tuple[str, str], tuple[str, str]],
    words: Words,
) -> str:
    """The dossier as Markdown. `say` gives the rendered message and reason by criterion and surface."""
    language = words.language
    lines = [f"# {words('dossier.title', tool=assessment.tool.name)}", ""]
    lines += [f"## {criterion.title.in_language(language)} ({criterion.id})", ""]
    lines += [criterion.plain.in_language(language), "", criterion.why.in_language(language), ""]
    lines += [f"### {words('explain.law')}", ""]
    for law in criterion.law:
        mark = "" if law.mark == "V" else f" ({words(_mark(law.mark), date=law.as_of.isoformat())})"
        lines.append(f"- {law.text.in_language(language)}{mark}")
    lines += ["", f"### {words('explain.decision')}", ""]
    lines += [f"- {words(f'verdict.{v}')}: {text.in_language(language)}" for v, text in criterion.decision.items()]
    for finding in assessment.findings:
        if finding.criterion == criterion.id:
            lines += ["", *_finding(finding, say.get((finding.criterion, finding.surface), ("", "")), words)]
    lines += ["", *_sides(assessment, criterion, answers, words), "", *_versions(assessment, words)]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, said: tuple[str, str], words: Words) -> Iterator[str]:
    confirmed = "" if finding.confirmed else f", {words('dossier.unconfirmed')}"
    verdict, severity = words(f"verdict.{finding.verdict}"), words(f"severity.{finding.severity}")
    yield f"### {words(f'surface.{finding.surface}')}: {verdict} ({severity}{confirmed})"
    yield ""
    yield from (text for text in dict.fromkeys(said) if text)
    if finding.citations:
        yield ""
        yield f"**{words('dossier.proof')}**"
        yield ""
        yield from (f"- {_citation(citation)}" for citation in finding.citations)
    if finding.searched:
        yield ""
        yield f"**{words('dossier.searched')}**"
        yield ""
        yield from (f"- <{url}>" for url in finding.searched)


def _citation(citation: Citation) -> str:
    parts = []
    if citation.quote:
        parts.append(f"« {citation.quote} » <{citation.url}> [{citation.start}–{citation.end}]")
    elif citation.request:
        parts.append(f"`{citation.request}` → {citation.organisation or citation.host} ({citation.phase})")
    elif citation.references:
        parts.append(f"<{citation.page}> → `{citation.references}`")
    elif citation.url or citation.host:
        parts.append(f"<{citation.url}>" if citation.url else str(citation.host))
    if citation.note:
        parts.append(citation.note)
    if citation.blob:
        parts.append(f"sha256:{citation.blob}")
    return " · ".join(parts)


def _sides(assessment: Assessment, criterion: Criterion, answers: Iterable[Answer], words: Words) -> Iterator[str]:
    yield f"## {words('dossier.people')}"
    yield ""
    empty = True
    for review in assessment.reviews:
        if review.criterion == criterion.id:
            empty = False
            verdict = words(f"verdict.{review.verdict}")
            until = f" → {review.until.isoformat()}" if review.until else ""
            yield f"- {review.made_on.isoformat()}{until}, {review.author}: {verdict}. {review.reason}"
    for answer in answers:
        empty = False
        proof = f" (sha256:{answer.document})" if answer.document else ""
        yield f"- {answer.made_on.isoformat()}, {words('dossier.vendor')} ({answer.author}): {answer.answer}{proof}"
    if empty:
        yield words("dossier.nobody")


def _versions(assessment: Assessment, words: Words) -> Iterator[str]:
    versions, evidence = assessment.versions, assessment.evidence
    yield f"## {words('dossier.replay')}"
    yield ""
    yield f"- scan {evidence.scan_id}, {evidence.started_at:%Y-%m-%d %H:%M} UTC, {evidence.program}"
    yield f"- rules sha256:{versions.rules}"
    yield f"- reference data {versions.knowledge_as_of.isoformat()} sha256:{versions.knowledge}"
    yield f"- reader sha256:{versions.reader}"
    yield ""
    yield "```sh"
    yield f"preau evidence export {assessment.tool.id} --scan {evidence.scan_id}"
    yield f"preau evaluate {assessment.tool.id}"
    yield "```"


def _mark(mark: str) -> str:
    return "explain.unverified" if mark == "M" else "explain.secondary"
