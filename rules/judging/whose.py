"""Whose act a sentence on transfers and contracts tells: the vendor's, or one of the schools and customers it serves.

"The school signs contractual clauses with its own suppliers" and "the customer shall not transfer data outside the
Union" bind or describe the school; taken for the vendor's, they would credit it with what it never said (criteria, 5.2:
who a sentence is about). What a customer accepts or authorises is the vendor's act all the same.
"""

from __future__ import annotations

import re

from rules.derive.fold import fold_same_length

_CUSTOMER = (
    r"(?:etablissements?|ecoles?|colleges?|lycees?|clients?|enseignante?s?|professeurs?|ministere|academies?|rectorats?"
    r"|collectivites?|utilisateurs?|responsables? d[eu] traitement|schools?|customers?|teachers?|ministry|districts?"
    r"|controllers?|data controllers?|users?|institutions?|pupils?|parents?)"
)
_ACTS = (
    r"(?:ne |n'|doi(?:t|vent)\b|peu(?:t|vent)\b|s'engage|s'appuie|s'interdi|veille|realis|effectu|mene\b"
    r"|conclu|sign|transf|transmet|verifi|garanti"
    r"|est (?:seul |tenu|charge|responsable)|sont (?:tenus|charges|responsables)"
    r"|must|may |shall|should|will |do(?:es)? not|never"
    r"|undertakes?|agrees? (?:not|to)|carr(?:y|ies) out|conducts?|performs?|concludes?|transfers?|sends?"
    r"|rel(?:y|ies)|(?:is|are) (?:solely )?(?:responsible|required))"
)
_BY_CUSTOMERS = re.compile(
    rf"^\W*(?:[^,;:]{{0,40}}, )?(?:l'|le |la |les |chaque |tout |tous les |nos |the |each |every |our |all )?"
    rf"{_CUSTOMER}(?: (?!(?:et|and|ou|or)\b|accept|autoris|authori|consent|acknowledg|reconn)[\w'-]+){{0,3}}? {_ACTS}"
)
_IF_CUSTOMERS = re.compile(
    rf"^\W*(?:si |lorsque |lorsqu'|quand |should |if |when |where )(?:l'|le |la |les |the |a |an )?{_CUSTOMER}"
    rf"(?: [\w'-]+){{0,2}}? {_ACTS}(?!.*\b(?:nous|we|us)\b)"
)
_ASKED_OF_CUSTOMERS = re.compile(
    rf"\b(?:exigeons|demandons|imposons|require|ask|oblige) (?:de |a |aux |d')?"
    rf"(?:nos |our |les |the |chaque |each |every )?{_CUSTOMER}\b"
)
_MADE_BY_CUSTOMERS = re.compile(
    rf"\b(?:conclue?s?|signee?s?|adoptee?s?|mise?s? en place|signed|concluded|adopted|put in place) (?:par|by) "
    rf"(?:l'|le |les |la |the |our |nos |each )?{_CUSTOMER}\b"
)
_WITH_US = re.compile(r"\b(?:avec nous|et nous|with us|and us|et l'editeur|and the processor|et le sous-traitant)\b")


def by_customers(quote: str) -> bool:
    """Whether a sentence tells what schools or customers do, must do or have signed by themselves."""
    text = fold_same_length(quote)
    if _WITH_US.search(text):
        return False
    told = (_BY_CUSTOMERS, _IF_CUSTOMERS, _ASKED_OF_CUSTOMERS, _MADE_BY_CUSTOMERS)
    return any(one.search(text) for one in told)
