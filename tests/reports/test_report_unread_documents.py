"""Of a document that could not be read nothing is told but that: no subjects, no silence, no words."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

import pytest

from catalog.nouns.evidence import SuppliedDocument
from catalog.nouns.facts import DocumentFact
from catalog.nouns.reading import ClauseReading, DocumentReading, Readability
from catalog.nouns.scan import Assessment
from reports.context import Context
from reports.view.documents import document_views
from reports.view.header import header
from reports.wording import Wording

UNCLEAR = tuple(ClauseReading(clause=name, stance="unclear") for name in ("sale-of-data", "retention-periods"))
SILENT = (ClauseReading(clause="encryption-in-transit", stance="absent"),)


@pytest.fixture
def document() -> Callable[..., DocumentFact]:
    def make(readable: Readability, words: int, complete: bool) -> DocumentFact:
        reading = DocumentReading(words=words, clauses=(*UNCLEAR, *SILENT), readable=readable)
        return DocumentFact(
            url="contrat.pdf", role="dpa", basis="contractual", blob="0" * 64, private=True, complete=complete,
            reading=reading,
        )  # fmt: skip

    return make


@pytest.mark.parametrize("readable", [one for one in get_args(Readability) if one != "ok"])
def test_it_says_once_that_it_was_not_read(document: Callable[..., DocumentFact], readable: Readability) -> None:
    wording = Wording("en")
    (view,) = document_views((document(readable, 0, False),), (), wording, "x")
    assert (view.clauses, view.silent_on, view.words) == ((), (), "")
    assert view.remarks == (wording.say(f"document.{readable}"), wording.say("document.private"))


def test_what_was_read_in_part_keeps_its_words_and_says_it_was_cut(document: Callable[..., DocumentFact]) -> None:
    (view,) = document_views((document("ok", 120, False),), (), Wording("en"), "x")
    assert len(view.clauses) == 2 and len(view.silent_on) == 1 and view.words == "120 words"
    assert view.remarks[0] == Wording("en").say("document.cut")


@pytest.mark.parametrize("readable", get_args(Readability))
def test_a_supplied_document_was_looked_at_where_it_could_be_read(
    document: Callable[..., DocumentFact],
    assessment: Callable[..., Assessment],
    context: Callable[..., Context],
    readable: Readability,
) -> None:
    brought = SuppliedDocument(name="contrat.pdf", body="0" * 64, media_type="application/pdf")
    given = assessment()
    evidence = given.evidence.model_copy(
        update={"capabilities": (*given.evidence.capabilities, "supplied-document"), "supplied": (brought,)}
    )
    fact = document(readable, 120, readable == "ok")
    facts = given.facts.model_copy(update={"documents": (*given.facts.documents, fact)})
    view = header(assessment(evidence=evidence, facts=facts), context("en"))
    said = Wording("en").name("capability", "supplied-document")
    assert (said in view.seen) is (readable == "ok")
    assert said not in view.not_seen
