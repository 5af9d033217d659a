"""A school records a lesson in a real Chromium behind a log-in, and gives the file to `check`: what the report says."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, sync_playwright

from catalog.nouns.browser import HarRecording
from scanner.brought import of_this_tool
from scanner.collect.browser import available
from scanner.collect.har import import_har
from scanner.config import Config
from scanner.lab.server import Lab, RunningLab

HOME = "https://www.outil-essai.test/"
LESSON = "https://app.outil-essai.test/eleve/"
TRACKER = "https://stats.traceur-essai.test/"
LOGIN = """<!doctype html><html lang="fr"><title>Connexion</title><h1>Connexion</h1>
<form action="/eleve/accueil"><input name="login" type="email"><input type="password" name="mdp"><button>Entrer</button>
</form>"""


def lesson(title: str, extra: str = "") -> str:
    calls = "".join(f'fetch("/api/{title}/{n}").catch(() => 0);' for n in range(4))
    head = f"<!doctype html><html lang=fr><title>{title}</title><h1>{title}</h1>"
    return f"{head}<p>Camille</p>{extra}<script>{calls}</script>"


PIXEL = f'<script src="{TRACKER}t.js"></script>'
Record = Callable[..., Path]


@pytest.fixture
def lab(stage: Any) -> Iterator[RunningLab]:
    home = "<!doctype html><html lang=fr><title>Outil</title><h1>Réviser</h1><p>Des fiches courtes.</p>"
    stage.tool({"index.html": home})
    pages = {"connexion.html": LOGIN, "eleve/accueil.html": lesson("accueil"), "eleve/cours.html": lesson("cours"),
             "eleve/exercice.html": lesson("exercice"), "eleve/suivi.html": lesson("suivi", PIXEL)}  # fmt: skip
    stage.site("app.outil-essai.test", "127.1.60.3", pages)
    stage.tracker()
    with Lab(stage.sites) as running:
        yield running


@pytest.fixture
def record(lab: RunningLab, tmp_path: Path) -> Record:
    def made(name: str, pages: tuple[str, ...], *, blocked: str = "", start: str = "connexion") -> Path:
        file = tmp_path / name
        with sync_playwright() as driver:
            browser = driver.chromium.launch(
                executable_path=str(available(Config()).executable),
                args=["--no-sandbox", f"--host-resolver-rules={lab.host_resolver_rules()}"],
            )
            context = browser.new_context(ignore_https_errors=True, record_har_path=file, record_har_content="omit")
            page = context.new_page()
            if blocked:
                context.route(f"{blocked}**", lambda route: _block(route))
            _attend(page, start, pages)
            context.close()
            browser.close()
        return file

    return made


def _block(route: Route) -> None:
    route.abort("blockedbyclient")


def _attend(page: Page, start: str, pages: tuple[str, ...]) -> None:
    """Log in as a school's demonstration account and look round."""
    page.goto(LESSON.removesuffix("eleve/") + start)
    if start == "connexion" and pages:
        page.fill("[name=login]", "demo.eleve@ecole.example")
        page.fill("[name=mdp]", "secret-de-demo")
        page.click("button")
        page.wait_for_load_state("networkidle")
    for name in pages:
        page.goto(LESSON + name, wait_until="networkidle")


def check(lab: RunningLab, folder: Path, har: Path, *more: str, format_: str = "json") -> str:
    config = lab.write_config(folder)
    command = [sys.executable, "-m", "scanner.cli.main", "--config", str(config), "--lang", "fr", "check", HOME]
    command += ["--har", str(har), "--no-browser", "--no-save", "--format", format_, "--audience", "pupils", *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def learner(text: str) -> dict[str, str]:
    return {f["criterion"]: f["verdict"] for f in json.loads(text)["findings"] if f["surface"] == "learner"}


PAGES = ("cours", "exercice", "suivi")


def test_a_lesson_shows_the_tracker_and_nothing_personal(lab: RunningLab, record: Record, tmp_path: Path) -> None:
    file = record("seance-eleve.har", PAGES)
    assert "demo.eleve" in file.read_text(), "the recording itself holds everything"
    recording = import_har(file.read_bytes(), file.name)
    assert (recording.tool, recording.account_role, recording.too_thin) == ("outil-essai.test", "pupil", None)
    assert recording.filtered_signs == ()
    assert "demo.eleve" not in recording.model_dump_json() and "secret-de-demo" not in recording.model_dump_json()
    text = check(lab, tmp_path, file, "--accounts", "yes")
    said = learner(text)
    assert "demo.eleve" not in text and "secret-de-demo" not in text
    assert said["trackers.social-pixel"] == said["trackers.advertising-network"] == "pass"
    report = check(lab, tmp_path, file, format_="markdown")
    assert "seance-eleve.har" in report and "élève" in report


def test_behind_a_blocker_nothing_is_absent(lab: RunningLab, record: Record, tmp_path: Path) -> None:
    file = record("eleve.har", PAGES, blocked=TRACKER)
    assert import_har(file.read_bytes(), file.name).filtered_signs == ("blocker",)
    assert learner(check(lab, tmp_path, file, "--accounts", "yes"))["trackers.social-pixel"] == "inconclusive"
    assert "bloqueur" in check(lab, tmp_path, file, format_="markdown")


def test_the_log_in_page_alone_is_too_thin(lab: RunningLab, record: Record, tmp_path: Path) -> None:
    file = record("x.har", ())
    assert import_har(file.read_bytes(), file.name).too_thin == "login-only"
    assert learner(check(lab, tmp_path, file, "--accounts", "yes"))["trackers.social-pixel"] == "inconclusive"
    assert "seulement la page de connexion" in check(lab, tmp_path, file, format_="markdown")


def test_an_old_one_is_told_from_a_new_one(lab: RunningLab, record: Record, tmp_path: Path) -> None:
    file = record("eleve.har", PAGES)
    har = json.loads(file.read_text())
    for entry in har["log"]["entries"]:
        entry["startedDateTime"] = "2023" + entry["startedDateTime"][4:]
    file.write_text(json.dumps(har))
    assert learner(check(lab, tmp_path, file, "--accounts", "yes"))["trackers.social-pixel"] == "inconclusive"
    assert "plus d’un an" in check(lab, tmp_path, file, format_="markdown")


def test_a_lesson_on_another_tool_counts_neither_way(lab: RunningLab, record: Record, tmp_path: Path) -> None:
    file = record("eleve.har", PAGES)
    file.write_text(file.read_text().replace("outil-essai.test", "tout-autre-outil.example"))
    said = learner(check(lab, tmp_path, file, "--accounts", "yes"))
    assert {said["trackers.social-pixel"], said["trackers.before-consent"]} == {"inconclusive"}
    report = check(lab, tmp_path, file, format_="markdown")
    assert "autre site" in report and "tout-autre-outil.example/eleve" not in report


def test_the_tools_own_brand_and_its_apps_are_its_sites() -> None:
    one = HarRecording(name="x.har", tool="outil.com")
    assert of_this_tool((one,), frozenset({"outil.fr"})) == (one,)
    assert of_this_tool((one,), frozenset({"produit.fr", "outil.com"})) == (one,)
    assert of_this_tool((one,), frozenset({"produit.fr"}))[0].too_thin == "other-site"
