"""Where the publisher is established, by what it prints of itself; and whether it addresses French schools."""

from __future__ import annotations

from collections.abc import Iterable
from operator import itemgetter

from catalog.nouns.facts import PageFact, StatementFact
from catalog.nouns.finding import Citation
from rules.derive.fold import fold, fold_same_length
from rules.derive.legal_notice import HOST_CUES, company_form
from rules.derive.names import host_of

FRENCH_ENDINGS = (".fr", ".re", ".gp", ".mq", ".gf", ".yt", ".bzh", ".paris", ".alsace", ".corsica", ".nc", ".pf")
"""Endings of French names: the country, its territories and regions."""

FRENCH_REGISTERS = ("rcs", "r.c.s", "siren", "siret", "repertoire national des associations", "rna")
REGISTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("DE", ("handelsregister", "amtsgericht", "hrb ")),
    ("AT", ("firmenbuch", "handelsgericht wien")),
    ("NL", ("kvk", "kamer van koophandel")),
    ("BE", ("banque-carrefour des entreprises", "bce ", "tva be", "kbo ")),
    ("IT", ("p.iva", "p. iva", "partita iva", "codice fiscale")),
    ("ES", ("registro mercantil", "c.i.f", "n.i.f", "cif:", "nif:")),
    ("LU", ("rcs luxembourg", "r.c.s. luxembourg", "rcsl")),
    ("IE", ("registered in ireland", "companies registration office")),
    ("GB", ("companies house", "registered in england", "registered in scotland", "company registered in the uk")),
    ("CH", ("che-", "registre du commerce du canton", "handelsregister des kantons")),
    ("US", ("delaware", "a california corporation", ", inc.", " inc.", " llc")),
    ("SE", ("org.nr", "organisationsnummer")),
    ("DK", ("cvr",)),
    ("FI", ("y-tunnus", "business id")),
    ("EE", ("registrikood", "registry code")),
    ("PL", ("krs ", "regon")),
)
"""Country and words that only its registers or company forms use [M]."""

COUNTRIES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("FR", ("france",)),
    ("BE", ("belgique", "belgium")),
    ("CH", ("suisse", "switzerland", "schweiz")),
    ("LU", ("luxembourg",)),
    ("DE", ("allemagne", "germany", "deutschland")),
    ("AT", ("autriche", "austria", "osterreich")),
    ("NL", ("pays-bas", "netherlands", "nederland")),
    ("IE", ("irlande", "ireland")),
    ("GB", ("royaume-uni", "united kingdom", "england", "scotland", "u.k.")),
    ("US", ("etats-unis", "united states", "usa", "u.s.a.")),
    ("CA", ("canada", "quebec")),
    ("ES", ("espagne", "spain", "espana")),
    ("IT", ("italie", "italy", "italia")),
    ("PT", ("portugal",)),
    ("DK", ("danemark", "denmark", "danmark")),
    ("SE", ("suede", "sweden", "sverige")),
    ("FI", ("finlande", "finland", "suomi")),
    ("NO", ("norvege", "norway", "norge")),
    ("EE", ("estonie", "estonia")),
    ("PL", ("pologne", "poland", "polska")),
    ("CZ", ("tchequie", "czech republic", "czechia")),
    ("IL", ("israel",)),
    ("AU", ("australie", "australia")),
    ("CN", ("chine", "china")),
    ("IN", ("inde", "india")),
)
"""Countries by the names that stand at the foot of a postal address."""

_NAMED = tuple((f" {name} ", code) for code, names in COUNTRIES for name in names)
"""Names of countries between blanks, with their codes."""

Established = tuple[str | None, Citation | None]


def publisher_country(statements: Iterable[StatementFact], notices: Iterable[tuple[str, str, str]]) -> Established:
    """The country where the publisher is established and what shows it, or (None, None).

    `statements` are the items of legal notices; `notices` are (address, blob, text of the publisher's part).
    A French register number settles it; then a foreign register's words; then the country of the postal address.
    """
    items = list(statements)
    texts = list(notices)
    for one in items:
        near = fold(_before_the_host(one.quote))
        french = "luxembourg" not in near and any(cue in near for cue in FRENCH_REGISTERS)
        if one.field == "registration" and french:
            return "FR", _cited(one)
    for url, blob, text in texts:
        country = _by_register(fold(text))
        if country:
            return country, Citation(url=url, blob=blob)
    for one in items:
        if one.field in ("publisher-address", "publisher-name"):
            country = country_in(_before_the_host(one.quote))
            if country:
                return country, _cited(one)
    for one in items:
        if one.field == "publisher-address" and _french_code(_before_the_host(one.quote)):
            return "FR", _cited(one)
    for one in items:
        if one.field == "controller-identity" and (country := country_of_company(one.quote)):
            return country, _cited(one)
    forms = [one for one in items if one.field == "company-form"]
    return ("FR", _cited(forms[0])) if forms and any(i.field == "capital" for i in items) else (None, None)


def _before_the_host(quote: str) -> str:
    """A line of a notice up to where it names the host, whose address and register are not the publisher's."""
    folded = fold_same_length(quote)
    places = [at for cue in HOST_CUES if (at := folded.find(cue)) > 0]
    return quote[: min(places)] if places else quote


def country_in(text: str) -> str | None:
    """The country named in an address, by whole words; the last one named wins (an address ends with its country)."""
    words = f" {' '.join(fold(text).replace(',', ' ').replace('(', ' ').replace(')', ' ').split())} ".replace(". ", " ")
    found = [(words.rfind(name), code) for name, code in _NAMED if name in words]
    return max(found, key=itemgetter(0))[1] if found else None


def country_of_company(text: str) -> str | None:
    """The country of a company by one line that presents it: its address, its register, its legal form."""
    named = country_in(text)
    if named:
        return named
    folded = fold(text)
    if (company_form(text) and _french_code(text)) or any(cue in folded for cue in FRENCH_REGISTERS):
        return "FR"
    return _by_register(folded) or ("DE" if " gmbh" in folded else None) or ("NL" if " b.v." in folded else None)


def french_offer(pages: Iterable[PageFact], home: str) -> bool:
    """Whether the site addresses French-speaking schools of France: a French name, or pages in French.

    Documents alone do not make an offer: a translated policy may stand beside an English product.
    """
    if host_of(home).endswith(FRENCH_ENDINGS):
        return True
    return any(page.language == "fr" and page.surface != "documents" and page.status == 200 for page in pages)


def _by_register(folded: str) -> str | None:
    padded = f" {' '.join(folded.split())} "
    return next((code for code, cues in REGISTERS if any(cue in padded for cue in cues)), None)


def _french_code(text: str) -> bool:
    """A five-digit code of a French department before a word (departments 01 to 98) and a French street word."""
    words = [word.strip(",;:()–-") for word in fold(text).split()]
    street = any(
        word in ("rue", "avenue", "boulevard", "place", "allee", "chemin", "quai", "cedex", "impasse", "cours")
        for word in words
    )
    return any(
        len(word) == 5 and word.isdigit() and "01" <= word[:2] <= "98" and (street or following == "paris")
        for word, following in zip(words, [*words[1:], ""], strict=True)
    )


def _cited(one: StatementFact) -> Citation:
    return Citation(url=one.url, quote=one.quote, start=one.start, end=one.end, blob=one.blob)
