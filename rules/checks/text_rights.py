"""What the notice says of people's rights: which, through which channel, with which authority, of consent, of exit."""

from __future__ import annotations

import re

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.derive.names import host_of
from rules.judging.citing import listed, of_quote, undecided
from rules.judging.establishment import FRENCH_LAW, establishment
from rules.judging.text import (
    CHANNELS,
    SPEAKING,
    Said,
    cited,
    everywhere,
    holds_any,
    keeping,
    only,
    privacy_addresses,
    quoted,
    said,
    silence_fails,
    silent,
    stated,
    texts,
    values,
    without,
)
from rules.words import holds, words
from rules.words.phrases import phrases

ALWAYS = ("right-access", "right-rectification", "right-erasure", "right-restriction")
WHERE_RELEVANT = ("right-objection", "right-portability")
"""Rights of GDPR articles 15 to 18, and of 21 and 20, which depend on the legal basis."""
REFUSED = words("text-rights", "refused")
ACCOUNT = words("text-rights", "account")
KEPT = words("text-rights", "kept")
BY_LAW = words("text-rights", "by-law")
"""What the law requires to be kept, or a part, may outlive an account."""
SAFEGUARDS = words("text-rights", "safeguards")


def all_listed(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`rights.all-listed`: four rights, and objection or portability where relevant; a whole notice with none fails."""
    documents = texts(case)
    found = without(said(documents, *ALWAYS, *WHERE_RELEVANT), *REFUSED, *SAFEGUARDS)
    held = {one.reading.clause for one in found}
    missing = [name for name in ALWAYS if name not in held]
    if not held & set(WHERE_RELEVANT):
        missing += WHERE_RELEVANT
    params = {"items": listed(missing, 6)}
    if found and not missing:
        return stated("pass", "", found)
    if found:
        return stated("warn", "subset", found, params=params)
    to_school = _to_the_school(documents)
    if to_school:
        return stated("warn", "to-school", to_school)
    outdated = said(documents, "outdated-law")
    if outdated:
        return stated("warn", "subset", outdated, params=params)
    return _none_listed(case, documents)


def _none_listed(case: Case, documents: tuple[DocumentFact, ...]) -> Outcome:
    """No right stated: a passage that refuses one warns where the silence of the rest does not fail already."""
    silence = silence_fails(case, documents)
    refused = without(said(documents, "rights-refused"), *BY_LAW)
    if not refused:
        return silence
    if silence.verdict == "fail":
        return silence._replace(citations=cited(refused))
    return stated("warn", "refused", refused)


def _to_the_school(documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    """A processor that sends people to the school is right to do so, but lists no right."""
    channel = said(documents, "rights-channel")
    return tuple(one for one in channel if holds_any((one,), "etablissement", "school", "ecole"))


FEE = words("text-rights", "fee")
NO_FEE = words("text-rights", "no-fee")
"""A fee for a further copy or an abusive request is lawful (GDPR article 12(5))."""
ABOUT_RIGHTS = words("text-rights", "about-rights")
IDENTITY = words("text-rights", "identity")
CERTIFIED = words("text-rights", "certified")
"""Formalities that no doubt explains: they are an obstacle however the sentence is put."""
MUST = words("text-rights", "must")
IN_DOUBT = words("text-rights", "in-doubt")
"""Proof of identity in case of doubt is lawful (GDPR article 12(6))."""


EITHER_WAY = words("text-rights", "either-way")
"""Words of a choice of ways (folded): what a letter must enclose, a message need not."""


def _obstacles(documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    """A fee for exercising rights, or proof of identity that is always asked for."""
    fees = without(only(only(said(documents, "rights-fee"), *FEE), *ABOUT_RIGHTS), *NO_FEE)
    identity = only(only(said(documents, "id-always-required"), *IDENTITY), *ABOUT_RIGHTS)
    always = without(only(identity, *MUST), *IN_DOUBT, *CERTIFIED, *EITHER_WAY)
    return (*fees, *only(identity, *CERTIFIED), *always)


WAYS = words("text-rights", "ways")
"""Further ways to exercise rights (folded): that rights can be exercised says not how."""


def channel(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`rights.channel`: a dedicated channel; post abroad only, proof of identity always or a fee fail."""
    documents = texts(case)
    obstacles = _obstacles(documents)
    postal = said(documents, "postal-only-rights")
    where = establishment(case)
    abroad = where.country is not None and where.country not in FRENCH_LAW
    if obstacles or (postal and abroad):
        return stated("fail", "obstacle", (*obstacles, *postal))
    if postal:
        return stated("warn", "post-only", postal)
    desk = privacy_addresses(documents)
    dedicated = said(documents, "dpo-contact")
    # An agreement tells the school how it is helped with requests, nobody where to send one.
    told = tuple(one for one in said(documents, "rights-channel") if one.document.role != "dpa")
    through = only(told, *CHANNELS, *WAYS)
    if desk or dedicated:
        params = {"contacts": listed((value.value for _, value in desk), 2) or "–"}
        return stated("pass", "", (*through, *dedicated), more=quoted(desk[:1]), params=params)
    if through:
        return stated("pass", "", through, params={"contacts": "–"})
    general = only(said(documents, "controller-contact"), *CHANNELS)
    return stated("warn", "general", general) if general else silent(case, documents)


GERMAN_STATES = words("text-rights", "german-states")
"""The authorities of German states (folded), members of the conference of German authorities (DSK)."""
LONGEST_NAME = 10
"""Words of an authority's name looked up at most: the longest known has nine, the CNIL's full name eight."""


def complaint_authority(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`rights.complaint-authority`: the CNIL or another EEA authority by name, a nameless one, or none at all."""
    documents = texts(case)
    found = tuple(_with_the_next_line(one) for one in said(documents, "complaint-authority"))
    if not found:
        return _named_elsewhere(case, documents) or silence_fails(case, documents)
    named = [name for one in found for name in _authorities(case, one)]
    european = [name for name, eea in named if eea] or (["DSK"] if holds_any(found, *GERMAN_STATES) else [])
    if european:
        return stated("pass", "", found, params={"names": listed(european, 3)})
    if named:
        return stated("warn", "outside", found, params={"names": listed((name for name, _ in named), 3)})
    return stated("warn", "generic", found)


NEXT_LINE = 4
"""Characters of space and marks between a colon and the line it introduces."""


def _with_the_next_line(one: Said) -> Said:
    """The sentences on complaints, with the authority that a colon introduces: `… to the authority:`, then its name."""
    ends = [quote.end for quote in one.reading.quotes if quote.text.rstrip().endswith(":")]
    named = one.document.reading.clause("authority-named").quotes if ends else ()
    below = tuple(quote for quote in named if any(0 <= quote.start - end <= NEXT_LINE for end in ends))
    return one.with_quotes((*one.reading.quotes, *below))


AUTHORITY_WORDS = words("text-rights", "authority-words")


NO_COMPLAINT = words("text-rights", "no-complaint")
"""An authority named for its rules on cookies, an old declaration or a legal demand hears no complaint (criteria)."""


def _named_elsewhere(case: Case, documents: tuple[DocumentFact, ...]) -> Outcome | None:
    """An authority met outside a sentence on complaints: a link, another clause. Then a person must look."""
    links = [
        (document, value)
        for document, value in values(documents, "url")
        if case.knowledge.authority(host_of(value.value if "://" in value.value else f"https://{value.value}"))
        is not None
    ]
    mentions = [
        of_quote(document, quote)
        for document in documents
        for clause in document.reading.clauses
        for quote in clause.quotes
        if holds(fold_same_length(quote.text), AUTHORITY_WORDS)
        and not holds(fold_same_length(quote.text), NO_COMPLAINT)
    ]
    shown = (*quoted(links), *mentions, *cited(without(said(documents, "authority-named"), *NO_COMPLAINT)))[:2]
    return undecided("doubtful", citations=shown, confidence="low") if shown else None


def _authorities(case: Case, one: Said) -> list[tuple[str, bool]]:
    """(name, whether in the EEA) of the authorities that the sentences name."""
    found: dict[str, bool] = {}
    for quote in one.reading.quotes:
        hosts = (case.knowledge.authority(host) for host in HOST.findall(quote.text.lower()))
        found.update({authority.name: authority.eea for authority in hosts if authority is not None})
        marks = str.maketrans(dict.fromkeys(",;:()«»“”/.\xa0", " "))
        words = quote.text.translate(marks).replace("’", " ").split()
        for start, first in enumerate(words):
            if not case.knowledge.begins_authority(first):
                continue
            for size in range(1, min(LONGEST_NAME, len(words) - start) + 1):
                name = " ".join(words[start : start + size])
                authority = case.knowledge.authority(name)
                if authority is not None and not _any_authority(name):
                    found[authority.name] = authority.eea
    return list(found.items())


HOST = re.compile(r"(?<![@\w.-])[a-z0-9-]+(?:\.[a-z0-9-]+)+")
"""A host in a text (lower case), not the one of an e-mail address."""


def _any_authority(name: str) -> bool:
    """Whether a name in small letters is that of any of them: Belgium's is `Autorité de protection des données`."""
    return " " in name and name == name.lower() and name.startswith(("autorité", "autorite", "data protection"))


NOT_OF_PROCESSING = words("text-rights", "not-of-processing")
"""Consent to trackers, to a transfer, a parent's, consent not relied on, or that of the right to portability."""
UNSUBSCRIBED = words("text-rights", "unsubscribed")
AGREED = words("text-rights", "agreed")


def withdraw_consent(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`rights.withdraw-consent`: stated; consent used and no withdrawal in a whole notice fails."""
    documents = texts(case)
    irrevocable = said(documents, "consent-irrevocable")
    if irrevocable:
        return stated("fail", "irrevocable", irrevocable)
    granted = _of_consent(said(documents, "right-withdraw-consent"))
    free = _at_no_cost(granted)
    if granted:
        return stated("pass", "", free) if free else stated("warn", "account-closed", granted)
    bases = without(only(said(documents, "legal-basis"), "consent"), *NOT_OF_PROCESSING)
    by_use = without(said(documents, "blanket-consent"), *NOT_OF_PROCESSING)
    used = (*bases, *by_use)
    if not used:
        return silent(case, documents)
    outcome = silence_fails(case, documents)
    # Where only a choice on cookies can be taken back, the consent that is used may be to cookies alone.
    cookies_alone = not by_use and said(texts(case, *SPEAKING, "cookies"), "cookie-withdrawal")
    relied_on = (*_asked(documents, bases), *keeping(by_use, _of_data_use))
    if outcome.verdict != "fail" or cookies_alone or not relied_on:
        return stated("inconclusive", "consent-used", used)
    return outcome._replace(citations=cited(relied_on))


PROCESSED = words("text-rights", "processed")
"""What is consented to (folded): who only accepts a policy or its terms by use has been told, and consents to nothing
that could be withdrawn (GDPR article 4(11))."""


def _of_data_use(text: str) -> bool:
    folded = f" {fold_same_length(text)}"
    promised = holds(folded, ONLY_WITH) and holds(folded, PASSING_ON)
    return holds(folded, PROCESSED) and holds(folded, AGREED) and not promised


PASSING_ON = words("text-rights", "passing-on")
ONLY_WITH = words("text-rights", "only-with")
"""Words of a consent that would first be asked for (folded): a promise on sharing bases no processing on it."""
MESSAGES = words("text-rights", "messages")
"""Words of messages (folded): where a way out of them is told, their consent can be taken back in substance."""


def _asked(documents: tuple[DocumentFact, ...], bases: tuple[Said, ...]) -> tuple[Said, ...]:
    """Sentences that found processing on consent, without promises on sharing and messages one can stop."""
    stoppable = bool(said(documents, "opt-out", "right-withdraw-consent"))
    return keeping(bases, lambda text: _founds(f" {fold_same_length(text)}", stoppable))


def _founds(folded: str, stoppable: bool) -> bool:
    if holds(folded, ONLY_WITH) and holds(folded, PASSING_ON):
        return False
    return not (stoppable and holds(folded, MESSAGES))


def _of_consent(granted: tuple[Said, ...]) -> tuple[Said, ...]:
    """Sentences on withdrawal, without mere ways out of a mailing list that nobody is said to have agreed to."""
    return keeping(
        granted,
        lambda text: not holds(fold_same_length(text), UNSUBSCRIBED) or holds(fold_same_length(text), AGREED),
    )


CLOSED = words("text-rights", "closed")
NOT_CLOSED = words("text-rights", "not-closed")
OTHERS = words("text-rights", "others")
"""A parent's withdrawal that closes the child's account protects the child."""


def _at_no_cost(granted: tuple[Said, ...]) -> tuple[Said, ...]:
    """Sentences on withdrawal, without those that say only that it closes the account (GDPR recital 42: detriment)."""
    return keeping(granted, lambda text: not _closes_account(text))


def _closes_account(quote: str) -> bool:
    folded = fold_same_length(quote)
    return holds(folded, ("compte", "account")) and holds(folded, CLOSED) and not holds(folded, (*NOT_CLOSED, *OTHERS))


SELF = words("text-rights", "self")


IF_NOT = words("text-rights", "if-not")
"""Words of a case (folded): `if you have not closed your account` and `if you are unable to do so` refuse nothing."""
NOT_AN_ACCOUNT = words("text-rights", "not-an-account")
"""What else is erased or left (folded): a mailing list, what a browser keeps, an address in a log."""
BY_ASKING = words("text-rights", "by-asking")


ERASED_BY_ITSELF = phrases("text-rights", "erased-by-itself")
"""Words of a publisher that erases by itself (folded): `accounts are erased every year` lets nobody erase theirs."""
ASKED_FOR = words("text-rights", "asked-for")


def _of_an_account(text: str) -> bool:
    """Whether a sentence is of the tool's own accounts and data: a right of access to another's files opens none."""
    folded = fold_same_length(text)
    by_itself = ERASED_BY_ITSELF.search(folded) is not None and not holds(folded, ASKED_FOR)
    return not by_itself and not holds(folded, NOT_AN_ACCOUNT)


def _by_asking(text: str) -> bool:
    """Whether a sentence only says whom to ask: that the settings hold a name to correct erases no account."""
    folded = fold_same_length(text)
    return holds(folded, BY_ASKING) and " or " not in folded and " ou " not in folded


def _by_oneself(text: str) -> bool:
    return holds(fold_same_length(text), SELF) and not _by_asking(text)


def export_and_delete(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`rights.export-and-delete`: a documented procedure, on request, or refused."""
    documents = everywhere(case)
    clauses = ("rights-refused", "account-deletion", "right-erasure")
    cannot = only(only(said(documents, *clauses), *REFUSED), *ACCOUNT)
    cannot = (*cannot, *without(only(only(said(documents, "rights-refused"), *KEPT), *ACCOUNT), *BY_LAW))
    if cannot:
        return stated("fail", "refused", cannot)
    own = keeping(said(documents, "deletion-self-service"), lambda text: _of_an_account(text) and not _by_asking(text))
    export = keeping(said(documents, "account-export"), _of_an_account)
    deletion = keeping(said(documents, "account-deletion"), _of_an_account)
    alone = keeping(deletion, _by_oneself)
    if own or alone:
        return stated("pass", "", (*own, *export, *deletion))
    if keeping(export, _by_oneself):
        return stated("pass", "", (*export, *deletion))
    if deletion or export:
        return stated("warn", "on-request", (*deletion, *export))
    denied = without(said(documents, "account-deletion", stance="denied"), *IF_NOT)
    return stated("fail", "refused", denied) if denied else silent(case, texts(case))
