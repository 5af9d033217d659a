"""What documents say, gathered for checks: which may speak, who says what, of whom, and what silence means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from catalog.nouns.facts import DocumentFact
from catalog.nouns.finding import Citation
from catalog.nouns.reading import ClauseReading, Quote, ValueReading
from catalog.nouns.vocabulary import Basis, Confidence, Role, Verdict
from rules.case import Case, Outcome, distinct, once
from rules.derive.fold import fold_same_length
from rules.judging.citing import MOST, QUOTES_OF_A_CLAUSE, of_clause, of_quote, undecided
from rules.judging.documents import UNREAD, addresses, is_long_enough, tried, unread_documents
from rules.words import Words, holds, words

SPEAKING: tuple[Role, ...] = ("privacy", "dpa", "terms", "subprocessors", "legal-notice")
"""Documents whose words on personal data count. A page on cookies alone speaks of cookies alone."""
NOTICE: tuple[Role, ...] = ("privacy", "terms")
"""Documents that hold the information of GDPR article 13, the policy first."""
READ_WHOLLY = ("fr", "en")
"""Languages read so well that silence counts; elsewhere a clause may be there and not be recognised."""
INCOMPLETE = "incomplete-notice"
"""Root cause of failures for silence alone (reading b)."""
PUPILS = frozenset({"pupils", "schools", "all"})
"""Whom a sentence must name, if anyone, to hold for pupils: what a school is promised holds for its pupils."""
Spoken = Literal["affirmed", "denied", "unclear"]
"""A stance that has words."""
AGE_LIMITS = words("text", "age-limits")
MOST_AGE = 18


class Said(NamedTuple):
    """One document's word on one clause."""

    document: DocumentFact
    reading: ClauseReading

    @property
    def about_others(self) -> bool:
        """Whether it holds for people other than pupils only (visitors, adults …)."""
        if about_visitors(self.document):
            return True
        people = set(self.reading.populations)
        return self.reading.qualified_by == "scope" and bool(people) and not people & PUPILS

    @property
    def about_some_ages(self) -> bool:
        """Whether it holds for pupils under some age only (`children under 13`)."""
        scoped = self.reading.qualified_by == "scope" or self.reading.populations == ("pupils",)
        return scoped and bool(self.reading.quotes) and all(limits_age(one.text) for one in self.reading.quotes[:3])

    @property
    def cited(self) -> tuple[Citation, ...]:
        """Its telling quotes."""
        return of_clause(self.document, self.reading)

    def with_quotes(self, quotes: tuple[Quote, ...]) -> Said:
        """The same with these quotes; itself where they are its own."""
        if quotes == self.reading.quotes:
            return self
        return Said(self.document, self.reading.model_copy(update={"quotes": quotes}))


def limits_age(text: str) -> bool:
    """Whether a sentence speaks of people under some age up to 18."""
    folded = " ".join(fold_same_length(text).split())
    for cue in AGE_LIMITS:
        for rest in folded.split(f"{cue} ")[1:]:
            words = [word.strip(".,;:()") for word in rest.split()[:5]]
            if any(word.isdigit() and int(word) <= MOST_AGE for word in words):
                return True
    return False


def about_visitors(document: DocumentFact) -> bool:
    """Whether a document says it covers the website and its visitors only, not the product."""
    only = document.reading.clause("website-only")
    if only.stance != "affirmed" or (set(only.populations) & {"pupils", "teachers"} and not _excludes(only)):
        return False
    product = document.reading.clause("audience-product")
    return product.stance != "affirmed" or (_excludes(only) and _sends_elsewhere(product))


ELSEWHERE = words("text", "elsewhere")
"""Words that leave something to another text (folded)."""


def _sends_elsewhere(reading: ClauseReading) -> bool:
    """Whether every sentence that names the product only says that another text governs it."""
    return all(holds(fold_same_length(quote.text), ELSEWHERE) for quote in reading.quotes)


SITE_ALONE = words("text", "site-alone")
"""Words that keep a policy to the website (folded); a sentence that also names visitors lacks them."""


def _excludes(reading: ClauseReading) -> bool:
    return any(holds(fold_same_length(quote.text), SITE_ALONE) for quote in reading.quotes)


def covers_pupils(one: Said) -> bool:
    """Whether a sentence on a policy's scope names pupils or teachers beside visitors and leaves nobody out."""
    return bool(set(one.reading.populations) & {"pupils", "teachers"}) and not _excludes(one.reading)


class Texts(tuple[DocumentFact, ...]):
    """Documents in their order. What they say is looked up by clause once, however many checks ask."""

    @cached_property
    def spoken(self) -> Mapping[str, list[Said]]:
        """What they say of each clause of which any says something, document by document."""
        found: dict[str, list[Said]] = {}
        for one in self:
            for name, reading in one.reading.present.items():
                found.setdefault(name, []).append(Said(one, reading))
        return found


