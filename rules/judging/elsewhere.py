"""Places that a sentence names without putting the tool's data there: denied, left to others, or past.

"Not hosted in the United States but in France", "unlike tools that keep their data there", "until 2023 they were": who
takes such a country for the place of hosting charges a vendor with what it rules out (criteria, 5.1: negation, contrast
and time; 5.2: who a sentence is about).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rules.derive.fold import fold
from rules.reading.fold import plain_text
from rules.reading.values.lists import mentions
from rules.words import holds, words

OTHERS = words("elsewhere", "others")
"""Words that begin a comparison, or name other tools (folded)."""
PAST = words("elsewhere", "past")
"""Words of what was so and is no more (folded)."""
STILL = words("elsewhere", "still")
"""Words by which a denial keeps the place after it (folded): `not outside France`, `nowhere but`, `does not leave`."""
IF_EVER = words("elsewhere", "if-ever")
"""Words of what may come one day, is being weighed, or hangs on what a customer chooses (folded)."""
LATER = words("elsewhere", "later")
"""Words of a day to come (folded): beside a verb in the future they tell a plan; `will be hosted` alone promises."""
ANOTHER = words("elsewhere", "another-service")
"""Who keeps data for another end than running the tool (folded)."""
RELATIVE = words("elsewhere", "relative")
"""Words by which a part of a sentence goes on with the one before it (folded)."""
_PARTS = re.compile(r"[;:.!?()]|, | (?:mais|but|sondern|tandis qu|alors qu|whereas|while|wahrend)(?=\W|e\b)| [–—-] ")
_BARE = re.compile(r" ?(?:(?:en|au|aux|in|dans|a)(?: (?:the|la|le|les))? )?")
"""A place set between commas, which goes on with what stands before it."""
_NEGATION = re.compile(
    r"\b(?:pas|jamais|ni|aucune?s?|nulle?|et non|not|never|nor|no|nicht|nie|niemals|weder|kein\w*)\b|n't\b"
    r"|\bn[e'](?:[ ']?\w+){1,4} plus\b"
)
_RATHER = re.compile(r"\b(?:plutot qu|au lieu d|rather than|instead of|statt|anstatt)(?:[ ']?\w+){0,5}[ ']*$")
"""What sets a place aside for another; the place stands at its end."""
_LEFT = re.compile(
    r"\b(?:avons|a|ont|have|has|we) (?:quitte|left) (?:(?:la|le|les|l'|the) ?)?$"
    r"|\b(?:moved?|migrated?|transferred|transfere\w*|migre\w*|deplace\w*|rapatrie\w*|demenage\w*)\b"
    r"(?:[ ']\w+){0,6} (?:away from|from|depuis|du|des|de la|de l'|d'|de) ?(?:the )?$"
)
"""What was left: `we moved our servers from …`; the place stands at its end, and where they went after it."""
_NEW_SUBJECT = re.compile(r"\b(?:et|and) (?=(?:vos|les|nos|toutes|your|our|all|the)\b)")
"""Where a sentence goes on with another subject: an option before it is none of what follows."""
_OPTION = re.compile(
    r"\b(?:si vous (?:le |en )?(?:demand|souhait|prefer|install)\w*"
    r"|a (?:la|votre|sa|leur) (?:simple )?demande|sur simple demande"
    r"|selon (?:la|le|l'|votre|vos) ?(?:\w+ )?(?:region|choix|offre|formule|option|pays|zone)"
    r"|permet(?:tent|tant)? (?:(?:a|aux) \w+ )?(?:de |d')(?:faire )?(?:heberg|stock|conserv)\w*"
    r"|(?:avec|dans) (?:l'|la |notre |une )(?:option|offre|formule|edition)"
    r"|if you (?:ask|request|prefer|wish|want|install|self-host)"
    r"|if (?:the|a|your) (?:school|customer|client) (?:asks|requests|wishes)"
    r"|at (?:[\w'-]+ ){1,3}request|depending on (?:[\w'-]+ ){0,3}(?:region|choice|plan|option|country|location)"
    r"|(?:lets?|allows?|enables?) (?:you|schools|customers|institutions)"
    r"|(?:with|on|in|under) (?:the|our|an?) (?:[\w'-]+ ){0,2}(?:plan|option|edition|tier))\b"
)
"""What makes a place an option (folded): a customer asks for it, chooses it or pays for it."""
_THEN_OPTION = re.compile(
    r",? (?:(?:sur|a (?:la|votre)) (?:simple )?demande|en option|(?:on|upon|at your) request|as an option"
    r"|si vous (?:le )?(?:souhait|demand|prefer)|if you (?:ask|wish|prefer|want|request)"
    r"|pour (?:les|ceux) (?:\w+ ){0,2}qui (?:le|en) (?:souhait|demand|font)"
    r"|for (?:[\w'-]+ ){1,3}(?:who|that|which) (?:wish|ask|request|want|prefer))"
)
"""The same right behind the place."""
_POSSIBLE = re.compile(
    r"\b(?:peu(?:t|vent)|pouvons|pourr\w+|can|may|could|might) (?:[\w']+ ){0,2}?"
    r"(?:heberg|stock|conserv|host|stor|kept|keep)"
)
_PEOPLE_THERE = re.compile(
    r"\b(?:developpeu\w+|equipes?|salaries|collaborateurs|bureaux|locaux|developers?|teams?|staff|employees|offices?)\b"
)
_KEEPING = re.compile(r"heberg|stock|serve[ur]|donnees|conserv|host|stor|\bdata|\bkept|\bkeep|sauvegard|backup")
_FUTURE = re.compile(r"\b(?:sera|seront|\w+erons|\w+eront|will|shall|wird|werden)\b")
_FLEET = re.compile(
    r"\b(?:operat|run|ha[sv]|own|dispos|exploit|posse)\w*(?: [\w']+){0,4} (?:data ?cent|centres? de donnees)\w*"
)
"""The sites that a host has, here and elsewhere: they say nothing of this tool's data."""
_KEPT = re.compile(
    r"\b(?:(?:your|our|the|pupils'?|user|personal) data|(?:vos|les|nos|des) donnees|stor|stock|heberge[ers])"
)
_STATES = re.compile(r"\bU\.?S\.?(?:A\.?)?(?![\w])")
"""The United States in capitals: folded they are a pronoun."""
_JOINED = re.compile(r"\b(?:et(?! non)|and(?! not)|und(?! nicht))\b")
"""What ends the reach of a denial: `are not sold and are hosted in …`."""
_PEOPLE = (
    r"(?:customers?|clients?|users?|schools?|districts?|accounts?|teachers?|utilisateurs?|utilisatrices|"
    r"etablissements?|ecoles?|comptes?|enseignants?|kunden|nutzer\w*|schulen)"
)
_OF_PEOPLE = re.compile(rf"\b{_PEOPLE} (?:(?:based|located|situe\w*|base\w*) )?(?:in|en|au|aux|a) (?:the )?$")
"""Whom a country is named for: `schools in …`."""
_ASIDE = r"\b(?:for|of|from|if|pour|des|de|d'|si|fur|von|aus|wenn)\b(?:[ ']\w+){0,3}[ ']"


