"""Survey: what `survey.js` finds in a frame, as values, and which block of it is the consent interface."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from catalog.nouns.browser import ControlKind
from scanner.consent.drawn import FoundToggle, drawn_choices, says_a_state
from scanner.consent.labels import declines_to_accept, kind_of, names_a_category, names_consent_alone, only_says_no
from scanner.consent.sentences import closing_refuses
from scanner.consent.words import fold, phrases, speaks_of_trackers, words

LONGEST_TEXT = 12_000
"""Characters from which on a block is a page rather than a notice."""
_DECISIVE: tuple[ControlKind, ...] = ("accept", "reject")
_WEIGHT: dict[ControlKind, int] = {"accept": 4, "reject": 4, "settings": 2, "save": 3, "acknowledge": 2, "close": 1}


@dataclass(frozen=True)
class FoundControl:
    """Something to press. `id` is its number in the survey; `box` in the frame's own pixels."""

    id: int
    text: str
    kind: ControlKind
    is_link: bool
    href: str
    box: tuple[float, float, float, float]
    font_px: float | None
    contrast: float | None
    area_share: float
    disabled: bool
    unseen: bool = False
    """Whether one must scroll within the interface to see it."""
    chooses: bool = False
    """Whether it only picks an answer (a radio button), which something else then sends."""
    in_sentence: bool = False
    """Whether it is a link within a running text."""
    unfolds: bool = False
    """Whether it shows or hides a part of the interface: a tab, a heading of an accordion."""

    @property
    def leads_away(self) -> bool:
        """A link to another page, as `Do not sell or share my personal information` in a footer is.

        `href` has a fragment only where it leads to a place of the page itself.
        """
        return self.is_link and self.href.startswith("http") and "#" not in self.href


@dataclass(frozen=True)
class Block:
    """A part of a page that offers something to press or tick: a layer, or a part of the page near words of consent.

    `about`: its text or its own name speaks of consent.
    """

    frame: str
    kind: str
    about: bool
    text: str
    box: tuple[float, float, float, float]
    modal: bool
    in_shadow_root: bool
    controls: tuple[FoundControl, ...]
    toggles: tuple[FoundToggle, ...]
    in_frame: bool = False
    named: bool = False
    """Whether its own name (id, class, label) speaks of consent."""
    fields: int = 0
    """How many fields to type into it shows."""
    folded: tuple[FoundToggle, ...] = ()
    """Boxes it holds that are not shown now."""
    unread: tuple[str, ...] = ()
    """Labels of choices it shows whose state nothing tells."""

    def of(self, *kinds: ControlKind) -> tuple[FoundControl, ...]:
        """Its controls of these kinds, in the order of the page."""
        return tuple(control for control in self.controls if control.kind in kinds and not control.disabled)

    @property
    def weight(self) -> int:
        """How much it looks like an interface: each kind of control once."""
        return sum(_WEIGHT.get(kind, 0) for kind in {control.kind for control in self.controls if not control.disabled})


@dataclass
class Survey:
    """All blocks of all frames; `covered` of nine points of the window lie under layers, `covers` is what these say."""

    blocks: list[Block] = field(default_factory=list)
    covered: int = 0
    covers: tuple[str, ...] = ()
    text: str = ""


@cache
def script(whole: bool) -> str:
    """The survey as an expression; `whole` where the frame itself may be the interface."""
    folder = files("scanner.consent")
    source, drawn = (folder.joinpath(name).read_text(encoding="utf-8") for name in ("survey.js", "drawn.js"))
    source = source.replace("// drawn.js stands here.", drawn)
    given = {"consent": phrases("consent_words"), "texts": LONGEST_TEXT, "whole": whole}
    return f"({source[source.index('(given)') :]})({json.dumps(given)})"


def read_blocks(answer: Any, frame: str, in_frame: bool) -> list[Block]:
    """The blocks in what the script answered; nothing for what is malformed."""
    try:
        return [_block(item, frame, in_frame) for item in answer["found"]]
    except (KeyError, TypeError, ValueError):
        return []


