"""What documents and pages say of artificial intelligence: training, suppliers, decisions, emotions, disclosure."""

from __future__ import annotations

from dataclasses import replace

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.derive.names import host_of
from rules.judging.citing import listed, of_quote, undecided
from rules.judging.documents import addresses
from rules.judging.naming import countries_said
from rules.judging.practices import Weighed, judged, weigh
from rules.judging.text import (
    Said,
    cited,
    doubtful,
    everywhere,
    holds_any,
    holds_value,
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
from rules.judging.whose import behind_a_name
from rules.words import holds, words
from rules.words.phrases import phrases

OPT_OUT = words("text-ai", "opt-out")
ANONYMOUS = words("text-ai", "anonymous")
ANONYMOUS_INSTEAD = words("text-ai", "anonymous-instead")
"""What is used instead of what a denial rules out (folded): `only anonymised data is used`."""
OURS = words("text-ai", "ours")
SUPPLIER = words("text-ai", "supplier")


SUPPLIER_SPEAKS = phrases("text-ai", "supplier-speaks")
PUBLISHER_TOO = words("text-ai", "publisher-too")


def _of_the_supplier(text: str) -> bool:
    """Whether a sentence only tells what an AI supplier does: `this provider does not train its models on them`."""
    folded = fold_same_length(text.rpartition(" … ")[2]).strip()
    speaks = SUPPLIER_SPEAKS.search(folded) is not None or behind_a_name(folded) is not None
    return speaks and not holds(f" {folded}", PUBLISHER_TOO)


def _of_schools(weighed: Weighed) -> Weighed:
    """What is said of teachers is said of a school's data, as what is said of pupils is (criteria, 3.10)."""
    teachers = tuple(one for one in weighed.of_others if "teachers" in one.reading.populations)
    others = tuple(one for one in weighed.of_others if one not in teachers)
    return replace(weighed, plain=(*weighed.plain, *teachers), of_others=others)


def training_reuse(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`ai.training-reuse`: excluded for suppliers too; an opt-out or anonymised data warn; by default it fails."""
    documents = everywhere(case)
    weighed = _of_schools(weigh(documents, "ai-training"))
    if weighed.plain:
        choice = (*said(documents, "training-opt-out"), *said(documents, "ai-training", stance="unclear"))
        if holds_any(choice, *OPT_OUT) and not holds_any(weighed.plain, *ANONYMOUS):
            return stated("warn", "opt-out", (*weighed.plain, *choice))
        if holds_any(weighed.plain, *ANONYMOUS):
            return stated("warn", "anonymised", weighed.plain)
        if holds_any(weighed.plain, *OPT_OUT):
            return stated("warn", "opt-out", weighed.plain)
    implied = said(documents, "ai-training", stance="unclear")
    if not weighed.affirmed and (holds_any(implied, *ANONYMOUS) or holds_any(weighed.denied, *ANONYMOUS_INSTEAD)):
        return stated("warn", "anonymised", (*implied, *weighed.denied))
    if not weighed.affirmed and holds_any(implied, *OPT_OUT):
        return stated("warn", "opt-out", (*implied, *weighed.denied))
    if weighed.denied and not weighed.affirmed and not weighed.limited and not weighed.unclear:
        own_only = holds_any(weighed.denied, *OURS) and not holds_any(weighed.denied, *SUPPLIER)
        if own_only:
            return undecided("suppliers", citations=cited(weighed.denied))
        if not keeping(weighed.denied, lambda text: not _of_the_supplier(text)):
            return undecided("publisher", citations=cited(weighed.denied))
    return judged(weighed) or silent(case, texts(case))


def provider_disclosed(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`ai.provider-disclosed`: the supplier by name and country. Its absence from network calls shows nothing."""
    documents = everywhere(case)
    named = said(documents, "ai-provider-named")
    if named:
        suppliers = [v.value for _, v in values(documents, "organisation", "ai-provider")] or [
            value.value
            for document, value in values(documents, "organisation")
            if any(holds_value(one, document, value) for one in named)
        ]
        countries = _countries_beside(documents, named) or list(countries_said(named))
        params = {"suppliers": listed(suppliers) or "–", "countries": listed(countries) or "–"}
        if countries:
            return stated("pass", "", named, params=params)
        return stated("warn", "no-country", named, params=params)
    vague = tuple(one for one in _speaking_of_supplier(documents) if one.reading.quotes)
    if vague:
        return stated("warn", "unnamed", vague)
    return silent(case, texts(case))


UNNAMED = words("text-ai", "unnamed")
INTELLIGENCE = words("text-ai", "intelligence")


def _speaking_of_supplier(documents: tuple[DocumentFact, ...]) -> tuple[Said, ...]:
    """Sentences on a supplier of artificial intelligence that has no name."""
    names = ("recipients-categories", "ai-disclosure", "third-party-sharing", "third-country-transfer")
    found = []
    for one in said(documents, *names):
        telling = tuple(quote for quote in one.reading.quotes if _unnamed_supplier(_answer(quote.text)))
        if telling:
            found.append(Said(one.document, one.reading.model_copy(update={"quotes": telling})))
    return tuple(found)


def _answer(text: str) -> str:
    """A quote, folded, without the question that it answers: who asks for a supplier has not said that there is one."""
    parts = [part for part in text.split(" … ") if not part.rstrip().endswith("?")]
    return fold_same_length(" … ".join(parts))


def _unnamed_supplier(folded: str) -> bool:
    return holds(folded, UNNAMED) and holds(folded, INTELLIGENCE)


def _countries_beside(documents: tuple[DocumentFact, ...], named: tuple[Said, ...]) -> list[str]:
    """Countries in the sentences that name the supplier, or in a list's line about it."""
    spans = {(one.document.url, quote.place, quote.end) for one in named for quote in one.reading.quotes}
    found = []
    for document, value in values(documents, "country"):
        overlaps = any(
            url == document.url and start < value.quote.end and value.quote.start < end for url, start, end in spans
        )
        if overlaps:
            found.append(value.value)
    return found


ALONE = words("text-ai", "alone")
STAFF = frozenset({"teachers", "parents", "schools"})
"""Who is named where a decision is denied because a person makes it: that limits nothing."""
DECIDED = words("text-ai", "decided")
"""What a person must review for a review to count (folded): that lessons are read over is none."""
NO_HUMAN = words("text-ai", "no-human")


RIGHT_OF_PEOPLE = words("text-ai", "right-of-people")
DEFINING = words("text-ai", "defining")
"""Words of a definition (folded): what automated decisions are says not that any is taken."""


def _taken(weighed: Weighed) -> Weighed:
    """Decisions and profiling without the sentences that only tell people's rights about them."""
    kept: dict[str, tuple[Said, ...]] = {"denied": without(weighed.denied, *RIGHT_OF_PEOPLE)}
    for name in ("plain", "conditional", "of_others"):
        left = tuple(one for one in getattr(weighed, name) if not _only_spoken_of(one))
        kept[name] = tuple(one for one in left if not _denial_left(one))
        kept["denied"] += tuple(one for one in left if _denial_left(one))
    return replace(weighed, **kept)


def _only_spoken_of(one: Said) -> bool:
    """Whether a document only tells rights about decisions, or what they are: the reader affirms it of nobody."""
    return one.reading.qualified_by == "scope" and not one.reading.populations


def _denial_left(one: Said) -> bool:
    """Whether only the denial is left of a document that affirms and denies (its last quote)."""
    return one.reading.contradicted and len(one.reading.quotes) == 1


def automated_decision(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`ai.automated-decision`: none, or explained with a human's review; by machine alone without it fails."""
    documents = texts(case)
    weighed = _taken(weigh(documents, "automated-decision"))
    if not weighed.affirmed and not weighed.denied and not weighed.limited:
        by_staff = tuple(one for one in weighed.denied_elsewhere if set(one.reading.populations) <= STAFF)
        if by_staff:
            return stated("pass", "", by_staff)
    if not weighed.affirmed:
        return judged(weighed) or silent(case, documents)
    reviewed = without(only(said(documents, "human-review"), *DECIDED), *NO_HUMAN)
    logic = said(documents, "decision-logic")
    if reviewed and logic:
        return stated("pass", "", (*weighed.affirmed, *reviewed, *logic))
    if reviewed or logic:
        return stated("warn", "partial", (*weighed.affirmed, *reviewed, *logic))
    if holds_any(without(weighed.affirmed, *DEFINING), *ALONE) and not weighed.contradicted:
        return stated("fail", "stated", weighed.affirmed)
    return stated("warn", "unexplained", weighed.affirmed)


def emotion_recognition(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`ai.emotion-recognition`: advertised or documented inference of emotions from bodies is blocking."""
    documents = everywhere(case)
    weighed = weigh(documents, "emotion-inference")
    if weighed.plain:
        return stated("fail", "stated", (*weighed.plain, *weighed.denied))
    if weighed.affirmed or weighed.limited or weighed.unclear:
        return judged(weighed) or doubtful(weighed.affirmed)
    attention = said(documents, "attention-analytics")
    if attention:
        return stated("warn", "attention", attention)
    return judged(weighed) or silent(case, texts(case))


PENDING = words("text-ai", "pending")
"""What is being prepared or is not there yet (folded): no document of conformity (criteria, 5.1, futurity)."""


DOCUMENTS = words("text-ai", "documents")
"""Words of what proves conformity, or of the annex itself (folded): who says to obey the act publishes nothing."""
WITHIN_ANNEX = words("text-ai", "within-annex")
NOT_WITHIN = words("text-ai", "not-within")
EVALUATING = words("text-ai", "evaluating")
"""Words of evaluating pupils (folded): who watches no examination may mark by machine all the same."""


def _documented(text: str) -> bool:
    """Whether a sentence on conformity names documents, or says that the system is outside annex III."""
    folded = f" {fold_same_length(text)} "
    return holds(folded, DOCUMENTS) and (not holds(folded, WITHIN_ANNEX) or holds(folded, NOT_WITHIN))


def high_risk_use(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`ai.high-risk-use`: a use of annex III without documents warns. The duties apply from 2 December 2027 [V2]."""
    documents = everywhere(case)
    weighed = weigh(documents, "high-risk-ai-use")
    claimed = without(said(documents, "ai-conformity"), *PENDING)
    conformity = keeping(claimed, _documented)
    if conformity:
        return stated("pass", "", (*conformity, *weighed.affirmed))
    if weighed.affirmed:
        applies = case.knowledge.legal_date("ai_act_annex3")
        return stated("warn", "undocumented", weighed.affirmed, params={"date": applies.date if applies else "–"})
    by_staff = tuple(one for one in weighed.denied_elsewhere if set(one.reading.populations) <= STAFF)
    if by_staff and not (weighed.denied or weighed.limited or weighed.unclear):
        return stated("pass", "", by_staff)
    if weighed.denied and not only(weighed.denied, *EVALUATING):
        return doubtful(weighed.denied)
    told = judged(weighed)
    return told or (doubtful(claimed) if claimed else silent(case, texts(case)))


DISCLOSING = words("text-ai", "disclosing")
"""Words of an artificial intelligence that the tool's users meet (folded): an answer, an assistant, the service."""
NOT_DISCLOSING = words("text-ai", "not-disclosing")
"""What speaks of artificial intelligence as a subject, of a ban on it, or of its use by staff and hosts (folded)."""


def chatbot_disclosure(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`ai.chatbot-disclosure`: said in the interface or the documents; absent from both where both were seen."""
    documents = everywhere(case)
    told = without(only(said(documents, "ai-disclosure"), *DISCLOSING), *NOT_DISCLOSING)
    if told:
        return stated("pass", "", told)
    seen = [page for page in case.facts.pages if page.role == "app" and page.status == 200 and not page.empty_shell]
    if seen and case.tool.profile.ai == "yes" and read_in_full(case, texts(case)):
        searched = (*addresses(texts(case)), *(page.url for page in seen))
        return Outcome(
            "warn",
            "warn-undisclosed",
            params={"host": host_of(seen[0].url)},
            searched=searched,
            basis="declared",
        )
    marks = [of_quote(one, quote) for one in documents for quote in one.reading.clause("ai-training").quotes[:1]]
    return undecided("not-seen", citations=marks, searched=addresses(texts(case)))