def places_nothing(quote: str, place: str, language: str) -> bool:
    """Whether every mention of a country in a quote is denied, past, of other tools, or for customers over there.

    `place` is an ISO 3166-1 code, or `EU` and the like; a quote that does not name it in words places it as it may.
    """
    parts = list(_set_aside(_spelled(quote), place, language))
    return bool(parts) and all(parts)


def of_another_service(quote: str, place: str, language: str) -> bool:
    """Whether every mention of a country in a quote tells where a payment service, a partner or a ministry keeps data.

    Such data may be the tool's own, sent there; but the tool is not hosted there for it.
    """
    text = _spelled(quote)
    before = [_part_before(text, match.start()) for match in mentions(text, place, language)]
    return bool(before) and all(holds(part, ANOTHER) for part in before)


def only_possible(quote: str, place: str, language: str) -> bool:
    """Whether every mention of a country in a quote only tells where data can or may be kept."""
    text = _spelled(quote)
    before = [_clause_before(text, match.start()) for match in mentions(text, place, language)]
    return bool(before) and all(_POSSIBLE.search(part) for part in before)


def _spelled(quote: str) -> str:
    return plain_text(fold(_STATES.sub("United States", quote)))


def _set_aside(text: str, place: str, language: str) -> Iterator[bool]:
    """For each mention of the place, whether it is void."""
    for match in mentions(text, place, language):
        part = _part_before(text, match.start())
        whole = _clause_before(text, match.start())
        told = _apposed(text, match.start()) or part
        yield (
            _is_denied(part)
            or holds(told, PAST)
            or holds(told, OTHERS)
            or _OF_PEOPLE.search(whole) is not None
            or _only_planned(text, whole)
            or _THEN_OPTION.match(text, match.end()) is not None
            or (_PEOPLE_THERE.search(part) is not None and _KEEPING.search(part) is None)
            or _LEFT.search(whole) is not None
            or (_FLEET.search(whole) is not None and _KEPT.search(text) is None)
            or _of_customers_there(text, place)
        )