@once
def texts(case: Case, *roles: Role) -> Texts:
    """Documents of these roles that may be believed: a vendor's own first, then in the order of `roles`.

    Unreadable documents and templates with placeholders are left out. Roles default to `SPEAKING`.
    """
    wanted = roles or SPEAKING
    ranked = []
    for place, one in enumerate(case.facts.documents):
        rank = [wanted.index(role) for role in (one.role, *one.also) if role in wanted]
        if rank and one.reading.readable not in UNREAD and not one.reading.unreliable:
            ranked.append(((one.basis != "contractual", min(rank), place), one))
    return Texts(one for _, one in sorted(ranked, key=lambda pair: pair[0]))


def said(documents: Iterable[DocumentFact], *clauses: str, stance: Spoken = "affirmed") -> tuple[Said, ...]:
    """What the documents say of these clauses with this stance, clause by clause."""
    if isinstance(documents, Texts):
        spoken = documents.spoken
        return tuple([one for name in clauses for one in spoken.get(name, ()) if one.reading.stance == stance])
    several = [(one, one.reading.present) for one in documents]
    return tuple(
        Said(one, reading)
        for name in clauses
        for one, present in several
        if (reading := present.get(name)) is not None and reading.stance == stance
    )


def values(documents: Iterable[DocumentFact], kind: str, *subjects: str) -> list[tuple[DocumentFact, ValueReading]]:
    """(document, value) of a kind, limited to subjects where any is given."""
    return [(one, v) for one in documents for v in one.reading.values_of(kind, *subjects)]  # type: ignore[arg-type]


DESKS = words("text", "desks")
DESK_WORDS = words("text", "desk-words")


CHANNELS = words("text", "channels")
"""Words of a channel by which somebody can be reached (folded): that one will be sent e-mails gives none."""
OF_DATA = words("text", "of-data")
"""Words on personal data (folded): who agrees to terms of use, a contract, has consented to no processing by it."""


def consent_by_use(documents: Iterable[DocumentFact]) -> tuple[Said, ...]:
    """Where using the service counts as consent to the processing: in a policy, or elsewhere with words on data."""
    found = said(documents, "blanket-consent")
    policies = tuple(one for one in found if one.document.role == "privacy")
    return (*policies, *only((one for one in found if one.document.role != "privacy"), *OF_DATA))


def privacy_addresses(documents: Iterable[DocumentFact]) -> list[tuple[DocumentFact, ValueReading]]:
    """E-mail addresses of a data protection officer or a privacy desk: by their name or by their sentence."""
    return [
        (document, value)
        for document, value in values(documents, "email", "dpo", "privacy")
        if value.subject == "dpo"
        or any(cue in value.value.partition("@")[0] for cue in DESKS)
        or holds(fold_same_length(value.quote.text), DESK_WORDS)
    ]


def quoted(found: Iterable[tuple[DocumentFact, ValueReading]]) -> tuple[Citation, ...]:
    """Citations of values."""
    return tuple(of_quote(document, value.quote) for document, value in found)


def cited(found: Iterable[Said], most: int = MOST) -> tuple[Citation, ...]:
    """Distinct citations of what was said, the first of each before the second of any."""
    each = [(one.document, one.reading.quotes) for one in found]
    kept: dict[Citation, None] = {}
    for place in range(QUOTES_OF_A_CLAUSE):
        for document, quotes in each:
            if len(quotes) > place:
                kept[of_quote(document, quotes[place])] = None
                if len(kept) >= most:
                    return tuple(kept)
    return tuple(kept)


def basis_of(found: Iterable[Said]) -> Basis:
    """`contractual` where a vendor's own document says it first, else `declared`."""
    return next((one.document.basis for one in found), "declared")


def stated(
    verdict: Verdict,
    slug: str,
    found: Iterable[Said],
    *,
    params: dict[str, str] | None = None,
    more: Iterable[Citation] = (),
    searched: Iterable[str] = (),
    confidence: Confidence = "medium",
) -> Outcome:
    """An outcome that rests on words of documents: message `pass`, else `<verdict>-<slug>`."""
    several = tuple(found)
    return Outcome(
        verdict,
        f"{verdict}-{slug}" if slug else verdict,
        params=params or {},
        citations=distinct((*cited(several), *more))[: MOST + 2],
        searched=tuple(searched),
        basis=basis_of(several),
        confidence=confidence,
    )


def doubtful(found: Iterable[Said]) -> Outcome:
    """A sentence whose sense is doubtful: a person must read it."""
    return undecided("doubtful", citations=cited(found), confidence="low")


