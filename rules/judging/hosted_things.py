"""What a sentence on hosting says is kept: all that the tool holds, one kind of things, or what is somebody else's.

"The photos are stored in France" leaves the rest of the data unsaid; "our customers host their data in France" and
"the ministry's portal is hosted in France" place nothing of this tool (criteria, 5.2: who a sentence is about; the trap
of `hosting.country-undeclared` on some data only). Whatever the things are called, only a subject that names data, the
product or its servers speaks for all: the words of that are few, those of the parts without end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rules.words import holds, words

ALL = words("hosted-things", "all")
"""What speaks for all that a tool keeps (folded): data, the product, its servers, pronouns that stand for them."""
NARROWED = words("hosted-things", "narrowed")
"""Data of one kind, or of other people than those who use the tool (folded)."""
_KEPT = r"(?:heberg|stock|conserv|enregistr|sauvegard|situe|localis|host|stored|kept|held|located|saved|housed)"
_PASSIVE = re.compile(
    r"(?P<article>\b(?:the|our|your|their|these|les?|la|nos|notre|vos|votre|ces|cette|cet|leurs?|ses) |\b[ld]')?"
    r"(?P<named>(?:[\w'-]+ ){1,14}?)(?P<verb>sont|est|sera|seront|ete|etre|is|are|be|been)(?: [\w'-]+){0,3}? " + _KEPT
)
_ACTIVE = re.compile(
    r"\b(?:nous (?:\w+ )?(?:stockons|hebergeons|conservons|enregistrons|sauvegardons)"
    r"|we (?:\w+ )?(?:store|host|keep|hold|save))(?P<named>(?: [\w'-]+){1,8}?)"
    r" (?:en|au|aux|a|dans|sur|chez|in|on|at|with)\b"
)
_ONE = frozenset({"est", "sera", "is"})
"""Without an article, one thing that is hosted is a name, and may be the tool's."""
_NOT_THINGS = re.compile(
    r"(?:^|\b(?:you|vous|who|qui|which|that|dont|users?|utilisateurs?|customers?|residents?) )"
    r"(?:(?:may|can|will|shall|must|could|might|also|have|has|peut|peuvent|doit|doivent|pourront|pourra|ont|a) )*$"
)
"""Who is somewhere, what another word stands for, or a verb alone: nothing is said to be kept."""
_OTHERS = (
    r"(?:etablissements?|ecoles?|colleges?|lycees?|academies?|ministeres?|rectorats?|regions?|collectivites?|clients?"
    r"|partenaires?|schools?|districts?|ministry|ministries|academy|customers?|partners?|count(?:y|ies)|universit\w+)"
)
_OF_OTHERS = re.compile(
    rf"\b{_OTHERS}(?: [\w-]+){{0,3}}? (?:heberge(?:nt)?|stocke(?:nt)?|conserve(?:nt)?|gardent?|hosts?|stores?|keeps?)"
    r" (?:\w+ )?(?:ses|leurs?|sa|its|their)\b"
    rf"|\b{_OTHERS} (?:de |d'|a |to )(?:heberger|stocker|conserver|host|store|keep)"
    r" (?:\w+ )?(?:ses|leurs?|sa|its|their)\b"
    rf"|\b{_OTHERS}(?:'s|s'|') (?:[\w-]+ ){{0,3}}?(?:platform|portal|system|environment|servers?|website)\b"
    rf"|\b(?:plateforme|portail|systeme|environnement|serveurs?|site)s?(?: [\w-]+){{0,3}}? "
    rf"(?:de la|de l'|du|des|de votre|de vos) ?{_OTHERS}\b"
)
"""Who keeps what is their own, and what is called theirs."""


def of_others(text: str) -> bool:
    """Whether a folded sentence tells where somebody else keeps what is their own."""
    return _OF_OTHERS.search(text) is not None


def of_one_kind(text: str) -> bool:
    """Whether all that a folded sentence says is kept is one kind of things, which leaves the other data unsaid."""
    things = list(_things(text))
    return bool(things) and not any(holds(f" {_without_narrowed(one)}", ALL) for one in things)


def _things(text: str) -> Iterator[str]:
    """What is said to be kept, in the passive or by the publisher."""
    for found in _PASSIVE.finditer(text):
        if (found["article"] or found["verb"] not in _ONE) and not _NOT_THINGS.search(found["named"]):
            yield found["named"]
    for found in _ACTIVE.finditer(text):
        yield found["named"]


def _without_narrowed(named: str) -> str:
    for one in NARROWED:
        named = named.replace(one, " ")
    return named
