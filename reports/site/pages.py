"""The pages of the site, one after the other."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from catalog.nouns.criterion import Criterion
from catalog.nouns.vocabulary import Language, Verdict
from reports.html import pictures_of
from reports.letter import letter_text
from reports.load import read_data
from reports.picture import draw, flows
from reports.site import listing
from reports.site.model import CatalogueView, ToolRecord, ToolSummary
from reports.site.paths import LANGUAGES, file_name, item_path, page_path, relative
from reports.templating import render_template
from reports.view.build import build_view
from reports.view.findings import law_view
from reports.view.order import VERDICTS

MAX_LISTED: Mapping[Verdict, int] = {"fail": 500, "warn": 500, "inconclusive": 200, "pass": 200}
"""Tools named on a criterion's page for each result; the rest is counted. What does not apply is only counted."""
STYLE, SCRIPT = "assets/site.css", "assets/site.js"


Make = Callable[[], bytes]
"""Makes the bytes of a file."""


def site_pages(catalogue: CatalogueView) -> Iterator[tuple[str, Make]]:
    """Every file of the site with what makes it. Pages of tools come last, the languages of one beside each other."""
    yield STYLE, lambda: (read_data("templates/report.css") + read_data("templates/site/site.css")).encode()
    yield SCRIPT, lambda: read_data("templates/site/site.js").encode()
    yield "index.html", partial(_render, "welcome.html", "index.html", catalogue, "fr", languages=LANGUAGES)
    for language in LANGUAGES:
        yield from _Edition(catalogue, language).files()
    records = _Records(catalogue)
    for tool in catalogue.tools:
        for language in LANGUAGES:
            yield item_path("tool", tool.id, language), partial(_tool_page, tool, catalogue, language, records)


class _Edition:
    """The lists, criteria and texts of one language."""

    def __init__(self, catalogue: CatalogueView, language: Language) -> None:
        self._catalogue, self._language = catalogue, language
        self._context = catalogue.contexts[language]
        self._rows = listing.rows(catalogue.tools, self._context.wording)
        self._by_id = {one.id: one for one in self._rows}
        self._whole = f"data/list-{language}.js" if len(self._rows) > listing.PART else ""
        self._tools_at = item_path("tool", "x", language).removesuffix("x.html")
        self._filters = {
            "grade": listing.grades(catalogue.tools, self._context.wording),
            "level": listing.levels(catalogue.tools, self._context.wording),
            "subject": listing.subjects(catalogue.tools, self._context.wording),
        }

    def files(self) -> Iterator[tuple[str, Make]]:
        """The files of this language but the tools' pages."""
        yield from self._lists()
        yield from self._filtered()
        yield from self._criteria()
        for page in ("method", "data"):
            yield self._page(f"{page}.html", page_path(page, self._language), {"page": page})

    def _page(self, template: str, path: str, other: dict[str, Any], **values: Any) -> tuple[str, Make]:
        return path, partial(_render, template, path, self._catalogue, self._language, other=other, **values)

    def _lists(self) -> Iterator[tuple[str, Make]]:
        yield from self._in_parts("", None, self._rows)
        if self._whole:
            yield self._whole, self._index

    def _index(self) -> bytes:
        index = json.dumps(listing.index(self._rows), ensure_ascii=False, separators=(",", ":"))
        return f"window.preauTools={index};\n".encode()

    def _filtered(self) -> Iterator[tuple[str, Make]]:
        """Pages of each letter, level and subject: what the filters do, without script."""
        for kind, choices in self._filters.items():
            for choice in choices:
                own = [self._by_id[one.id] for one in self._catalogue.tools if choice.file in _files(one, kind)]
                yield from self._in_parts(kind, choice, sorted(own, key=lambda row: row.key))

    def _in_parts(
        self, kind: str, choice: listing.Choice | None, rows: list[listing.Row]
    ) -> Iterator[tuple[str, Make]]:
        """A list in parts that a phone can open, the whole one or that of a choice."""
        parts = listing.parts(len(rows))
        places = [self._place(kind, choice, number) for number in range(len(parts))]
        paths = [
            page_path("list", self._language) if "page" in one else item_path(one["kind"], one["name"], self._language)
            for one in places
        ]
        for number, (start, end) in enumerate(parts):
            yield self._page(
                "list.html", paths[number], places[number],
                rows=rows[start:end], total=len(rows), parts=paths if len(parts) > 1 else [], part=number,
                filters=self._filters, whole=self._whole, heading=kind, choice=choice, tools_at=self._tools_at,
            )  # fmt: skip

    @staticmethod
    def _place(kind: str, choice: listing.Choice | None, number: int) -> dict[str, Any]:
        """Which page a part of a list is."""
        if choice is None:
            return {"page": "list"} if number == 0 else {"kind": "part", "name": str(number + 1)}
        return {"kind": kind, "name": choice.file if number == 0 else f"{choice.file}-part-{number + 1}"}

    def _criteria(self) -> Iterator[tuple[str, Make]]:
        counts = {name: Counter[str]() for name in self._context.criteria}
        for tool in self._catalogue.tools:
            for name, verdict in tool.verdicts.items():
                if name in counts:
                    counts[name][verdict] += 1
        criteria = list(self._context.criteria.values())
        families = [(one, [c for c in criteria if c.family == one]) for one in self._context.families]
        path = page_path("criteria", self._language)
        yield self._page(
            "criteria.html", path, {"page": "criteria"}, families=families, counts=counts, verdicts=VERDICTS
        )
        for criterion in criteria:
            path = item_path("criterion", criterion.id, self._language)
            yield path, partial(self._criterion, path, criterion, counts[criterion.id])

    def _criterion(self, path: str, criterion: Criterion, counts: Counter[str]) -> bytes:
        tools: dict[Verdict, list[listing.Row]] = {verdict: [] for verdict in MAX_LISTED}
        for one in self._catalogue.tools:
            verdict = one.verdicts.get(criterion.id)
            if verdict in tools:
                tools[verdict].append(self._by_id[one.id])
        listed = {
            verdict: sorted(own, key=lambda row: row.key)[: MAX_LISTED[verdict]] for verdict, own in tools.items()
        }
        _, make = self._page(
            "criterion.html", path, {"kind": "criterion", "name": criterion.id}, criterion=criterion, counts=counts,
            verdicts=VERDICTS, listed=listed, law=[law_view(one, self._context.wording) for one in criterion.law],
        )  # fmt: skip
        return make()


