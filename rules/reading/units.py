"""The document as the clauses see it: sentences with their concepts, lead-ins, headings and questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from .automaton import Automaton, Hit
from .document import Block, TextDocument
from .fold import Folded, fold
from .found import Found
from .menus import menu_stretches
from .nested import Nested
from .tokens import WORD, is_title, sentence_ends, title_end
from .topics import Topics

LOOKED_AT: Final = 512
"""Blocks in whose sentences concepts are looked for together, which is quick where there are many words."""
AT_ONCE: Final = 64
"""Units that go through one step of reading before the next step takes them: the code and data of a step stay in the
processor's caches meanwhile, and of a long text only so many are held."""
MAX_TOKENS: Final = 400
"""Words of one sentence; a longer one is read in pieces."""
_MENU_FROM: Final = 120
"""Characters of a sentence from which on a menu may be glued to it."""
_LEAD_TOKENS: Final = 70
"""Words of a lead-in that are read again with each of its items."""
_SEAM: Final = 10
"""Words on either side of the end of a lead-in among which phrases go on into its items."""
_LABEL_TOKENS: Final = 6
"""Words at most of a title that stands in the line of what it titles: `Your rights. Access, erasure …`."""
_TITLE_LEAD_TOKENS: Final = 14
"""Words of a lead-in at most, its colon included, that is a title to its items: `You have these rights: access; …`."""
_ANSWER_TOKENS: Final = 16
"""Words of an answer at most that is read with its open question: `How long? Thirteen months.`"""
_EXCEPTS_TOKENS: Final = 8
"""Words at the end of a lead-in among which an exception makes of its items what is excepted: `with these exceptions:`,
`except in the following cases:`."""
_RUNNING: Final = ("paragraph", "item")
_SAYING: Final = ("subject-publisher", "passive", "title-verb", "answer-no", "answer-yes")
"""Concepts with any of which a few words are a sentence of their own rather than a title."""


@dataclass(slots=True)
class Sentence:
    """One sentence: its place in the text, its words, the concepts found in it (places count words).

    `present` are its concepts, as a set that others are quickly compared with. `folded` is its text folded, empty for a
    piece of a sentence without end.
    """

    start: int
    end: int
    block: int
    tokens: list[str]
    question: bool = False
    titled: bool = False
    """Whether its words bear the capitals of an English title."""
    folded: str = ""
    found: Found | None = None
    present: Set[int] = frozenset()
    seam: Found | None = None
    """What stands across the end of its lead-in and its own beginning, places counted from `-before` words."""
    before: int = 0
    outer: Sentence | None = None
    """What introduces the list in which this is the lead-in of an inner one, its words standing before its own."""

    def hits(self, concept: int) -> Sequence[Hit]:
        """The hits of a concept, in order of start."""
        return () if self.found is None or concept not in self.present else self.found.hits(concept)


@dataclass(slots=True)
class Unit:
    """What a rule is matched against: a sentence, with its lead-in set before it.

    `own` is the place of the sentence's first word in `tokens`; `present` are the concepts of the sentence, or of both
    where a lead-in stands before it.
    `headings` holds the concepts of the headings above. `kind` is the block's.
    """

    sentence: Sentence
    kind: str
    tokens: list[str]
    own: int
    headings: frozenset[int]
    lead: Sentence | None = None
    present: Set[int] = frozenset()
    _made: dict[int, Sequence[Hit]] = field(default_factory=dict)

    @property
    def running(self) -> list[str]:
        """The words, without the colon between a lead-in and the item that goes on with it."""
        if self.sentence.seam is None or self.tokens[self.own - 1] != ":":
            return self.tokens
        return [*self.tokens[: self.own - 1], "", *self.tokens[self.own :]]

    def hits(self, concept: int) -> Sequence[Hit]:
        """The hits of a concept in `tokens`, in order of start."""
        if concept not in self.present:
            return ()
        if self.lead is None and not self._made:
            return self.sentence.hits(concept)
        made = self._made.get(concept)
        if made is None and self.lead is None:
            return self.sentence.hits(concept)
        if made is None and self.lead is not None:
            before = _moved(self.lead.hits(concept), self.own - len(self.lead.tokens))
            made = before + self._across(concept) + _moved(self.sentence.hits(concept), self.own)
            self._made[concept] = made
        return made or ()

    def _across(self, concept: int) -> list[Hit]:
        """The hits that begin in the lead-in and end in the sentence, past the colon between them."""
        seam, before = self.sentence.seam, self.sentence.before
        if seam is None or concept not in seam.present:
            return []
        colon = self.tokens[self.own - 1] == ":"
        return [
            Hit(concept, self.own - colon - before + start, self.own - before + end)
            for _, start, end in seam.hits(concept)
            if start < before < end
        ]


