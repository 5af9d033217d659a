"""What a button says of logging in: whose account it asks for, or that there is a way in of which it says no more."""

from __future__ import annotations

from collections.abc import Iterable

from rules.derive.providers import NEVER_ALONE, SCHOOL_PROVIDERS, names_in, spelt
from rules.words import words

OWN = "own:account"
"""Said of a page with a button to an account of the tool's own, whose fields stand behind it."""
OTHER = "other:way"
"""Said of a page with a button to a way in that it does not show: `Log in`, `Other options`, `Log in with the SSO`."""
TENANTS = frozenset({"google", "microsoft"})
"""Providers whose accounts schools give to their pupils too (criteria, trap of `sharing.social-login`)."""
LONGEST = 120
"""Characters above which a text is no label of a button."""


def _list(kept: tuple[str, ...]) -> tuple[str, ...]:
    """Words spelt as labels are; longest first, so that phrases go before their words."""
    return tuple(sorted({spelt(one) for one in kept}, key=lambda one: (-len(one), one)))


ACTS = _list(words("login-labels", "acts"))
"""Logging in or signing up."""
ACTS_WITH = _list(words("login-labels", "acts-with"))
"""What means logging in only where it is said with what: `continue with`."""
CREATING = _list(words("login-labels", "creating"))
BY = _list(words("login-labels", "by"))
FILLERS = _list(words("login-labels", "fillers"))
ACCOUNT = _list(words("login-labels", "account"))
WHO = _list(words("login-labels", "who"))
SCHOOL = _list(words("login-labels", "school-account"))
"""Words of an account that a school or another organisation gives."""
OWN_ACCOUNT = _list(words("login-labels", "own-account"))
OWN_ALONE = frozenset(_list(words("login-labels", "own-alone")))
"""Whole labels of a way in by an account of the tool's own."""
NOT_OFFERED = _list(words("login-labels", "not-offered"))
"""What takes a label elsewhere: help, settings of an account, sharing, news."""
OTHER_WAYS = _list(words("login-labels", "other-ways"))

_BEGIN = frozenset(cue.split()[0] for cue in (*ACTS, *ACTS_WITH, *BY, *ACCOUNT, *OWN_ALONE, *OTHER_WAYS))
"""Words of which a label that offers an account holds one: nearly all links of a page hold none."""


def read_label(label: str) -> set[str]:
    """Providers whose account a label offers, with `school:<provider>` where it means one that schools give; `OWN`;
    `OTHER`. Empty where it offers none: help, news, sharing.
    """
    text = spelt(label)
    if len(text) > LONGEST + 2 or _BEGIN.isdisjoint(text.split()):
        return set()
    if _any(text, OTHER_WAYS):
        return {OTHER}
    if _any(_without(text, BY), NOT_OFFERED):  # `à l’aide de Google` helps with nothing
        return set()
    if text in OWN_ALONE:
        return {OWN}
    rest = _after_by(text)
    return _offered(text, rest) if rest is not None else _named_outright(text)


def _after_by(text: str) -> str | None:
    """What stands after `with`, where a word of logging in is there too or the label begins so; None otherwise."""
    places = [(at, one) for one in BY if (at := text.find(one)) >= 0]
    if not places:
        return None
    at, by = min(places, key=lambda place: (place[0], -len(place[1])))
    begins = at == 0
    return text[at + len(by) - 1 :] if begins or _any(text, (*ACTS, *ACTS_WITH, *CREATING)) else None


def _offered(text: str, rest: str) -> set[str]:
    named = set(names_in(rest).values())
    if named:
        return _with_schools(text, named)
    if _any(rest, OWN_ACCOUNT):
        return {OWN}
    return {OTHER} if _any(text, ACTS) and rest.strip() else set()


def _named_outright(text: str) -> set[str]:
    """`Google login`, `Compte Google`, `Connexion ENT`: nothing but words of logging in and a name."""
    if _any(text, CREATING) and not _any(text, OWN_ACCOUNT):
        return set()
    names = {name: provider for name, provider in names_in(text).items() if name not in NEVER_ALONE}
    acts = _any(text, ACTS)
    left = _without(
        text, (*sorted(names, key=len, reverse=True), *ACTS, *ACTS_WITH, *CREATING, *FILLERS, *ACCOUNT, *WHO, *SCHOOL)
    )
    if names and not left.strip():
        return _with_schools(text, set(names.values())) if acts or _any(text, ACCOUNT) else set()
    if _any(left, OWN_ACCOUNT) and not _without(left, OWN_ACCOUNT).strip():
        return {OWN} if acts or _any(text, ACTS_WITH) else set()
    return {OTHER} if acts and not left.strip() else set()


def says_who(label: str) -> bool:
    """Whether a label says whose way in it is: `Connexion enseignants`."""
    return _any(spelt(label), WHO)


def named_alone(label: str) -> str | None:
    """The provider whose name a label is, and nothing else."""
    text = spelt(label)
    return None if text in NEVER_ALONE else names_in(text).get(text)


def _with_schools(text: str, named: set[str]) -> set[str]:
    given = named & TENANTS - SCHOOL_PROVIDERS if _any(text, SCHOOL) else set()
    return named | {f"school:{one}" for one in given}


def _any(text: str, cues: Iterable[str]) -> bool:
    return any(cue in text for cue in cues)


def _without(text: str, cues: Iterable[str]) -> str:
    for cue in cues:
        while cue in text:
            text = text.replace(cue, " ")
    return text
