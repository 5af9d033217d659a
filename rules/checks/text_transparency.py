"""Information of GDPR article 13 in the notice: who the controller is, whom to ask, recipients, data, its date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact, StatementFact
from catalog.nouns.reading import ValueReading
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import listed, of_statement
from rules.judging.controller import gives_street, only_a_brand, unformed
from rules.judging.documents import addresses, statements, unread_documents
from rules.judging.pointers import elsewhere, pointed, unpointed
from rules.judging.practices import WEAK, of_a_part, of_one_kind, passed_to_nobody
from rules.judging.text import (
    CHANNELS,
    NOTICE,
    Said,
    doubtful,
    everywhere,
    keeping,
    only,
    privacy_addresses,
    quoted,
    read_in_full,
    said,
    silence_fails,
    silent,
    stated,
    texts,
    values,
    without,
)
from rules.judging.whose import PRESENTING, behind_a_name, names_only, vendors_own
from rules.words import holds, words
from rules.words.phrases import phrases

OLDEST_MONTHS = 36
"""Age above which a policy is outdated (criteria, `transparency.dated-and-versioned`)."""
GDPR_DAY = date(2018, 5, 25)


NAMED = ("publisher-name", "controller-identity")


LIABILITY = words("text-transparency", "liability")
"""Whose sentence speaks of liability, not of who decides on the processing (folded; criteria, 5.2)."""


SHORTEST_BRAND = 4
"""Letters from which a tool's name is told from any word."""


