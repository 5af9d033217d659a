"""The report for a terminal: the answer in five lines first, the questions to the vendor last, ready to paste.

Styles come only where `context.colour` says that a terminal is there; every style has a sign or a word beside it.
Texts of scanned pages reach the terminal cleaned of control characters and never as markup.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from io import StringIO
from typing import TYPE_CHECKING

from catalog.nouns.scan import Assessment
from catalog.nouns.vocabulary import Verdict
from reports.clean import shorten, shorten_middle
from reports.context import Context
from reports.letter import letter_text
from reports.view.build import build_view
from reports.view.model import FamilyView, FindingView, RatingView, ReportView
from reports.view.seen import DocumentView

if TYPE_CHECKING:
    from rich.console import Console

SIGNS: dict[Verdict, str] = {"fail": "✗", "warn": "!", "inconclusive": "?", "pass": "✓", "not-applicable": "–"}
STYLES: dict[Verdict, str] = {
    "fail": "bold red",
    "warn": "yellow",
    "inconclusive": "cyan",
    "pass": "green",
    "not-applicable": "dim",
}
MIN_WIDTH = 40
MAX_CITATIONS = 3


def render(assessments: Iterable[Assessment], context: Context) -> str:
    """The reports one after the other, as text (with escape sequences only where `context.colour`)."""
    return "".join(_Page(build_view(one, context), context).text() for one in assessments)


class _Page:
    """One report being written; the order of its parts is that of `text`."""

    def __init__(self, view: ReportView, context: Context) -> None:
        from rich.console import Console

        self._view, self._wording = view, context.wording
        self._width = max(MIN_WIDTH, context.width)
        self._out = StringIO()
        self._console: Console = Console(
            file=self._out,
            width=self._width,
            force_terminal=context.colour,
            color_system="standard" if context.colour else None,
            highlight=False,
            markup=False,
            emoji=False,
            legacy_windows=False,
        )

    def text(self) -> str:
        """The whole report."""
        self._head()
        self._answer()
        self._letters()
        for family in self._view.families:
            self._family(family)
        self._badges()
        self._tables()
        self._provenance()
        self._letter()
        return self._out.getvalue()

    def _line(self, text: str = "", style: str = "", indent: int = 0, hang: int = 0) -> None:
        """A paragraph, wrapped at ordinary spaces only: non-breaking ones hold, long addresses are cut in lines."""
        from rich.text import Text

        lines = textwrap.wrap(
            text,
            self._width,
            initial_indent=" " * indent,
            subsequent_indent=" " * (indent + hang),
            break_on_hyphens=False,
        )
        for line in lines or [""]:
            self._console.print(Text(line, style=style), soft_wrap=True)

    def _title(self, text: str, name: str = "") -> None:
        """A heading in capitals; `name`, where the text ends with one, stays as it is written."""
        self._line()
        self._line(text.removesuffix(name).upper() + name, "bold")

    def _head(self) -> None:
        say, head = self._wording.say, self._view.header
        self._line(f"{say('product.name')} – {say('product.subtitle')}", "dim")
        self._line()
        self._line(f"{head.tool_name} – {head.home}", "bold")
        self._line(say("head.scanned", when=head.scanned, vantage=head.vantage), "dim")
        self._line()

    def _answer(self) -> None:
        for line in self._view.answer:
            self._line(f"{line.label}{self._colon()} {line.text}".rstrip(), "bold", hang=2)
            for item in line.items:
                self._line(f"• {item}", "bold", indent=2, hang=2)
        for warning in self._view.header.warnings:
            self._line(f"! {warning}", "yellow", hang=2)

    def _colon(self) -> str:
        return "\u00a0:" if self._wording.language == "fr" else ":"

    def _letters(self) -> None:
        self._title(self._wording.say("heading.ratings"))
        for one in self._view.ratings:
            self._letter_held(one)
        if self._view.header.not_seen:
            self._title(self._wording.say("heading.not-seen"))
            for item in self._view.header.not_seen:
                self._line(f"• {item}", hang=2)

    def _letter_held(self, one: RatingView) -> None:
        """What holds a letter: each cause with its first findings, by title and with what was found."""
        self._line(f"{one.opening} {one.causes_intro}" if one.causes else one.opening, "bold", hang=2)
        for cause in one.causes:
            self._line(f"• {cause.text} {_bracket(cause.same_as)}".rstrip(), indent=2, hang=2)
            if cause.same_as:
                continue
            for proof in cause.proofs:
                self._line(f"– {proof.title}{self._colon()} {proof.said}", indent=4, hang=2)
            if cause.more:
                self._line(f"– {cause.more}", indent=4, hang=2)
        for text in (*one.decisions, *(step.text for step in one.steps)):
            self._line(f"• {text}", indent=2, hang=2)
        if one.next_steps:
            self._line(one.moves_intro, indent=2)
            for step in one.next_steps:
                self._line(f"• {step.text}", indent=4, hang=2)
        self._line(one.possible_range, indent=2)

    def _family(self, family: FamilyView) -> None:
        counts = ", ".join(words for _, words in family.counts)
        self._title(family.name)
        self._line(counts, "dim")
        for group in family.groups:
            for one, following in zip(group.findings, (*group.findings[1:], None), strict=True):
                if group.verdict in ("fail", "warn"):
                    self._finding(one)
                else:
                    self._short(one, following)

    def _heading(self, one: FindingView) -> str:
        facts = [one.surface_name, one.severity_name]
        if not one.confirmed:
            facts.append(self._wording.say("label.to-confirm"))
        verdict = one.verdict_name[:1].upper() + one.verdict_name[1:]
        return f"{SIGNS[one.verdict]} {verdict}{self._colon()} {one.title} ({', '.join(facts)})"

    def _finding(self, one: FindingView) -> None:
        wording = self._wording
        self._line(self._heading(one), STYLES[one.verdict], hang=2)
        self._line(one.message, indent=4)
        for answer in one.answers:
            self._line(wording.say("finding.answer", date=answer.received_on, text=answer.text), indent=4)
        if one.because:
            self._line(one.because, indent=4)
        if one.explained_by:
            self._line(wording.say("finding.explained-by", title=one.explained_by.name), indent=4)
        for cited in one.citations[:MAX_CITATIONS]:
            proof = wording.say("text.quoted", text=cited.text) if cited.kind == "quote" else cited.text
            named = f" {shorten_middle(cited.page, 160)}" if cited.kind == "reference" else ""
            self._line(f"→ {shorten(proof, 400)}{named}".rstrip(), indent=4, hang=2)
            if cited.address:
                self._line(shorten_middle(cited.address, 160), "dim", indent=6)
        hidden = len(one.citations) - MAX_CITATIONS
        if hidden > 0:
            self._line(f"→ {wording.count('finding.more-proof', hidden)}", indent=4)
        if one.searched and not one.citations:
            searched = ", ".join(shorten_middle(address, 120) for address in one.searched)
            self._line(wording.say("finding.searched", addresses=searched), indent=4)
        for law in one.law:
            caution = f" [{law.caution}]" if law.caution else ""
            self._line(f"§ {law.text}{caution}", "dim", indent=4, hang=2)
        for review in one.reviews:
            self._line(wording.say("finding.review", verdict=review.verdict_name, author=review.author,
                                   date=review.made_on, reason=review.reason), indent=4)  # fmt: skip

    def _short(self, one: FindingView, following: FindingView | None) -> None:
        """A heading and what was found; several in a row that say the same say it once, after the last of them."""
        self._line(self._heading(one), STYLES[one.verdict], hang=2)
        told = _told(one)
        if following is None or _told(following) != told:
            for text in told:
                self._line(text, "dim", indent=4)

    def _badges(self) -> None:
        if not self._view.badges:
            return
        self._title(self._wording.say("heading.badges"))
        for one in self._view.badges:
            self._line(f"{SIGNS[one.verdict]} {one.title}{self._colon()} {one.verdict_name}", hang=2)

    def _tables(self) -> None:
        view, say = self._view, self._wording.say
        self._table("heading.hosts", ("column.host", "column.place", "column.operator", "column.control"), [
            (one.host, one.place, one.operator, f"{one.control_name} {_bracket(one.control_caution)}".strip())
            for one in view.hosts
        ])  # fmt: skip
        self._line()
        self._line(view.flows.summary)
        self._table("heading.third-parties",
                    ("column.host", "column.organisation", "column.country", "column.category", "column.when"), [
            (one.host, one.organisation, one.country_name, ", ".join(c.name for c in one.categories),
             ", ".join(p.name for p in one.phases) or one.basis_name)
            for one in view.third_parties
        ])  # fmt: skip
        self._table("heading.cookies",
                    ("column.name", "column.domain", "column.when", "column.lifetime", "column.purpose"), [
            (shorten(one.name, 60), one.domain, one.phase_name, one.lifetime, one.purpose) for one in view.cookies
        ])  # fmt: skip
        self._documents()
        self._table("heading.passed-over", ("column.address", "column.reason"), [
            (shorten_middle(one.url, 120), one.why) for one in view.passed_over
        ])  # fmt: skip
        self._table("heading.skipped", ("column.address", "column.reason"), [
            (shorten_middle(one.url, 120), f"{one.reason_name} {_bracket(one.detail)}".strip()) for one in view.skipped
        ])  # fmt: skip
        for one in view.recordings:
            self._title(say("heading.recording", name=one.name), one.name)
            self._line(" ".join(one.facts))

    def _documents(self) -> None:
        if self._view.documents:
            self._title(self._wording.say("heading.documents"))
        for one in self._view.documents:
            facts = ", ".join(filter(None, (one.role_name, one.language, one.words, one.basis_name)))
            self._line(f"• {shorten_middle(one.url, 160)} ({facts})", hang=2)
            for remark in one.remarks:
                self._line(f"! {remark}", "yellow", indent=4, hang=2)
            for (stance, quote), names in _by_quote(one).items():
                told = self._wording.listing(names)
                cited = f"{self._colon()} «\u00a0{shorten(quote, 200)}\u00a0»" if quote else "."
                self._line(f"{told[:1].upper()}{told[1:]} ({stance}){cited}", indent=4, hang=2)

    def _table(self, heading: str, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
        if not rows:
            return
        self._title(self._wording.say(heading))
        names = [self._wording.say(column) for column in columns]
        if self._width < 20 + 14 * len(columns):
            self._stacked(names, rows)
            return
        from rich import box
        from rich.table import Table
        from rich.text import Text

        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
        for name in names:
            table.add_column(name, overflow="fold")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self._console.print(table)

    def _stacked(self, names: list[str], rows: list[tuple[str, ...]]) -> None:
        """A table on a narrow terminal: one paragraph a row."""
        for row in rows:
            facts = [f"{name}{self._colon()} {cell}" for name, cell in zip(names[1:], row[1:], strict=True) if cell]
            self._line(f"• {row[0]}", hang=2)
            self._line(self._wording.series(facts), indent=4)

    def _provenance(self) -> None:
        source = self._view.provenance
        self._title(self._wording.say("heading.provenance"))
        for limit in source.limits:
            self._line(f"• {limit}", hang=2)
        for label, value in source.lines:
            self._line(f"{label}{self._colon()} {value}", "dim", hang=2)
        for name, licence, link in source.attributions:
            self._line(f"{name} ({licence}) {link or ''}".rstrip(), "dim", hang=2)

    def _letter(self) -> None:
        self._title(self._wording.say("heading.letter"))
        if self._view.letter.empty:
            self._line(self._view.letter.nothing)
            return
        self._line()
        self._console.file.write(letter_text(self._view.letter, self._wording))


def _by_quote(document: DocumentView) -> dict[tuple[str, str], list[str]]:
    """The clauses that one sentence states alike, by their stance and that sentence: it is quoted once."""
    groups: dict[tuple[str, str], list[str]] = {}
    for clause in document.clauses:
        stance = ", ".join(filter(None, (clause.stance_name, clause.qualifier)))
        quote = clause.quotes[0] if clause.quotes else ""
        groups.setdefault((stance, quote), []).append(clause.name)
    return groups


def _bracket(text: str) -> str:
    return f"({text})" if text else ""


def _told(one: FindingView) -> tuple[str, ...]:
    """What is said under the heading of a finding that neither failed nor warned."""
    message = (one.message,) if one.told else ()
    return (*message, one.because) if one.because and one.verdict == "inconclusive" else message
