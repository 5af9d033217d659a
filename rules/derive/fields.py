"""What one field of a form asks for: by its type, its names in code and all that labels it for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from rules.derive.fold import fold
from rules.words import words

if TYPE_CHECKING:
    from lxml.etree import _Element

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a name of code in several words joins them."""
_JOINTS = re.compile(r"[_.,:;*?!()]+|(?<=\w)'(?=s\b)")
"""Signs in names of code and in labels that part words, the English genitive too."""
_SLASHES = re.compile(r"\s*/\s*")
_ADDRESS = re.compile(r"[^\s@]@[^\s@]+\.[a-z]")
"""An e-mail address that stands in a field as an example of what to write there."""
_TELEPHONE = re.compile(r"^(?:\+33|0[1-9])[\d .]{8,}$")
"""A French telephone number that stands in a field as an example of what to write there."""
IGNORED_TYPES = frozenset({"hidden", "submit", "button", "image", "reset"})
TICKED = frozenset({"checkbox", "radio"})
TYPE_KINDS = {"email": "email", "tel": "phone", "password": "password", "file": "file", "search": "search"}
CODE_NAMES = ("formcontrolname", "ng-model", "v-model", "data-testid")
"""Attributes in which Angular's and Vue's forms, and tests, name a field where HTML's `name` is missing."""
NAMES = ("autocomplete", "id", *CODE_NAMES)
SPOKEN = ("placeholder", "aria-label", "title")
LABELS = frozenset({"label", "mat-label", "legend"})
WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("email", words("fields", "email")),
    ("password", words("fields", "password")),
    ("birth-date", words("fields", "birth-date")),
    ("age", words("fields", "age")),
    ("class-code", words("fields", "class-code")),
    ("class", words("fields", "class")),
    ("school", words("fields", "school")),
    ("phone", words("fields", "phone")),
    ("parent", words("fields", "parent")),
    ("username", words("fields", "username")),
    ("first-name", words("fields", "first-name")),
    ("name", words("fields", "name")),
    ("address", words("fields", "address")),
    ("message", words("fields", "message")),
    ("search", words("fields", "search")),
)
"""Kind of a field and the words that show it, tried in this order."""


def asks(node: _Element) -> bool:
    """Whether a person fills it in."""
    return node.tag != "input" or (node.get("type") or "text").strip().lower() not in IGNORED_TYPES


class Labels:
    """What labels the fields of a page, wherever it stands: around a field, elsewhere on the page, right before it."""

    def __init__(self, nodes: list[_Element]) -> None:
        from rules.derive.tree import label_of

        self._for = {str(one.get("for")): label_of(one) for one in nodes if one.tag == "label" and one.get("for")}
        self._by_id = {one.get("id"): one for one in nodes if one.get("id")}
        self._before = _before(nodes)

    def of(self, node: _Element) -> list[str]:
        """The texts of the labels of one field."""
        from rules.derive.tree import label_of, labelled_by

        around = next(node.iterancestors("label"), None)
        found = [self._for.get(node.get("id") or "", ""), *labelled_by(node, self._by_id)]
        found += [label_of(around)] if around is not None else []
        return [one for one in found if one] or [self._before.get(node, "")]

    def group(self, node: _Element) -> str:
        """The heading of the group that the field stands in: `Date of birth` over a day, a month and a year."""
        from rules.derive.tree import label_of

        around = next(node.iterancestors("fieldset"), None)
        legend = next(around.iter("legend"), None) if around is not None else None
        return label_of(legend) if legend is not None else ""


def _before(nodes: list[_Element]) -> dict[_Element, str]:
    """Labels that no markup ties to a field, by the field right after them.

    Where a field comes before any label, labels may stand after theirs: then none is taken.
    """
    from rules.derive.tree import label_of

    found: dict[_Element, str] = {}
    waiting: _Element | None = None
    begun: _Element | None = None
    for node in nodes:
        if node.tag == "form":
            waiting, begun = None, None
        elif node.tag in ("label", "mat-label") and not node.get("for") and not _holds_a_field(node):
            waiting, begun = node, begun if begun is not None else node
        elif node.tag in ("input", "textarea", "select") and asks(node):
            if waiting is not None and begun is not None:
                found[node] = label_of(waiting)
            elif begun is None:
                begun = node  # a field without one: what comes after may belong to what came before
            waiting = None
        if begun is not None and begun.tag not in LABELS:
            waiting = None
    return found


def _holds_a_field(label: _Element) -> bool:
    return next(label.iter("input", "textarea", "select"), None) is not None


def kinds(fields: Iterable[_Element], labels: Labels) -> list[str]:
    """What some fields ask for, each kind once, in the order of the page."""
    return list(dict.fromkeys(kind for kind in (kind_of(one, labels) for one in fields) if kind))


def kind_of(node: _Element, labels: Labels) -> str | None:
    """The normalised kind of one field; `other` where nothing tells, None for a box to tick."""
    declared = (node.get("type") or "text").strip().lower() if node.tag == "input" else ""
    if declared in TICKED:
        return None
    names = [_own_key(node.get("name") or ""), *(_own_key(node.get(name) or "") for name in NAMES)]
    spoken = [*(node.get(name) or "" for name in SPOKEN), *labels.of(node)]
    shown = _shown((*map(_words_apart, names), *spoken))
    if "parent" in shown and declared != "password":
        return "parent"  # a parent's address or name is not the child's
    if declared in TYPE_KINDS:
        return TYPE_KINDS[declared]
    example = _by_example(node.get("placeholder") or "")
    if example:
        return example
    if shown or (shown := [one for one in _shown([labels.group(node)]) if one == "birth-date"]):
        return shown[0]
    return "message" if node.tag == "textarea" else "other"


def _shown(texts: Iterable[str]) -> list[str]:
    written = _SLASHES.sub("/", _JOINTS.sub(" ", fold(" ".join(texts))))
    written = f" {' '.join(written.split())} "
    return [kind for kind, cues in WORDS if any(f" {cue} " in written or f" {cue}-" in written for cue in cues)]


def _by_example(placeholder: str) -> str | None:
    """What a field asks for by an example of it."""
    if _ADDRESS.search(placeholder.strip().lower()):
        return "email"
    return "phone" if _TELEPHONE.match(placeholder.strip()) else None


def _words_apart(name: str) -> str:
    """A name of code in words: `dateOfBirth` is `date Of Birth`; its spelling in one word stays beside it."""
    apart = _CAMEL.sub(" ", name)
    return name if apart == name else f"{name} {apart}"


def _own_key(name: str) -> str:
    """The field's own part of a bracketed or dotted name: `user[nom]` is a name, not a user, as `user.nom` is."""
    return name.rstrip("]").rsplit("[", 1)[-1].rsplit(".", 1)[-1]
