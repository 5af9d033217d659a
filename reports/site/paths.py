"""Addresses inside the site. All links are relative: the site works in any folder, on a server or from a disk."""

from __future__ import annotations

from typing import Final

from catalog.nouns.vocabulary import Language
from reports.view.anchors import slug

LANGUAGES: Final[tuple[Language, ...]] = ("fr", "en")
_FOLDERS: Final[dict[str, dict[Language, str]]] = {
    "tool": {"fr": "outils", "en": "tools"},
    "criterion": {"fr": "criteres", "en": "criteria"},
    "grade": {"fr": "notes", "en": "grades"},
    "level": {"fr": "niveaux", "en": "levels"},
    "subject": {"fr": "matieres", "en": "subjects"},
    "part": {"fr": "liste", "en": "list"},
}
_PAGES: Final[dict[str, dict[Language, str]]] = {
    "list": {"fr": "index.html", "en": "index.html"},
    "criteria": {"fr": "criteres.html", "en": "criteria.html"},
    "method": {"fr": "methode.html", "en": "method.html"},
    "data": {"fr": "donnees.html", "en": "data.html"},
}


def page_path(page: str, language: Language) -> str:
    """The path of a page that stands alone: `list`, `criteria`, `method`, `data`."""
    return f"{language}/{_PAGES[page][language]}"


def item_path(kind: str, name: str, language: Language) -> str:
    """The path of the page of one thing: a tool, a criterion, a letter, a level, a subject, a part of the list."""
    return f"{language}/{_FOLDERS[kind][language]}/{file_name(name)}.html"


def file_name(name: str) -> str:
    """A file name for `name`, kept as it is where it is one already (lower case, digits, hyphens and dots)."""
    plain = name.replace(".", "-").replace("_", "-")
    return name if plain and slug(plain) == plain else slug(name)


def relative(target: str, source: str) -> str:
    """The link from the page at `source` to `target`, both from the site's root."""
    ups = source.count("/")
    folder = source.rpartition("/")[0]
    if folder and target.startswith(f"{folder}/"):
        return target[len(folder) + 1 :]
    return "../" * ups + target
