"""`sharing.subprocessor-list`: a public list of processors with country and purpose."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact
from catalog.nouns.reading import ValueReading
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import listed, undecided
from rules.judging.documents import with_role
from rules.judging.naming import countries_named, countries_said
from rules.judging.pointers import elsewhere, pointed, unpointed
from rules.judging.text import (
    Said,
    cited,
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
from rules.judging.whose import PRESENTING, names_only, vendors_own
from rules.words import holds, words

PURPOSES = words("text-subprocessors", "purposes")
"""What processors do for a school tool (folded): a purpose beside a name."""
LISTED = words("text-subprocessors", "listed")
RUN_BY_ITSELF = words("text-subprocessors", "run-by-itself")
"""Software that the publisher runs itself is no processor (folded)."""
NO_PROCESSOR = words("text-subprocessors", "no-processor")
"""Words of a log-in, a network's button, a link or an advertisement (folded): who is named there works for itself."""
NO_MORE = words("text-subprocessors", "no-more")
"""Words of former suppliers (folded)."""
GIVEN = words("text-subprocessors", "given")
"""Words that give data to who is named under them (folded), as the lead-in of a list does."""
WORKING_FOR_IT = words("text-subprocessors", "working-for-it")
"""Categories of those who work for the vendor (folded): schools and parents are recipients and no processors."""
BARE = 2
"""Words of a line that is a bare name: what stands above it must say what it is named for."""
FEWEST = 2
"""Names with their country that make recipients a list where none is announced."""
Named = list[tuple[DocumentFact, ValueReading]]


def subprocessor_list(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """Names with country and purpose pass, and none at all; without country, or categories only, warn.

    A list that stands elsewhere and was not read settles nothing, whatever recipients are named beside it.
    """
    found = _from_names(case)
    if found.verdict == "pass":
        return found
    none = tuple(one for one in said(texts(case), "no-sub-processor") if one.reading.qualified_by is None)
    if none and (found.verdict == "inconclusive" or found.message == "warn-categories"):
        return stated("pass", "none", none)
    return elsewhere(case, "subprocessors") or found


def _from_names(case: Case) -> Outcome:
    documents = texts(case, "subprocessors", "dpa", "privacy", "terms")
    own = {one.url for one in with_role(case, "subprocessors") if one.role == "subprocessors"}
    lists = said(documents, "sub-processor-list")
    lines = without((one for one in said(documents, "recipients-named") if one.document.url in own), *NO_MORE)
    pointing = pointed(case, "subprocessors")
    announced = (*unpointed(lists, pointing), *lines)
    receivers = unpointed(_receivers(documents), pointing)
    if not announced and not receivers:
        categories = only(said(documents, "recipients-categories"), *WORKING_FOR_IT)
        return stated("warn", "categories", categories) if categories else silent(case, documents)
    shown = (*announced, *receivers)
    names = _names(documents, shown, own)
    countries = _countries(documents, shown, own) or list(countries_said(shown))
    params = {"names": listed((value.value for _, value in names), 8) or "–",
              "countries": listed(countries) or "–"}  # fmt: skip
    if not names and not receivers:
        return undecided("elsewhere", citations=cited(announced))
    if not countries:
        return stated("warn", "no-country", shown, params=params, more=quoted(names[:1]))
    if not holds_any(shown, *PURPOSES) and not any(_of_purpose(value.quote.text) for _, value in names):
        return stated("warn", "no-purpose", shown, params=params, more=quoted(names[:1]))
    if not announced and not holds_any(receivers, *LISTED) and _with_their_country(names) < FEWEST:
        return stated("warn", "recipients-only", shown, params=params)
    return stated("pass", "", shown, params=params, more=quoted(names[:2]))


def _with_their_country(names: Named) -> int:
    """How many of the names have a country of their own: in one sentence, no more than it names countries.

    The reader tells a name where it stands first: a sentence is searched for those told elsewhere too.
    """
    every = {fold_same_length(value.value) for _, value in names}
    told: dict[str, tuple[str | None, set[str]]] = {}
    for document, value in names:
        told.setdefault(value.quote.text, (document.reading.language, set()))[1].add(fold_same_length(value.value))
    placed: set[str] = set()
    for text, (language, first) in told.items():
        folded = fold_same_length(text)
        found = first | {one for one in every if one in folded}
        here = sorted(one for one in found if not any(one != more and one in more for more in found))
        placed.update(here[: countries_named(text, language)])
    return len(placed)


def _receivers(documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    """Who receives data to work for the vendor: no network one logs in with, no menu's link, no software it runs."""
    named = without(said(documents, "recipients-named"), *RUN_BY_ITSELF, *NO_PROCESSOR, *NO_MORE)
    own = vendors_own(said(documents, *PRESENTING))
    return keeping(named, lambda text: not _only_a_link(text) and not names_only(text, own))


def _only_a_link(text: str) -> bool:
    """Whether a quote is a bare name under words that give it nothing: a link at the foot of a page."""
    above, _, line = text.rpartition(" … ")
    return len(line.split()) <= BARE and not holds(fold_same_length(above), (*LISTED, *GIVEN, *PURPOSES))


def _of_purpose(text: str) -> bool:
    folded = fold_same_length(text)
    return holds(folded, PURPOSES)


def _names(documents: tuple[DocumentFact, ...], shown: tuple[Said, ...], own: set[str]) -> Named:
    return [
        (document, value)
        for document, value in values(documents, "organisation")
        if (document.url in own or any(holds_value(one, document, value) for one in shown))
        and not holds(fold_same_length(value.quote.text), NO_MORE)
    ]


def _countries(documents: tuple[DocumentFact, ...], shown: tuple[Said, ...], own: set[str]) -> list[str]:
    return [
        value.value
        for document, value in values(documents, "country")
        if document.url in own or any(holds_value(one, document, value) for one in shown)
    ]
