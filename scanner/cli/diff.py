"""`preau diff TOOL`: what changed between two scans and why the rating moved."""

from __future__ import annotations

import json
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from .setting import Setting
from .status import Stop
from .table import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from catalog.catalogue import Catalogue
    from catalog.kept import StoredAssessment
    from catalog.nouns.facts import DocumentFact
    from reports.wording import Wording
    from scanner.assessing.change import Change, DocumentChange, Named
    from scanner.assessing.decided import Decision

    from .language import Words


@click.command("diff")
@click.argument("tool")
@click.option("--from", "from_", metavar="SCAN")
@click.option("--to", metavar="SCAN")
@click.option("--format", "format_", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def command(setting: Setting, tool: str, from_: str | None, to: str | None, format_: str) -> None:
    """What changed between two scans."""
    from reports.wording import Wording
    from scanner.assessing.change import change_between
    from scanner.assessing.decided import decisions_between

    words = setting.words
    wording = Wording(words.language)
    with setting.open_catalogue(create=False, read_only=True) as catalogue:
        found = catalogue.tools.find(tool)
        kept = list(catalogue.scans.assessments(found.id))
        after = _chosen(kept, to, found.id) if to else kept[0] if kept else None
        if after is None:
            _nothing(words("history.none", tool=found.name), format_)
            return
        older = [one for one in kept if one.number < after.number]
        before = _chosen(kept, from_, found.id) if from_ else older[0] if older else None
        if before is None:
            scans = len(catalogue.scans.scan_ids(found.id))
            key = "change.nothing-new" if scans > 1 and after is kept[-1] else "change.only-one"
            first = wording.moment(after.assessed_at)
            _nothing(words(key, tool=found.name, first=first, scans=scans), format_)
            return
        decisions = decisions_between(catalogue, before, after)
        causes = causes_of_all(kept, before, after)
        if format_ == "json":
            change = change_between(before, after, lambda document: _text(catalogue, document), decisions)
            change = replace(change, causes=causes)
            click.echo(json.dumps(change.plain(), ensure_ascii=False, indent=1))
            return
        change = change_between(before, after, lambda document: _text(catalogue, document), decisions, _names(wording))
        change = replace(change, causes=causes)
        for line in change_lines(change, before, after, words, wording, _titles()):
            click.echo(line)


def _nothing(why: str, format_: str) -> None:
    """There is nothing to compare: the reason, and for another program `null` in its place."""
    click.echo(why, err=format_ == "json")
    if format_ == "json":
        click.echo("null")


def causes_of_all(kept: list[StoredAssessment], before: StoredAssessment, after: StoredAssessment) -> tuple[str, ...]:
    """Why letters moved between two assessments: the reasons of all that were made from one to the other."""
    first, last = sorted((before.number, after.number))
    steps = [one for one in reversed(kept) if first < one.number <= last]
    return tuple(dict.fromkeys(cause for one in steps for cause in one.causes))


def change_lines(
    change: Change,
    before: StoredAssessment,
    after: StoredAssessment,
    words: Words,
    wording: Wording,
    titles: dict[str, str],
) -> Iterator[str]:
    """The change in words."""
    yield words("change.between", before=wording.moment(before.assessed_at), after=wording.moment(after.assessed_at))
    causes = wording.listing(words(f"cause.{cause}") for cause in change.causes) or words("change.no-cause")
    for scope, old, new in change.letters:
        key = "change.letter-moved" if old != new else "change.letter-same"
        yield words(key, scope=words(f"scope.{scope}"), old=old, new=new, causes=causes)
    if change.nothing:
        yield words("change.nothing")
        return
    if change.decisions:
        yield f"\n{words('change.decisions')}"
    for decision in change.decisions:
        yield from _passage("•", _decision_words(decision, words, wording, titles))
    if change.findings:
        yield f"\n{words('change.findings')}"
    for finding in change.findings:
        old, new = (words(f"verdict.{verdict}") if verdict else "–" for verdict in (finding.before, finding.after))
        title = titles.get(f"{finding.criterion}.{words.language}", finding.criterion)
        yield f"  {title} ({words(f'surface.{finding.surface}')}){words.colon} {old} → {new}"
    for key in ("third_parties", "cookies", "hosts"):
        rows = getattr(change, key)
        if rows:
            yield f"\n{words(f'change.{key}')}"
        for kind, what in rows:
            yield f"  {'+' if kind == 'added' else '−'} {printable(what)}"
    for document in change.documents:
        yield from _document_lines(document, words)


def _decision_words(decision: Decision, words: Words, wording: Wording, titles: dict[str, str]) -> str:
    """Who decided what, when and why, and what the program says itself."""
    title = titles.get(f"{decision.criterion}.{words.language}", decision.criterion)
    surface = f" ({words(f'surface.{decision.surface}')})" if decision.surface else ""
    said = words(
        f"change.decision-{decision.kind}",
        title=wording.say("text.quoted", text=title) + surface,
        verdict=words(f"verdict.{decision.verdict}"),
        author=decision.author,
        date=wording.localise({"date": decision.made_on})["date"],
        reason=decision.reason.rstrip("."),
    )
    if decision.until:
        said += " " + words("change.decision-until", until=wording.localise({"date": decision.until})["date"])
    machine = [one for one in decision.machine if one != decision.verdict]
    if machine:
        named = wording.listing(words(f"verdict.{one}") for one in machine)
        said += " " + words("change.decision-machine", verdicts=named)
    return said


def _names(wording: Wording) -> Named:
    """Names of phases and countries in the reader's language."""

    def name(kind: str, value: str | None) -> str:
        return wording.country(value) if kind == "country" else wording.name(kind, value or "none")

    return name


def _document_lines(document: DocumentChange, words: Words) -> Iterator[str]:
    yield f"\n{words(f'change.document-{document.kind}', url=printable(document.url))}"
    for edit in document.edits:
        if edit.deleted:
            yield from _passage("−", f"… {edit.before} [{edit.deleted}] {edit.after} …")
        if edit.inserted:
            yield from _passage("+", f"… {edit.before} [{edit.inserted}] {edit.after} …")


def _passage(sign: str, text: str) -> list[str]:
    return textwrap.wrap(printable(text), 100, initial_indent=f"  {sign} ", subsequent_indent="    ")


def _chosen(kept: list[StoredAssessment], scan: str, tool: str) -> StoredAssessment:
    found = next((one for one in kept if one.scan_id.startswith(scan)), None)
    if found is None:
        raise Stop("error.no-scan", scan=scan, tool=tool)
    return found


def _text(catalogue: Catalogue, document: DocumentFact) -> str:
    from scanner.documents.read_files import document_of

    if not catalogue.blobs.has(document.blob):
        return ""
    return document_of(catalogue.blobs.get(document.blob), document.media_type, document.url).text


def _titles() -> dict[str, str]:
    from rules.load import load_criteria

    return {
        f"{criterion.id}.{language}": criterion.title.in_language(language)
        for criterion in load_criteria().values()
        for language in ("fr", "en")
    }
