"""Facts from evidence: pure, so that they can be derived again whenever this code gets better."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.nouns.evidence import Evidence
from catalog.nouns.facts import Facts, PageFact
from rules.derive.allowance import Allowance
from rules.derive.cookies import cookies
from rules.derive.declared import declared
from rules.derive.digest import DERIVE_DIGEST
from rules.derive.documents import Bodies, Read, ReadDocument, Text, body_of, documents
from rules.derive.drawn_controls import drawn_controls, with_controls
from rules.derive.hosts import hosts
from rules.derive.ownership import ownership
from rules.derive.page_texts import page_texts
from rules.derive.parties import cloaked_hosts, third_parties
from rules.derive.publisher import french_offer, publisher_country
from rules.derive.statements import PageText, statements
from rules.derive.static_html import read_page
from rules.derive.targets import wrong_target
from rules.derive.well_known import well_known

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge

__all__ = ["DERIVE_DIGEST", "derive"]


def derive(
    evidence: Evidence, bodies: Bodies, knowledge: Knowledge, *, read: Read | None = None, text: Text | None = None
) -> Facts:
    """All facts of one scan.

    `bodies` gives a body by its SHA-256 and raises KeyError for one that is not kept; `read` reads a document
    (body, media type, name) into its clauses. Without `read` documents have their length and language only.
    `text` extracts a document's text, of PDF too; without it the items of a PDF are not looked for.
    The same arguments give the same facts. Never raises on any evidence.
    """
    owned = ownership(evidence, knowledge)
    texts = _pages(evidence, bodies, knowledge, cloaked_hosts(evidence, owned, knowledge))
    pages = tuple(one.page for one in texts)
    located = hosts(evidence, owned, knowledge)
    stored = cookies(evidence, owned, knowledge)
    allowance = Allowance()
    read_documents = documents(evidence, bodies, knowledge, read, text, allowance)
    said = statements(texts, read_documents, knowledge)
    country, shown_by = publisher_country(said, _notices(read_documents))
    facts = tuple(one.fact for one in read_documents)
    parties = third_parties(evidence, pages, located, stored, owned, knowledge)
    return Facts(
        site=owned.site,
        pages=pages,
        hosts=located,
        third_parties=parties,
        cookies=stored,
        documents=facts,
        page_texts=page_texts(evidence, pages, bodies, read, allowance),
        statements=(*said, *well_known(evidence, bodies), *declared(read_documents, stored, parties)),
        publisher_country=country,
        publisher_country_citation=shown_by,
        french_offer=french_offer(texts, evidence.home),
        wrong_target=wrong_target(evidence.home),
    )


def _pages(evidence: Evidence, bodies: Bodies, knowledge: Knowledge, cloaked: frozenset[str]) -> list[PageText]:
    """Every page once on each surface: one found under several roles keeps its first and the others beside it.

    A home page with the log-in form stands on both surfaces.
    """
    found: dict[tuple[str, str], PageText] = {}
    drawn = drawn_controls(evidence)
    for page in evidence.pages:
        fact, text = read_page(page, body_of(page.exchange.body, bodies), knowledge, cloaked)
        if fact.surface == "learner" and fact.url in drawn:
            fact = with_controls(fact, drawn[fact.url], bodies)
        key = (fact.url, fact.surface)
        if key in found:
            known = found[key].page
            also = tuple(dict.fromkeys((*known.also, fact.role, *fact.also)))
            merged: PageFact = known.model_copy(update={"also": tuple(role for role in also if role != known.role)})
            found[key] = found[key]._replace(page=merged)
        else:
            found[key] = PageText(fact, page.exchange.body, text)
    return list(found.values())


def _notices(read: tuple[ReadDocument, ...]) -> list[tuple[str, str, str]]:
    """(address, blob, text before the host is named) of the legal notices."""
    from rules.derive.legal_notice import publisher_part

    return [
        (one.fact.url, one.fact.blob, publisher_part(one.text))
        for one in read
        if "legal-notice" in (one.fact.role, *one.fact.also)
    ]
