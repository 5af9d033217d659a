"""`serve` makes each page when it is asked for, and the page is the one that `site` writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from catalog.catalogue import Catalogue
from rules.load import load_criteria
from scanner.cli.language import Words
from scanner.cli.serve import _server
from scanner.config import load_config
from scanner.lab.aside import Plan
from scanner.publishing.serving import LiveSite
from scanner.reference import knowledge_for

PLAN = Plan(3, also=("calcul-fusee",))


@pytest.fixture
def scanned(nights: Any, tmp_path: Path) -> Any:
    """A night, a private contract, and a tool that was never scanned."""
    nights.rescan()
    contract = tmp_path / "contrat.txt"
    contract.write_text("Le sous-traitant efface les données au bout de 17 jours. " * 9, encoding="utf-8")
    nights.run("check", "t002", "--no-browser", "--document", str(contract))
    nights.run("tools", "add", "https://jamais-vu.example", "--name", "Jamais vu")
    return nights


def live(nights: Any, folder: Path, catalogue: Catalogue, *, drafts: bool) -> LiveSite:
    knowledge = knowledge_for(load_config(nights.config))
    return LiveSite(catalogue, folder, load_criteria(), knowledge, drafts=drafts)


@pytest.mark.parametrize("drafts", [True, False])
def test_each_page_is_the_one_that_the_static_site_holds(scanned: Any, tmp_path: Path, drafts: bool) -> None:
    scanned.run("site", str(tmp_path / "site"), *(["--drafts"] if drafts else []))
    written = {
        file.relative_to(tmp_path / "site").as_posix(): file.read_bytes()
        for file in (tmp_path / "site").rglob("*")
        if file.is_file() and not file.name.startswith(".preau")
    }
    assert {"fr/index.html", "en/tools/t002.html", "open-data/data/tools.csv"} <= written.keys()
    with Catalogue.open(scanned.catalogue, read_only=True) as catalogue:
        site = live(scanned, tmp_path / "live", catalogue, drafts=drafts)
        # The data page last: only from then on are sizes of the open data known.
        for path in sorted(written, key=lambda one: (one.startswith("open-data"), one)):
            found = site.get(path)
            assert found is not None and found[1] == written[path], path
        assert site.get("fr/outils/absent.html") is site.get("../preau.db") is site.get("open-data/../x") is None


def test_the_first_page_reads_no_evidence_and_writes_nothing(
    scanned: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    with Catalogue.open(scanned.catalogue, read_only=True) as catalogue:
        evidence = catalogue.scans.evidence
        monkeypatch.setattr(catalogue.scans, "evidence", lambda scan: asked.append(scan) or evidence(scan))
        site = live(scanned, tmp_path / "live", catalogue, drafts=True)
        found = site.get("fr/index.html")
        assert found is not None and b"Outil 001" in found[1] and b"Jamais vu" not in found[1]
        # The private contract alone must be judged without it, hence read.
        assert len(asked) == 1 and not (tmp_path / "live").exists()
        assert site.get("en/tools/t001.html") is not None
        assert len(asked) == 2


@pytest.fixture
def address(scanned: Any, tmp_path: Path) -> Iterator[str]:
    with Catalogue.open(scanned.catalogue, read_only=True, wait=0.05) as catalogue:
        site = live(scanned, tmp_path / "live", catalogue, drafts=True)
        with _server(0, site, Words("fr")) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()


def test_pages_are_served_with_their_types(address: str) -> None:
    with urlopen(f"{address}/") as first, urlopen(f"{address}/fr/index.html?q=1") as page:
        assert first.headers["Content-Type"] == page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "Outil 001" in page.read().decode()
    with urlopen(Request(f"{address}/assets/site.js", method="HEAD")) as script:
        assert script.headers["Content-Type"].startswith("text/javascript") and script.read() == b""
    with urlopen(f"{address}/open-data/datapackage.json") as package:
        assert package.headers["Content-Type"] == "application/json"
    with pytest.raises(HTTPError) as missing:
        urlopen(f"{address}/fr/outils/absent%25.html")
    with missing.value:
        assert missing.value.code == 404 and "Cette page n’existe pas." in missing.value.read().decode()
