"""What one check may still spend: pages, bytes and seconds, one purse for all collectors, the browser too."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from scanner.net.failure import FetchFailure

if TYPE_CHECKING:
    from scanner.config import Limits

Monotonic = Callable[[], float]


class Budget:
    """Counts down from the limits since it was made. `monotonic` is a clock in seconds."""

    def __init__(self, limits: Limits, monotonic: Monotonic = time.monotonic) -> None:
        self._limits = limits
        self._monotonic = monotonic
        self._start = monotonic()
        self._deadline = self._start + limits.seconds
        self._pages = 0
        self._bytes = 0

    @property
    def seconds(self) -> float:
        """The whole time that was given."""
        return self._limits.seconds

    def remaining(self) -> float:
        """Seconds left of the whole check, 0 at least."""
        return max(0.0, self._deadline - self._monotonic())

    def elapsed(self) -> float:
        """Seconds since the check began."""
        return self._monotonic() - self._start

    def bytes_left(self) -> int:
        """Bytes that may still be received."""
        return max(0, self._limits.total_bytes - self._bytes)

    def pages_left(self) -> int:
        """Pages that may still be fetched."""
        return max(0, self._limits.pages - self._pages)

    def take_page(self) -> None:
        """Spend one page. Raises FetchFailure `budget` where none is left."""
        if self._pages >= self._limits.pages:
            raise FetchFailure("budget", f"{self._limits.pages} pages were fetched already")
        self._pages += 1

    def take_bytes(self, count: int) -> None:
        """Spend received bytes; what goes beyond shows in `bytes_left` as 0."""
        self._bytes += count

    def need_time(self, seconds: float = 0.0) -> None:
        """Raises FetchFailure `budget` where no more than `seconds` are left."""
        if self.remaining() <= seconds:
            raise FetchFailure("budget", f"the {self._limits.seconds:g} seconds of this check were spent")


class Share:
    """A part of a budget that ends earlier: what the static part may use when a browser still has to come."""

    def __init__(self, budget: Budget, seconds: float, monotonic: Monotonic = time.monotonic) -> None:
        self._budget = budget
        self._monotonic = monotonic
        self._deadline = monotonic() + seconds

    def remaining(self) -> float:
        """Seconds left of this part."""
        return max(0.0, min(self._deadline - self._monotonic(), self._budget.remaining()))

    def bytes_left(self) -> int:
        """Bytes that may still be received."""
        return self._budget.bytes_left()

    def take_bytes(self, count: int) -> None:
        """Spend received bytes of the whole budget."""
        self._budget.take_bytes(count)
