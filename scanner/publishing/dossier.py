"""A dossier: one contested finding with both sides' proof, the law, the versions, and the command that replays it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.finding import Citation, Finding
    from catalog.nouns.scan import Assessment
    from catalog.publications import Answer
    from reports.wording import Wording
    from scanner.cli.language import Words


def dossier(
    assessment: Assessment,
    criterion: Criterion,
    answers: Iterable[Answer],
    say: dict[tuple[str, str], tuple[str, str]],
    words: Words,
) -> str:
    """The dossier as Markdown. `say` gives the rendered message and reason by criterion and surface."""
    from reports.wording import Wording

    language, wording = words.language, Wording(words.language)
    lines = [f"# {words('dossier.title', tool=assessment.tool.name)}", ""]
    lines += [f"## {wording.bilingual(criterion.title)} ({criterion.id})", ""]
    lines += [wording.bilingual(criterion.plain), "", wording.bilingual(criterion.why), ""]
    lines += [f"### {words('explain.law')}", ""]
    for law in criterion.law:
        mark = "" if law.mark == "V" else f" ({words(_mark(law.mark), date=wording.date(law.as_of))})"
        lines.append(f"- {law.text.in_language(language)}{mark}")
    lines += ["", f"### {words('explain.decision')}", ""]
    lines += [
        f"- {words(f'verdict.{verdict}')}{words.colon} {wording.bilingual(text)}"
        for verdict, text in criterion.decision.items()
    ]
    for finding in assessment.findings:
        if finding.criterion == criterion.id:
            said = say.get((finding.criterion, finding.surface), ("", ""))
            lines += ["", *_finding(finding, said, words, wording)]
    sides = _sides(assessment, criterion, answers, words, wording)
    lines += ["", *sides, "", *_versions(assessment, words, wording)]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, said: tuple[str, str], words: Words, wording: Wording) -> Iterator[str]:
    confirmed = "" if finding.confirmed else f", {words('dossier.unconfirmed')}"
    verdict, severity = words(f"verdict.{finding.verdict}"), words(f"severity.{finding.severity}")
    surface = words(f"surface.{finding.surface}")
    yield f"### {surface[:1].upper()}{surface[1:]}{words.colon} {verdict} ({severity}{confirmed})"
    yield ""
    message, reason = said
    yield reason or message
    if finding.citations:
        yield ""
        yield f"**{words('dossier.proof')}**"
        yield ""
        yield from (f"- {_citation(citation, wording)}" for citation in finding.citations)
    if finding.searched:
        yield ""
        yield f"**{words('dossier.searched')}**"
        yield ""
        yield from (f"- <{url}>" for url in finding.searched)


def _citation(citation: Citation, wording: Wording) -> str:
    from reports.view.recognised import note_in_words

    parts = []
    if citation.quote:
        quoted = wording.say("text.quoted", text=citation.quote)
        parts.append(f"{quoted} <{citation.url}> [{citation.start}–{citation.end}]")
    elif citation.request:
        phase = wording.name("phase", citation.phase or "none")
        parts.append(f"`{citation.request}` → {citation.organisation or citation.host} ({phase})")
    elif citation.references:
        parts.append(f"<{citation.page}> → `{citation.references}`")
    elif citation.url or citation.host:
        parts.append(f"<{citation.url}>" if citation.url else str(citation.host))
    if citation.note:
        parts.append(note_in_words(citation.note, wording))
    if citation.blob:
        parts.append(f"sha256:{citation.blob}")
    return " · ".join(parts)


def _sides(
    assessment: Assessment, criterion: Criterion, answers: Iterable[Answer], words: Words, wording: Wording
) -> Iterator[str]:
    yield f"## {words('dossier.people')}"
    yield ""
    empty = True
    for review in assessment.reviews:
        if review.criterion == criterion.id:
            empty = False
            verdict = words(f"verdict.{review.verdict}")
            until = f" → {wording.date(review.until)}" if review.until else ""
            yield f"- {wording.date(review.made_on)}{until}, {review.author}{words.colon} {verdict}. {review.reason}"
    for answer in answers:
        empty = False
        proof = f" (sha256:{answer.document})" if answer.document else ""
        who = f"{words('dossier.vendor')} ({answer.author})"
        yield f"- {wording.date(answer.made_on)}, {who}{words.colon} {answer.answer}{proof}"
    if empty:
        yield words("dossier.nobody")


def _versions(assessment: Assessment, words: Words, wording: Wording) -> Iterator[str]:
    versions, evidence = assessment.versions, assessment.evidence
    yield f"## {words('dossier.replay')}"
    yield ""
    yield f"- {words('dossier.scan')} {evidence.scan_id}, {wording.moment(evidence.started_at)}, {evidence.program}"
    yield f"- {words('dossier.rules')} sha256:{versions.rules}"
    yield f"- {words('dossier.reference')} {wording.date(versions.knowledge_as_of)} sha256:{versions.knowledge}"
    yield f"- {words('dossier.reader')} sha256:{versions.reader}"
    yield ""
    yield "```sh"
    yield f"preau evidence export {assessment.tool.id} --scan {evidence.scan_id}"
    yield f"preau evaluate {assessment.tool.id}"
    yield "```"


def _mark(mark: str) -> str:
    return "explain.unverified" if mark == "M" else "explain.secondary"
