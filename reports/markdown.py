"""The report as Markdown: for wikis, merge requests, files kept beside a contract.

Texts of scanned pages are escaped: they bring neither markup, nor links, nor HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog.nouns.scan import Assessment
from reports.clean import clean_line, shorten, shorten_middle
from reports.context import Context
from reports.letter import letter_text
from reports.view.build import build_view
from reports.view.model import CitationView, FamilyView, FindingView, RatingView, ReportView
from reports.view.seen import DocumentView
from reports.wording import Wording

_ESCAPED = frozenset("\\`*_[]<>#|~&")
_MENTION = "@\u2060"
"""Job pages turn `@name` into a message to that person; a word joiner after the sign prevents it."""
MAX_CITATIONS = 5


def render(assessments: Iterable[Assessment], context: Context) -> str:
    """The reports one after the other."""
    wording = context.wording
    return "\n".join("\n".join(_report(build_view(one, context), wording)) + "\n" for one in assessments)


def plain(text: str) -> str:
    """`text` on one line with every character escaped that Markdown or HTML could act on."""
    escaped = "".join(f"\\{character}" if character in _ESCAPED else character for character in clean_line(text))
    if "@" not in escaped:
        return escaped
    first, *others = escaped.split("@")
    for other in others:
        first += ("@" if first[-1:].isalnum() else _MENTION) + other
    return first


def code(text: str) -> str:
    """`text` as code; a backtick cannot end it early."""
    cleaned = clean_line(text)
    fence = "`" * (max((len(run) for run in _runs(cleaned)), default=0) + 1)
    pad = " " if cleaned.startswith("`") or cleaned.endswith("`") else ""
    return f"{fence}{pad}{cleaned}{pad}{fence}" if cleaned else ""


def cell(text: str) -> str:
    """`text` for a cell of a table."""
    return plain(text) or "–"


def _runs(text: str) -> Iterator[str]:
    run = ""
    for character in text:
        if character == "`":
            run += character
        elif run:
            yield run
            run = ""
    if run:
        yield run


def _report(view: ReportView, wording: Wording) -> Iterator[str]:
    say, head = wording.say, view.header
    colon = say("html.colon")
    yield f"# {plain(head.tool_name)}"
    yield ""
    yield f"{code(head.home)} · {say('head.scanned', when=head.scanned, vantage=head.vantage)}"
    yield ""
    for line in view.answer:
        items = wording.series(plain(item.rstrip(".")) for item in line.items)
        yield f"- **{line.label}{colon}** {plain(line.text) if line.text else items}"
    yield ""
    for warning in head.warnings:
        yield f"> {plain(warning)}"
        yield ""
    yield from _ratings(view, wording)
    linked = frozenset(proof.anchor for one in view.ratings for cause in one.causes for proof in cause.proofs)
    for family in view.families:
        yield from _family(family, linked, wording)
    yield from _inventories(view, wording)
    for document in view.documents:
        yield from _document(document, wording)
    yield from _provenance(view, wording)
    yield f"## {say('heading.letter')}"
    yield ""
    if view.letter.empty:
        yield plain(view.letter.nothing)
    else:
        yield "```text"
        yield letter_text(view.letter, wording).rstrip("\n").replace("```", "'''")
        yield "```"


def _ratings(view: ReportView, wording: Wording) -> Iterator[str]:
    yield f"## {wording.say('heading.ratings')}"
    yield ""
    for one in view.ratings:
        yield from _letter_held(one, wording)
    if view.header.not_seen:
        yield f"### {wording.say('heading.not-seen')}"
        yield ""
        for item in view.header.not_seen:
            yield f"- {plain(item)}"
        yield ""


def _letter_held(one: RatingView, wording: Wording) -> Iterator[str]:
    """What holds a letter: each cause with its first findings, linked to where they stand below."""
    colon = wording.say("html.colon")
    yield f"**{plain(one.opening)}**" + (f" {plain(one.causes_intro)}" if one.causes else "")
    yield ""
    for cause in one.causes:
        yield f"- {plain(cause.text)}" + (f" ({plain(cause.same_as)})" if cause.same_as else "")
        if cause.same_as:
            continue
        for proof in cause.proofs:
            yield f"  - [{plain(proof.title)}](#{proof.anchor}){colon} {plain(proof.said)}"
        if cause.more:
            yield f"  - {plain(cause.more)}"
    for text in (*one.decisions, *(step.text for step in one.steps)):
        yield f"- {plain(text)}"
    for step in one.next_steps:
        yield f"- {plain(one.moves_intro)} {plain(step.text[:1].lower() + step.text[1:])}"
    yield f"- {plain(one.possible_range)}"
    yield ""


def _family(family: FamilyView, linked: frozenset[str], wording: Wording) -> Iterator[str]:
    yield f"## {plain(family.name)}"
    yield ""
    for group in family.groups:
        for one in group.findings:
            yield from _finding(one, linked, wording)
    yield ""


def _finding(one: FindingView, linked: frozenset[str], wording: Wording) -> Iterator[str]:
    facts = [one.severity_name, one.surface_name]
    if not one.confirmed:
        facts.append(wording.say("label.to-confirm"))
    if not one.in_letter:
        facts.append(wording.say("html.badge"))
    verdict = one.verdict_name[:1].upper() + one.verdict_name[1:]
    shown = [one.message] if one.told and one.verdict not in ("fail", "warn") else []
    shown += [one.because] if one.verdict == "inconclusive" and one.because else []
    target = f'<a id="{one.anchor}"></a>' if one.anchor in linked else ""
    title = f"{target}**{verdict}** – {plain(one.title)} ({', '.join(facts)}), {code(one.criterion)}"
    yield " ".join([f"- {title}.", *map(plain, dict.fromkeys(shown))])
    for answer in one.answers:
        yield f"  - {plain(wording.say('finding.answer', date=answer.received_on, text=answer.text))}"
    if one.verdict not in ("fail", "warn"):
        return
    yield f"  - {plain(one.message)}"
    if one.because:
        yield f"  - {plain(one.because)}"
    if one.explained_by:
        yield f"  - {plain(wording.say('finding.explained-by', title=one.explained_by.name))}"
    for cited in one.citations[:MAX_CITATIONS]:
        yield f"  - {_citation(cited, wording)}"
    if len(one.citations) > MAX_CITATIONS:
        yield f"  - {plain(wording.count('finding.more-proof', len(one.citations) - MAX_CITATIONS))}"
    if one.searched and not one.citations:
        searched = ", ".join(code(shorten_middle(address, 160)) for address in one.searched)
        yield f"  - {wording.say('html.searched')} {searched}"
    for law in one.law:
        yield f"  - {plain(law.text)}" + (f" *[{plain(law.caution)}]*" if law.caution else "")


def _citation(cited: CitationView, wording: Wording) -> str:
    text = shorten(cited.text, 500)
    quoted = f"«\u00a0{plain(text)}\u00a0»" if wording.language == "fr" else f"“{plain(text)}”"
    proof = quoted if cited.kind == "quote" else plain(text)
    if cited.kind == "reference" and cited.page:
        proof = f"{proof} {code(shorten_middle(cited.page, 200))}{wording.say('html.colon')}"
    return f"{proof} {code(shorten_middle(cited.address, 200))}".rstrip()


def _table(wording: Wording, heading: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> Iterator[str]:
    if not rows:
        return
    yield f"## {wording.say(heading)}"
    yield ""
    yield "| " + " | ".join(wording.say(column) for column in columns) + " |"
    yield "|" + " --- |" * len(columns)
    for row in rows:
        yield "| " + " | ".join(cell(value) for value in row) + " |"
    yield ""


def _inventories(view: ReportView, wording: Wording) -> Iterator[str]:
    if view.badges:
        yield f"## {wording.say('heading.badges')}"
        yield ""
        for one in view.badges:
            yield f"- **{one.verdict_name}** – {plain(one.title)}"
        yield ""
    yield plain(view.flows.summary)
    yield ""
    yield from _table(
        wording,
        "heading.hosts",
        ("column.host", "column.place", "column.operator", "column.control"),
        [(one.host, one.place, one.operator, f"{one.control_name} {one.control_caution}") for one in view.hosts],
    )
    yield from _table(
        wording,
        "heading.third-parties",
        ("column.host", "column.organisation", "column.country", "column.category", "column.when"),
        [
            (
                one.host,
                one.organisation,
                one.country_name,
                ", ".join(item.name for item in one.categories),
                ", ".join(item.name for item in one.phases) or one.basis_name,
            )
            for one in view.third_parties
        ],
    )
    yield from _table(
        wording,
        "heading.cookies",
        ("column.name", "column.domain", "column.when", "column.lifetime", "column.purpose"),
        [(one.name, one.domain, one.phase_name, one.lifetime, one.purpose) for one in view.cookies],
    )
    yield from _beside_pages(view, wording)
    for recording in view.recordings:
        yield f"## {plain(wording.say('heading.recording', name=recording.name))}"
        yield ""
        yield from (f"- {plain(fact)}" for fact in recording.facts)
        yield ""


def _beside_pages(view: ReportView, wording: Wording) -> Iterator[str]:
    """What was read and not taken, and what was left out."""
    passed_over = [(one.url, one.why) for one in view.passed_over]
    skipped = [(one.url, f"{one.reason_name} {one.detail}") for one in view.skipped]
    for heading, rows in (("heading.passed-over", passed_over), ("heading.skipped", skipped)):
        shown: list[tuple[str, ...]] = [(shorten_middle(url, 160), why) for url, why in rows]
        yield from _table(wording, heading, ("column.address", "column.reason"), shown)


def _document(document: DocumentView, wording: Wording) -> Iterator[str]:
    facts = ", ".join(filter(None, (document.language, document.words, document.basis_name)))
    yield f"## {plain(document.role_name)}"
    yield ""
    yield f"{code(shorten_middle(document.url, 200))} ({plain(facts)})"
    yield ""
    for remark in document.remarks:
        yield f"> {plain(remark)}"
        yield ""
    for clause in document.clauses:
        extra = f", {clause.qualifier}" if clause.qualifier else ""
        yield f"- {plain(clause.name)}{wording.say('html.colon')} **{clause.stance_name}**{extra}"
        for quote in clause.quotes:
            yield f"  > {plain(quote)}"
            yield ""
    yield ""


def _provenance(view: ReportView, wording: Wording) -> Iterator[str]:
    yield f"## {wording.say('heading.provenance')}"
    yield ""
    for limit in view.provenance.limits:
        yield f"- {limit}"
    for label, value in view.provenance.lines:
        yield f"- {label}{wording.say('html.colon')} {code(value)}"
    for name, licence, link in view.provenance.attributions:
        yield f"- {plain(name)} ({plain(licence)})" + (f" <{link}>" if link else "")
    yield ""
