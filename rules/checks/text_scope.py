"""Whether the notice covers the service that schools use, or only a website and its visitors."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.text import about_visitors, covers_pupils, keeping, said, silent, stated, texts
from rules.words import holds, words

SCHOOLS = words("text-scope", "schools")
"""Whose data a policy covers that says for whom it processes them (criteria, section 5.2)."""


NO_SCHOOLS = words("text-scope", "no-schools")
"""What holds a word for a school and is none (folded): a bank, a group of communes."""
PUPILS_AND_STAFF = words("text-scope", "pupils-and-staff")
COVERING = words("text-scope", "covering")


def _of_schools(text: str) -> bool:
    return holds(_without_no_schools(text), SCHOOLS)


def _covers_the_product(text: str) -> bool:
    """Whether a sentence names pupils, staff or schools, or says what the policy applies to: a parent is no pupil."""
    return holds(_without_no_schools(text), (*PUPILS_AND_STAFF, *COVERING))


def _without_no_schools(text: str) -> str:
    folded = fold_same_length(text)
    for name in NO_SCHOOLS:
        folded = folded.replace(name, " ")
    return folded


def policy_product_scope(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`transparency.policy-product-scope`: the service that schools use, or only the website and its visitors."""
    documents = texts(case)
    named = keeping(said(documents, "audience-product"), _covers_the_product)
    product = tuple(one for one in named if not about_visitors(one.document))
    site_only = said(documents, "website-only")
    covering = tuple(one for one in site_only if covers_pupils(one))
    if product or covering:
        return stated("pass", "", (*product, *covering))
    excluded = said(documents, "audience-product", stance="denied")
    if site_only or excluded:
        return stated("warn", "website-only", (*site_only, *excluded))
    for_schools = keeping(said(documents, "processor-role", "school-as-controller"), _of_schools)
    return stated("pass", "", for_schools) if for_schools else silent(case, documents)
