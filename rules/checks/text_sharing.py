"""What documents say of selling, advertising, own purposes and partners."""

from __future__ import annotations

from dataclasses import replace

from catalog.nouns.criterion import Criterion
from catalog.nouns.facts import DocumentFact
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import undecided
from rules.judging.practices import (
    PASSED_ON,
    Weighed,
    contradictory,
    free_of_advertising,
    judged,
    of_one_kind,
    only_to_others,
    weigh,
)
from rules.judging.sightings import cited as sent
from rules.judging.sightings import params, sightings, without_consent
from rules.judging.text import (
    LIMITS,
    Said,
    cited,
    doubtful,
    holds_any,
    keeping,
    only,
    people_of,
    said,
    silent,
    stated,
    texts,
    weakening,
    without,
)
from rules.words import holds, last, words

TARGETED = ("targeted-advertising", "third-party-advertising")


ONE_END = words("text-sharing", "one-end")
"""What denies a sale for one end only (folded): it leaves the others open."""
SOLD = words("text-sharing", "sold")
USED = words("text-sharing", "used")
"""Words of selling and of using (folded): the end belongs to the one that stands nearer before it."""


def sale(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`sharing.sale`: only an express and unconditional exclusion passes."""
    documents = texts(case)
    weighed = weigh(documents, "sale-of-data")
    partly = tuple(one for one in weighed.denied if all(_for_one_end(quote.text) for quote in one.reading.quotes))
    if partly and len(partly) == len(weighed.denied):
        weighed = replace(weighed, denied=(), limited=(*weighed.limited, *partly))
    return judged(weighed) or silent(case, documents)


def _for_one_end(text: str) -> bool:
    """Whether a sale is denied for one end: `not sold for advertising`, but not `neither sold nor used for …`."""
    folded = fold_same_length(text)
    for end in ONE_END:
        before = folded.partition(end)[0]
        if before != folded and last(before, SOLD) > last(before, USED):
            return True
    return False


AD_WORDS = words("text-sharing", "ad-words")


def _of_advertising(one: Said) -> bool:
    """Whether its first sentence speaks of advertising: news of the service to teachers are none (criteria, 3.6)."""
    return any(holds(fold_same_length(quote.text), AD_WORDS) for quote in one.reading.quotes[:1])


def _without_news(general: Weighed) -> Weighed:
    """Without news to teachers; what their document rules out plainly beside it (its last quote) is ruled out."""
    news = [one for one in general.of_others if not _of_advertising(one)]
    plain = [
        one
        for one in news
        if one.reading.contradicted and not holds(fold_same_length(one.reading.quotes[-1].text), LIMITS)
    ]
    ruled_out = {"stance": "denied", "qualified_by": None, "populations": (), "contradicted": False}
    denied = tuple(
        Said(one.document, one.reading.model_copy(update={**ruled_out, "quotes": one.reading.quotes[-1:]}))
        for one in plain
    )
    kept = tuple(one for one in general.of_others if one not in news)
    return replace(general, of_others=kept, denied=(*general.denied, *denied))


def advertising_use(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`sharing.advertising-use`: targeted advertising fails, messages to adults or unclear words warn.

    What documents rule out is no pass where an advertising service was seen on a page for pupils.
    """
    told = _advertising_told(case)
    seen = [one for one in without_consent(sightings(case, "learner")) if one.is_of("advertising")]
    if told.verdict != "pass" or not seen:
        return told
    return told._replace(
        verdict="warn",
        message="warn-observed",
        params=params(seen),
        citations=(*told.citations[:2], *sent(seen, 3)),
    )


def _advertising_told(case: Case) -> Outcome:
    documents = texts(case)
    targeted = weigh(documents, *TARGETED)
    general = _without_news(weigh(documents, "advertising-use"))
    if targeted.denied:  # what is shown beside a page's subject is not targeted (criteria, 3.6)
        general = replace(general, plain=without(general.plain, "contextual", "contextuel"))
    showing = {one.document.url for one in targeted.plain}
    excepted = {
        (one.document.url, quote.start) for one in (*targeted.limited, *general.limited) for quote in one.reading.quotes
    }  # "we show no advertising, but our partners may …" frees nothing of it
    free = tuple(
        one
        for one in free_of_advertising(documents)
        if one.document.url not in showing
        and not all((one.document.url, quote.start) in excepted for quote in one.reading.quotes)
    )
    excluded = (*general.denied, *free)
    if targeted.plain or targeted.conditional:
        joined = Weighed(
            plain=targeted.plain,
            conditional=targeted.conditional,
            of_others=targeted.of_others,
            denied=(*targeted.denied, *excluded),
            limited=(*targeted.limited, *general.limited),
        )
        return judged(joined) or doubtful(targeted.affirmed)
    if general.plain or general.conditional:
        return _marketing(general, (*targeted.denied, *excluded))
    others = (*targeted.of_others, *general.of_others)
    if others:
        return stated("warn", "others", (*others, *excluded[:1]), params={"items": people_of(others)})
    return _excluded(case, targeted, general, free)


def _marketing(general: Weighed, excluded: tuple[Said, ...]) -> Outcome:
    """Data used for messages or advertising that nobody says is targeted: unclear, or contradicted elsewhere."""
    found = (*general.plain, *general.conditional)
    if excluded:
        return contradictory(Weighed(plain=found, denied=excluded))
    return stated("warn", "unclear", found)


def _of_the_vendor(one: Said) -> bool:
    """Whether a denial of targeted advertising is of the vendor's own, not only of what it passes on."""
    return one.reading.clause == TARGETED[0] and not only_to_others(one)


def _excluded(case: Case, targeted: Weighed, general: Weighed, free: tuple[Said, ...]) -> Outcome:
    limited = (*general.limited, *targeted.limited)
    unused = tuple(one for one in general.denied if not only_to_others(one))
    plain = (*unused, *free, *(one for one in targeted.denied if _of_the_vendor(one)))
    if limited and not free:
        return stated("warn", "limited", (*limited, *plain), params={"exception": weakening(limited)})
    unclear = (*targeted.unclear, *general.unclear)
    if unclear:
        return doubtful((*unclear, *plain))
    if plain:
        return stated("pass", "", plain)
    partial = (*targeted.denied, *targeted.denied_elsewhere, *general.denied, *general.denied_elsewhere)
    if partial:
        return stated("warn", "partial", partial, params={"items": people_of(partial)})
    return silent(case, texts(case))


DEVELOPING = words("text-sharing", "developing")
NEW_PRODUCTS = words("text-sharing", "new-products")
MODELS = words("text-sharing", "models")
OWN_ENDS = words("text-sharing", "own-ends")
"""What is no mere improvement of the service (folded): data then serve the vendor's own ends."""


ANONYMOUS = words("text-sharing", "anonymous")
"""Words of data that identify nobody any more, as the vendor puts it (folded): a point of attention, no failure."""


NOT_ANONYMOUS = words("text-sharing", "not-anonymous")


def _of_people(text: str) -> bool:
    """Whether a sentence is of data that identify people, or of any: `anonymised or not`."""
    folded = fold_same_length(text)
    return not holds(folded, ANONYMOUS) or holds(folded, NOT_ANONYMOUS)


def _serves_own_ends(found: tuple[Said, ...]) -> tuple[Said, ...]:
    """Sentences on improvement that speak of new products, of models or of commerce."""
    products = only(only(found, *DEVELOPING), *NEW_PRODUCTS)
    return without((*products, *only(found, *MODELS, *OWN_ENDS)), *ANONYMOUS)


MEASURING = words("text-sharing", "measuring")
BETTERING = words("text-sharing", "bettering")


def _improving(documents: tuple[DocumentFact, ...]) -> Weighed:
    """What is said of improving the service; a sentence that only names audience measurement is no such thing.

    It neither affirms nor rules out that data serve the vendor: "no visitor statistics" says nothing of pupils' work.
    """
    weighed = weigh(documents, "own-improvement-reuse")
    kept = {
        name: keeping(getattr(weighed, name), lambda text: not _only_measures(fold_same_length(text)))
        for name in ("plain", "conditional", "of_others", "denied", "limited")
    }
    return replace(weighed, **kept)


def _only_measures(folded: str) -> bool:
    return holds(folded, MEASURING) and not holds(folded, BETTERING)


RESTRICTING = words("text-sharing", "restricting")


def _restricting(found: tuple[Said, ...]) -> tuple[Said, ...]:
    """Instructions that bind: in an agreement, or in words that leave nothing else (`only on instructions`).

    "We act on the school's instructions" tells the role; it does not rule the vendor's own purposes out.
    """
    found = tuple(one for one in found if not of_one_kind(one))
    contracts = tuple(one for one in found if one.document.role == "dpa")
    return (*contracts, *only((one for one in found if one not in contracts), *RESTRICTING))


def own_purposes(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`sharing.own-purposes`: bound to the school's instructions, or used for the vendor's own ends."""
    documents = texts(case)
    own = weigh(documents, "own-purposes")
    own = replace(own, plain=keeping(own.plain, _of_people), conditional=keeping(own.conditional, _of_people))
    improving = _improving(documents)
    # A model that is trained on people's data is a product of the vendor's, made of them.
    training = weigh(documents, "ai-training")
    trained = keeping(training.plain, _of_people)
    bound = (*_restricting(said(documents, "dpa-instructions")), *own.denied, *improving.denied)
    plain = (*own.plain, *trained)
    if plain and bound and not (own.names_pupils or training.names_pupils):
        return contradictory(Weighed(plain=plain, denied=bound))
    if own.affirmed:
        return judged(own) or doubtful(own.affirmed)
    ends = (*_serves_own_ends(improving.plain), *trained)
    if ends and not any(one.reading.contradicted for one in ends):
        return stated("fail", "stated", (*ends, *bound[:1]))
    taken_back = any(one.reading.contradicted for one in improving.affirmed)
    bettering = (*improving.plain, *improving.conditional, *keeping(training.conditional, _of_people))
    if bettering and not (taken_back and bound):
        return stated("warn", "improvement", bettering)
    if own.limited:
        return stated("warn", "limited", own.limited, params={"exception": weakening(own.limited)})
    if own.unclear and not bound:
        return doubtful(own.unclear)
    if bound:
        return stated("pass", "", bound)
    anonymous = said(documents, "anonymised-reuse")
    if anonymous:
        return stated("warn", "anonymised", anonymous)
    return silent(case, documents)


def vague_partners(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`sharing.vague-partners`: unnamed partners, for their own ends (fail) or for unclear ones (warn)."""
    documents = texts(case)
    marketing = weigh(documents, "partner-marketing")
    vague = weigh(documents, "vague-partners")
    if marketing.affirmed:
        joined = Weighed(
            plain=marketing.plain,
            conditional=marketing.conditional,
            of_others=marketing.of_others,
            denied=(*marketing.denied, *vague.denied),
        )
        return judged(joined) or doubtful(marketing.affirmed)
    if vague.affirmed:
        return stated("warn", "unclear", vague.affirmed)
    denied = only((*marketing.denied, *vague.denied, *weigh(documents, "third-party-sharing").denied), *PASSED_ON)
    if marketing.unclear or vague.unclear:
        return doubtful((*marketing.unclear, *vague.unclear, *denied))
    if denied:
        return stated("pass", "", denied)
    limited = (*marketing.limited, *vague.limited)
    if limited:
        return stated("warn", "limited", limited, params={"exception": weakening(limited)})
    return silent(case, documents)


NOTICE_GIVEN = words("text-sharing", "notice-given")
"""Words of notice (folded); "your information" and "this privacy notice" give none."""
KEPT = words("text-sharing", "kept")
DELETABLE = words("text-sharing", "deletable")
UNANNOUNCED = words("text-sharing", "unannounced")
DATA_AS_ASSET = words("text-sharing", "data-as-asset")
NO_ASSET = words("text-sharing", "no-asset")
"""What takes data out of the assets (folded)."""


def business_transfer(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`sharing.business-transfer`: notice, the same commitments and the choice to delete, or an asset like others."""
    documents = texts(case)
    clauses = said(documents, "merger-transfer")
    guarded = said(documents, "merger-safeguard")
    if not clauses and not guarded:
        return silent(case, documents)
    shown = (*guarded, *clauses)
    guarantees = [holds_any(guarded, *cues) for cues in (NOTICE_GIVEN, KEPT, DELETABLE)]
    guarantees[0] = guarantees[0] and not holds_any(shown, *UNANNOUNCED)
    if all(guarantees):
        return stated("pass", "", shown)
    if any(guarantees):
        return stated("warn", "partial", shown)
    if holds_any(without(shown, *NO_ASSET), *DATA_AS_ASSET) or holds_any(shown, *UNANNOUNCED):
        return stated("fail", "asset", shown)
    return undecided("no-guarantee", citations=cited(shown))


LIMITED = words("text-sharing", "limited")
UNLIMITED = words("text-sharing", "unlimited")
"""What holds the word and means the contrary (folded)."""
REVOCABLE = words("text-sharing", "revocable")


def _is_limited(found: tuple[Said, ...]) -> bool:
    """Whether a quote bounds the licence, once the words that mean the contrary are left out."""
    for one in found:
        for quote in one.reading.quotes:
            folded = fold_same_length(quote.text)
            for cue in UNLIMITED:
                folded = folded.replace(cue, "")
            if holds(folded, LIMITED):
                return True
    return False


FEEDBACK = words("text-sharing", "feedback")
WORKS = words("text-sharing", "works")
"""Words of remarks on the service, and of works (folded): who may use suggestions has no licence on pupils' works."""


OTHER_GIVERS = words("text-sharing", "other-givers")
"""Who else grants a licence (folded): staff, or those who enter a contest, are no pupils (criteria, traps)."""


def _on_feedback(folded: str) -> bool:
    return holds(folded, OTHER_GIVERS) or (holds(folded, FEEDBACK) and not holds(folded, WORKS))


def _of_pupils(licence: Weighed) -> Weighed:
    """A licence without what only staff or those who enter a contest grant."""
    names = ("plain", "conditional", "of_others")
    return replace(licence, **{name: without(getattr(licence, name), *OTHER_GIVERS) for name in names})


def content_licence(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """`sharing.content-licence`: a licence to provide the service, or one for ever and for any purpose."""
    documents = texts(case)
    broad = keeping(said(documents, "broad-content-licence"), lambda text: not _on_feedback(fold_same_length(text)))
    if broad:
        if holds_any(broad, *REVOCABLE):
            return stated("warn", "revocable", broad)
        return stated("fail", "broad", broad)
    licence = _of_pupils(weigh(documents, "content-licence"))
    if licence.plain or licence.conditional or licence.of_others:
        if _is_limited(licence.affirmed):
            return stated("pass", "", licence.affirmed)
        return stated("warn", "unbounded", licence.affirmed)
    if licence.denials:
        return stated("pass", "", licence.denials)
    return doubtful(licence.unclear) if licence.unclear else silent(case, documents)
