"""The age of digital consent in France: who opens pupils’ accounts, and who agrees to them."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact, PageFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.derive.logins import OWN, SCHOOL_PROVIDERS
from rules.judging.documents import addresses
from rules.judging.text import (
    OF_DATA,
    Said,
    consent_by_use,
    everywhere,
    holds_any,
    keeping,
    only,
    read_in_full,
    said,
    silent,
    stated,
    texts,
    values,
    without,
)
from rules.words import holds, words

FRENCH_AGE = "15"
"""Age of digital consent in France (loi Informatique et Libertés, article 45)."""
AGREEMENT = words("text-consent-age", "agreement")
"""Words of parents who agree (folded): those who help their child, or read a notice with it, have consented to nothing.
"""
NO_AGREEMENT = words("text-consent-age", "no-agreement")
"""Words by which nobody need agree (folded)."""
OF_SOMETHING_ELSE = words("text-consent-age", "of-something-else")
"""What parents agree to that is no account (folded): pictures, recordings, training of models, outings."""


def digital_consent_age(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`children.digital-consent-age`: fifteen years with joint consent, or accounts made by schools only.

    Article 8 concerns consent: without it as a basis a low or missing age warns.
    """
    documents = everywhere(case)
    schools = keeping(said(documents, "school-accounts-only"), _no_parent_makes_one)
    joint = keeping(only(said(documents, "consent-age-15-joint"), *JOINTLY), lambda text: not _to_something_else(text))
    granted = (*schools, *joint)
    if granted:
        return stated("pass", "", granted)
    lower = said(documents, "consent-age-13")
    signup = _self_registration(case)
    # Who signs up with a parent's leave does not sign up alone.
    alone = bool(signup) or holds_any(without(lower, *PARENTS), *DECLARED)
    # Who says yes by signing up makes of consent the basis, whatever is said of bases elsewhere.
    agreed = (*_consent(documents), *only(without(lower, *PARENTS), "consent"))
    ages = sorted({v.value for _, v in values(documents, "age", "child")})
    params = {"ages": ", ".join(ages) or "–"}
    if lower:
        if alone and agreed and not _parents_asked(documents) and not _follows_the_country(documents):
            return stated("fail", "lower-age", (*lower, *agreed), more=signup, params=params)
        return stated("warn", "other-age", lower, more=signup, params=params)
    parental = without(said(documents, "parental-consent", "consent-age-15-joint"), *OF_SOMETHING_ELSE)
    parental = without(only(parental, *AGREEMENT), *NO_AGREEMENT)
    logins = _consumer_logins(case)
    if (signup or logins) and read_in_full(case, texts(case)):
        searched = addresses(texts(case))
        if agreed and signup:
            found = (*agreed, *parental)
            return stated("fail", "no-age", found, more=signup, searched=searched, params=params)
        if not parental:
            slug = "no-age" if signup else "no-age-login"
            return stated("warn", slug, (), more=signup or logins, searched=searched, params=params)
    if parental:
        return stated("warn", "parent-only", parental, more=signup, params=params)
    return silent(case, texts(case))


SIGNED = words("text-consent-age", "signed-for-school")
OF_ACCOUNT = words("text-consent-age", "of-account")


def _to_something_else(text: str) -> bool:
    """Whether parents and child agree to pictures, an outing or an internship, and to no use of data or account."""
    folded = fold_same_length(text)
    return holds(folded, (*OF_SOMETHING_ELSE, *SIGNED)) and not holds(folded, OF_ACCOUNT)


JOINTLY = words("text-consent-age", "jointly")
"""Words of two who agree (folded): a parent's permission alone is no joint consent (LIL, article 45)."""
BY_PARENTS = words("text-consent-age", "by-parents")
NOT_BY = words("text-consent-age", "not-by")


def _no_parent_makes_one(text: str) -> bool:
    """Whether a sentence leaves accounts to schools: `made by a parent or by the school` does not."""
    folded = fold_same_length(text)
    return not holds(folded, BY_PARENTS) or holds(folded, NOT_BY)


PARENTS = words("text-consent-age", "parents")
NATIONAL_AGE = words("text-consent-age", "national-age")
"""Words of the age that each country sets (folded): then fifteen is meant in France, though it is not said."""
ON_AGE = ("children", "consent-age-13", "parental-consent", "legal-basis", "blanket-consent")


def _follows_the_country(documents: tuple[DocumentFact, ...]) -> bool:
    return holds_any(said(documents, *ON_AGE), *NATIONAL_AGE)


def _parents_asked(documents: tuple[DocumentFact, ...]) -> bool:
    """Whether parents must agree up to the French age or a higher one: then theirs alone is missing, not any consent.

    Parents who must agree under thirteen only leave the pupils of thirteen and fourteen alone.
    """
    return any(
        value.value.isdigit()
        and int(value.value) >= int(FRENCH_AGE)
        and holds(fold_same_length(value.quote.text), PARENTS)
        for _, value in values(documents, "age", "child")
    )


DECLARED = words("text-consent-age", "declared")


def _self_registration(case: Case) -> tuple[Citation, ...]:
    """Pages on which a pupil can open an account alone: to sign up, or with no other way in than a personal account."""
    pages = [page for page in case.facts.pages if page.status == 200]
    open_to_all = [page for page in pages if "signup" in (page.role, *page.also)]
    only = [page for page in pages if _personal(page) and OWN not in page.social_logins and not _has_form(page)]
    found = [Citation(url=page.url, note="sign-up page") for page in open_to_all]
    found += [_offered(page) for page in only if page not in open_to_all]
    return tuple(found[:2])


def _has_form(page: PageFact) -> bool:
    return any(form.password or form.fields for form in page.forms)


def _personal(page: PageFact) -> list[str]:
    """Accounts elsewhere that open a page and that a pupil may have alone; one that the school gave is none."""
    given = {name.removeprefix("school:") for name in page.social_logins if name.startswith("school:")}
    return [one for one in page.social_logins if ":" not in one and one not in {OWN, *SCHOOL_PROVIDERS, *given}]


def _consumer_logins(case: Case) -> tuple[Citation, ...]:
    """Pages that such an account opens too: the button may be the staff's only, and shows no sign-up."""
    return tuple([_offered(page) for page in case.facts.pages if page.status == 200 and _personal(page)][:2])


def _offered(page: PageFact) -> Citation:
    return Citation(url=page.url, note=f"sign-in offered: {', '.join(_personal(page))}")


def _consent(documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    """Where consent is a basis: of everything, or among those stated."""
    bases = tuple(one for one in said(documents, "legal-basis") if holds_any((one,), "consent"))
    implied = only(said(documents, "implied-consent"), *OF_DATA, "cookie", "traceur")
    return (*consent_by_use(documents), *implied, *bases)
