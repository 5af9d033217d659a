"""The consent sites and the stand-ins really do in Chromium what their descriptions say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright, sync_playwright

from scanner.lab.server import Lab, RunningLab

CHROMIUM = Path("/usr/lib/chromium/chromium")
ACCEPT = ("Tout accepter", "Accepter et fermer", "Accept All Cookies", "OK pour moi", "OK, tout accepter")
REFUSE = ("Tout refuser", "Continuer sans accepter", "Reject All", "Non merci", "Interdire tous", "Je refuse")
ANALYTICS = {"www.googletagmanager.com", "region1.google-analytics.com"}
PLATFORMS = {
    "consent-didomi": ("#didomi-host", "#didomi-popup"),
    "consent-onetrust": ("#onetrust-banner-sdk", "#onetrust-banner-sdk"),
    "consent-axeptio": (".axeptio_widget,.axeptio_mount", ".axeptio_mount .axeptio_widget"),
    "consent-tarteaucitron": ("#tarteaucitronRoot", "#tarteaucitronAllDenied2"),
}
"""Selectors by which rules of the field recognise a platform, and its open banner."""


@pytest.fixture(scope="module")
def lab() -> Iterator[RunningLab]:
    with Lab() as running:
        yield running


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    if not CHROMIUM.exists():
        pytest.fail("Debian's Chromium is needed for the tests: apt-get install chromium")
    with sync_playwright() as driver:
        yield driver


class Visit:
    """A visit of one site with a fresh profile that does not block third-party cookies."""

    def __init__(self, playwright: Playwright, lab: RunningLab, name: str, profile: Path) -> None:
        (profile / "Default").mkdir(parents=True)
        (profile / "Default" / "Preferences").write_text(json.dumps({"profile": {"cookie_controls_mode": 0}}))
        flags = ["--no-sandbox", "--ignore-certificate-errors", f"--host-resolver-rules={lab.host_resolver_rules()}"]
        self.context: BrowserContext = playwright.chromium.launch_persistent_context(
            str(profile), executable_path=str(CHROMIUM), headless=True, args=flags
        )
        self.home = lab.home(name)
        self._own = {host.name for host in lab.site(name).hosts}
        self._asked: list[str] = []
        self.context.on("request", lambda request: self._asked.append(request.url))
        self.page: Page = self.context.new_page()
        self.page.goto(self.home, wait_until="networkidle")

    def others(self) -> set[str]:
        """Hosts asked so far that are not the site's."""
        return {urlsplit(url).hostname or "" for url in self._asked} - self._own

    def cookies(self) -> set[str]:
        return {cookie["name"] for cookie in self.context.cookies()}  # type: ignore[typeddict-item]

    def press(self, labels: tuple[str, ...]) -> None:
        for frame in self.page.frames:
            for label in labels:
                button = frame.get_by_role("button", name=label).filter(visible=True)
                if button.count():
                    button.first.click()
                    self.page.goto(f"{self.home}cours", wait_until="networkidle")
                    return
        pytest.fail(f"no button among {labels}")


@pytest.fixture
def visit(playwright: Playwright, lab: RunningLab, tmp_path: Path) -> Iterator[object]:
    opened: list[Visit] = []

    def start(name: str) -> Visit:
        opened.append(Visit(playwright, lab, name, tmp_path / f"{len(opened)}"))
        return opened[-1]

    yield start
    for each in opened:
        each.context.close()


def test_an_honest_banner_holds_its_word(visit) -> None:  # type: ignore[no-untyped-def]
    accepted = visit("consent-honest")
    assert accepted.others() == set()
    accepted.press(ACCEPT)
    assert accepted.others() == ANALYTICS
    assert {"_ga", "choix_cookies"} <= accepted.cookies()
    refused = visit("consent-honest")
    refused.press(REFUSE)
    assert refused.others() == set()
    assert refused.cookies() == {"choix_cookies"}


def test_an_ignored_refusal_is_ignored(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("consent-refusal-ignored")
    assert page.others() == set()
    page.press(REFUSE)
    assert page.others() == ANALYTICS


def test_consent_mode_pings_without_a_cookie(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("consent-mode-pings")
    assert page.others() == ANALYTICS
    assert page.cookies() == set()
    page.press(ACCEPT)
    assert "_ga" in page.cookies()


@pytest.mark.parametrize("name", PLATFORMS)
def test_known_platforms_are_recognised_and_obey(visit, name: str) -> None:  # type: ignore[no-untyped-def]
    page = visit(name)
    root, banner = PLATFORMS[name]
    assert page.page.locator(root).count() > 0
    assert page.page.locator(banner).first.is_visible()
    before = page.others()
    assert not before & ANALYTICS
    page.press(REFUSE)
    assert page.others() == before


def test_banners_in_a_frame_and_in_a_shadow_root(visit) -> None:  # type: ignore[no-untyped-def]
    for name in ("consent-iframe", "consent-shadow-root"):
        page = visit(name)
        page.press(REFUSE)
        assert page.cookies() == {"choix_cookies"}


def test_an_advertising_network_and_pixels_set_their_cookies(visit) -> None:  # type: ignore[no-untyped-def]
    assert {"IDE", "uid", "__gads"} <= visit("consent-advertising").cookies()
    assert {"_fbp", "fr", "_ttp", "bcookie"} <= visit("consent-social-pixel").cookies()


def test_a_third_party_frame_stores_in_three_ways(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("consent-third-party-frame")
    assert {"partage_uid", "partage_srv"} <= page.cookies()
    frame = page.page.frame(url="https://widgets.partage-bouton.example/cadre")
    assert frame.evaluate("localStorage.getItem('partage_id') !== null")
    frame.wait_for_function("async () => (await indexedDB.databases()).length > 0", timeout=10_000)
    assert frame.evaluate("indexedDB.databases().then((all) => all.map((one) => one.name))") == ["partage"]


def test_a_fingerprint_leaves(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("consent-fingerprint")
    assert page.others() == {"fpjscdn.net", "api.fpjs.io"}


def test_a_recorder_sends_what_is_typed(visit, lab: RunningLab) -> None:  # type: ignore[no-untyped-def]
    page = visit("consent-session-replay")
    page.page.goto(f"{page.home}connexion", wait_until="networkidle")
    page.page.get_by_label("Code de classe").press_sequentially("secret-41")
    sent = b""
    for _ in range(60):
        page.page.wait_for_timeout(100)
        sent = b"".join(request.body for request in list(lab.requests) if "recordings/content" in request.path)
        if b"secret-41" in sent:
            break
    assert b"secret-41" in sent
    assert b"keydown" in sent


def test_a_page_drawn_by_script_has_its_routes(visit) -> None:  # type: ignore[no-untyped-def]
    page = visit("consent-single-page")
    page.page.get_by_role("link", name="Connexion").click()
    assert page.page.url.endswith("/connexion")
    assert page.page.get_by_label("Mot de passe").is_visible()
