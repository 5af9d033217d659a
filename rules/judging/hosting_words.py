"""What a sentence that names a country says of hosting: where data are, or only where a company, a site or a team is.

The traps are those of the criteria (3.1, `hosting.country-undeclared` and `hosting.declared-vs-observed`, and 5.2): an
office read as a data centre, the showcase's host read as the product's, "made in France", some data only, and a claim
that covers a database or backups alone.
"""

from __future__ import annotations

from typing import Literal

from rules.derive.fold import fold

Kind = Literal["data", "part", "loose", "none"]
"""`data`: data or the product are there. `part`: a database or backups are. `loose`: an office's address, the website's
host, some data, or a place taken back in the same breath. `none`: nothing of hosting."""

_HOSTING = ("heberg", "host", "serveur", "server", "stock", "stor", "datacent", "data cent", "sauvegard", "backup",
            "gehostet", "gespeichert", "rechenzentr", "conserv", "kept", "held", "centres de donnees",
            "centre de donnees")  # fmt: skip
_MADE = ("concu", "developpe", "fabrique", "made in", "designed in", "developed in", "built in", "entwickelt",
         "entreprise francaise", "societe francaise", "support en", "support in", "equipe", "team")  # fmt: skip
_DATA = ("donnee", "data", "serveur", "server", "stock", "stored", "sauvegard", "backup", "information", "daten",
         "rechenzentr", "infrastructure")  # fmt: skip
_PRODUCT = ("plateforme", "platform", "application", "solution", "logiciel", "software", "outil", "le service",
            "nos services", "du service", "the service", "our service", "produit", "product", "plattform")  # fmt: skip
_OFFICE = ("siege", "registered office", "head office", "headquarter", "r.c.s", " rcs", "au capital", "share capital",
           " rue ", " avenue ", " boulevard ", " bd ", " allee ", " quai ", " cedex", " street", " road", "strasse",
           " bp ")  # fmt: skip
_SITE = ("le site", "ce site", "notre site", "du site", "site internet", "site web", "website", "this site", "our site")
_SOME = ("certaines donnees", "une partie d", "some data", "some of", "part of", "certain data", "la plupart",
         "most of", "most data", "principalement", "majoritairement", "mainly", "primarily", "et hors", "ou hors",
         "et en dehors", "ou en dehors", "and outside", "or outside", "a l'exception", "sauf ", "hormis", "except",
         "other than", "ainsi que hors")  # fmt: skip
_PARTS = ("sauvegardes des donnees", "sauvegarde des donnees", "sauvegardes de vos donnees", "data backups",
          "backups of your data", "backups of data", "bases de donnees", "base de donnees", "databases", "database",
          "sauvegardes", "sauvegarde", "backups", "backup")  # fmt: skip
"""What may be elsewhere than the product: longer names first."""
_POSTCODE = 5
"""Digits of a French, German, Spanish or Italian postal code."""


def kind_of(quote: str) -> Kind:
    """What a quote that names a country says of hosting; see `Kind`."""
    text = f" {fold(quote)} "
    if not any(cue in text for cue in _HOSTING) and any(cue in text for cue in _MADE):
        return "none"
    data = any(cue in text for cue in _DATA)
    if any(cue in text for cue in _SOME):
        return "loose"
    if not data and (_is_address(text) or (_of_the_site(text) and not any(cue in text for cue in _PRODUCT))):
        return "loose"
    return "part" if _is_part(text) else "data"


def _is_address(text: str) -> bool:
    words = text.replace(",", " ").replace(".", " ").replace("(", " ").replace(")", " ").split()
    codes = (word.rpartition("-")[2] for word in words)
    return any(cue in text for cue in _OFFICE) or any(len(one) == _POSTCODE and one.isdigit() for one in codes)


def _of_the_site(text: str) -> bool:
    return any(cue in text for cue in _SITE)


def _is_part(text: str) -> bool:
    rest = text
    for name in _PARTS:
        rest = rest.replace(name, " ")
    return rest != text and not any(cue in rest for cue in (*_DATA, *_PRODUCT))
