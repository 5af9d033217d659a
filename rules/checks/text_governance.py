"""What documents and pages claim of certificates and offer for a school's impact assessment."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import undecided
from rules.judging.documents import addresses
from rules.judging.text import everywhere, holds_any, keeping, said, silent, stated, texts, values, without
from rules.judging.whose import by_customers
from rules.words import holds, words
from rules.words.phrases import phrases

NO_CERTIFICATE = words("text-governance", "no-certificate")
"""Self-certification under a transfer framework is no certificate."""
NUMBER = words("text-governance", "number")
NEAR = 160
"""Characters after a claim within which a date still belongs to it: "certificate no. 12, valid until …"."""
HOSTS = words("text-governance", "hosts")


def certification_claims(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`security.certification-claims`: the vendor's own with number and date, with one of them, the host's, or none."""
    documents = everywhere(case)
    claims = without(said(documents, "certification-claim"), *NO_CERTIFICATE)
    of_host = said(documents, "certificate-of-host")
    if not claims and not of_host:
        return undecided("no-claim", searched=addresses(texts(case)))
    if of_host or (claims and all(holds_any((one,), *HOSTS) for one in claims)):
        return stated("warn", "host", (*of_host, *claims))
    dates = [
        value
        for document, value in values(documents, "date")
        for one in claims
        if one.document is document
        and any(quote.place <= value.quote.start < quote.end + NEAR for quote in one.reading.quotes)
    ]
    numbered = holds_any(claims, *NUMBER)
    if numbered and dates:
        return stated("pass", "", claims, params={"date": dates[0].value})
    if dates:
        return stated("warn", "only-date", claims, params={"date": dates[0].value})
    return stated("warn", "no-date" if numbered else "no-number", claims)


INVESTMENTS = words("text-governance", "investments")
"""The French public investment programme has the initials of an impact assessment (criteria, 5.2)."""
REQUEST = words("text-governance", "request")


OWN_ASSESSMENT = words("text-governance", "own-assessment")
HANDED_OVER = words("text-governance", "handed-over")
"""Words of the vendor's own duty, and of what a school gets (folded): to conduct assessments gives a school none."""
BY_AUTHORITIES = phrases("text-governance", "by-authorities")
"""What authorities publish or laws ask for opens so (folded)."""
OURS = words("text-governance", "ours")
"""Words by which the vendor has a part in what a school does (folded)."""


def _for_the_school(text: str) -> bool:
    folded = fold_same_length(text)
    if (by_customers(text) or BY_AUTHORITIES.search(folded)) and not holds(folded, OURS):
        return False
    return not holds(folded, OWN_ASSESSMENT) or holds(folded, HANDED_OVER)


def dpia_support(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`governance.dpia-support`: an assessment or what the school needs for its own; on request warns."""
    found = keeping(without(said(everywhere(case), "dpia-support"), *INVESTMENTS), _for_the_school)
    if not found:
        return silent(case, texts(case))
    if holds_any(found, *REQUEST):
        return stated("warn", "on-request", found)
    return stated("pass", "", found)