def _apposed(text: str, end: int) -> str:
    """The part before a place that stands between commas (`our former servers, in …, were shut`); empty elsewhere."""
    comma = text.rfind(",", 0, end)
    if comma < 0 or not _BARE.fullmatch(text, comma + 1, end):
        return ""
    return f"{_part_before(text, comma)}{text[comma:end]}"


def _clause_before(text: str, end: int) -> str:
    """The words before a place from the last full stop, semicolon or colon on: their opening holds behind commas."""
    start = max(text.rfind(mark, 0, end) for mark in ".;:!?")
    return f" {text[start + 1 : end]}"


def _only_planned(text: str, before: str) -> bool:
    """Whether a place is a plan, a possibility or an option: `from 2027 on data will be hosted in …`, `on request`."""
    own = before[max((match.end() for match in _NEW_SUBJECT.finditer(before)), default=0) :]
    return (
        holds(f" {own}", IF_EVER)
        or _OPTION.search(own) is not None
        or (_FUTURE.search(before) is not None and holds(f" {text}", LATER))
    )


def _part_before(text: str, end: int) -> str:
    """The part of the sentence that leads to a place, with the part before it where it only goes on with that one."""
    starts = [0, *(match.end() for match in _PARTS.finditer(text, 0, end))]
    while len(starts) > 1 and holds(f" {text[starts[-1] : end].lstrip()[:12]}", RELATIVE):
        starts.pop()
    return f" {text[starts[-1] : end]} "


def _is_denied(part: str) -> bool:
    """Whether the last denial of a part reaches the place at its end."""
    if _RATHER.search(part):
        return True
    denials = list(_NEGATION.finditer(part))
    if not denials or holds(part, STILL):
        return False
    return _JOINED.search(part, denials[-1].end()) is None


def _of_customers_there(text: str, place: str) -> bool:
    """Whether a sentence says where the data of customers in that very country are: `for US schools, in Virginia`."""
    pattern = _customers_of(place)
    return pattern is not None and pattern.search(text) is not None


@cache
def _customers_of(place: str) -> re.Pattern[str] | None:
    named = [one.partition(" ")[2] for one in words("elsewhere", "demonyms") if one.startswith(place.lower() + " ")]
    if not named:
        return None
    names = "|".join(map(re.escape, named))
    there = rf"(?:(?:based|located|situe\w*|base\w*|in|aux|au|en|des?|du|the|les) )+(?:{names})"
    return re.compile(
        rf"{_ASIDE}?(?:{names})(?:-based| based)? {_PEOPLE}\b(?=[^;.]*[,:]|'| data)"
        rf"|{_ASIDE}(?:{names})(?:-based| based)? {_PEOPLE}\b|{_ASIDE}?{_PEOPLE} (?:{names})\b(?=[^;.]*[,:])"
        rf"|{_ASIDE}{_PEOPLE} (?:\w+ )?(?:{names})\b|{_ASIDE}{_PEOPLE} {there}\b"
        rf"|^ ?(?:our |nos |the |les )?{_PEOPLE} {there}\b"
        rf"|\b(?:if|si|wenn) (?:you|your|vous|votre|sie|ihre)\b(?![^,;.]*(?:outside|hors|dehors|ausserhalb))"
        rf"[^,;.]*(?:{names})\b[^,;.]*,"
    )
