"""The HTML report in a real browser: no request, no accessibility violation, phone, paper, keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from pypdfium2 import PdfDocument

from catalog.nouns.scan import Assessment
from reports import render
from reports.context import Context

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]
CHROMIUM = "/usr/lib/chromium/chromium"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Callable[..., tuple[Page, list[str]]]]:
    opened: list[Page] = []

    def show(html: str, width: int = 1280) -> tuple[Page, list[str]]:
        path = tmp_path / "report.html"
        path.write_text(html, encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 900})
        opened.append(page)
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: asked.append(f"console: {message.text}"))
        page.goto(path.as_uri())
        return page, asked

    yield show
    for page in opened:
        page.close()


def violations(page: Page) -> list[tuple[str, Any]]:
    """What axe finds, with every closed part opened."""
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"] for node in one["nodes"]][:3]) for one in found]


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_accessibility_violation_and_no_sideways_scroll(
    assessment: Make, context: MakeContext, show: Any, language: str, width: int
) -> None:
    page, asked = show(render("html", [assessment()], context(language)), width)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [one for one in asked if not one.startswith(("file:", "data:image/"))] == []


@pytest.mark.parametrize("width", [320, 700, 800, 961, 1024, 1100])
def test_no_width_scrolls_sideways(assessment: Make, context: MakeContext, show: Any, width: int) -> None:
    page, _ = show(render("html", [assessment()], context()), width)
    assert page.locator("table.dense").count() == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_a_printed_page_holds_its_tables(assessment: Make, context: MakeContext, show: Any) -> None:
    page, _ = show(render("html", [assessment()], context()), 680)  # A4 within its margins, in pixels.
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 680
    assert page.evaluate("getComputedStyle(document.querySelector('table.dense tr')).display") == "table-row"


@pytest.mark.parametrize("grade", ["A", "B", "D", "E", "NE"])
def test_every_letter_has_enough_contrast(assessment: Make, context: MakeContext, show: Any, grade: str) -> None:
    given = assessment()
    update = {"grade": grade, "provisional": grade == "E", "range": (grade, grade)}
    ratings = given.ratings.model_copy(update={"school": given.ratings.school.model_copy(update=update)})
    page, _ = show(render("html", [assessment(ratings=ratings)], context()))
    assert violations(page) == []


def test_hostile_pages_change_nothing(hostile: Assessment, context: MakeContext, show: Any) -> None:
    page, asked = show(render("html", [hostile], context()), 390)
    assert violations(page) == []
    assert page.evaluate("document.scripts.length") == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert [one for one in asked if not one.startswith("file:")] == []


def test_the_phone_and_the_screen_show_one_picture_each(assessment: Make, context: MakeContext, show: Any) -> None:
    html = render("html", [assessment()], context())
    for width, shown, hidden in ((390, "flow-narrow", "flow-wide"), (1280, "flow-wide", "flow-narrow")):
        page, _ = show(html, width)
        assert page.locator(f".{shown}").is_visible()
        assert not page.locator(f".{hidden}").is_visible()


FAILED = "#cartable-example-trackers-before-consent-showcase"


def test_on_paper_the_first_proof_of_a_failure_is_there_without_a_click(
    assessment: Make, context: MakeContext, show: Any
) -> None:
    page, _ = show(render("html", [assessment()], context()))
    proof, quote = page.locator(f"{FAILED} .digest code"), page.locator(".document blockquote").first
    assert not proof.is_visible()
    page.emulate_media(media="print")
    assert proof.is_visible()
    assert not page.locator(".contents").first.is_visible()
    assert not quote.is_visible()
    assert not page.locator(f"{FAILED} details").is_visible()


def test_the_whole_report_is_printed_where_its_box_is_ticked(assessment: Make, context: MakeContext, show: Any) -> None:
    page, _ = show(render("html", [assessment()], context()))
    short = pages_on_paper(page)
    page.get_by_role("checkbox").check()
    whole = pages_on_paper(page)
    page.emulate_media(media="print")
    assert page.locator(f"{FAILED} details code").first.bounding_box()["height"] > 0
    assert page.locator(".document blockquote").first.bounding_box()["height"] > 0
    assert not page.locator(f"{FAILED} .digest").is_visible()
    assert short < whole


def test_the_short_print_names_every_result(assessment: Make, context: MakeContext, show: Any) -> None:
    """Folded is not hidden: what passed or was not shown stands there by its title, what does not apply is counted."""
    page, _ = show(render("html", [assessment()], context()))
    page.emulate_media(media="print")
    text = " ".join(page.locator("main").inner_text().split())
    for title in ("Aucun traceur avant tout choix", "Google Analytics absent", "Contact du DPD",
                  "Pas de vente des données",
                  "Contrat de sous-traitance proposé", "En-têtes de sécurité"):  # fmt: skip
        assert title in text
    assert "Sans objet (1)" in text


def pages_on_paper(page: Page) -> int:
    """How many sheets a browser prints."""
    return len(PdfDocument(page.pdf(prefer_css_page_size=True)))


def test_proof_is_one_key_away(assessment: Make, context: MakeContext, show: Any) -> None:
    page, _ = show(render("html", [assessment()], context()))
    page.locator("#cartable-example-trackers-before-consent-showcase summary").focus()
    page.keyboard.press("Enter")
    assert page.locator("#cartable-example-trackers-before-consent-showcase details code").first.is_visible()


def test_the_keyboard_reaches_the_content_first(assessment: Make, context: MakeContext, show: Any) -> None:
    page, _ = show(render("html", [assessment()], context()))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
