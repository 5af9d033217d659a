"""Writing: a phase as evidence, whatever became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from catalog.nouns.browser import ConsentInterface, PhaseRun
from scanner import clock
from scanner.collect.browser.browsers import BrowserDied
from scanner.collect.browser.choice import Outcome
from scanner.collect.browser.session import PageFroze, Session
from scanner.collect.browser.visit import FROZEN
from scanner.consent.describe import control_of, toggle_of

if TYPE_CHECKING:
    from catalog.nouns.vocabulary import Phase
    from scanner.consent.survey import Block


@dataclass(frozen=True)
class Told:
    """How a phase ended: what came of its choice, why it could not go on, whether the choice was kept."""

    outcome: Outcome = field(default_factory=Outcome)
    reason: str | None = None
    kept: bool | None = None


NOTHING_TOLD: Final = Told()


def run_of(phase: Phase, run: int, began: datetime, interface: ConsentInterface | None, told: Told) -> PhaseRun:
    """A phase that ends now, without what it saw."""
    outcome, reason = told.outcome, told.reason
    if interface is not None and phase != "before-choice" and outcome.made:
        key = "actions_to_refuse" if phase == "after-refusal" else "actions_to_accept"
        interface = interface.model_copy(update={key: outcome.actions or None})
    return PhaseRun(
        phase=phase,
        run=run,
        started_at=began,
        ended_at=clock.now(),
        choice_made=outcome.made,
        choice_kept=told.kept,
        choice_route=outcome.route,
        actions=outcome.actions,
        reason=reason or outcome.reason,
        led_to=outcome.led_to,
        interface=interface,
        crashed=reason is not None and reason != "budget",
    )


def unstarted(phase: Phase, run: int, began: datetime, reason: str | None) -> PhaseRun:
    """A phase for which no browser could be had."""
    return PhaseRun(
        phase=phase,
        run=run,
        started_at=began,
        ended_at=clock.now(),
        reason=reason or "not-started",
        crashed=True,
    )


def with_second_layer(interface: ConsentInterface, second: Block) -> ConsentInterface:
    """An interface with what its second layer shows."""
    deeper = tuple(control_of(each, 2, (0.0, 0.0, 0.0, 0.0)) for each in second.controls)
    changes = {
        "controls": (*interface.controls, *deeper),
        "toggles": tuple(toggle_of(each) for each in second.toggles) or interface.toggles,
        "unread_toggles": tuple(dict.fromkeys((*interface.unread_toggles, *second.unread))),
        "second_layer_reached": True,
    }
    return interface.model_copy(update=changes)


def reason_of(died: Exception, session: Session | None) -> str:
    """Why a phase could not go on."""
    if session is not None and session.died.done() and session.died.result() in ("budget", "memory"):
        return session.died.result()  # it was ended, and all that was under way failed
    if isinstance(died, BrowserDied):
        return died.reason
    return FROZEN if isinstance(died, PageFroze) else "crashed"


def with_more(run: PhaseRun, more: PhaseRun) -> PhaseRun:
    """A run with what another one saw besides."""
    return run.model_copy(
        update={
            "requests": (*run.requests, *more.requests),
            "cookies": (*run.cookies, *more.cookies),
            "storage": tuple(dict.fromkeys((*run.storage, *more.storage))),
            "behaviours": (*run.behaviours, *more.behaviours),
        }
    )
