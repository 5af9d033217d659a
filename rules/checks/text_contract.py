"""What agreements and terms say to the school: availability, article 28, roles, changes, breaches."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact
from catalog.nouns.reading import ValueReading
from catalog.nouns.vocabulary import Surface
from rules.applicability import effective_profile
from rules.case import Case, Outcome, once
from rules.derive.fold import fold_same_length
from rules.judging.citing import listed, not_concerned, undecided
from rules.judging.company_names import brand, without_company_names
from rules.judging.documents import addresses
from rules.judging.practices import Weighed, contradictory
from rules.judging.text import (
    INCOMPLETE,
    Said,
    cited,
    doubtful,
    everywhere,
    holds_any,
    holds_value,
    keeping,
    only,
    quoted,
    said,
    silent,
    stated,
    texts,
    values,
    without,
)
from rules.judging.whose import behind_a_name, by_customers
from rules.words import holds, words
from rules.words.phrases import phrases

DUTIES = (
    "dpa-instructions", "dpa-confidentiality", "dpa-security", "dpa-subprocessors", "dpa-rights-assistance",
    "dpa-assistance-32-36", "dpa-deletion-return", "dpa-audit",
)  # fmt: skip
"""GDPR article 28(3), (a) to (h)."""
FEWEST = 3
"""Duties that make a text an agreement, and whose absence fails it (criteria, `contract.art28-clauses`)."""
TEMPLATE = words("text-contract", "template")
KEPT_ELSEWHERE = words("text-contract", "kept-elsewhere")
"""Words that make a sentence on the agreement point to its text rather than be it (folded)."""
ADOPTED = ("2021/915",)
"""The Commission's clauses between controllers and processors (GDPR art. 28(7), Implementing Decision (EU) 2021/915):
an agreement that takes them over by reference holds all duties, in a text that was not read here."""
SUMMARY_WORDS = 250
"""Words up to which a page that points to the agreement and lacks three duties is taken for a summary of it. Terse
agreements with all eight duties take 120 to 280 words (examples of this criterion, sites of the lab). Source: own."""
CONTACT = words("text-contract", "contact")
CONCLUDED = words("text-contract", "concluded")
"""Words by which an agreement is made with schools or handed to them (folded); without any it is only mentioned."""
US_DISTRICTS = words("text-contract", "us-districts")
"""Agreements for school districts of the United States (folded): they bind nobody towards a school in Europe."""
BREACH_DAYS = 3
"""72 hours: the longest that is still a stated, short delay (criteria, `contract.breach-notice`)."""
BREACH_SUBJECTS = ("breach", "notice", "general", "other")
"""What a delay may be of: one of nothing in particular counts where a sentence on breaches holds it."""
AT_ONCE = words("text-contract", "at-once")


@once
def agreements(case: Case) -> tuple[DocumentFact, ...]:
    """Documents that are agreements: found as such, or that hold at least three of the eight duties."""
    found = []
    for one in texts(case):
        duties = sum(one.reading.clause(name).stance == "affirmed" for name in DUTIES)
        if ("dpa" in (one.role, *one.also) and duties) or (
            duties > FEWEST
            and one.reading.clause("dpa-available").quotes
            and not holds_any(said((one,), "dpa-available"), *IN_FULL)
        ):
            found.append(one)
    return tuple(found)


IN_FULL = words("text-contract", "in-full")
"""Words of a page that only sums up the agreement beside it (folded)."""


SUPPLIERS = words("text-contract", "suppliers")
"""Words of the vendor's own suppliers, transfers and treaties (folded): an agreement with them is not the school's."""
TO_SCHOOLS = words("text-contract", "to-schools")
"""Words of whom an agreement is concluded with, or that it can be had (folded)."""


WITH_US = words("text-contract", "with-us")
"""Words of what others sign with the vendor or do for it (folded)."""


IN_A_LIST = 40
"""Characters behind a supplier's name among which a list sets a mark before what it says of it. Source: own."""
THEIR_OWN = phrases("text-contract", "their-own")
"""The suppliers of whoever a sentence speaks of (folded)."""


