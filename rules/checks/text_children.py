"""What documents say of minors: notices, profiling, exposure, law, identity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import undecided
from rules.judging.documents import addresses
from rules.judging.practices import Weighed, contradictory, free_of_advertising, judged, only_to_others, weigh
from rules.judging.text import (
    Said,
    about_visitors,
    cited,
    doubtful,
    everywhere,
    holds_any,
    keeping,
    only,
    said,
    silent,
    stated,
    texts,
    values,
    weakening,
    without,
)
from rules.words import holds, words
from rules.words.phrases import phrases


def no_ads_profiling(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`children.no-ads-profiling`: excluded, admitted, or unclear."""
    documents = texts(case)
    profiling = weigh(documents, "child-profiling")
    targeted = weigh(documents, "targeted-advertising")
    if profiling.affirmed:
        return judged(profiling) or doubtful(profiling.affirmed)
    general = weigh(documents, "advertising-use")
    unused = tuple(one for one in general.denied if not only_to_others(one))
    excluded = (*profiling.denials, *targeted.denials, *general.denied)
    ruled_out = tuple(one for one in targeted.denied if not only_to_others(one))
    if targeted.plain and not (profiling.denied or general.denied or targeted.contradicted):
        return stated("fail", "stated", targeted.plain)
    if (targeted.plain or targeted.conditional) and (excluded or targeted.contradicted):
        return contradictory(Weighed(plain=targeted.affirmed, denied=excluded))
    if targeted.conditional:
        params = {"exception": weakening(targeted.conditional)}
        return stated("warn", "conditional", targeted.conditional, params=params)
    free = free_of_advertising(documents)
    if profiling.denied or ruled_out:
        return stated("pass", "", (*profiling.denied, *ruled_out, *free))
    if (unused or free) and not (general.plain or general.conditional):
        return stated("pass", "", (*unused, *free))
    partial = (*profiling.denials, *targeted.denials, *general.affirmed, *general.denied, *general.limited)
    if partial:
        return stated("warn", "unclear", partial)
    if excepted := said(documents, "ad-free"):
        return stated("warn", "unclear", excepted)
    unclear = (*profiling.unclear, *targeted.unclear)
    return doubtful(unclear) if unclear else silent(case, documents)


BY_DEFAULT = words("text-children", "by-default")
BY_CHOICE = words("text-children", "by-choice")
GROWN_UPS = frozenset({"teachers", "adults", "parents"})
"""Whose community is not the pupils' (criteria, `children.public-exposure-default`)."""

STAFF = words("text-children", "staff")
PEERS = words("text-children", "peers")


PEOPLE_S = words("text-children", "people-s")
"""Words of what belongs to people who use the tool (folded): that some article is not public says nothing of it."""


OF_STAFF = phrases("text-children", "of-staff")
"""Profiles of grown-ups (folded): that they are private shows nothing of the pupils'."""


def _seen_by_staff(one: Said) -> bool:
    """Whether a sentence only says who works on the data, or shows their own: what pupils show, it leaves open."""
    if "pupils" not in one.reading.populations and all(
        OF_STAFF.search(fold_same_length(quote.text)) for quote in one.reading.quotes
    ):
        return True
    return holds_any((one,), *STAFF) and not holds_any((one,), *PEERS)