def _files(tool: ToolSummary, kind: str) -> set[str]:
    """The file names of a filter's pages that a tool stands on."""
    values = {"grade": (tool.school.lower(),), "level": tool.levels, "subject": tool.subjects}[kind]
    return {file_name(one) for one in values}


class _Records:
    """Records of tools; the last is remembered, for its page in the other language is often next."""

    def __init__(self, catalogue: CatalogueView) -> None:
        self._record = catalogue.record
        self._last: tuple[str, ToolRecord | None] = ("", None)

    def get(self, tool_id: str, language: Language) -> ToolRecord | None:
        """A tool's record, read anew for the first language."""
        if self._last[0] != tool_id or language == LANGUAGES[0]:
            self._last = tool_id, self._record(tool_id)
        return self._last[1]


def _tool_page(tool: ToolSummary, catalogue: CatalogueView, language: Language, records: _Records) -> bytes:
    record = records.get(tool.id, language)
    path = item_path("tool", tool.id, language)
    values: dict[str, Any] = {"tool": tool, "view": None, "pictures": None, "letter": ""}
    if record is not None:
        context = replace(
            catalogue.contexts[language],
            public=True,
            history={record.assessment.tool.id: record.history},
            answers={record.assessment.tool.id: record.answers},
        )
        view = build_view(record.assessment, context)
        values |= {
            "view": view,
            "pictures": pictures_of(view, context.wording),
            "letter": letter_text(view.letter, context.wording),
        }
    return _render("tool.html", path, catalogue, language, other={"kind": "tool", "name": tool.id}, **values)


def _render(
    template: str,
    path: str,
    catalogue: CatalogueView,
    language: Language,
    other: dict[str, Any] | None = None,
    **values: Any,
) -> bytes:
    """A page at `path`; `other` says which page it is, so that the other language can be linked."""
    from markupsafe import Markup

    context = catalogue.contexts[language]
    links = _Links(path, language)
    text = render_template(
        f"site/{template}",
        context.wording,
        link=links,
        here=path,
        other=links.other_languages(other) if other else {},
        attributions=context.named_attributions,
        sources=context.attributions,
        made_on=context.wording.date(catalogue.made_on),
        context=context,
        catalogue=catalogue,
        legend=_legend(),
        patterns=Markup(draw.patterns()),
        **values,
    )
    return text.encode()


class _Links:
    """Links from one page, for templates."""

    def __init__(self, path: str, language: Language) -> None:
        self._path, self._language = path, language

    def to(self, target: str) -> str:
        """The relative link to a path of the site."""
        return relative(target, self._path)

    def page(self, page: str, language: Language | None = None) -> str:
        """The link to a page that stands alone."""
        return self.to(page_path(page, language or self._language))

    def item(self, kind: str, name: str) -> str:
        """The link to the page of a tool, a criterion, a letter …"""
        return self.to(item_path(kind, name, self._language))

    def other_languages(self, which: dict[str, Any]) -> dict[Language, str]:
        """The same page in each other language."""
        return {
            one: self.to(
                page_path(which["page"], one) if "page" in which else item_path(which["kind"], which["name"], one)
            )
            for one in LANGUAGES
            if one != self._language
        }


def _legend() -> dict[str, Any]:
    from markupsafe import Markup

    return {phase: Markup(drawn) for phase, drawn in flows.legend_marks().items()}