def _block(item: dict[str, Any], frame: str, in_frame: bool) -> Block:
    read = (_control(each, bool(item["toggles"])) for each in item["controls"])
    controls = tuple(found for found in read if not found.chooses or found.kind in _DECISIVE)
    drawn, unread = drawn_choices(item) if item["about"] else ((), ())
    toggles = (*_toggles(item["toggles"]), *drawn)
    if item["about"] and toggles:
        controls = _keeping_boxes(controls)
    return Block(
        frame=frame,
        kind=str(item["kind"]),
        about=bool(item["about"]),
        text=str(item["text"]),
        box=_box(item["box"]),
        modal=bool(item["modal"]),
        in_shadow_root=bool(item["shadow"]),
        controls=_closing_in((*controls, *_bare(item, controls)), str(item["text"])),
        toggles=toggles,
        in_frame=in_frame,
        named=bool(item["named"]),
        fields=int(item["fields"]),
        folded=_toggles(item["folded"]),
        unread=unread,
    )


def _bare(item: dict[str, Any], controls: tuple[FoundControl, ...]) -> tuple[FoundControl, ...]:
    """Words that nothing but their place makes buttons: `Accept` and `Refuse` in plain boxes next to each other.

    They count where the layer is about consent and offers to accept and something besides only with them, and each
    stands next to another answer: a word in a text, or above an explanation, does not.
    """
    if not item["about"]:
        return ()
    found = tuple(
        _control(each, bool(item["toggles"])) for each in item["bare"] if any(_answers(one) for one in each["beside"])
    )
    answers = tuple(each for each in found if _answers(each.text))
    kinds = {each.kind for each in (*controls, *answers)}
    return answers if "accept" in kinds and kinds & {"reject", "settings"} else ()


def _answers(text: str) -> bool:
    return kind_of(text) in (*_DECISIVE, "settings", "save")


def _toggles(items: Iterable[dict[str, Any]]) -> tuple[FoundToggle, ...]:
    """A button that stays down is a toggle unless its words are an answer, as `Allow` and `Deny` of one purpose are."""
    return tuple(
        FoundToggle(int(each["id"]), str(each["label"]), bool(each["checked"]), bool(each["disabled"]))
        for each in items
        if kind_of(str(each["pressed"])) == "other"
    )


def _closing_in(controls: tuple[FoundControl, ...], text: str) -> tuple[FoundControl, ...]:
    """The controls in company; what closes refuses where the text says so and nothing else does."""
    found = _in_company(controls)
    if any(each.kind == "reject" for each in found) or not closing_refuses(text):
        return found
    return tuple(replace(each, kind="reject") if each.kind == "close" else each for each in found)


def _in_company(controls: tuple[FoundControl, ...]) -> tuple[FoundControl, ...]:
    """The controls, those read again whose words alone do not say what they do beside the others.

    A button `Consent` beside one to refuse or to choose gives it, where nothing else accepts. Where nothing else lets
    one choose, a `learn more` that stays on the page opens more: it is no link to a policy, and boxes that are ticked
    in advance may stand behind it.
    """
    kinds = {each.kind for each in controls}
    if "accept" not in kinds and {"reject", "settings"} & kinds:
        return tuple(replace(each, kind="accept") if _gives_consent(each) else each for each in controls)
    if {"reject", "settings", "save"} & kinds:
        return controls
    return tuple(
        replace(each, kind="settings") if each.kind == "other" and _stays(each) and _promises_more(each.text) else each
        for each in controls
    )


def _keeping_boxes(controls: tuple[FoundControl, ...]) -> tuple[FoundControl, ...]:
    """The controls beside boxes: a mere `OK` keeps the boxes as they are where nothing else answers for all of them."""
    if {each.kind for each in controls} & {"accept", "reject", "save"}:
        return controls
    return tuple(replace(each, kind="save") if each.kind == "acknowledge" else each for each in controls)


def _gives_consent(control: FoundControl) -> bool:
    return control.kind == "other" and not (control.is_link or control.unfolds) and names_consent_alone(control.text)


def _stays(control: FoundControl) -> bool:
    return not control.is_link or not control.href or "#" in control.href or control.href.startswith("javascript:")


def _promises_more(text: str) -> bool:
    return words("information").match_within(fold(text))


def _control(item: dict[str, Any], beside_toggles: bool) -> FoundControl:
    text = str(item["text"])
    kind = "other" if says_a_state(text) else kind_of(text)
    if kind in _DECISIVE and (item["unfolds"] or item["disabled"] or (beside_toggles and names_a_category(text))):
        kind = "other"  # `Strictly necessary cookies` as the heading of what it unfolds; what cannot be pressed
    return FoundControl(
        id=int(item["id"]),
        text=text,
        kind=kind,
        is_link=bool(item["link"]),
        href=str(item["href"]),
        box=_box(item["box"]),
        font_px=float(item["font"]) if item["font"] is not None else None,
        contrast=float(item["contrast"]) if item["contrast"] is not None else None,
        area_share=min(1.0, float(item["share"])),
        disabled=bool(item["disabled"]),
        unseen=bool(item["unseen"]),
        chooses=bool(item["chooses"]),
        in_sentence=bool(item["sentence"]),
        unfolds=bool(item["unfolds"]),
    )


