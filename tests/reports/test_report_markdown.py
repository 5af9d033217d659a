"""Markdown: read back by a CommonMark reader, hostile text stays text; the summary of a run."""

from __future__ import annotations

from collections.abc import Callable

import lxml.html
import pytest
from markdown_it import MarkdownIt

from catalog.nouns.scan import Assessment
from catalog.nouns.tool import Tool
from reports import render
from reports.context import Context
from reports.markdown import code, plain
from reports.summary import MAX_ROWS

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]
READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def read(text: str) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(f"<div>{READER.render(text)}</div>")


def test_parts_are_headings_and_tables(assessment: Make, context: MakeContext) -> None:
    page = read(render("markdown", [assessment()], context()))
    assert [one.text_content() for one in page.iter("h1")] == ["Cartable Clair"]
    headings = [one.text_content() for one in page.iter("h2")]
    assert headings[0] == "Pourquoi ces notes" and headings[-1] == "Questions à l’éditeur, à copier"
    cells = [one.text_content() for one in page.iter("td")]
    assert "www.google-analytics.com" in cells and "États-Unis" in cells
    assert "1. Question sur cookies.reject-not-as-easy" in page.findall(".//pre")[-1].text_content()


@pytest.mark.parametrize("format_name", ["markdown", "summary"])
def test_hostile_text_brings_neither_markup_nor_links(
    hostile: Assessment, context: MakeContext, format_name: str
) -> None:
    page = read(render(format_name, [hostile], context()))
    assert not list(page.iter("script"))
    named = {one.get("id") for one in page.iter("a")}
    links = [one.get("href") for one in page.iter("a") if one.get("href") is not None]
    assert all(one.startswith("https://") or one.removeprefix("#") in named for one in links)
    assert "<script>alert(1)</script>" in page.text_content()
    rows = [len(row.findall("td")) for row in page.iter("tr") if row.findall("td")]
    heads = [len(row.findall("th")) for row in page.iter("tr") if row.findall("th")]
    assert set(rows) <= set(heads)


def test_a_backtick_does_not_end_code_early() -> None:
    assert code("a`b``c") == "```a`b``c```"
    assert code("`x") == "`` `x ``"
    assert code("") == ""


def test_nobody_is_called_by_a_quote_but_addresses_stay() -> None:
    assert plain("ask @director") == "ask @\u2060director"
    assert plain("dpo@school.example") == "dpo@school.example"


def test_the_summary_counts_letters_and_puts_the_gravest_first(assessment: Make, context: MakeContext) -> None:
    given = assessment()

    def rated(name: str, grade: str) -> Assessment:
        school = given.ratings.school.model_copy(update={"grade": grade})
        ratings = given.ratings.model_copy(update={"school": school})
        return assessment(tool=Tool(id=name, name=name, home=f"https://{name}.example/"), ratings=ratings)

    text = render("summary", [rated("bon", "A"), rated("grave", "E"), rated("moyen", "C")], context())
    page = read(text)
    counts, tools = page.findall(".//table")
    school = [cell.text_content() for cell in counts.findall(".//tr")[1].iter("td")]
    assert school == ["usage en classe", "1", "0", "1", "0", "1", "0"]
    names = [row.find("td").text_content().split()[0] for row in tools.findall(".//tr")[1:]]
    assert names == ["grave", "moyen", "bon"]


def test_the_summary_of_a_large_run_is_cut_and_says_so(assessment: Make, context: MakeContext) -> None:
    many = [
        assessment(tool=Tool(id=f"t{number}", name=f"T{number}", home="https://t.example/"))
        for number in range(MAX_ROWS + 5)
    ]
    text = render("summary", many, context("en"))
    assert "205 tools examined." in text and "And 5 more tools, in the catalogue." in text


def test_the_summary_of_nothing_says_so(context: MakeContext) -> None:
    assert "0 outil examiné." in render("summary", [], context())
