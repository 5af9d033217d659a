"""A legal notice is read in whatever format it is published: HTML, PDF, DOCX; a scan of paper shows nothing."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest

from rules.derive import derive
from scanner.reader import Reader

HOME = "https://tool.example/"
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LINES = [
    "Mentions légales",
    "Éditeur du site",
    "Le site tool.example est édité par la société Classe Claire, SAS au capital de 25 000 euros.",
    "Siège social : 12 rue des Lilas, 69003 Lyon",
    "Téléphone : 04 72 00 00 00",
    "RCS Lyon 812 345 678",
    "Directrice de la publication : Mme Anne Martin",
    "Hébergement",
    "Le site est hébergé par OVH SAS, 2 rue Kellermann, 59100 Roubaix. Tél. : 1007",
]


def docx(lines: list[str]) -> bytes:
    from docx import Document

    document, kept = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(kept)
    return kept.getvalue()


def html(lines: list[str]) -> bytes:
    return "".join(f"<p>{line}</p>" for line in lines).encode()


FORMATS = {"pdf": "application/pdf", "docx": DOCX_TYPE, "html": "text/html; charset=utf-8"}
Make = Callable[[list[str]], bytes]


def judged(site: Any, kind: str, lines: list[str], pdf: Make) -> Any:
    make = {"pdf": pdf, "docx": docx, "html": html}[kind]
    url = f"https://tool.example/mentions.{kind}"
    site.page(HOME, "<p>Des exercices pour la classe et pour vos élèves, avec les familles.</p>")
    site.page(url, make(lines), role="legal-notice", media_type=FORMATS[kind])
    site.more["searched"] = (HOME, url)
    reader = Reader()
    facts = derive(site.evidence(), site.blobs.__getitem__, site.knowledge, read=reader, text=reader.text)
    return site.judge("transparency.legal-notice", "documents", facts=facts)


@pytest.mark.parametrize("kind", FORMATS)
def test_a_whole_notice_passes_in_every_format(site: Any, kind: str, pdf: Make) -> None:
    outcome = judged(site, kind, LINES, pdf)
    assert outcome.verdict == "pass", outcome
    quotes = [one.quote for one in outcome.citations if one.quote]
    assert any("812 345 678" in quote for quote in quotes)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    ("dropped", "item"),
    [("Téléphone", "publisher-phone"), ("Directrice", "publication-director"), ("RCS", "registration")],
)
def test_a_missing_item_is_named_in_every_format(site: Any, kind: str, dropped: str, item: str, pdf: Make) -> None:
    outcome = judged(site, kind, [line for line in LINES if not line.startswith(dropped)], pdf)
    assert (outcome.message, outcome.params["items"]) == ("warn-items-missing", item)


def test_a_scan_of_paper_is_missing_nothing(site: Any, pdf: Make) -> None:
    assert judged(site, "pdf", [], pdf).verdict == "inconclusive"


def test_the_text_of_a_document_is_extracted_once_for_its_items_and_its_clauses(
    site: Any, monkeypatch: pytest.MonkeyPatch, pdf: Make
) -> None:
    import scanner.documents.pdf as extraction

    sizes: list[int] = []
    real = extraction.pages_of

    def counting(data: bytes, seconds: int = 20) -> list[str]:
        sizes.append(len(data))
        return real(data, seconds)

    monkeypatch.setattr(extraction, "pages_of", counting)
    judged(site, "pdf", LINES, pdf)
    assert len(sizes) == 1
