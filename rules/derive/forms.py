"""Forms of a page: what they ask for and where they send it. They are never submitted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.nouns.facts import FormFact
from catalog.nouns.vocabulary import Surface
from rules.derive.fold import fold
from rules.derive.names import absolute
from rules.words import words

if TYPE_CHECKING:
    from lxml.etree import _Element

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
"""Where a name of code in several words joins them."""
_JOINTS = re.compile(r"[_.,:;*?!()]+")
"""Signs in names of code and in labels that part words."""
IGNORED_TYPES = frozenset({"hidden", "submit", "button", "image", "reset"})
TYPE_KINDS = {"email": "email", "tel": "phone", "password": "password", "file": "file", "search": "search"}
WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("email", words("forms", "email")),
    ("password", words("forms", "password")),
    ("birth-date", words("forms", "birth-date")),
    ("age", words("forms", "age")),
    ("class-code", words("forms", "class-code")),
    ("class", words("forms", "class")),
    ("school", words("forms", "school")),
    ("phone", words("forms", "phone")),
    ("parent", words("forms", "parent")),
    ("username", words("forms", "username")),
    ("first-name", words("forms", "first-name")),
    ("name", words("forms", "name")),
    ("address", words("forms", "address")),
    ("message", words("forms", "message")),
    ("search", words("forms", "search")),
)
"""Kind of a field and the words that show it, tried in this order on name, id, autocomplete, placeholder, label."""


def forms(nodes: list[_Element], page: str, address: str, surface: Surface) -> tuple[FormFact, ...]:
    """The forms of a page, and one for fields that stand in no form (script sends those)."""
    labels = _labels(nodes)
    found: list[FormFact] = []
    loose: list[_Element] = []
    for node in nodes:
        if node.tag == "form":
            fields = [one for one in node.iter("input", "textarea", "select") if _asks(one)]
            found.append(_form(node, fields, labels, page, address, surface))
        elif node.tag in ("input", "textarea") and _asks(node) and next(node.iterancestors("form"), None) is None:
            loose.append(node)
    if loose:
        kinds = _kinds(loose, labels)
        found.append(
            FormFact(page=page, surface=surface, action=page, password="password" in kinds, fields=tuple(kinds))
        )
    return tuple(found)


def _form(
    node: _Element, fields: list[_Element], labels: dict[str, str], page: str, address: str, surface: Surface
) -> FormFact:
    kinds = _kinds(fields, labels)
    method = (node.get("method") or "get").strip().lower()
    return FormFact(
        page=page,
        surface=surface,
        action=absolute(address, node.get("action") or "") or page,
        method=method if method in ("get", "post", "dialog") else "get",
        password="password" in kinds,
        fields=tuple(kinds),
    )


def _asks(node: _Element) -> bool:
    """Whether a person fills it in."""
    return node.tag != "input" or (node.get("type") or "text").strip().lower() not in IGNORED_TYPES


def _kinds(fields: list[_Element], labels: dict[str, str]) -> list[str]:
    return list(dict.fromkeys(kind for kind in (_kind(one, labels) for one in fields) if kind))


def _kind(node: _Element, labels: dict[str, str]) -> str | None:
    """The normalised kind of one field; `other` where nothing tells, None for a box to tick."""
    declared = (node.get("type") or "text").strip().lower() if node.tag == "input" else ""
    if declared in ("checkbox", "radio"):
        return None
    names = [_own_key(node.get("name") or "")]
    names += [node.get(name) or "" for name in ("autocomplete", "id")]
    spoken = [node.get(name) or "" for name in ("placeholder", "aria-label")]
    spoken += [labels.get(node.get("id") or "", ""), _label_around(node)]
    written = f" {' '.join(_JOINTS.sub(' ', fold(' '.join((*map(_words_apart, names), *spoken)))).split())} "
    shown = [kind for kind, cues in WORDS if any(f" {cue} " in written or f" {cue}-" in written for cue in cues)]
    if "parent" in shown and declared != "password":
        return "parent"  # a parent's address or name is not the child's
    if declared in TYPE_KINDS:
        return TYPE_KINDS[declared]
    if shown:
        return shown[0]
    return "message" if node.tag == "textarea" else "other"


def _words_apart(name: str) -> str:
    """A name of code in words: `dateOfBirth` is `date Of Birth`; its spelling in one word stays beside it."""
    apart = _CAMEL.sub(" ", name)
    return name if apart == name else f"{name} {apart}"


def _label_around(node: _Element) -> str:
    """The text of a label that holds its field: `<label>Class code <input></label>`."""
    from rules.derive.tree import label_of

    around = next(node.iterancestors("label"), None)
    return label_of(around) if around is not None else ""


def _own_key(name: str) -> str:
    """The field's own part of a bracketed name: `user[nom]` is a name, not a user."""
    return name.rstrip("]").rsplit("[", 1)[-1]


def _labels(nodes: list[_Element]) -> dict[str, str]:
    """Texts of `<label for>` by the id of their field."""
    from rules.derive.tree import label_of

    return {str(one.get("for")): label_of(one) for one in nodes if one.tag == "label" and one.get("for")}
