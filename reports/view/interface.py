"""The consent interface as all visits together saw it: its first layer, what lies behind it, what a choice takes."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.nouns.browser import ConsentInterface, Control, PhaseRun
from reports.clean import clean_line
from reports.view.seen import ControlView, InterfaceView
from reports.wording import Wording


def interface_view(runs: Sequence[PhaseRun], wording: Wording) -> InterfaceView | None:
    """The interface of the first visit that met one which stayed, else of the first that met one; None where none did.

    `runs` in the order of the phases. The second layer may have been seen in a later visit, and the actions are those
    of the visits that chose.
    """
    met = sorted((run.interface for run in runs if run.interface is not None), key=lambda one: one.vanished)
    if not met:
        return None
    first = met[0]
    deep = next((one for one in met if one.second_layer_reached), first)
    known = {(one.text, one.kind) for one in _on_layer(first, 1)}
    behind = tuple(one for one in _on_layer(deep, 2) if (one.text, one.kind) not in known)
    controls = (*_on_layer(first, 1), *behind)
    return InterfaceView(
        provider=wording.say("interface.hand-made") if first.provider == "hand-made" else clean_line(first.provider),
        page=clean_line(first.page),
        text=clean_line(first.text),
        controls=tuple(_control(number, one, wording) for number, one in enumerate(controls, 1)),
        remarks=_remarks(first, deep, runs, wording),
        screenshot=first.screenshot,
    )


def _on_layer(one: ConsentInterface, layer: int) -> tuple[Control, ...]:
    return tuple(control for control in one.controls if control.layer == layer)


def _control(number: int, control: Control, wording: Wording) -> ControlView:
    facts = [wording.say("control.link" if control.is_link else "control.button")]
    if control.font_px:
        facts.append(wording.say("control.font", px=wording.number(control.font_px, 0)))
    if control.contrast:
        facts.append(wording.say("control.contrast", ratio=wording.number(control.contrast)))
    if control.unseen:
        facts.append(wording.say("control.unseen"))
    if control.box:
        facts.append(wording.say("control.size", width=round(control.box[2]), height=round(control.box[3])))
    return ControlView(
        number=number,
        text=clean_line(control.text),
        kind=control.kind,
        kind_name=wording.name("control-kind", control.kind),
        layer=control.layer,
        facts=tuple(facts),
        box=control.box if control.layer == 1 and not control.unseen else None,
    )


def _remarks(
    first: ConsentInterface, deep: ConsentInterface, runs: Sequence[PhaseRun], wording: Wording
) -> tuple[str, ...]:
    remarks = []
    for phase, key in (("after-acceptance", "interface.accept"), ("after-refusal", "interface.refuse")):
        actions = next((run.actions for run in runs if run.phase == phase and run.choice_made and run.actions), None)
        if actions is not None:
            remarks.append(wording.count(key, actions))
    refusals = [run for run in runs if run.phase == "after-refusal"]
    if any(run.reason == "no-refusal-found" for run in refusals) and not any(run.choice_made for run in refusals):
        remarks.append(wording.say("interface.no-refusal"))
    ticked = sum(one.checked and not one.essential for one in deep.toggles or first.toggles)
    if ticked:
        remarks.append(wording.count("interface.pre-ticked", ticked))
    if deep.unread_toggles:
        remarks.append(wording.count("interface.unread", len(deep.unread_toggles)))
    if first.vanished:
        remarks.append(wording.say("interface.vanished"))
    if first.implied_wording:
        remarks.append(wording.say("interface.implied", quote=first.implied_wording.rstrip(" .")))
    if first.blocks_page:
        remarks.append(wording.say("interface.blocks"))
    if first.partners_count:
        remarks.append(wording.count("interface.partners", first.partners_count))
    return tuple(remarks)
