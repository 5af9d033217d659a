"""Seen: what a browser or a recording showed of one surface, and the words all observed judgements share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from catalog.nouns.browser import ConsentInterface
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Phase, Surface, Verdict
from rules.case import Case, Outcome, once
from rules.derive.names import host_of
from rules.judging import sightings as sight
from rules.judging.attempts import genuine
from rules.judging.citing import undecided
from rules.judging.documents import statements
from rules.judging.sightings import Load, Sighting
from rules.judging.visits import is_blocked

LOGIN_ROLES = frozenset({"login", "signup"})


@dataclass(frozen=True)
class Seen:
    """One surface of one case.

    `attempted`: as it would have been had the requests left that could not, or those to the hosts of `only`.
    """

    case: Case
    surface: Surface
    attempted: bool = False
    only: tuple[str, ...] = ()

    @cached_property
    def loads(self) -> tuple[Load, ...]:
        """Pages that rendered."""
        return sight.loads(self.case, self.surface)

    @cached_property
    def sightings(self) -> tuple[Sighting, ...]:
        """Requests to third parties that left."""
        if not self.attempted:
            return sight.sightings(self.case, self.surface)
        tried = tuple(one for one in self.attempts if not one.own and (not self.only or one.host in self.only))
        return (*sight.sightings(self.case, self.surface), *tried)

    @cached_property
    def own_software(self) -> tuple[Sighting, ...]:
        """Requests to the tool's own hosts at the end points of known software: measurement that the vendor runs."""
        return sight.through_the_site(self.case, self.surface)

    @cached_property
    def attempts(self) -> tuple[Sighting, ...]:
        """Requests that were tried, could not leave from here, and might have from elsewhere."""
        tried = sight.sightings(self.case, self.surface, False)
        return genuine(tried, sight.sightings(self.case, self.surface)) if tried else ()

    @cached_property
    def nothing_to_cite(self) -> bool:
        """Whether neither a browser nor a recording saw anything, no answer stored an item and no seller is named."""
        evidence, facts = self.case.evidence, self.case.facts
        looked = evidence.browser is not None or bool(evidence.recordings)
        return not (looked or facts.cookies or statements(self.case, "ads-seller"))

    def has_phase(self, phase: Phase) -> bool:
        """Whether a page rendered in a phase."""
        return any(load.phase == phase for load in self.loads)

    def all_states(self) -> bool:
        """Whether each page was seen in all states of consent, so that a tracker's absence from all can be concluded.

        One state is all there is where nothing asks for consent; a whole recording shows pages as they are used. What
        waits for an acceptance that could not be given, on pages that were not opened after it, was not seen.
        """
        if any(load.phase == "none" for load in self.whole_loads) or not self.asked:
            return True
        before = {load.url for load in self.loads if load.phase == "before-choice"}
        return before <= {load.url for load in self.loads if load.phase == "after-acceptance"}

    @cached_property
    def asked(self) -> bool:
        """Whether an interface with something to accept was met in any run; one that could not be read counts."""
        return any(run.interface is not None and may_accept(run.interface) for run in sight.runs_of(self.case))

    def accepted(self) -> bool:
        """Whether pages of the surface were seen after an agreement was really given: what waits for one shows then."""
        made = any(run.choice_made for run in sight.runs_of(self.case) if run.phase == "after-acceptance")
        return made and self.has_phase("after-acceptance")

    @cached_property
    def whole_loads(self) -> tuple[Load, ...]:
        """Loads from which absence can be concluded: not those of a weak recording, nor of a browser not believed."""
        browser = self.case.evidence.browser
        believed = (browser is None or browser.canary.sound) and not is_blocked(self.case)
        return tuple(load for load in self.loads if load.weak is None and (believed or load.phase == "none"))

    @cached_property
    def unbelieved(self) -> Outcome | None:
        """Why what was seen cannot be believed: a browser that failed its own test, a wall for robots; else None."""
        browser = self.case.evidence.browser
        recorded = any(load.phase == "none" for load in self.loads)
        if browser is not None and not browser.canary.sound and not recorded:
            return undecided("browser-unsound", missing=("script-execution",))
        if is_blocked(self.case) and not recorded:
            return undecided("robot-wall")
        return None

    def accepted_message(self, found: Iterable[Sighting]) -> str:
        """Which message tells of calls after acceptance: *only* then, or also while a refusal was being given.

        What leaves during a click proves nothing alone (criteria, readings), and yet it left.
        """
        hosts = {one.host for one in found}
        clicked = (
            request
            for run in sight.runs_of(self.case)
            if run.phase == "after-refusal"
            for request in run.requests
            if request.during_click and request.left
        )
        while_refusing = any(host_of(request.url) in hosts for request in clicked)
        return "warn-while-refusing" if while_refusing else "warn-after-acceptance"

    def only_login(self) -> bool:
        """Whether of the learner surface only log-in and sign-up pages were seen well enough to show absence."""
        return all(load.role in LOGIN_ROLES and load.phase != "none" for load in self.whole_loads)

    def pages(self) -> tuple[str, ...]:
        """Addresses of the pages that rendered and can show absence."""
        return self._pages

    @cached_property
    def _pages(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(load.url for load in self.whole_loads))

    def counts(self) -> dict[str, str]:
        """Parameters that say how much was seen."""
        return {"pages": str(len(self.pages())), "loads": str(len(self.whole_loads))}

    def params(self, found: Iterable[Sighting]) -> dict[str, str]:
        """Parameters of a message about sightings."""
        return sight.params(found)

    def cited(self, found: Iterable[Sighting]) -> tuple[Citation, ...]:
        """Citations of sightings."""
        return sight.cited(found)

    def nothing_whole(self) -> Outcome | None:
        """Not shown: all that was seen is a recording through a filter, too thin or too old a one."""
        if self.whole_loads or not self.loads:
            return None
        weak = next(load.weak for load in self.loads if load.weak is not None)
        return undecided(f"recording-{weak}", searched=tuple(dict.fromkeys(load.url for load in self.loads)))

    def none_left(self) -> Outcome:
        """Pass: nothing of the kind left, on pages from which absence can be concluded."""
        return self._none_left

    @cached_property
    def _none_left(self) -> Outcome:
        # What a dozen criteria answer where nothing was found: made once a surface.
        return self.nothing_whole() or Outcome(
            "pass", "pass-none-left", params=self.counts(), searched=self.pages(), basis="observed", confidence="high"
        )

    def none_in_any_state(self) -> Outcome:
        """Pass: nothing of the kind left in any state of consent; not shown where a state is missing."""
        return self._none_in_any_state

    @cached_property
    def _none_in_any_state(self) -> Outcome:
        return self.none_left() if self.all_states() else undecided("states-missing", searched=self.pages())

    def recorded_only(self, found: Iterable[Sighting]) -> Outcome | None:
        """Not shown: all that was found stands in recordings, which do not tell whether consent was given before."""
        recorded = [one for one in found if one.phase == "none"]
        if not recorded:
            return None
        return undecided("state-unknown", params=self.params(recorded), citations=self.cited(recorded))

    def was_browsed(self) -> bool:
        """Whether the browser itself opened a page of this surface: a recording shows no consent interface."""
        return any(load.phase != "none" for load in self.loads)


def may_accept(one: ConsentInterface) -> bool:
    """Whether an interface may have anything to accept: a notice that can only be closed has not."""
    offers = {control.kind for control in one.controls} - {"close", "other"}
    return bool(offers or one.toggles or one.implied_wording or not one.controls)


@once
def look(case: Case, surface: Surface) -> Seen:
    """What was seen of a surface: some forty criteria look at it, and what one works out the others find there."""
    return Seen(case, surface)


def obstacle(seen: Seen) -> Outcome | None:
    """Why nothing can be said: a wall for robots, a browser that failed its own test, or no page that rendered."""
    if seen.unbelieved is not None:
        return seen.unbelieved
    return None if seen.loads else undecided("not-rendered", missing=("script-execution",))


def told(verdict: Verdict, message: str, found: list[Sighting], seen: Seen) -> Outcome:
    """An outcome about sightings, with its citations and the cause it shares with other criteria."""
    return Outcome(
        verdict,
        message,
        params=seen.params(found),
        citations=seen.cited(found),
        basis="observed",
        confidence="high" if verdict == "fail" else "medium",
        root_cause=sight.cause(found, seen.surface),
        confirmed=sight.confirmed(found) or any(one.phase == "none" for one in found),
    )