def _under_the_brand(case: Case, documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    """Sentences that speak under the tool's own name, the first of each document: a brand names no legal entity."""
    name = fold_same_length(case.tool.name)
    every = (Said(one, reading) for one in documents for reading in one.reading.present.values())
    first: dict[str, Said] = {}
    for one in only(every, name) if len(name) >= SHORTEST_BRAND else ():
        first.setdefault(one.document.url, one)
    return tuple(first.values())


OF_PAYMENT = phrases("text-transparency", "of-payment")
MADE = phrases("text-transparency", "made")
RUNS = words("text-transparency", "runs")


def _of_another(text: str) -> bool:
    """Whether a sentence names who is responsible for payments only, or who made the website and does not run it."""
    folded = fold_same_length(text)
    return OF_PAYMENT.search(folded) is not None or (MADE.search(folded) is not None and not holds(folded, RUNS))


def controller_identity(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.controller-identity`: the legal entity with a contact, in any legal document."""
    documents = texts(case)
    named = said(documents, "controller-identity", "legal-notice-publisher")
    identity = tuple(one for one in without(named, *LIABILITY) if not only_a_brand(one))
    identity = keeping(identity, lambda text: not _of_another(text))
    facts = statements(case, *NAMED)
    contact = (*only(said(documents, "controller-contact"), *CHANNELS), *said(documents, "dpo-contact"))
    reach = _reach(documents)
    shown: tuple[StatementFact, ...] = facts[:2]
    if identity or (facts and documents):
        more = (*(of_statement(one) for one in shown), *quoted(reach[:1]))
        params = {"names": listed((one.value for one in shown), 2) or "–"}
        if not (contact or reach or gives_street(identity)):
            return stated("warn", "no-contact", identity, more=more, params=params)
        if not facts and unformed(documents, identity, (*said(documents, "controller-contact"), *contact)):
            return stated("warn", "brand-only", identity, more=more)
        if not identity and not said(texts(case, "privacy"), "processor-role"):
            return stated("warn", "notice-only", (), more=more, params=params)
        return stated("pass", "", (*identity, *contact), more=more, params=params)
    roles = said(documents, "school-as-controller", "processor-role")
    contact = contact or said(documents, "controller-contact", stance="unclear")
    if roles or contact or reach or named:  # somebody is named in a role or can be reached, be it under a brand
        return stated("warn", "brand-only", (*named, *roles, *contact), more=quoted(reach[:1]))
    branded = _under_the_brand(case, documents)
    return stated("warn", "brand-only", branded) if branded else silence_fails(case, documents)


PROCESSORS = words("text-transparency", "processors")
THEIRS = words("text-transparency", "theirs")
"""Whose officer a sentence names (folded): a processor's is not the vendor's (criteria, `transparency.dpo-contact`)."""


OTHERS_OFFICER = phrases("text-transparency", "others-officer")
"""The officer of a school, an academy or an authority (folded), to whom a sentence sends its readers."""
AUTHORITY_BOX = re.compile(r"^[^@]*@(?:[\w-]+\.)*(?:cnil\.fr|ico\.org\.uk|dataprotection\.ie|edps\.europa\.eu)\b[^@]*$")
OWN_OFFICER = phrases("text-transparency", "own-officer")
HOSTS_OFFICER = phrases("text-transparency", "hosts-officer")
OFFICER_OF = phrases("text-transparency", "officer-of")
"""Words between an officer and the organisation that follows (folded): `le DPO d’OVH`, `the DPO of Google`."""


def _of_a_processor(text: str) -> bool:
    """Whether a sentence names the officer of a processor, a school, an authority or another company."""
    folded = f" {fold_same_length(text)}"
    if holds(folded, PROCESSORS) and holds(folded, THEIRS):
        return True
    if OWN_OFFICER.search(folded):
        return False
    if any(one.search(folded) for one in (OTHERS_OFFICER, AUTHORITY_BOX, HOSTS_OFFICER)):
        return True
    if (behind_a_name(folded) or "").startswith("'s "):
        return True
    behind = OFFICER_OF.search(folded)
    return behind is not None and behind_a_name(folded[behind.end() :]) is not None


def _own(found: tuple[Said, ...]) -> tuple[Said, ...]:
    """What is said of the vendor's own officer, without the sentences on that of a processor."""
    return keeping(found, lambda text: not _of_a_processor(text))


HOST_OPENS = phrases("text-transparency", "host-opens")
"""A line of a legal notice that tells of the host, whose contact is none of the vendor's (folded)."""
GENERAL_BOXES = frozenset(words("text-transparency", "general-boxes"))
"""Mailboxes for everything (their name before the @): a sentence on rights makes no privacy contact of one."""


def _reach(documents: Iterable[DocumentFact]) -> list[tuple[DocumentFact, ValueReading]]:
    """Any e-mail address, telephone number or postal address, but for the host's."""
    found = [one for kind in ("email", "phone", "address") for one in values(documents, kind)]
    return [one for one in found if one[1].subject != "host"]


def _is_general(address: str) -> bool:
    return address.partition("@")[0].casefold() in GENERAL_BOXES


def dpo_contact(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.dpo-contact`: an officer's or privacy contact with a channel, a general one, or none at all."""
    documents = texts(case)
    officer = _own(said(documents, "dpo-contact"))
    desk = [
        one
        for one in privacy_addresses(documents)
        if not _of_a_processor(one[1].quote.text) and (one[1].subject == "dpo" or not _is_general(one[1].value))
    ]
    if officer or desk:
        params = {"contacts": listed((value.value for _, value in desk), 2) or "–"}
        return stated("pass", "", officer, more=quoted(desk[:2]), params=params)
    general = only(said(documents, "controller-contact"), *CHANNELS)
    general = keeping(general, lambda text: HOST_OPENS.search(fold_same_length(text).strip()) is None)
    if not texts(case, "privacy") and unread_documents(case):
        return silent(case, documents)  # a policy that could not be read may name whom to ask
    reach = _reach(documents) or _reach(everywhere(case))  # the foot of a page is none of its policy's text
    if general or reach:
        params = {"contacts": listed((value.value for _, value in reach), 2) or "–"}
        return stated("warn", "general", general, more=quoted(reach[:2]), params=params)
    invited = said(documents, "controller-contact", stance="unclear")
    if invited:
        return stated("warn", "general", invited, params={"contacts": "–"})
    return silence_fails(case, documents)


TRUSTED = words("text-transparency", "trusted")


NO_MORE = words("text-transparency", "no-more")
"""Words of those who once received data (folded): they tell of no recipient today."""
TECHNICAL = words("text-transparency", "technical")
"""Who alone is excepted where nobody else has access (folded): a category (criteria, 5.2, "hors sous-traitants")."""
FOR_ONE_END = words("text-transparency", "for-one-end")
"""What denies sharing for one end only (folded): it does not say that nobody receives the data."""


def recipients(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.recipients`: names or precise categories; only unnamed partners warn."""
    documents = texts(case, *NOTICE, "dpa", "subprocessors")
    notice = texts(case, *NOTICE)
    own = vendors_own(said(documents, *PRESENTING))
    named = keeping(without(said(documents, "recipients-named"), *NO_MORE), lambda text: not names_only(text, own))
    categories = unpointed(said(documents, "recipients-categories"), pointed(case, "recipients"))
    vague = (*said(notice, "vague-partners", "partner-marketing"), *only(categories, *TRUSTED))
    others = [one for one in values(documents, "organisation", "recipient") if one[1].value]
    left = elsewhere(case, "recipients")
    if vague and not others:
        if left and not named:
            return left
        return stated("warn", "partly-vague" if named else "vague", (*vague, *named))
    if named or categories:
        told = [value for _, value in values(documents, "organisation", "recipient", "host")]
        names = listed(one.value for one in told if not holds(fold_same_length(one.quote.text), NO_MORE))
        key = ("" if names else "said") if named else "categories"
        return stated("pass", key, (*named, *categories), params={"names": names or "–"})
    denied = without(said(notice, "third-party-sharing", stance="denied"), *FOR_ONE_END)
    nobody = tuple(one for one in passed_to_nobody(denied) if not of_one_kind(one) and not of_a_part(one))
    plain = tuple(one for one in nobody if one.reading.qualified_by not in WEAK)
    if plain:
        return stated("pass", "nobody", plain)
    shared = said(notice, "third-party-sharing", "third-party-advertising")
    excepted = only((one for one in shared if one.reading.qualified_by == "exception"), *TECHNICAL)
    if excepted:
        return stated("pass", "categories", excepted, params={"names": "–"})
    if left:
        return left
    if shared:
        return stated("warn", "vague", shared)
    # A host with a name that no list knows is somebody who receives data; who says to collect nothing has nothing to
    # pass on: there silence is not shown.
    hosts = said(documents, "legal-notice-host")
    none_kept = said(notice, "data-categories", stance="denied")
    unknown = (*nobody, *said(documents, "recipients-named", stance="unclear"), *hosts, *none_kept)
    return doubtful(unknown) if unknown else silence_fails(case, documents)


PROVIDED = words("text-transparency", "provided")
KINDS = words("text-transparency", "kinds-of-data")
"""Names of kinds of data (folded). What the reader takes for one may only stand beside a word of collecting."""
DEFINING = words("text-transparency", "defining")
"""What opens a definition of personal data (folded): its examples are not what is collected."""
FEWEST_KINDS = 2


def _kinds(found: Iterable[Said]) -> int:
    """How many kinds of data the sentences name."""
    folded = [f" {fold_same_length(quote.text)} " for one in found for quote in one.reading.quotes]
    return sum(any(holds(text, (kind,)) for text in folded) for kind in KINDS)


def data_categories(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.data-categories`: kinds of data are listed, or only what "you provide" is mentioned."""
    documents = texts(case, *NOTICE, "dpa")
    found = without(said(documents, "data-categories"), *DEFINING)
    if _kinds(found) >= FEWEST_KINDS:
        return stated("pass", "", found)
    if found and not without(found, *PROVIDED):
        return stated("warn", "generic", found)
    return doubtful(found) if found else silent(case, documents)


CHANGES = ("policy-change-notification", "change-notice-given", "change-history")
TOLD = words("text-transparency", "told")
"""Words that say how a change is made known (folded): that a policy may change tells nobody of it."""
SILENT = words("text-transparency", "silent")


def dated_and_versioned(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.dated-and-versioned`: a date within 36 months and a way in which changes are told."""
    documents = texts(case, "privacy") or texts(case, *NOTICE)
    if not documents:
        return silent(case, documents)
    dated = [
        (doc, value)
        for doc, value in values(documents, "date", "last-updated", "effective")
        if _day(value.value) and not _of_a_law(value.quote.text, _day(value.value) == GDPR_DAY)
    ]
    if not dated:
        if not read_in_full(case, documents):
            return silent(case, documents)
        return stated("warn", "undated", (), searched=addresses(documents))
    document, newest = max(dated, key=lambda one: one[1].value)
    day = _day(newest.value) or case.on
    more = quoted([(document, newest)])
    written = day.isoformat() if _names_its_day(newest.quote.text, day) else day.isoformat()[:7]
    params = {"date": written, "months": str(_months(day, case.on))}
    if day < GDPR_DAY:
        return stated("warn", "before-gdpr", (), more=more, params=params)
    if _months(day, case.on) > OLDEST_MONTHS:
        return stated("warn", "outdated", (), more=more, params=params)
    changes = _changes(documents)
    if not changes:
        return stated("warn", "no-procedure", (), more=more, params=params, searched=addresses(documents))
    return stated("pass", "", changes, more=more[:1], params=params)


LAWS = words("text-transparency", "laws")
OF_POLICY = words("text-transparency", "of-policy")
"""Words of the document itself (folded): beside a law's they make a date its own."""

OF_ANOTHER_THING = phrases("text-transparency", "of-another-thing")
"""What a sentence opens with (folded) when it dates another thing than the document: prices, an app, a list."""
OF_A_TEXT = phrases("text-transparency", "of-a-text")


def _of_a_law(quote: str, gdpr_day: bool) -> bool:
    """Whether a date is that of an act ("decree in force of 26 February 2018") or of rights under it.

    The day from which the GDPR applies (article 99) is the GDPR's, unless the sentence speaks of the document.
    """
    folded = fold_same_length(quote)
    if OF_ANOTHER_THING.search(folded) and not OF_A_TEXT.search(folded):
        return True
    return (gdpr_day or holds(folded, LAWS)) and not holds(folded, OF_POLICY)


MONTH_AND_YEAR = re.compile(r"(?<![\d/])\d{1,2}/\d{4}(?![\d/])|\d+\.\d+")
"""What holds a 1 that is no day: a month in figures, the number of a version."""


def _names_its_day(quote: str, day: date) -> bool:
    """Whether a date is written with its day: `March 2026` is read as its first day, which nobody wrote."""
    rest = MONTH_AND_YEAR.sub(" ", quote)
    numbers = {number.lstrip("0") for number in "".join(c if c.isdigit() else " " for c in rest).split()}
    return day.day != 1 or "1" in numbers or "premier" in quote.lower() or "first" in quote.lower()


def _changes(documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    announced = without(said(documents, *CHANGES), "sous-traitants ulterieurs")
    return (*announced, *without(only(said(documents, "policy-change"), *TOLD), *SILENT))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _months(day: date, on: date) -> int:
    """Whole months from `day` to `on`; 0 for a day to come."""
    return max(0, (on.year - day.year) * 12 + on.month - day.month - (on.day < day.day))
