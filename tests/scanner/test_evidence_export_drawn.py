"""What a browser drew goes out with the evidence, so that a finding that rests on it can be proved elsewhere."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator

from catalog.nouns.browser import BrowserEvidence, BrowserPage, Canary, DrawnDocument, PhaseRun
from catalog.nouns.evidence import Evidence
from catalog.nouns.noun import digest
from scanner.publishing.evidence_export import write_warc

AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SOUND = Canary(third_party_cookies=True, storage=True, beacons=True, fingerprint_hooks=True)
LOGIN, POLICY = b"<form><input name='classCode'></form>", b"<h1>Vie priv\xc3\xa9e</h1>"


def test_documents_and_log_ins_that_were_drawn_read_back_once_each(tmp_path: Path) -> None:
    page: Any = {"role": "login", "surface": "learner", "controls": digest(LOGIN)}
    seen = BrowserPage(url="https://tool.example/login", final_url="https://tool.example/login", **page)
    runs = tuple(
        PhaseRun(phase="before-choice", run=number, started_at=AT, ended_at=AT, pages=(seen,)) for number in (1, 2)
    )
    drawn = DrawnDocument(
        url="https://tool.example/#/vie", asked="https://tool.example/", role="privacy", found_by="link:x",
        drawn_at=AT, body=digest(POLICY),
    )  # fmt: skip
    evidence = Evidence(
        scan_id="s", tool_id="tool", home="https://tool.example/", started_at=AT, ended_at=AT, program="preau",
        browser=BrowserEvidence(browser="Chromium", canary=SOUND, phases=runs, drawn=(drawn,)),
    )  # fmt: skip
    kept = {digest(body): body for body in (LOGIN, POLICY)}
    file = tmp_path / "scan.warc"
    assert write_warc(evidence, kept.get, file) == 2
    with file.open("rb") as stream:
        read = {
            record.rec_headers.get_header("WARC-Target-URI"): record.content_stream().read()
            for record in ArchiveIterator(stream)
            if record.rec_type == "resource"
        }
    assert read == {"https://tool.example/login": LOGIN, "https://tool.example/#/vie": POLICY}
