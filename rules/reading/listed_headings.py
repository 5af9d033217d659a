"""Headings that a page uses as the items of a list: `You have the following rights:` and then only headings; or as
the names of a list whose lines tell of each: a provider, and under it what it does and where.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .document import Block, TextDocument
from .fold import fold, plain_text
from .values.lists import organisations

_LONGEST_CARD = 400
"""Characters of what stands under a name at most: longer texts are a part of the document of its own."""
_FEWEST_CARDS = 2


def with_listed_headings(document: TextDocument) -> TextDocument:
    """The document, where two headings or more of one rank that follow a colon in a row are its items.

    A heading without a text of its own says nothing; after `your rights:` it names one of them. Source: own
    observation of policies whose pages set each right as a heading.
    """
    blocks = document.blocks
    found: list[Block] = []
    place = 0
    while place < len(blocks):
        run = _run(blocks, place)
        if run >= 2 and place > 0 and _opens(blocks[place - 1], document.text):
            found += [replace(one, kind="item", level=1, lead=place - 1) for one in blocks[place : place + run]]
        else:
            found += blocks[place : place + max(run, 1)]
        place += max(run, 1)
    return _with_cards(replace(document, blocks=tuple(found)))


def _with_cards(document: TextDocument) -> TextDocument:
    """The document, where headings of one rank that each name an organisation are rows with the lines under them.

    What is said under `### Example Cloud` is said of it. Source: own observation of lists of processors.
    """
    blocks = document.blocks
    cards = {first: last for first, last in _cards(document) if _is_short(blocks, first, last)}
    if len(cards) < _FEWEST_CARDS:
        return document
    ranks = Counter(blocks[first].level for first in cards)
    led_from_outside = _led_from_outside(blocks, cards)
    found: list[Block] = []
    place = 0
    while place < len(blocks):
        last = cards.get(place)
        if last is None or ranks[blocks[place].level] < _FEWEST_CARDS or place in led_from_outside:
            found.append(blocks[place])
            place += 1
            continue
        # One row takes the place of the name; its lines stay as they are, so that numbers of blocks stay right.
        found.append(replace(blocks[place], kind="row", end=blocks[last].end, level=0))
        found += [replace(one, start=one.end) for one in blocks[place + 1 : last + 1]]
        place = last + 1
    return replace(document, blocks=tuple(found))


def _cards(document: TextDocument) -> Iterator[tuple[int, int]]:
    """(heading, last block under it) of the headings that are nothing but a known organisation's name."""
    blocks = document.blocks
    for place, block in enumerate(blocks):
        if block.kind != "heading" or not _is_name(document.text[block.start : block.end]):
            continue
        last = place
        while last + 1 < len(blocks) and blocks[last + 1].kind in ("paragraph", "item"):
            last += 1
        if last > place:
            yield place, last


def _is_name(text: str) -> bool:
    return organisations()[0].fullmatch(plain_text(fold(text)).strip()) is not None


def _is_short(blocks: tuple[Block, ...], first: int, last: int) -> bool:
    return blocks[last].end - blocks[first].start <= _LONGEST_CARD


def _led_from_outside(blocks: tuple[Block, ...], cards: Mapping[int, int]) -> set[int]:
    """The cards on a block of which something outside hangs."""
    card_of = {number: first for first, last in cards.items() for number in range(first, last + 1)}
    return {
        card_of[one.lead]
        for number, one in enumerate(blocks)
        if one.lead in card_of and card_of.get(number) != card_of[one.lead]
    }


def _run(blocks: tuple[Block, ...], place: int) -> int:
    """How many headings of one rank stand in a row from `place` on."""
    level, end = blocks[place].level, place
    while end < len(blocks) and blocks[end].kind == "heading" and blocks[end].level == level:
        end += 1
    return end - place


def _opens(block: Block, text: str) -> bool:
    return block.kind == "paragraph" and text[block.start : block.end].endswith(":")