def silent(case: Case, documents: tuple[DocumentFact, ...]) -> Outcome:
    """`inconclusive` for silence, with why: no document, one that cannot be believed or read, nothing said."""
    if documents:
        return undecided("silent", searched=addresses(documents))
    poor = [one for one in case.facts.documents if one.role != "cookies"]
    if any(one.reading.unreliable for one in poor):
        cited_places = [of_quote(one, quote) for one in poor for quote in one.reading.placeholders[:2]]
        return undecided("template", citations=cited_places, searched=addresses(poor))
    unread = unread_documents(case)
    if unread:
        return undecided("unread", searched=unread)
    return undecided("no-document", searched=tried(case))


def read_in_full(case: Case, documents: tuple[DocumentFact, ...]) -> bool:
    """Whether silence of the documents means something (reading a).

    A policy was read whole, and no document exists, or may exist, that could not be read or believed; nor one with a
    blank in it, where what is missing may belong.
    """
    policies = [one for one in documents if "privacy" in (one.role, *one.also) or one.role == "terms"]
    whole = any(
        one.complete and one.reading.readable == "ok" and is_long_enough(one) and one.reading.language in READ_WHOLLY
        for one in policies
    )
    return whole and not unread_documents(case) and not any(one.reading.placeholders for one in case.facts.documents)


def silence_fails(case: Case, documents: tuple[DocumentFact, ...], slug: str = "silent") -> Outcome:
    """A failure for silence of a notice read in full, where the criterion's row says so; else `inconclusive`."""
    if not read_in_full(case, documents):
        return silent(case, documents)
    searched = addresses(documents)
    return Outcome(
        "fail",
        f"fail-{slug}",
        params={"count": str(len(searched))},
        searched=searched,
        basis=documents[0].basis,
        root_cause=INCOMPLETE,
    )


LIMITS = words("text", "limits")
"""Where the words that weaken a denial begin, folded. They only cut the quote that a message shows: that a denial is
weakened, and by what, is the reader's word (`qualified_by`)."""
LONGEST_PART = 160


def weakening(found: Iterable[Said]) -> str:
    """The words that weaken a statement: from the first cue in its quote to the end; the whole where none is met."""
    for one in found:
        for quote in one.reading.quotes:
            text = " ".join(quote.text.split())
            folded = fold_same_length(text)
            places = [folded.find(cue) for cue in LIMITS if cue in folded]
            if places:
                return shortened(text[min(places) :].lstrip(" ;"))
    first = next((one.reading.quotes[0].text for one in found if one.reading.quotes), "")
    return shortened(" ".join(first.split()))


def shortened(text: str) -> str:
    """A text cut at a word after `LONGEST_PART` characters."""
    if len(text) <= LONGEST_PART:
        return text.rstrip(" .")
    return text[:LONGEST_PART].rpartition(" ")[0] + " …"


def people_of(found: Iterable[Said]) -> str:
    """Keys of the people that statements name, for the parameter `items`; visitors for a policy of a website."""
    keys: dict[str, None] = {}
    for one in found:
        if about_visitors(one.document):
            keys["visitors"] = None
        keys.update(dict.fromkeys(one.reading.populations))
    return ", ".join(f"people-{key}" for key in keys)


def holds_any(found: Iterable[Said], *cues: str) -> bool:
    """Whether a quote of what was said holds one of the cues (folded: lower case, no accents)."""
    return any(holds(fold_same_length(quote.text), cues) for one in found for quote in one.reading.quotes)


@once
def everywhere(case: Case) -> Texts:
    """Documents that may be believed, then the tool's own pages: for what is advertised as much as declared."""
    pages = (one for one in case.facts.page_texts if one.reading.readable not in UNREAD and not one.reading.unreliable)
    return Texts((*texts(case), *pages))


def keeping(found: Iterable[Said], keep: Callable[[str], bool]) -> tuple[Said, ...]:
    """What was said, with the quotes whose text is to be kept, and without those left with none."""
    kept = []
    for one in found:
        quotes = tuple([quote for quote in one.reading.quotes if keep(quote.text)])
        if quotes:
            kept.append(one.with_quotes(quotes))
    return tuple(kept)


def without(found: Iterable[Said], *cues: str) -> tuple[Said, ...]:
    """What was said, without quotes that hold one of the cues (folded), and without those left with none."""
    sought = _sought(cues)
    return keeping(found, lambda text: not holds(fold_same_length(text), sought))


def only(found: Iterable[Said], *cues: str) -> tuple[Said, ...]:
    """What was said, with the quotes that hold one of the cues (folded) only."""
    sought = _sought(cues)
    return keeping(found, lambda text: holds(fold_same_length(text), sought))


_sought = lru_cache(maxsize=256)(Words)
"""Rows of words that checks put together, parted by how they are sought."""


def holds_value(one: Said, document: DocumentFact, value: ValueReading) -> bool:
    """Whether a value stands in one of the quotes of what was said."""
    return one.document is document and any(
        quote.place < value.quote.end and value.quote.start < quote.end for quote in one.reading.quotes
    )