def sentences(document: TextDocument, automaton: Automaton, nested: Nested) -> Iterator[tuple[Block, list[Sentence]]]:
    """Each block with its sentences, in order; `nested` sees them first."""
    coming = _parted(document)
    wanted = {block.lead for block in document.blocks if block.kind == "item"}
    open_ended: dict[int, list[str]] = {}
    heads: dict[int, list[str]] = {}
    goes_on, hollow = (automaton.number.get(name, -1) for name in ("lead-goes-on", "neg-false"))
    number = -1
    while some := list(islice(coming, LOOKED_AT)):
        every = [sentence for _, found in some for sentence in found]
        for sentence, seen in zip(every, automaton.find([sentence.tokens for sentence in every]), strict=True):
            sentence.found, sentence.present = seen, seen.present
        nested.see([(number + place, *one) for place, one in enumerate(some, 1)])
        for _, found in some:
            number += 1
            if number in wanted and found:
                last = nested.of(number) or found[-1]
                words = last.tokens[:-1] if last.tokens[-1] == ":" else last.tokens
                if _ends_with(goes_on, last, len(words)) and not _ends_with(hollow, last, len(words)):
                    open_ended[number] = words[-_SEAM:]
                elif words is not last.tokens:
                    heads[number] = words[-_SEAM:]
        _join(some, open_ended, heads, automaton)
        yield from some


def _ends_with(concept: int, sentence: Sentence, end: int) -> bool:
    return any(hit.end == end for hit in sentence.hits(concept))


def _join(
    some: list[tuple[Block, list[Sentence]]],
    leads: dict[int, list[str]],
    heads: dict[int, list[str]],
    automaton: Automaton,
) -> None:
    """Look for what stands across a lead-in that an item goes on with: `We may:` and `sell your data` is `may sell`.

    `heads` are lead-ins whose words ask for nothing: an item goes on with them that opens with a preposition (`We use
    personal data:` and `for advertising`).
    """
    joined: list[tuple[Sentence, list[str]]] = []
    goes_on = automaton.number.get("item-goes-on", -1)
    for block, found in some:
        if block.kind != "item" or not found:
            continue
        head = leads.get(block.lead)
        if head is None and any(hit.start == 0 for hit in found[0].hits(goes_on)[:1]):
            head = heads.get(block.lead)
        if head is not None:
            joined.append((found[0], head + found[0].tokens[:_SEAM]))
            found[0].before = len(head)
    for (sentence, _), seen in zip(joined, automaton.find([tokens for _, tokens in joined]), strict=True):
        sentence.seam = seen


def _parted(document: TextDocument) -> Iterator[tuple[Block, list[Sentence]]]:
    """Each block with its sentences, in which no concepts were looked for yet."""
    text = document.text
    for number, block in enumerate(document.blocks):
        found: list[Sentence] = []
        start = block.start
        whole = block.kind == "row" and "\n" in text[block.start : block.end]  # a name and its lines: `_with_cards`
        ends = [block.end] if whole else sentence_ends(text, block.start, block.end)
        for end in ends if whole else _untitled(text, block.start, ends):
            found += _read(text, start, end, number, block.kind == "paragraph")
            start = end
        yield block, found


