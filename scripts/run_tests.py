"""Run pytest and fail where a test was skipped: a skipped test is not a passed one.

Test files run side by side on two cores, each file whole on one: much of the time is spent waiting for pages to settle.

usage: run_tests.py [pytest arguments]
"""

from __future__ import annotations

import sys

import pytest

SIDE_BY_SIDE = ("-n", "2", "--dist", "loadfile")
"""Two at once; `-n 0` among the arguments runs them one after another."""


class NoSkips:
    """Counts what was skipped or expected to fail."""

    def __init__(self) -> None:
        self.skipped: list[str] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.skipped:
            self.skipped.append(report.nodeid)


def main() -> int:
    """Run the tests; 1 where any was skipped."""
    watcher = NoSkips()
    status = int(pytest.main([*SIDE_BY_SIDE, *sys.argv[1:]], plugins=[watcher]))
    if watcher.skipped:
        print("Skipped tests are not passed ones:", *watcher.skipped, sep="\n  ")
    return status or (1 if watcher.skipped else 0)


if __name__ == "__main__":
    sys.exit(main())
