"""Which tool comes next: in the run's order, one of a site at a time, with waits after failures and a global rate."""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog.sites import site_of
from scanner.nightly.job import Job

FIRST_WAIT_SECONDS = 20.0
LONGEST_WAIT_SECONDS = 900.0
ATTEMPTS = 3
"""A tool that could not be reached is tried again twice within a run, each time after a longer wait."""


@dataclass
class Schedule:
    """The waiting jobs of a run. Times are seconds of any steady clock that the caller passes.

    `rate` is the number of tools begun per minute at the most, None without limit. `first_wait` is the wait before
    the second attempt; it doubles, and a site's own Retry-After counts where it is longer.
    """

    jobs: Iterable[Job]
    rate: float | None = None
    first_wait: float = FIRST_WAIT_SECONDS
    _ready: deque[Job] = field(default_factory=deque)
    _later: list[tuple[float, int, Job]] = field(default_factory=list)
    _sites: set[str] = field(default_factory=set)
    _next_start: float = 0.0
    _count: int = 0

    def __post_init__(self) -> None:
        self._ready.extend(self.jobs)

    @property
    def waiting(self) -> int:
        """How many jobs have not begun."""
        return len(self._ready) + len(self._later)

    def take(self, at: float) -> Job | None:
        """The next job that may begin now, or None. Its site is taken until `release`."""
        if at < self._next_start:
            return None
        while self._later and self._later[0][0] <= at:
            self._ready.append(heapq.heappop(self._later)[2])
        for _ in range(len(self._ready)):
            job = self._ready.popleft()
            if site_of(job.tool.home) in self._sites:
                self._ready.append(job)
                continue
            self._sites.add(site_of(job.tool.home))
            if self.rate:
                self._next_start = max(self._next_start, at) + 60.0 / self.rate
            return job
        return None

    def release(self, job: Job) -> None:
        """The job ended: its site is free."""
        self._sites.discard(site_of(job.tool.home))

    def again(self, job: Job, attempts: int, at: float, asked: float = 0.0) -> bool:
        """Put a job back after its `attempts`-th try; False where it was tried often enough.

        `asked` is the wait in seconds that the site itself asked for: where it is too long for this run, the tool is
        left to the next.
        """
        if attempts >= ATTEMPTS or asked > LONGEST_WAIT_SECONDS:
            return False
        wait = max(asked, min(LONGEST_WAIT_SECONDS, self.first_wait * 2 ** (attempts - 1)))
        self._count += 1
        heapq.heappush(self._later, (at + wait, self._count, job))
        return True
