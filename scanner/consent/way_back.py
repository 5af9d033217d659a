"""Way back: a control on a page with which a choice can be changed later (GDPR 7(3); CNIL, fiche 16)."""

from __future__ import annotations

from typing import Any

from scanner.consent.words import fold, phrases

_LONGEST = 9

CONTROLS = """(() => {
  const closed = globalThis.closedRoots || new Map();
  const found = [];
  const look = (root, depth) => {
    if (depth > 8) return;
    for (const element of root.querySelectorAll("*")) {
      if (found.length > 1500) return;
      const inner = element.shadowRoot || closed.get(element);
      if (inner) look(inner, depth + 1);
      if (!element.matches('a, button, [role="button"], [onclick], input[type="button"]')) continue;
      const box = element.getBoundingClientRect();
      if (!element.checkVisibility() || box.width < 2 || box.height < 2) continue;
      const text = (element.innerText || element.value || "").trim();
      const named = element.getAttribute("aria-label") || element.title || "";
      const picture = element.querySelector("img[alt]");
      found.push((text.length > 1 ? text : named || (picture && picture.alt) || "").slice(0, 120));
    }
  };
  look(document, 0);
  return found;
})()"""
"""The texts of everything that can be pressed in a frame."""


def way_back(texts: Any) -> str | None:
    """The first of these texts that leads to the choices, None where none does."""
    if not isinstance(texts, list):
        return None
    for text in texts:
        folded = fold(str(text))
        if 0 < len(folded.split()) <= _LONGEST and any(phrase in folded for phrase in phrases("way_back")):
            return str(text).strip()
    return None