def _box(values: Any) -> tuple[float, float, float, float]:
    x, y, width, height = (float(value) for value in values)
    return (x, y, width, height)


def first_layer(blocks: list[Block]) -> Block | None:
    """The block that is a consent interface's first layer, None where none is.

    It offers to accept or to refuse; or it lies over the page and offers settings or to acknowledge. A link to a page
    on one's rights is no offer to refuse. Of blocks within each other the one counts that holds the most kinds of
    control in the least text.
    """
    candidates = [block for block in blocks if _is_interface(block)]
    return max(candidates, key=_preference, default=None)


def second_layer(blocks: list[Block], before: Block | None) -> Block | None:
    """The block in which single purposes can be chosen, after settings were opened; None where none appeared."""
    known = before.text if before is not None else None
    candidates = [
        block
        for block in blocks
        if (
            (block.about or block.of("reject") or (before is not None and block.kind != "flow" and block.of("save")))
            and ((block.toggles or block.unread) and block.of("save", "reject", "accept", "close", "acknowledge"))
        )
        or (block.about and block.text != known and block.of("reject", "save"))
        or (before is not None and block.kind != "flow" and block.text != known and block.of("reject"))
    ]
    return max(candidates, key=lambda block: (bool(block.toggles or block.unread), *_preference(block)), default=None)


def _is_interface(block: Block) -> bool:
    """An age gate, a log-in or a newsletter that mentions privacy is none, nor a window that names its one cookie."""
    both = bool(block.of("accept") and block.of("reject"))
    folded = fold(block.text)
    trackers = block.named or speaks_of_trackers(folded)
    if not both and block.fields:
        return False
    if not trackers and words("elsewhere").match_within(folded):
        return False  # `Allow notifications?`
    if block.kind == "flow" and not both and not _is_notice_in_the_page(block, folded, trackers):
        return False
    if not block.about:  # a layer that asks to accept or to refuse, whatever it calls what it asks for
        return both or _goes_on_without_accepting(block)
    if _decides(block, trackers):
        return bool(block.of(*_DECISIVE)) or bool(block.toggles) or block.kind != "flow"
    return block.kind != "flow" and _notifies(block, folded, trackers)


def _goes_on_without_accepting(block: Block) -> bool:
    """Whether its refusal says that something was to be accepted, so that a bare `OK` beside it accepts that.

    `OK` and `Continue without accepting` ask for consent in whatever words; `OK` and `No thanks` ask anything.
    """
    return bool(block.of("acknowledge")) and any(declines_to_accept(each.text) for each in block.of("reject"))


def _is_notice_in_the_page(block: Block, folded: str, trackers: bool) -> bool:
    """Whether a part of the page asks for consent to the site's trackers, and not to show one video or map."""
    if any(words("embedded").match_within(each) for each in (folded, *(fold(one.text) for one in block.controls))):
        return False
    settles = block.of("reject", "settings", "save") or bool(block.toggles)
    return bool(settles) or (trackers and words("uses").match_within(folded))


def _decides(block: Block, trackers: bool) -> bool:
    """Whether it offers to accept, to save or to refuse; a mere `No` where the text speaks of trackers only."""
    if block.of("accept") and (trackers or block.of("reject", "settings")):
        return True
    if block.of("save") and (trackers or block.toggles):
        return True
    if block.kind == "flow" and not (block.of("accept", "acknowledge", "save") or block.toggles):
        return False  # a way to object that stands in a page or its footer asks for nothing
    refusals = [control for control in block.of("reject") if not control.leads_away]
    return any(trackers or not only_says_no(control.text) for control in refusals)


def _notifies(block: Block, folded: str, trackers: bool) -> bool:
    """Whether it says that trackers are used, and offers to acknowledge, to close or to choose."""
    if not block.of("acknowledge", "close"):
        return False
    if block.of("settings"):
        return trackers
    speaks = any(words(each).match_within(folded) for each in ("uses", "accept"))
    told = trackers and (speaks or any(each in folded for each in phrases("implied")))
    return told and len(block.text) < 1500


def _preference(block: Block) -> tuple[int, int, int]:
    return (block.weight, block.kind != "flow", -len(block.text))
