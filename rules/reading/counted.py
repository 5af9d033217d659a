"""Sentences that count their parts, as the lists they are: `The provider shall not: (a) sell data; (b) use them …`.

Contracts set a list as one sentence. What one part excepts or asks for is of that part alone (`(b) … for any purpose
other than the service; (c) …`), and what opens the sentence is said of each. Source: own observation of contracts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from .document import Block, TextDocument
from .tokens import sentence_ends

_MARK: Final = re.compile(r"(?<=[\s:;])(?:\((?=\w{1,4}\)))?([a-z]|[ivx]{1,4}|\d{1,2})[)°](?=\s)")
_AFTER_PART: Final = re.compile(r";\s*(?:(?:and|or|and/or|et|ou|et/ou|und|oder)\s+)?$")
"""What stands before the mark of each part but the first: commas part words inside a part as well."""
_ORDERS: Final = (
    "abcdefghijklmnopqrstuvwxyz",
    ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"),
    tuple(map(str, range(1, 31))),
)
"""The orders in which parts are counted; a mark out of order belongs to a list inside a part, or refers elsewhere."""
_FEWEST_WORDS: Final = 3
"""Words of a part at least, its mark included: shorter ones share an object (`(a) sell; (b) rent your data`)."""


def with_counted_items(document: TextDocument) -> TextDocument:
    """The document, where the parts that a sentence of running text counts are items led by what opens it.

    An item that has a lead-in already stays as it is: its parts would lose it. Takes time in proportion to the text.
    """
    text = document.text
    if ";" not in text:
        return document
    found: list[Block] = []
    now: list[int] = []
    """The place in `found` of what a block was made of, the last piece of it."""
    for block in document.blocks:
        told = replace(block, lead=now[block.lead]) if block.lead >= 0 else block
        runs = block.kind == "paragraph" or (block.kind == "item" and block.lead < 0)
        if runs and text.find(";", block.start, block.end) >= 0 and _MARK.search(text, block.start, block.end):
            _split(text, told, found)
        else:
            found.append(told)
        now.append(len(found) - 1)
    return replace(document, blocks=tuple(found))


def _split(text: str, block: Block, found: list[Block]) -> None:
    """Add a block to `found`: as it is, or each sentence that counts its parts as a list, with the rest around it."""
    start = sentence = block.start
    for end in sentence_ends(text, block.start, block.end):
        marks = _marks(text, sentence, end)
        if marks:
            if sentence > start:
                found.append(replace(block, start=start, end=sentence))
            found.append(replace(block, start=sentence, end=marks[0]))
            lead = len(found) - 1
            for first, last in zip(marks, [*marks[1:], end], strict=True):
                found.append(Block("item", first, last, block.level + 1, lead))
            start = end
        sentence = end
    if start < block.end:
        found.append(replace(block, start=start))


def _marks(text: str, start: int, end: int) -> list[int]:
    """Where the parts begin that a sentence counts, in the order of their marks; empty where it counts none."""
    order: Sequence[str] = ()
    places: list[int] = []
    for match in _MARK.finditer(text, start, end):
        if not places:
            order = next((one for one in _ORDERS if one[0] == match[1]), ())
        due = order[len(places)] if len(places) < len(order) else ""
        if match[1] == due and (not places or _AFTER_PART.search(text, match.start() - 10, match.start())):
            places.append(match.start())
    spans = zip(places, [*places[1:], end], strict=False)
    counts = len(places) > 1 and text[start : places[0]].strip()
    return places if counts and all(len(text[a:b].split()) >= _FEWEST_WORDS for a, b in spans) else []
