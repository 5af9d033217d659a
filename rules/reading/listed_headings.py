"""Headings that a page uses as the items of a list: `You have the following rights:` and then only headings."""

from __future__ import annotations

from dataclasses import replace

from .document import Block, TextDocument


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
    return replace(document, blocks=tuple(found))


def _run(blocks: tuple[Block, ...], place: int) -> int:
    """How many headings of one rank stand in a row from `place` on."""
    level, end = blocks[place].level, place
    while end < len(blocks) and blocks[end].kind == "heading" and blocks[end].level == level:
        end += 1
    return end - place


def _opens(block: Block, text: str) -> bool:
    return block.kind == "paragraph" and text[block.start : block.end].endswith(":")