def public_exposure_default(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`children.public-exposure-default`: private, public, or public where someone chooses it."""
    documents = everywhere(case)
    public = weigh(documents, "public-by-default")
    told = only(said(documents, "private-by-default"), *PEOPLE_S)
    private = tuple(one for one in told if not _seen_by_staff(one))
    # "Shown to any visitor" names those who look, not those who are shown.
    shown = tuple(one for one in public.of_others if set(one.reading.populations) == {"visitors"})
    public = replace(
        public,
        plain=(*public.plain, *(one for one in shown if not about_visitors(one.document))),
        denied=only(public.denied, *PEOPLE_S),
        of_others=tuple(
            one
            for one in public.of_others
            if one not in shown and not (one.reading.populations and set(one.reading.populations) <= GROWN_UPS)
        ),
    )
    exposed = without(only(public.plain, *BY_DEFAULT), *BY_CHOICE)
    if exposed and private:
        return contradictory(Weighed(plain=exposed, denied=private))
    if exposed:
        return stated("fail", "stated", exposed)
    if public.plain or public.conditional:
        return stated("warn", "optional", (*public.plain, *public.conditional, *private))
    if private or public.denied:
        return stated("pass", "", (*private, *public.denied))
    return judged(public) or silent(case, texts(case))


FRENCH_AGE = "15"
"""Age of digital consent in France (loi Informatique et Libertés, article 45)."""
FRENCH_AGES = words("text-children", "french-ages")
"""The French age in words (folded): article 15 of the regulation is none."""


def us_only_framework(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`children.us-only-framework`: European law with the French age, both laws, or American acts only."""
    documents = texts(case)
    american = said(documents, "us-only-child-law")
    european = said(documents, "gdpr-mentioned")
    french = [one for one in values(documents, "age", "child") if one[1].value == FRENCH_AGE]
    shown = (*european, *american, *said(documents, "children", "parental-consent"))
    named = tuple(one for one in shown if holds_any((one,), *FRENCH_AGES))
    age = (
        *said(documents, "consent-age-15-joint"),
        *(Said(d, d.reading.clause("children")) for d, _ in french),
        *named,
    )
    if european and age:
        return stated("pass", "", (*european, *age))
    if american and european:
        return stated("warn", "both", (*american, *european))
    if american and case.facts.french_offer:
        return stated("fail", "us-only", american, searched=addresses(documents))
    if american:
        return undecided("offer-unknown", citations=cited(american))
    return undecided("age-unsaid", citations=cited(european)) if european else silent(case, documents)


NAMES = words("text-children", "names")
BIRTH = words("text-children", "birth")
MAIL = words("text-children", "mail")


def pseudonymous_access(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`children.pseudonymous-access`: a code or pseudonym; an e-mail address; name, e-mail and birth date."""
    documents = everywhere(case)
    required = tuple(
        one
        for one in said(documents, "real-name-required")
        if not one.about_others and "teachers" not in one.reading.populations[:1]
    )
    free = _without_identity(_not_of_grown_ups_alone(said(documents, "pseudonymous-access")))
    if any(_whole_identity(quote.text) for one in required for quote in one.reading.quotes):
        return stated("fail", "identity", required)
    if free and not required:
        asked = _by_forms(case)
        if asked is not None and asked.verdict == "fail":
            return stated("warn", "form-against", free, more=asked.citations)
        return stated("pass", "", free)
    if required:
        return stated("warn", "some-identity", (*required, *free))
    denied = keeping(said(documents, "real-name-required", stance="denied"), _asks_of_people)
    return stated("pass", "", denied) if denied else _by_forms(case) or silent(case, texts(case))


def _not_of_grown_ups_alone(found: Iterable[Said]) -> tuple[Said, ...]:
    """What was said, without what names teachers, parents or adults and no pupil."""
    return tuple(one for one in found if not one.reading.populations or set(one.reading.populations) - GROWN_UPS)


HANDLES = words("text-children", "handles")
"""Names that identify nobody by themselves (folded): one chosen for the account is no civil name."""


def _whole_identity(quote: str) -> bool:
    """Whether one sentence requires a name, a birth date and an e-mail address: of several, each may be another's."""
    folded = fold_same_length(quote)
    for handle in HANDLES:
        folded = folded.replace(handle, " ")
    return all(holds(folded, cues) for cues in (NAMES, BIRTH, MAIL))


WITHOUT = words("text-children", "without")
EITHER = words("text-children", "either")
"""Words of a choice (folded): `a nickname or an e-mail address` leaves the address out."""


SHOWN = words("text-children", "shown")
"""Words of what is shown under a pseudonym (folded): a name for readers is no way in."""
LISTING = words("text-children", "listing")
"""Words of a list of data (folded): a nickname among other things that are recorded lets nobody in by itself."""
COLLECTED = words("text-children", "collected")
"""Words of a list of data (folded): a nickname collected beside others lets nobody in without the rest."""
MADE_UP = words("text-children", "made-up")
WAY_IN = words("text-children", "way-in")
"""Words of getting in or of what that takes (folded): data that are kept under a pseudonym open no tool to a pupil."""
NO_WAY_IN = words("text-children", "no-way-in")
"""Words that take a sentence elsewhere (folded): `if you have no account, write to us` is no use without one."""
LABEL = 3
"""Words of a form's label: `Nickname` over a field says nothing of what else the form asks for."""


def _without_identity(found: tuple[Said, ...]) -> tuple[Said, ...]:
    """Sentences on codes and pseudonyms, without those that give nobody access without an identity.

    "We collect your nickname, e-mail address and date of birth" does not, nor what is shown under a pseudonym.
    """
    return keeping(found, _gives_access)


def _gives_access(quote: str) -> bool:
    folded = f" {fold_same_length(quote)}"
    if holds(folded, COLLECTED) or (holds(folded, LISTING) and any(sign in folded for sign in ",;:")):
        return False
    if holds(folded, NO_WAY_IN) or not holds(folded, WAY_IN):
        return False
    if holds(folded, WITHOUT):
        return True
    if (len(quote.split()) <= LABEL and not quote.rstrip().endswith(".")) or holds(folded, SHOWN):
        return False
    return _is_a_choice(folded) or not holds(folded, (*BIRTH, *MAIL))


def _asks_of_people(quote: str) -> bool:
    folded = f" {fold_same_length(quote)}"
    return holds(folded, WAY_IN) and not holds(folded, NO_WAY_IN)


def _is_a_choice(folded: str) -> bool:
    """Whether a made-up name stands right before the word of the choice: `an e-mail address or a phone` leaves none."""
    return any(f"{name}{either}" in folded for name in MADE_UP for either in EITHER)


IDENTITY = frozenset({"email", "birth-date", "phone", "address", "name"})
"""Fields that tell who somebody is: a class code beside them lets nobody in without an identity."""
MADE_UP_ACCOUNT = frozenset({"username", "password", "class-code", "class", "age"})
"""Fields of a sign-up that asks for a name that one chooses, and for nothing that tells who one is."""


def _by_forms(case: Case) -> Outcome | None:
    """What forms ask for where no text says it: a class code instead of an address, or the whole identity."""
    pages = [page for page in case.facts.pages if page.status == 200]
    asked = [(one, set(one.fields)) for page in pages for one in page.forms]
    code = [one for one, kinds in asked if one.surface == "learner" and "class-code" in kinds and not kinds & IDENTITY]
    # Some accounts are opened without a password, by a link that is sent.
    opening = {page.url for page in pages if "signup" in (page.role, *page.also)}
    dated = [one for one, kinds in asked if (one.password or one.page in opening) and {"email", "birth-date"} <= kinds]
    whole = [one for one in dated if {"name", "first-name"} & set(one.fields)]
    chosen = [one for one, kinds in asked if one.page in opening and "username" in kinds and kinds <= MADE_UP_ACCOUNT]
    if code:
        return Outcome("pass", "pass-form", citations=(Citation(url=code[0].page),), basis="observed")
    if whole:
        return Outcome("fail", "fail-form", citations=(Citation(url=whole[0].page),), basis="observed")
    if dated:
        return Outcome("warn", "warn-form", citations=(Citation(url=dated[0].page),), basis="observed")
    if chosen:
        return Outcome("pass", "pass-form-pseudonym", citations=(Citation(url=chosen[0].page),), basis="observed")
    return None
