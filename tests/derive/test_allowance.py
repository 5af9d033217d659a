"""More text than one check reads: what comes after is named, not read, and its silence proves nothing."""

from __future__ import annotations

from datetime import UTC, datetime

from catalog.nouns.evidence import Evidence, SuppliedDocument
from catalog.nouns.tool import Tool
from catalog.nouns.vocabulary import Role
from reports.view.documents import _remarks
from reports.wording import Wording
from rules.case import Case
from rules.derive import derive
from rules.derive.allowance import MOST, WORD
from rules.judging.documents import unread_documents
from rules.judging.text import read_in_full, texts
from rules.knowledge.load import load_knowledge
from scanner.net.blobs import MemoryBlobs
from scanner.reader import Reader

SENTENCE = "Nous ne vendons pas les données personnelles des élèves à des tiers. "
AT = datetime(2026, 9, 1, tzinfo=UTC)


def evidence(blobs: MemoryBlobs, *sizes: tuple[Role, int], supplied: int = 0) -> Evidence:
    """Documents of so many characters each."""
    pages = []
    for number, (role, size) in enumerate(sizes):
        body = f"<html lang=fr><h1>Politique {number}</h1><p>{SENTENCE * (size // len(SENTENCE))}</html>".encode()
        url = f"https://outil.example/{number}"
        exchange = {
            "url": url, "final_url": url, "status": 200, "media_type": "text/html", "charset": "utf-8",
            "body": blobs.put(body), "size": len(body), "fetched_at": AT,
        }  # fmt: skip
        surface = "showcase" if role == "other" else "documents"
        pages.append({"role": role, "surface": surface, "found_by": "given", "exchange": exchange})
    brought = SuppliedDocument(
        name="contrat.html", media_type="text/html", body=blobs.put((SENTENCE * supplied).encode())
    )
    return Evidence.model_validate(
        {
            "scan_id": "s", "tool_id": "t", "home": "https://outil.example/", "started_at": AT, "ended_at": AT,
            "capabilities": ("static-html",), "pages": pages, "supplied": (brought,) if supplied else (),
        }
    )  # fmt: skip


def case(blobs: MemoryBlobs, seen: Evidence) -> Case:
    reader, knowledge = Reader(), load_knowledge()
    facts = derive(seen, blobs.get, knowledge, read=reader, text=reader.text)
    return Case(Tool(id="t", name="Outil", home=seen.home), seen, facts, knowledge, AT.date())


def test_what_comes_after_the_most_that_is_read_is_named_and_its_silence_proves_nothing() -> None:
    blobs = MemoryBlobs()
    whole = 900_000
    sizes: list[tuple[Role, int]] = [("privacy", whole)] * 6 + [("cookies", 3000), ("other", 3000)]
    judged = case(blobs, evidence(blobs, *sizes, supplied=40))
    read = [one.reading.readable for one in judged.facts.documents]
    # Twelve words of 69 characters: four such documents leave something of the allowance, the fifth exhausts it.
    each = whole / len(SENTENCE) * 12 * WORD
    assert 4 * each < MOST < 5 * each
    assert read == ["ok"] * 5 + ["not-read"] * 2 + ["ok"]
    left_out = judged.facts.documents[5:7]
    assert all(not one.complete and one.blob and not one.reading.clauses for one in left_out)
    assert {one.url for one in left_out} <= set(unread_documents(judged))
    assert not read_in_full(judged, texts(judged))
    assert left_out[0] not in texts(judged)
    assert judged.facts.page_texts == ()
    # What a school brought is read all the same.
    assert judged.facts.documents[-1].basis == "contractual"
    for lang, said in (("fr", "n’a pas été lu"), ("en", "was not read")):
        (remark,) = _remarks(left_out[0], None, Wording(lang))
        assert said in remark


def test_the_same_evidence_is_read_as_far_again() -> None:
    blobs = MemoryBlobs()
    seen = evidence(blobs, *[("privacy", 900_000)] * 7)
    assert case(blobs, seen).facts == case(blobs, seen).facts


def test_what_a_tool_usually_publishes_is_read_whole() -> None:
    blobs = MemoryBlobs()
    sizes: list[tuple[Role, int]] = [("privacy", 300_000), ("terms", 120_000), ("cookies", 40_000), ("other", 20_000)]
    judged = case(blobs, evidence(blobs, *sizes))
    assert all(one.complete and one.reading.readable == "ok" for one in judged.facts.documents)
    assert len(judged.facts.page_texts) == 1
    assert read_in_full(judged, texts(judged))