def _for_schools(found: tuple[Said, ...]) -> tuple[Said, ...]:
    """What is said of an agreement, without the sentences on one that the vendor has with its own suppliers."""
    return keeping(found, lambda text: not _with_suppliers(text))


def _with_suppliers(text: str) -> bool:
    folded = f" {fold_same_length(text)}"
    told = behind_a_name(folded) or ""
    if any(mark in told[:IN_A_LIST] for mark in ("|", "·", "—", " - ", ": ")):
        return True  # a line of a list of suppliers: `Some Cloud | storage | EU | DPA signed`
    if by_customers(text) and THEIR_OWN.search(folded):
        return True
    return holds(folded, SUPPLIERS) and (holds(folded, WITH_US) or not holds(folded, TO_SCHOOLS))


def dpa_available(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`contract.dpa-available`: published, offered with a template, or only by making contact."""
    offered = _for_schools(without(said(everywhere(case), "dpa-available"), *US_DISTRICTS))
    read = agreements(case)
    if read:
        own = [one for one in offered if one.document in read]
        duties = [one for document in read for one in said((document,), *DUTIES)]
        return stated("pass", "", (*own, *duties)[:4], params={"url": read[0].url})
    if offered:
        to_be_had = holds_any(offered, *TO_SCHOOLS, *CONCLUDED)
        if holds_any(offered, *TEMPLATE) or (to_be_had and not holds_any(offered, *CONTACT)):
            return stated("pass", "offered", offered, params={"url": offered[0].document.url})
        return stated("warn", "contact-only" if holds_any(offered, *CONTACT) else "mentioned", offered)
    if effective_profile(case.tool, case.facts).accounts == "no":
        return not_concerned("no-pupil-data")
    unclear = said(texts(case), "dpa-available", stance="unclear")
    return doubtful(unclear) if unclear else silent(case, texts(case))


def _only_summarise(parts: tuple[DocumentFact, ...]) -> bool:
    """Whether what was read is a short page that points to the agreement: what it leaves out, the agreement may say."""
    short = sum(one.reading.words for one in parts) <= SUMMARY_WORDS
    return short and holds_any(said(parts, "dpa-available"), *KEPT_ELSEWHERE)


def art28_clauses(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`contract.art28-clauses`: the eight duties and the description, over all parts of the agreement."""
    parts = agreements(case)
    if not parts:
        return undecided("no-agreement", searched=addresses(texts(case)))
    if any(not one.complete for one in parts):
        return undecided("cut", searched=addresses(parts))
    present = said(parts, *DUTIES)
    held = {one.reading.clause for one in present}
    missing = [name for name in DUTIES if name not in held]
    described = said(parts, "dpa-description")
    params = {"items": listed(missing, 9), "count": str(len(missing))}
    searched = addresses(parts)
    if len(missing) >= FEWEST:
        adopted = tuple(one for one in said(parts, "contractual-clauses") if holds_any((one,), *ADOPTED))
        if adopted:
            return undecided("by-reference", citations=cited(adopted), searched=searched)
        if _only_summarise(parts):
            return undecided("summary", params=params, citations=cited(present), searched=searched)
        return Outcome(
            "fail", "fail-missing", params=params, citations=cited(present), searched=searched,
            basis=parts[0].basis, root_cause=INCOMPLETE,
        )  # fmt: skip
    if missing:
        return stated("warn", "missing", present, params=params, searched=searched)
    if not described:
        return stated("warn", "no-description", present, searched=searched)
    return stated("pass", "", (*described, *present))


CLIENTS = words("text-contract", "clients")
"""Words one of which a sentence needs to speak of schools or of those whom the vendor works for (folded)."""
CLIENTS_BY_NAME = words("text-contract", "clients-by-name")
OWN_ROLE = words("text-contract", "own-role")
"""Who decides, by name, or the vendor's own role (folded): a sentence on processors may speak of the vendor's own."""
PUBLISHER = ("publisher-as-controller-of-pupil-data",)


def _names_a_client(case: Case, one: Said) -> bool:
    """Whether a sentence names whom the vendor works for: the word "school" in the vendor's own name is nobody."""
    own = brand(case)
    told = (without_company_names(quote.text, own) for quote in one.reading.quotes)
    return any(holds(text, (*CLIENTS_BY_NAME, *OWN_ROLE)) and not holds(text, OUR_PROCESSOR) for text in told)


OUR_PROCESSOR = words("text-contract", "our-processor")
"""Whose processor a sentence names (folded): one that works for the vendor tells nothing of the school."""
CONTROLS = words("text-contract", "controls")
WE_CONTROL = words("text-contract", "we-control")
"""What makes the vendor the controller in a sentence that also names a processor (folded): after its name, or `we`."""


def _both_roles(case: Case, one: Said) -> bool:
    """Whether every sentence makes the vendor the controller too: of the rest, or of everything but a few contracts."""
    named = tuple(f"{brand(case)} {cue}" for cue in CONTROLS)
    return all(holds(fold_same_length(quote.text), (*WE_CONTROL, *named)) for quote in one.reading.quotes)


def school_as_controller(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`contract.school-as-controller`: the school decides and the vendor obeys, or it is otherwise."""
    documents = texts(case)
    vendor = said(documents, *PUBLISHER)
    joint = said(documents, "joint-controllers")
    shared = {quote.place for one in (*vendor, *joint) for quote in one.reading.quotes}
    school = tuple(
        one
        for one in said(documents, "school-as-controller", "processor-role")
        if any(quote.place not in shared for quote in one.reading.quotes) and _names_a_client(case, one)
    )
    if vendor and school:
        return contradictory(Weighed(plain=vendor, denied=school))
    if vendor:
        return stated("fail", "vendor", vendor)
    if joint:
        return stated("warn", "joint", (*joint, *school))
    if school and all(_both_roles(case, one) for one in school):
        return stated("warn", "joint", school)
    if school:
        return stated("pass", "", school)
    unclear = said(documents, *PUBLISHER, "school-as-controller", stance="unclear")
    return doubtful(unclear) if unclear else silent(case, documents)


UNANNOUNCED = words("text-contract", "unannounced")
"""What makes a change silent (folded): continued use alone says that changes are posted."""


CHANGES = ("change-notice-given", "unilateral-change", "policy-change-notification", "policy-change")
WAY_OUT = words("text-contract", "way-out")
"""Words of a way out (folded): told beforehand without one, a change is only announced (criteria)."""
CHANGING = words("text-contract", "changing")
NO_ANNOUNCEMENT = words("text-contract", "no-announcement")
"""Words of other changes, or of none announced (folded): of a price, of one's own profile, `without prior notice`."""


def _announces(text: str) -> bool:
    """Whether a sentence announces changes, or a delay before them: that costs are told in advance is no such thing."""
    folded = f" {fold_same_length(text)}"
    return holds(folded, CHANGING) and not holds(folded, NO_ANNOUNCEMENT)


def _notice_delays(given: tuple[Said, ...]) -> list[tuple[DocumentFact, ValueReading]]:
    """Delays of the notice: read as such, or standing in a sentence that gives it, whatever else ends there."""
    found = values(dict.fromkeys(one.document for one in given), "duration")
    return [
        (document, value)
        for document, value in found
        if value.subject == "notice" or any(holds_value(one, document, value) for one in given)
    ]


def unilateral_change(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`contract.unilateral-change`: announced with a way out, only posted, or at any time without notice."""
    documents = texts(case, "terms", "privacy", "legal-notice")
    silently = said(documents, "unilateral-change")
    spoken = {quote.place for one in silently for quote in one.reading.quotes}
    announced = keeping(said(documents, "change-notice-given"), _announces)
    given = tuple(one for one in announced if one.reading.quotes[0].place not in spoken)
    unannounced = only(silently, *UNANNOUNCED)
    if unannounced and given:
        return contradictory(Weighed(plain=unannounced, denied=given))
    if unannounced:
        return stated("fail", "any-time", unannounced)
    if given and holds_any((*given, *said(documents, *CHANGES)), *WAY_OUT):
        days = sorted({v.days for _, v in _notice_delays(given) if v.days})
        return stated("pass", "", given, params={"days": str(days[0]) if days else "–"})
    posted = (*given, *silently, *said(documents, "policy-change-notification", "policy-change"))
    return stated("warn", "posting", posted) if posted else silent(case, documents)


TO_THE_VENDOR = words("text-contract", "to-the-vendor")
"""Words that have the vendor told of a breach by others (folded)."""
AUTHORITY = words("text-contract", "authority")


def _told_in_agreement(documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    """What an agreement on processing says of breaches: "he notifies him" is the vendor and the school.

    A sentence on the authority is about the controller's own duty.
    """
    agreements = [one for one in documents if one.role == "dpa"]
    return tuple(
        one
        for one in said(agreements, "breach-notification")
        if any(not holds(fold_same_length(quote.text), (*AUTHORITY, *TO_THE_VENDOR)) for quote in one.reading.quotes)
    )


PERSONS = words("text-contract", "persons")
CONTROLLERS = words("text-contract", "controllers")


def _to_persons_only(folded: str) -> bool:
    """Whether those are told whose data are concerned (GDPR article 34), and no school."""
    return holds(folded, PERSONS) and not holds(folded, CONTROLLERS)


def _not_to_the_authority(told: tuple[Said, ...]) -> tuple[Said, ...]:
    """What is said of telling schools: 72 hours are the delay to the authority, which is no school (criteria)."""
    return keeping(told, lambda text: _tells_schools(fold_same_length(text)))


BREACH_WORDS = words("text-contract", "breach-words")
FREE_TO = phrases("text-contract", "free-to")
"""Who is free to tell promises nothing (folded)."""


def _tells_schools(folded: str) -> bool:
    told = holds(folded, CLIENTS) or not holds(folded, AUTHORITY)
    told = told and holds(folded, BREACH_WORDS) and not _to_persons_only(folded) and not holds(folded, TO_THE_VENDOR)
    return told and FREE_TO.search(folded) is None


def _delays(told: tuple[Said, ...]) -> list[tuple[DocumentFact, ValueReading]]:
    """Delays of what is told of breaches: read as such, or standing in one of its sentences."""
    return [
        (document, value)
        for document, value in values(dict.fromkeys(one.document for one in told), "duration", *BREACH_SUBJECTS)
        if value.days is not None
        and (value.subject == "breach" or any(holds_value(one, document, value) for one in told))
    ]


def breach_notice(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`contract.breach-notice`: the school is told, within a delay. 72 hours is the delay to the authority."""
    documents = texts(case)
    told = (*_not_to_the_authority(said(documents, "breach-notice-school")), *_told_in_agreement(documents))
    if not told:
        general = said(documents, "breach-notification")
        return undecided("not-school", citations=cited(general)) if general else silent(case, documents)
    delays = _delays(told)
    days = min((value.days for _, value in delays if value.days is not None), default=None)
    params = {"days": str(days) if days is not None else "–"}
    if days is not None and days <= BREACH_DAYS:
        return stated("pass", "delay", told, params=params, more=quoted(delays[:2]))
    if holds_any(told, *AT_ONCE):
        return stated("pass", "at-once", told)
    if days is not None:
        return stated("warn", "late", told, params=params, more=quoted(delays[:2]))
    return stated("warn", "no-delay", told)
