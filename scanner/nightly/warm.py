"""Loading everything a scan needs, once: workers forked afterwards share it instead of loading it each."""

from __future__ import annotations

import gc
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from catalog.nouns.evidence import Page
    from scanner.assessing.assess import Assessor

_MODULES = (
    "asyncio", "certifi", "httpx", "httpcore._async.http11", "anyio._backends._asyncio", "sniffio",
    "scanner.pipeline",
    "scanner.collect.http", "scanner.collect.dns", "scanner.collect.tls", "scanner.collect.well_known",
    "scanner.discover.crawl", "scanner.documents.read_files", "catalog.catalogue", "cryptography.x509", "protego",
)  # fmt: skip
_TEXTS = {
    "fr": "<p>Nous ne vendons pas les données des élèves. Elles sont conservées pendant trois ans, puis supprimées, et"
    " hébergées en France par OVH SAS. Vous disposez d’un droit d’accès : écrivez à dpo@outil.example.</p>",
    "en": "<p>We do not sell the personal data of pupils. We keep the data for three years and then delete them. They"
    " are hosted in Germany by our provider. You may ask for access: write to privacy@tool.example.</p>",
}


def warm_up(assessor: Assessor, *, reading: bool = True) -> None:
    """Import the modules of a scan and judge a small made-up one, so that rules and tables are loaded.

    `reading`: lexicons and lemmas too; they take most of the time, and a night in which nothing changed needs none.
    """
    from datetime import UTC, datetime

    from catalog.nouns.evidence import Evidence, HostRecord
    from catalog.nouns.tool import Tool
    from scanner.checking import LayeredBlobs
    from scanner.reader import Reader

    for module in _MODULES:
        import_module(module)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    blobs = LayeredBlobs()
    pages = tuple(_page(blobs.put(_html(lang)), lang, at) for lang in (_TEXTS if reading else ()))
    evidence = Evidence(
        scan_id="warm-up",
        tool_id="warm-up",
        home="https://tool.example/",
        started_at=at,
        ended_at=at,
        capabilities=("static-html", "dns"),
        pages=pages,
        hosts=(HostRecord(host="tool.example", addresses=("8.8.8.8", "2001:4860:4860::8888")),),
    )
    tool = Tool(id="warm-up", name="Tool", home="https://tool.example/")
    assessor.assess(tool, evidence, blobs.get, Reader(), on=at.date())
    gc.collect()
    # What is loaded stays: the collector need not touch it again, so that forked processes go on sharing it.
    gc.freeze()


def warm_up_looking(ca_bundle: Path | None) -> None:
    """Load what looking at a site needs: the words of discovery, and TLS contexts with the operator's authorities."""
    from scanner.collect.tls import LEGACY, speaks
    from scanner.discover.links import candidates
    from scanner.net.trust import lenient_context, verifying_context
    from scanner.page import parse_page

    for lang in _TEXTS:
        candidates(parse_page(_html(lang).decode(), "https://tool.example/"), frozenset({"tool.example"}))
    for name in LEGACY:
        speaks(name)
    lenient_context()
    verifying_context(ca_bundle)


def _html(lang: str) -> bytes:
    script = '<script src="https://www.google-analytics.com/analytics.js"></script>'
    head = f'<html lang="{lang}"><head><title>{lang}</title>{script}</head>'
    return f"{head}<body><h1>{lang}</h1>{_TEXTS[lang] * 3}<a href='/login'>Login</a></body></html>".encode()


def _page(body: str, lang: str, at: object) -> Page:
    from catalog.nouns.evidence import Page

    url = f"https://tool.example/{lang}"
    exchange = {
        "url": url, "final_url": url, "status": 200, "media_type": "text/html", "charset": "utf-8", "body": body,
        "fetched_at": at,
    }  # fmt: skip
    role, surface = ("privacy", "documents") if lang == "fr" else ("terms", "documents")
    return Page.model_validate({"role": role, "surface": surface, "found_by": "given", "exchange": exchange})
