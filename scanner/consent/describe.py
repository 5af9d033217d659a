"""Describe: a block that was found, as the consent interface of the evidence."""

from __future__ import annotations

import re

from catalog.nouns.browser import ConsentInterface, Control, Toggle
from scanner.consent.barring import barring_words
from scanner.consent.drawn import FoundToggle, names_essential
from scanner.consent.sentences import implied_wording
from scanner.consent.survey import Block, FoundControl
from scanner.consent.words import fold, phrases, words

_COUNT = re.compile(
    r"(\d[\d   .]{0,6})\s+(?:\w+\s+){0,2}?(?:partenaires|partners|fournisseurs|vendors|partner|anbieter|"
    r"socios|proveedores|fornitori|leveranciers|tiers|third parties)",
    re.IGNORECASE,
)
_COUNT_LIMIT = 100_000

Box = tuple[float, float, float, float]


def interface_of(
    block: Block, provider: str, page: str, offset: Box, covered: int, screenshot: str | None
) -> ConsentInterface:
    """The first layer as a person sees it. `offset` is where the block's frame lies, `covered` how many of nine points
    of the window lie under a layer."""
    return ConsentInterface(
        provider=provider,
        page=page,
        text=block.text[:4000],
        controls=tuple(control_of(each, 1, offset) for each in block.controls),
        toggles=tuple(toggle_of(each) for each in block.toggles),
        unread_toggles=block.unread,
        implied_wording=implied_wording(block.text),
        wall_wording=barring_words(block.text),
        blocks_page=block.modal or covered >= 6,
        in_frame=block.in_frame,
        in_shadow_root=block.in_shadow_root,
        partners_link=any(words("partners").match(fold(each.text)) for each in block.controls),
        partners_count=partners_count(block.text),
        screenshot=screenshot,
    )


def control_of(found: FoundControl, layer: int, offset: Box) -> Control:
    """A control with its box in the page's window."""
    x, y, width, height = found.box
    return Control(
        text=found.text,
        kind=found.kind,
        layer=layer,
        box=(round(x + offset[0], 1), round(y + offset[1], 1), width, height),
        font_px=found.font_px,
        contrast=found.contrast,
        area_share=found.area_share,
        is_link=found.is_link,
        unseen=found.unseen,
        in_sentence=found.in_sentence,
    )


def toggle_of(found: FoundToggle) -> Toggle:
    """A choice; essential where it is locked or named so."""
    folded = fold(found.label)
    interest = any(phrase in folded for phrase in phrases("legitimate_interest"))
    named = names_essential(folded)
    locked = found.checked and found.disabled
    return Toggle(
        label=found.label,
        checked=found.checked,
        essential=locked or (named and not interest),
        legitimate_interest=interest,
    )


def partners_count(text: str) -> int | None:
    """How many partners the text speaks of, None where it gives no number."""
    found = _COUNT.search(text)
    if found is None:
        return None
    digits = "".join(each for each in found.group(1) if each.isdigit())
    count = int(digits) if digits else 0
    return count if 0 < count < _COUNT_LIMIT else None
