"""How long documents say data are kept."""

from __future__ import annotations

from dataclasses import replace

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact
from catalog.nouns.reading import ValueReading
from catalog.nouns.vocabulary import Surface
from rules.applicability import effective_profile
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import listed
from rules.judging.pointers import elsewhere, only_pointed
from rules.judging.practices import judged, weigh
from rules.judging.text import (
    Said,
    holds_any,
    holds_value,
    keeping,
    limits_age,
    only,
    quoted,
    said,
    silence_fails,
    silent,
    stated,
    texts,
    values,
    without,
)
from rules.judging.whose import behind_a_name
from rules.words import holds, words
from rules.words.phrases import phrases

OF_ACCOUNTS = ("account", "inactivity", "contract-end", "general")
ACCOUNTS = words("text-retention", "accounts")
LOGS = words("text-retention", "logs")
NECESSARY = words("text-retention", "necessary")
"""What a sentence without a period says (folded)."""
LONGEST_DAYS = 366
"""Twelve months after the end of the contract, beyond which deletion comes late (criteria)."""
Duration = tuple[DocumentFact, ValueReading]


def periods_stated(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`retention.periods-stated`: periods for accounts and for logs; one general sentence warns."""
    documents = texts(case)
    stated_periods = keeping(said(documents, "retention-period"), lambda text: not _others_keep(fold_same_length(text)))
    durations = _durations(documents, *OF_ACCOUNTS, "logs")
    vague = said(documents, "vague-retention")
    if not durations and not keeping(stated_periods, _bounds):
        vague = (*vague, *stated_periods, *said(documents, "indefinite-retention"))
        if left := elsewhere(case, "retention"):
            return left
        return stated("warn", "vague", vague) if vague else silence_fails(case, documents)
    accounts = [one for one in durations if one[1].subject != "logs"]
    logs = [one for one in durations if one[1].subject == "logs"]
    shown = quoted([*accounts[:2], *logs[:2]])
    params = {"accounts": _days(accounts), "logs": _days(logs)}
    of_logs = bool(logs) or holds_any(keeping(stated_periods, _bounds), *LOGS)
    without_accounts = effective_profile(case.tool, case.facts).accounts == "no"
    of_accounts = bool(accounts) or holds_any(stated_periods, *ACCOUNTS)
    if of_logs and (of_accounts or without_accounts):
        return stated("pass", "", stated_periods, params=params, more=shown)
    key = "no-accounts" if of_logs else "no-logs" if of_accounts or without_accounts else "partial"
    return stated("warn", key, stated_periods, params=params, more=shown)


SET_BY_OTHERS = phrases("text-retention", "set-by-others")
"""Who else decides how long (folded): what a host sets is told to nobody."""


def _bounds(text: str) -> bool:
    """Whether a sentence sets an end: what it keeps for ever beside that is another matter; others set none."""
    return not SET_BY_OTHERS.search(fold_same_length(text)) and not holds(_ended(text), NECESSARY)


def _ended(text: str) -> str:
    """A sentence (folded) without what it keeps for ever beside something else that it keeps or erases."""
    folded = fold_same_length(text)
    rest = folded.replace(_part_without_end(folded), " ")
    return rest if holds(rest, KEEPING) else folded


def _durations(documents: tuple[DocumentFact, ...], *subjects: str) -> list[Duration]:
    """Durations about these subjects; ages of children, the terms of contracts, refunds and the like are none."""
    return [
        one
        for one in values(documents, "duration", *subjects, "other")
        if not limits_age(one[1].quote.text)
        and not _of_something_else(f" {fold_same_length(one[1].quote.text)}")
        and (one[1].days is not None or _bounds(one[1].quote.text))
        and (one[1].subject != "other" or _tells_of_keeping(f" {fold_same_length(one[1].quote.text)}"))
    ]


def _tells_of_keeping(folded: str) -> bool:
    """Whether a sentence on nothing in particular still keeps or erases: `files are wiped after 30 days`."""
    return holds(folded, KEEPING) and not holds(folded, OTHER_DELAYS)


KEEPING = words("text-retention", "keeping")
OTHER_DELAYS = words("text-retention", "other-delays")
"""What else takes days (folded): a refund, a trial, a password. Beside a word of keeping or erasing they may count."""


OTHER_PEOPLE = words("text-retention", "other-people")
"""Data that no account holds (folded): of applicants, prospects, those who write or are filmed; another's own data."""
NOT_KEPT = phrases("text-retention", "not-kept")
AT_MOST = words("text-retention", "at-most")
"""Words that turn a denial into a limit (folded): `not kept longer than`."""


def _of_something_else(folded: str) -> bool:
    if _is_term(folded) or (holds(folded, OTHER_DELAYS) and not holds(folded, KEEPING)):
        return True
    if holds(folded, OTHER_PEOPLE) and not holds(folded, ACCOUNTS):
        return True
    return _others_keep(folded) or (NOT_KEPT.search(folded) is not None and not holds(folded, AT_MOST))


OTHERS_KEEP = words("text-retention", "others-keep")
"""Who keeps data by themselves (folded): a browser, an operator, what the law asks of schools or access providers."""


def _others_keep(folded: str) -> bool:
    """Whether others keep the data: they, by name or kind, or another company: `Acme keeps its data for 26 months`."""
    if holds(folded, OTHERS_KEEP):
        return True
    told = behind_a_name(folded)
    return told is not None and holds(" ".join(told.split()[:2]), KEEPING)


TERM = words("text-retention", "term")
"""How long a contract runs (folded): no data are kept by it (criteria, 5.2)."""


def _is_term(folded: str) -> bool:
    return holds(folded, TERM)


def _days(found: list[Duration]) -> str:
    return listed(str(value.days) for _, value in found if value.days is not None) or "–"


KEPT_SO = words("text-retention", "kept-so")
"""Words by which anonymised data stay with the publisher (folded): who keeps a site running keeps no data."""
UNTOLD_METHOD = words("text-retention", "untold-method")


TRACKERS = words("text-retention", "trackers")
"""What stays on a reader's device (folded): no data that the publisher keeps anonymised."""
GIVING = words("text-retention", "giving")
CHOOSING = words("text-retention", "choosing")


def _on_giving(one: Said) -> bool:
    """Whether the condition is only that a person gives the data: `if you post a comment, it is kept for ever`.

    What hangs on consent or a wish stays a condition.
    """
    folded = [fold_same_length(quote.text) for quote in one.reading.quotes]
    return one.reading.qualified_by == "condition" and all(
        text.startswith(GIVING) and not holds(text, CHOOSING) for text in folded
    )


UNLESS_ASKED = words("text-retention", "unless-asked")
"""Words that leave the end to the person (folded): whoever asks may have data erased anyway (GDPR article 17)."""


def _until_asked(one: Said) -> bool:
    """Whether the only limit is that nobody asks: `kept without limit, unless you ask otherwise`."""
    folded = [fold_same_length(quote.text) for quote in one.reading.quotes]
    return bool(folded) and all(holds(text, UNLESS_ASKED) for text in folded)


RECORDS = words("text-retention", "records")
"""Archives that hold no account (folded): invoices, contracts, former versions, lessons of one's own authors."""
OF_PEOPLE = words("text-retention", "of-people")
OF_NOBODY = words("text-retention", "of-nobody")


def _of_people(text: str) -> bool:
    """Whether a sentence may be on data of people who use the tool: invoices and the like may be kept (criteria)."""
    folded = _part_without_end(fold_same_length(text))
    for phrase in OF_NOBODY:
        folded = folded.replace(phrase, " ")
    return holds(folded, OF_PEOPLE) or not holds(folded, RECORDS)


WITHOUT_END = words("text-retention", "without-end")
"""Words of keeping for ever (folded)."""


def _part_without_end(folded: str) -> str:
    """The part of a sentence that keeps something for ever: `accounts go each year; invoices are kept without limit`.

    A semicolon parts; a comma does where what stands before keeps or erases too, and what follows names its own thing.
    """
    part = next((one for one in folded.split(";") if holds(one, WITHOUT_END)), folded)
    before, comma, rest = part.rpartition(",")
    named = holds(rest, RECORDS) or holds(rest, OF_PEOPLE)
    own = comma and holds(rest, WITHOUT_END) and holds(rest, KEEPING) and named
    return rest if own and holds(before, KEEPING) else part


LEAST = words("text-retention", "least")
"""Words of a shortest period (folded): what is kept at least so long may be kept for ever."""


def _at_least(folded: str) -> bool:
    return holds(folded, LEAST) and not holds(folded, AT_MOST) and not holds(folded, ERASES)


ERASES = words("text-retention", "erases")


def indefinite_language(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`retention.indefinite-language`: data kept for ever fail; kept anonymised without a method warn."""
    documents = texts(case)
    weighed = weigh(documents, "indefinite-retention").keeping(_of_people)
    given = tuple(one for one in weighed.conditional if _on_giving(one) or _until_asked(one))
    weighed = replace(
        weighed,
        plain=(*weighed.plain, *given),
        conditional=tuple(one for one in weighed.conditional if one not in given),
    )
    if weighed.affirmed and holds_any(weighed.affirmed, *UNTOLD_METHOD):
        return stated("warn", "anonymised", weighed.affirmed)
    if weighed.affirmed or weighed.denials or weighed.unclear:
        return judged(weighed) or silent(case, documents)
    anonymous = without(only(said(documents, "anonymised-reuse"), *KEPT_SO), *TRACKERS)
    if anonymous:
        return stated("warn", "anonymised", anonymous)
    bounded = keeping(said(documents, "retention-period"), lambda text: not holds(_ended(text), WITHOUT_END))
    bounded = keeping(bounded, lambda text: not _at_least(fold_same_length(text)))
    return stated("pass", "bounded", bounded) if bounded else silent(case, documents)


ENDING = words("text-retention", "ending")
OWN_ACCOUNT = words("text-retention", "own-account")
"""Closing one's own account is not the end of the school's contract."""
CHOICE = words("text-retention", "choice")
NOT_RETURNED = words("text-retention", "not-returned")
"""What holds a word of return and refuses it (folded)."""
REQUEST = words("text-retention", "request")
BACKUPS = words("text-retention", "backups")


def end_of_contract(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`retention.end-of-contract`: deletion or return at the school's choice, within a delay, backups included."""
    documents = texts(case)
    ending = said(documents, "end-of-contract-deletion")
    fate = said(documents, "dpa-deletion-return")
    found = (
        *(one for one in fate if one.document.role == "dpa"),  # of what else would an agreement say it
        *only(tuple(one for one in fate if one.document.role != "dpa"), *ENDING),
        *(only(ending, *ENDING) or without(ending, *OWN_ACCOUNT)),
    )
    if not found:
        told = _by_value(case, documents)
        return (elsewhere(case, "ending") or told) if told.verdict == "inconclusive" else told
    delays = _delays(documents, found)
    days = max((value.days or 0 for _, value in delays), default=0)
    params = {"days": str(days) if days else "–"}
    more = quoted(delays[:2])
    if days > LONGEST_DAYS:
        return stated("warn", "late", found, params=params, more=more)
    if holds_any(found, *REQUEST) and not days:
        return stated("warn", "on-request", found, params=params)
    if not days and (left := only_pointed(case, "ending", found)):
        return left
    if not days or not holds_any(without(found, *NOT_RETURNED), *CHOICE):
        return stated("warn", "incomplete", found, params=params, more=more)
    backed = holds_any(found, *BACKUPS) or any(
        cue in fold_same_length(value.quote.text) for _, value in delays for cue in BACKUPS
    )
    slug = "" if backed else "backups-unsaid"
    return stated("pass", slug, found, params=params, more=more)


def _by_value(case: Case, documents: tuple[DocumentFact, ...]) -> Outcome:
    """A sentence read for its delay at the end of the contract alone."""
    ends = [one for one in values(documents, "duration", "contract-end") if one[1].days]
    chosen = [one for one in ends if _offers_choice(fold_same_length(one[1].quote.text))]
    if not ends:
        return silent(case, documents)
    document, value = (chosen or ends)[0]
    params = {"days": str(value.days)}
    if not chosen or (value.days or 0) > LONGEST_DAYS:
        slug = "late" if (value.days or 0) > LONGEST_DAYS else "incomplete"
        return stated("warn", slug, (), params=params, more=quoted([(document, value)]))
    backed = holds(fold_same_length(value.quote.text), BACKUPS)
    return stated("pass", "" if backed else "backups-unsaid", (), params=params, more=quoted([(document, value)]))


def _offers_choice(folded: str) -> bool:
    return holds(folded, CHOICE) and not holds(folded, NOT_RETURNED)


NEXT = 200
"""Characters after a sentence on the end of the contract within which the delay may follow in the next one."""
ERASED = words("text-retention", "erased")


def _delays(documents: tuple[DocumentFact, ...], found: tuple[Said, ...]) -> list[Duration]:
    """Durations in the sentences on the end of the contract, or in a sentence on the erasure that follows them."""
    return [
        (document, value)
        for document, value in values(documents, "duration")
        if value.subject not in ("invoices", "notice", "breach", "cookies", "logs", "inactivity")
        and any(holds_value(one, document, value) or _follows(one, document, value) for one in found)
    ]


def _follows(one: Said, document: DocumentFact, value: ValueReading) -> bool:
    """Whether a value stands in a sentence on erasure just after one of the quotes."""
    folded = fold_same_length(value.quote.text)
    return (
        one.document is document
        and holds(folded, ERASED)
        and any(0 <= value.quote.start - quote.end <= NEXT for quote in one.reading.quotes)
    )
