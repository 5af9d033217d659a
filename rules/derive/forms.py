"""Forms of a page: what they ask for and where they send it. They are never submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog.nouns.facts import FormFact
from catalog.nouns.vocabulary import Surface
from rules.derive.fields import Labels, asks, kinds
from rules.derive.fold import fold
from rules.derive.names import absolute
from rules.words import holds, words

if TYPE_CHECKING:
    from lxml.etree import _Element

NEWSLETTER = words("forms", "newsletter")
"""Words by which a form says that it takes an address for news: it opens no account."""


def forms(nodes: list[_Element], page: str, address: str, surface: Surface) -> tuple[FormFact, ...]:
    """The forms of a page, and one for fields that stand in no form (script sends those)."""
    labels = Labels(nodes)
    found: list[FormFact] = []
    loose: list[_Element] = []
    for node in nodes:
        if node.tag == "form":
            fields = [one for one in node.iter("input", "textarea", "select") if asks(one)]
            found.append(_form(node, fields, labels, page, address, surface))
        elif node.tag in ("input", "textarea") and asks(node) and next(node.iterancestors("form"), None) is None:
            loose.append(node)
    if loose:
        asked = kinds(loose, labels)
        found.append(
            FormFact(page=page, surface=surface, action=page, password="password" in asked, fields=tuple(asked))
        )
    return tuple(found)


def _form(
    node: _Element, fields: list[_Element], labels: Labels, page: str, address: str, surface: Surface
) -> FormFact:
    asked = kinds(fields, labels)
    method = (node.get("method") or "get").strip().lower()
    if "password" not in asked and _takes_news(node):
        asked = [*asked, "newsletter"]
    return FormFact(
        page=page,
        surface=surface,
        action=absolute(address, node.get("action") or "") or page,
        method=method if method in ("get", "post", "dialog") else "get",
        password="password" in asked,
        fields=tuple(asked),
    )


def _takes_news(form: _Element) -> bool:
    """Whether a form's names, its address, its buttons or what stands in its fields speak of a newsletter.

    A box to tick for news in a form that opens an account does not make it one.
    """
    from rules.derive.tree import label_of

    said = [form.get(name) or "" for name in ("action", "id", "class", "name", "aria-label")]
    for one in form.iter("button", "input", "legend"):
        kind = (one.get("type") or "").lower()
        if one.tag != "input" or kind in ("submit", "button", "email", "text", ""):
            said.append(
                label_of(one) if one.tag != "input" else f"{one.get('value') or ''} {one.get('placeholder') or ''}"
            )
    return holds(fold(" ".join(said)), NEWSLETTER)