def _untitled(text: str, start: int, ends: list[int]) -> Iterator[int]:
    """The ends of sentences, and before them those of titles that stand in the same line."""
    for end in ends:
        glued = title_end(text, start, end)
        if glued is not None:
            yield glued
        yield end
        start = end


def _read(text: str, start: int, end: int, number: int, running: bool) -> list[Sentence]:
    """The sentence in `text[start:end]`: without the menus glued to it where it is running text, in pieces if long."""
    parts = [(start, end)]
    if running and end - start > _MENU_FROM:
        parts = _between(start, end, menu_stretches(text[start:end]))
    found: list[Sentence] = []
    for first, last in parts:
        raw = text[first:last]
        folded = fold(raw)
        tokens: list[str] = WORD.findall(folded)
        if len(tokens) > MAX_TOKENS:
            pieces = _pieces(Folded(raw), tokens)
            ends = [*(at for at, _ in pieces[1:]), len(raw)]
            for (at, piece), to in zip(pieces, ends, strict=True):
                found.append(_sentence(raw[at:to], first + at, number, piece))
        elif tokens:
            found.append(_sentence(raw, first, number, tokens, folded))
    return found


def _between(start: int, end: int, menus: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of `start` to `end` beside the menus, whose places count from `start`."""
    edges = [start, *(start + place for menu in menus for place in menu), end]
    return [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if last > first]


def _pieces(folded: Folded, tokens: list[str]) -> list[tuple[int, list[str]]]:
    """A sentence without end in pieces, each with its own place: read over and over as a whole it would take hours."""
    places = [match.start() for match in WORD.finditer(folded.text)]
    return [
        (0 if first == 0 else folded.offset(places[first]), tokens[first : first + MAX_TOKENS])
        for first in range(0, len(tokens), MAX_TOKENS)
    ]


def _sentence(raw: str, start: int, block: int, tokens: list[str], folded: str = "") -> Sentence:
    stripped = raw.rstrip()
    end, question = start + len(stripped), stripped.endswith("?")
    return Sentence(start, end, block, tokens, question, is_title(stripped), folded)


def units(document: TextDocument, automaton: Automaton) -> Iterator[Unit]:
    """The units of a document in reading order."""
    headings: list[tuple[int, frozenset[int]]] = []
    above: frozenset[int] = frozenset()
    opens = automaton.number.get("asks-open", -1)
    says = frozenset(automaton.number.get(name, -1) for name in _SAYING)
    asked: Sentence | None = None
    back, topics = _PointsBack(automaton), Topics(automaton)
    wanted = {block.lead for block in document.blocks if block.lead >= 0}
    nested = Nested(automaton, wanted)
    for block, found in sentences(document, automaton, nested):
        if block.kind in ("heading", "question"):
            concepts = frozenset().union(*(sentence.present for sentence in found))
            while headings and headings[-1][0] >= block.level:
                headings.pop()
            headings.append((block.level, concepts))
            above = frozenset().union(*(c for _, c in headings))
        lead = nested.of(block.lead) if block.lead >= 0 else None
        label = _run_in(block, found, says)
        runs = block.kind in _RUNNING
        for place, sentence in enumerate(found):
            follows = lead if place == 0 or block.kind != "paragraph" else None
            if asked is not None and opens not in asked.present and not topics.taken_up_by(sentence):
                asked = None
            titles = above if asked is None else above | asked.present
            for said in (
                label if place and runs else None,
                _before_colon(sentence) if runs else None,
                back.after(sentence, first=place == 0),
            ):
                if said:
                    titles |= said
            if place and block.kind == "item" and len(sentence.tokens) <= _LABEL_TOKENS:
                titles |= found[0].present
            if follows is not None and follows.tokens[-1:] == [":"] and len(follows.tokens) <= _TITLE_LEAD_TOKENS:
                titles |= follows.present
            if follows is not None and block.kind == "item" and _stands_alone(follows, sentence, place, automaton):
                follows = None
            if follows is None and asked is not None and len(sentence.tokens) <= _ANSWER_TOKENS:
                follows = asked
                if topics.named_by(asked):
                    topics.join(asked, sentence)
            yield _unit(sentence, block, titles, follows)
            titled = sentence.question or block.kind in ("heading", "question")
            asked = sentence if titled and (opens in sentence.present or topics.named_by(sentence)) else None


class _PointsBack:
    """What the pronoun of a sentence stands for: `We keep your data in France. We do not sell them.`

    Data and consent are carried over, the latter unless it is to cookies or to a device's parts alone; and only within
    a block, from a sentence to the next and on while pronouns go on.
    """

    def __init__(self, automaton: Automaton) -> None:
        self._pronoun = automaton.number.get("points-back", -1)
        other = frozenset(automaton.number.get(name, -1) for name in ("cookie", "device-permission"))
        carried = {"personal-data": frozenset[int](), "consent-word": other}
        self._carried = {automaton.number.get(name, -1): barred for name, barred in carried.items()}
        self._spoken_of: frozenset[int] = frozenset()

    def after(self, sentence: Sentence, first: bool) -> frozenset[int]:
        """The concepts that the sentence's pronoun brings in; `first`: the sentence opens its block."""
        concepts = sentence.present
        meant = self._spoken_of if not first and self._pronoun in concepts else frozenset()
        named = {one for one, barred in self._carried.items() if one in concepts and barred.isdisjoint(concepts)}
        self._spoken_of = meant | named
        return meant


def _run_in(block: Block, found: list[Sentence], says: frozenset[int]) -> Set[int]:
    """Concepts of the title that opens a block in bold or before a stop: `Your rights. Access, erasure …`."""
    if block.kind not in _RUNNING or len(found) < 2 or len(found[0].tokens) > _LABEL_TOKENS:
        return frozenset()
    concepts = found[0].present
    return concepts if says.isdisjoint(concepts) else frozenset()


def _stands_alone(lead: Sentence, sentence: Sentence, place: int, automaton: Automaton) -> bool:
    """Whether a sentence under an exception says by itself what is excepted: `We share nothing, except: - We send …`.

    It does where it is not its item's first one, or opens with its own subject.
    """
    excepts = automaton.number.get("exception", -1)
    late = len(lead.tokens) - _EXCEPTS_TOKENS
    if not any(hit.start >= late for hit in lead.hits(excepts)):
        return False
    own = sentence.hits(automaton.number.get("subject-publisher", -1))
    return place > 0 or any(hit.start == 0 for hit in own[:1])


def _before_colon(sentence: Sentence) -> frozenset[int]:
    """Concepts of the label a sentence opens with: `Rights: access, erasure …`."""
    opening = sentence.tokens[: _LABEL_TOKENS + 1]
    if ":" not in opening:
        return frozenset()
    colon = opening.index(":")
    return sentence.found.within(colon) if sentence.found else frozenset()


def _unit(sentence: Sentence, block: Block, above: frozenset[int], lead: Sentence | None) -> Unit:
    if lead is None or not lead.tokens:
        return Unit(sentence, block.kind, sentence.tokens, 0, above, None, sentence.present)
    skipped = max(0, len(lead.tokens) - _LEAD_TOKENS)
    head = lead.tokens[skipped:]
    said = {one for one in lead.present if lead.hits(one)[-1].start >= skipped} if skipped else lead.present
    across = sentence.seam.present if sentence.seam is not None else frozenset()
    return Unit(sentence, block.kind, head + sentence.tokens, len(head), above, lead, sentence.present | said | across)


def _moved(hits: Sequence[Hit], by: int) -> list[Hit]:
    """The hits moved by so many words; those that would start before the first are left out."""
    return [Hit(concept, start + by, end + by) for concept, start, end in hits if start + by >= 0]
