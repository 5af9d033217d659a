"""Practices that a publisher affirms or denies: weighing sentences of several documents, for people and with limits.

The order is that of the criteria (section 5.1): a plain affirmation that covers pupils outweighs a denial elsewhere,
any other affirmation beside a denial is a contradiction (trap 21), a condition or another population weakens it, an
exception or a definition weakens a denial (traps 3 to 5 and 8), and a doubtful sentence is left to a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from catalog.nouns.facts import DocumentFact
from catalog.nouns.reading import Qualifier
from rules.case import Outcome
from rules.derive.fold import fold_same_length
from rules.judging.citing import undecided
from rules.judging.text import (
    Said,
    cited,
    doubtful,
    keeping,
    limits_age,
    people_of,
    said,
    stated,
    weakening,
)
from rules.words import holds, words

WEAK: tuple[Qualifier, ...] = ("exception", "condition", "hedge")


@dataclass(frozen=True)
class Weighed:
    """Statements of one practice, sorted by what they mean for pupils.

    `plain`: affirmed without condition for pupils or everybody; `conditional`: with a condition or exception;
    `of_others`: of visitors or adults only; `denied`: ruled out; `limited`: ruled out with an exception or
    condition; `denied_elsewhere`: ruled out for others or under some age only; `unclear`: doubtful, or ruled out for
    one kind of data or one part of the tool only.
    """

    plain: tuple[Said, ...] = ()
    conditional: tuple[Said, ...] = ()
    of_others: tuple[Said, ...] = ()
    denied: tuple[Said, ...] = ()
    limited: tuple[Said, ...] = ()
    denied_elsewhere: tuple[Said, ...] = ()
    unclear: tuple[Said, ...] = ()

    def keeping(self, keep: Callable[[str], bool]) -> Weighed:
        """The same, of the sentences to be kept only."""
        return Weighed(**{name: keeping(getattr(self, name), keep) for name in self.__dataclass_fields__})

    @property
    def affirmed(self) -> tuple[Said, ...]:
        """Every affirmation, the plainest first."""
        return (*self.plain, *self.conditional, *self.of_others)

    @property
    def denials(self) -> tuple[Said, ...]:
        """Every denial, the plainest first."""
        return (*self.denied, *self.limited, *self.denied_elsewhere)

    @property
    def contradicted(self) -> bool:
        """Whether one document, or another, denies what is affirmed."""
        return bool(self.affirmed) and bool(
            self.denied or self.limited or any(taken_back(one) for one in self.affirmed)
        )

    @property
    def names_pupils(self) -> bool:
        """Whether a plain affirmation names pupils or everybody, without the same document taking it back."""
        return any({"pupils", "all"} & set(one.reading.populations) and not taken_back(one)
                   for one in self.plain)  # fmt: skip


def taken_back(one: Said) -> bool:
    """Whether the document that affirms also denies, for more than people under some age (its last quote)."""
    return one.reading.contradicted and not (one.reading.quotes and limits_age(one.reading.quotes[-1].text))


def weigh(documents: tuple[DocumentFact, ...], *clauses: str) -> Weighed:
    """Sort what documents say of the clauses of one practice."""
    kinds: dict[str, list[Said]] = {}
    for one in said(documents, *clauses):
        kinds.setdefault(_affirmation(one), []).append(one)
    for one in said(documents, *clauses, stance="denied"):
        kinds.setdefault(_denial(one), []).append(one)
    narrow = kinds.pop("of_one_kind", [])
    if not {"denied", "limited"} & set(kinds):  # a plain denial in another document stands by itself
        kinds.setdefault("unclear", []).extend(narrow)
    for one in said(documents, *clauses, stance="unclear"):
        kinds.setdefault("unclear", []).append(one)
    return Weighed(**{key: tuple(found) for key, found in kinds.items()})


def _affirmation(one: Said) -> str:
    if one.about_others:
        return "of_others"
    return "conditional" if one.reading.qualified_by in ("condition", "exception") else "plain"


ONE_KIND = words("practices", "one-kind")
"""One kind of data (folded): what is denied of it says nothing of the rest."""
ANY_DATA = words("practices", "any-data")


def of_one_kind(one: Said) -> bool:
    """Whether every sentence speaks of one kind of data only: a number, an address, data on health or payment."""
    return all(_one_kind(fold_same_length(quote.text)) for quote in one.reading.quotes)


def _one_kind(folded: str) -> bool:
    rest = folded
    for kind in ONE_KIND:
        rest = rest.replace(kind, " ")
    return rest != folded and not holds(rest, ANY_DATA)


TO_OTHERS = words("practices", "to-others")
"""Words of passing data on (folded): who gives advertisers nothing may still advertise by itself."""
BY_ITSELF = words("practices", "by-itself")
OTHERS_USE = words("practices", "others-use")
"""Whose use alone a sentence rules out (folded): `they are not used by X to show advertisements`."""


def only_to_others(one: Said) -> bool:
    """Whether every sentence only denies that others receive data for their advertising."""
    folded = [fold_same_length(quote.text) for quote in one.reading.quotes]
    return all(holds(text, OTHERS_USE) or (holds(text, TO_OTHERS) and not holds(text, BY_ITSELF)) for text in folded)


SALE = words("practices", "sale")
PASSED_ON = words("practices", "passed-on")
"""Words of selling and of passing on (folded): who sells nothing may still give it away."""


def passed_to_nobody(found: tuple[Said, ...]) -> tuple[Said, ...]:
    """Denials of sharing, without the sentences that rule out a sale only."""
    return keeping(found, lambda text: _is_of_sharing(fold_same_length(text)))


def _is_of_sharing(folded: str) -> bool:
    return not holds(folded, SALE) or holds(folded, PASSED_ON)


def of_a_part(one: Said) -> bool:
    """Whether every sentence rules out a part only, a page or an edition, say (`rules/reading/narrow.py`)."""
    return one.reading.qualified_by == "scope" and not one.reading.populations


def free_of_advertising(documents: Iterable[DocumentFact]) -> tuple[Said, ...]:
    """Where documents say that no advertising is shown, to pupils as well, at any age and with no exception."""
    found = said(documents, "ad-free")
    return tuple(
        one
        for one in found
        if one.reading.qualified_by not in WEAK and not one.about_others and not one.about_some_ages
    )


def _denial(one: Said) -> str:
    if of_one_kind(one) or of_a_part(one):
        return "of_one_kind"
    if one.about_others or one.about_some_ages:
        return "denied_elsewhere"
    return "limited" if one.reading.qualified_by in WEAK else "denied"


def judged(weighed: Weighed) -> Outcome | None:
    """The usual decision on a practice that must not be; None where documents say nothing of it.

    Messages: `fail-stated`, `warn-contradictory`, `warn-conditional`, `warn-others`, `warn-limited`, `pass`,
    `inconclusive-doubtful`, `inconclusive-others`.
    """
    if weighed.affirmed:
        return _affirmed(weighed)
    if weighed.limited:
        params = {"exception": weakening(weighed.limited)}
        return stated("warn", "limited", (*weighed.limited, *weighed.denied), params=params)
    if weighed.unclear:
        return doubtful((*weighed.unclear, *weighed.denials))
    if weighed.denied:
        return stated("pass", "", weighed.denied)
    if weighed.denied_elsewhere:
        found = weighed.denied_elsewhere
        return undecided("others", params={"items": people_of(found)}, citations=cited(found))
    return None


def _affirmed(weighed: Weighed) -> Outcome:
    if weighed.names_pupils or (weighed.plain and not weighed.contradicted):
        return stated("fail", "stated", (*weighed.plain, *weighed.denied))
    if weighed.contradicted and (weighed.plain or weighed.conditional):
        return contradictory(weighed)
    if weighed.conditional:
        params = {"exception": weakening(weighed.conditional)}
        return stated("warn", "conditional", weighed.conditional, params=params)
    return stated("warn", "others", weighed.of_others, params={"items": people_of(weighed.of_others)})


def contradictory(weighed: Weighed) -> Outcome:
    """One passage allows what another rules out: both are cited."""
    return stated("warn", "contradictory", (*weighed.affirmed[:2], *weighed.denials[:2]))
