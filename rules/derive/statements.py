"""Fields that pages state in a fixed form, from the texts of documents and of other pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from catalog.nouns.facts import PageFact, StatementFact
from rules.derive.claims import accessibility, claims
from rules.derive.documents import ReadDocument
from rules.derive.fold import fold
from rules.derive.legal_forms import company_name, names_legal_form
from rules.derive.legal_notice import notice_items
from rules.derive.sentences import sentences
from rules.words import holds, words

if TYPE_CHECKING:
    from rules.knowledge.knowledge import Knowledge

NOTICE_ROLES = frozenset({"legal-notice", "terms"})
"""Documents in which a legal notice is looked for: its own page, else the terms ("notice inside the terms")."""
MAX_QUOTE = 400


class PageText(NamedTuple):
    """A page with all text a visitor sees, footers included: its offsets are not those of the extracted text."""

    page: PageFact
    blob: str | None
    text: str


def statements(
    texts: Iterable[PageText], documents: Iterable[ReadDocument], knowledge: Knowledge
) -> tuple[StatementFact, ...]:
    """The statements of all pages. A legal notice that stands on its own page outweighs one inside the terms."""
    shown, read = list(texts), list(documents)
    found = [*_notices(read), *_controllers(read)]
    addresses = set()
    for one in read:
        if one.text and not one.fact.private:
            addresses.add(one.fact.url)
            found += [
                _fact(c.field, c.value, one.fact.url, one.fact.blob, one.text, c.start, c.end)
                for c in (*claims(one.text, knowledge), *accessibility(one.text, False))
            ]
    for entry in shown:
        url = entry.page.url
        dedicated = is_accessibility_page(entry.page, entry.text)
        said = [*accessibility(entry.text, dedicated)]
        if url not in addresses:
            said += claims(entry.text, knowledge)
        found += [_unplaced(c.field, c.value, url, entry.blob, entry.text[c.start : c.end]) for c in said]
    return tuple(dict.fromkeys(found))


STATEMENT = words("statements", "statement")
HEAD = 1500
"""Characters at the head of a page in which its own heading stands, after menus."""


def is_accessibility_page(page: PageFact, text: str) -> bool:
    """Whether a page is a statement of accessibility: by its title, or by its address and its heading."""
    if holds(fold(page.title), STATEMENT):
        return True
    return "accessib" in fold(page.url) and holds(fold(text[:HEAD]), STATEMENT)


def _notices(read: list[ReadDocument]) -> Iterator[StatementFact]:
    own = [one for one in read if "legal-notice" in (one.fact.role, *one.fact.also) and one.text]
    chosen = own or [one for one in read if one.fact.role in NOTICE_ROLES and one.text]
    for one in chosen:
        for item in notice_items(one.text):
            yield _fact(item.field, item.value, one.fact.url, one.fact.blob, one.text, item.start, item.end)


FORM_ALONE = words("statements", "form-alone")
"""Heads of a line that gives the form of a company named on another."""
OTHERS = words("statements", "others")
"""Words of a line that presents somebody else's company: its country is not the publisher's."""
LONGEST_NAME = 80
"""Characters of a line that presents a company whose name is not told from the rest of it."""
CONTROLLER_TEXT = 6000
"""Characters at the head of a policy in which its publisher presents itself."""


def _controllers(read: list[ReadDocument]) -> Iterator[StatementFact]:
    """The first line of a policy that presents a company, where it speaks of no host or processor."""
    for one in read:
        if one.fact.private or "privacy" not in (one.fact.role, *one.fact.also):
            continue
        received = _who_receives(one)
        for start, sentence in sentences(one.text[:CONTROLLER_TEXT]):
            folded = fold(sentence)
            if any(start <= place < start + len(sentence) for place in received):
                continue  # a line of a list of recipients has no word that says so
            if names_legal_form(sentence, long=False) and not holds(folded, (*OTHERS, *FORM_ALONE)):
                end = start + len(sentence)
                fact = one.fact
                name = company_name(sentence) or sentence.strip()[:LONGEST_NAME]
                yield _fact("controller-identity", name, fact.url, fact.blob, one.text, start, end)
                break


def _who_receives(one: ReadDocument) -> list[int]:
    """Places of what the reader took for a recipient, its country, or a host."""
    values = (
        *one.fact.reading.values_of("organisation", "recipient", "host"),
        *one.fact.reading.values_of("country", "recipient"),
    )
    return [value.quote.place for value in values]


def _fact(field: str, value: str, url: str, blob: str, text: str, start: int, end: int) -> StatementFact:
    """A statement with the line it stands in as its quote where the item alone is a bare number."""
    if end - start < 24:
        start = text.rfind("\n", 0, start) + 1 if start - (text.rfind("\n", 0, start) + 1) < 120 else start - 40
        stop = text.find("\n", end)
        end = min(stop if stop >= 0 else len(text), start + MAX_QUOTE)
    end = min(end, start + MAX_QUOTE)
    return StatementFact(field=field, value=value, url=url, blob=blob, quote=text[start:end], start=start, end=end)


def _unplaced(field: str, value: str, url: str, blob: str | None, quote: str) -> StatementFact:
    return StatementFact(field=field, value=value, url=url, blob=blob, quote=quote[:MAX_QUOTE])
