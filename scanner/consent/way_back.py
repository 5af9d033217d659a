"""Way back: a control on a page with which a choice can be changed later (GDPR 7(3); CNIL, fiche 16)."""

from __future__ import annotations

from typing import Any

from scanner.consent.words import fold, phrases, speaks_of_trackers, words

_LONGEST = 9
_SHORT = 5
"""Words up to which an act and a choice speak of nothing else (`Modifier mes préférences`)."""

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
    return next((str(text).strip() for text in texts if _leads_back(fold(str(text)))), None)


def _leads_back(folded: str) -> bool:
    """By a known wording, or by its parts: an act of changing and what is changed (`Modifier mes préférences`),
    settings and trackers (`Cookies : revoir mon choix`). A policy on cookies only tells of them."""
    length = len(folded.split())
    if not 0 < length <= _LONGEST:
        return False
    trackers = speaks_of_trackers(folded)
    if not trackers and words("elsewhere").match_within(folded):
        return False
    if any(phrase in folded for phrase in phrases("way_back")):
        return True
    if words("information").match_within(folded):
        return False
    act = words("way_back_act").match_within(folded)
    if act and length <= _SHORT and words("way_back_object").match_within(folded):
        return True
    settles = act or words("choice").match_within(folded) or words("change").match_within(folded)
    return settles and trackers
