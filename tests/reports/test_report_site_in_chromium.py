"""The site in a real browser over loopback: accessible, usable without script, helped by it, alone on the network."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from catalog.nouns.scan import Assessment
from reports.context import Context
from reports.site import listing, render_site
from reports.site.model import CatalogueView, ToolRecord, ToolSummary

CHROMIUM = "/usr/lib/chromium/chromium"
TOOLS = [("Éclair", "E", 3), ("Abaque", "A", 0), ("Carte", "C", 1), ("Éclipse", "C", 0), ("Dictée", "NE", 0)]


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that writes no log."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def site(
    assessment: Callable[..., Assessment], context: Callable[..., Context], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Callable[..., str]]:  # fmt: skip
    """Write a small site, serve it on loopback, give its address."""
    servers: list[ThreadingHTTPServer] = []

    def make(part: int = 1000, serve: bool = True) -> str:
        monkeypatch.setattr(listing, "PART", part)
        at = assessment().evidence.started_at
        tools = [
            ToolSummary(id=f"t{number}", name=name, home="https://t.example/", school=grade, public="B",  # type: ignore[arg-type]
                        scanned_at=at - timedelta(days=number), levels=("collège",) if number % 2 else ("lycée",),
                        verdicts={f"c{one}": "fail" for one in range(fails)})
            for number, (name, grade, fails) in enumerate(TOOLS)
        ]  # fmt: skip
        view = CatalogueView(tools, lambda _: ToolRecord(assessment()), {"fr": context("fr"), "en": context("en")},
                             date(2026, 11, 24))  # fmt: skip
        for path, data in render_site(view):
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
        if not serve:
            return tmp_path.as_uri()
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
        servers.append(server)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{server.server_port}"

    yield make
    for server in servers:
        server.shutdown()
        server.server_close()


def names(page: Page) -> list[str]:
    return [text.strip() for text in page.locator("#tools tbody td:first-child a").all_inner_texts()]


@pytest.mark.parametrize("width", [390, 1280])
def test_pages_are_accessible_and_alone_on_the_network(site: Any, browser: Browser, width: int) -> None:
    base = site()
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: asked.append(f"console: {message.text}"))
    for path in ("index.html", "fr/index.html", "en/index.html", "fr/outils/t0.html", "fr/criteres.html",
                 "en/criteria/trackers.before-consent.html", "fr/methode.html", "fr/donnees.html",
                 "fr/notes/c.html"):  # fmt: skip
        page.goto(f"{base}/{path}")
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        found = Axe().run(page).response["violations"]
        assert [(path, one["id"], one["nodes"][0]["html"]) for one in found] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert [one for one in asked if not one.startswith((base, "data:"))] == []
    page.close()


def test_without_script_filters_are_links(site: Any, browser: Browser) -> None:
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(f"{site()}/fr/index.html")
    assert not page.locator("#search").is_visible()
    assert names(page) == ["Abaque", "Carte", "Dictée", "Éclair", "Éclipse"]
    page.locator("nav.filters a", has_text="des points à corriger").click()
    assert names(page) == ["Carte", "Éclipse"]
    page.locator("#tools a").first.click()
    assert page.locator("h1").inner_text() == "Cartable Clair"
    page.context.close()


def test_the_script_searches_filters_and_sorts(site: Any, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site()}/fr/index.html")
    page.fill("#q", "ecl")
    assert names(page) == ["Éclair", "Éclipse"]
    assert page.locator("#shown").inner_text() == "2 outils"
    page.fill("#q", "")
    page.select_option("#f-grade", "C")
    assert names(page) == ["Carte", "Éclipse"]
    page.select_option("#f-grade", "")
    page.select_option("#f-verdict", "fail")
    assert names(page) == ["Carte", "Éclair"]
    page.select_option("#f-verdict", "")
    page.select_option("#sort", "school")
    assert names(page) == ["Abaque", "Carte", "Éclipse", "Éclair", "Dictée"]
    page.select_option("#sort", "fails")
    assert names(page)[0] == "Éclair"
    page.select_option("#f-level", "collège")
    assert names(page) == ["Abaque", "Éclipse"]
    assert "f-level=coll" in page.url and "sort=fails" in page.url
    page.reload()
    assert names(page) == ["Abaque", "Éclipse"]
    page.close()


def test_the_search_finds_what_is_in_other_parts_of_the_list(site: Any, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site(part=2)}/fr/index.html")
    assert names(page) == ["Abaque", "Carte"]
    page.fill("#q", "eclipse")
    page.locator("#tools tbody a", has_text="Éclipse").wait_for()
    assert names(page) == ["Éclipse"]
    page.locator("#tools tbody a").click()
    assert page.url.endswith("/fr/outils/t3.html")
    page.go_back()
    page.wait_for_function("document.querySelectorAll('#tools tbody tr').length === 1")
    assert names(page) == ["Éclipse"]
    page.fill("#q", "")
    page.locator("nav.parts a", has_text="Partie 2").click()
    assert names(page) == ["Dictée", "Éclair"]
    page.close()


def test_from_a_disk_search_filters_and_sorting_see_the_whole_catalogue(site: Any, browser: Browser) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(f"{site(part=2, serve=False)}/fr/index.html")
    assert page.evaluate("getComputedStyle(document.querySelector('.brand')).backgroundColor") == "rgb(20, 80, 107)"
    assert names(page) == ["Abaque", "Carte"]
    page.fill("#q", "eclipse")
    page.locator("#tools tbody a", has_text="Éclipse").wait_for()
    assert names(page) == ["Éclipse"]
    page.fill("#q", "")
    page.select_option("#f-grade", "C")
    assert names(page) == ["Carte", "Éclipse"]
    page.select_option("#f-grade", "")
    page.select_option("#sort", "fails")
    assert names(page) == ["Éclair", "Carte", "Abaque", "Dictée", "Éclipse"]
    page.select_option("#sort", "name")
    assert names(page) == ["Abaque", "Carte"] and page.locator("nav.parts").is_visible()
    page.select_option("#f-level", "collège")
    page.locator("#tools tbody a", has_text="Éclipse").click()
    assert page.url.endswith("/fr/outils/t3.html") and told == []
    page.close()


def test_on_the_page_of_a_letter_the_search_stays_with_that_letter(site: Any, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(f"{site(part=1, serve=False)}/fr/notes/c.html")
    assert names(page) == ["Carte"] and page.locator("#f-grade").input_value() == "C"
    page.select_option("#sort", "fails")
    page.locator("#tools tbody a", has_text="Éclipse").wait_for()
    assert names(page) == ["Carte", "Éclipse"]
    page.fill("#q", "ecl")
    assert names(page) == ["Éclipse"]
    page.close()


def test_a_long_answer_is_shown_step_by_step(site: Any, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.TOOLS", [(f"Outil {number:03}", "B", 0) for number in range(450)])
    page = browser.new_page()
    page.goto(f"{site(part=100, serve=False)}/fr/index.html")
    page.fill("#q", "outil")
    page.wait_for_function("document.querySelectorAll('#tools tbody tr').length === 200")
    assert page.locator("#shown").inner_text() == "450 outils"
    page.locator("#more").click()
    assert len(names(page)) == 400 and page.evaluate("document.activeElement.textContent") == "Outil 200"
    page.keyboard.press("End")
    page.locator("#more").click()
    assert len(names(page)) == 450 and not page.locator("#more").is_visible()
    page.close()
