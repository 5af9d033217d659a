"""Run pytest and fail where a test was skipped: a skipped test is not a passed one.

usage: run_tests.py [pytest arguments]
"""

from __future__ import annotations

import sys

import pytest


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
    status = int(pytest.main(sys.argv[1:], plugins=[watcher]))
    if watcher.skipped:
        print("Skipped tests are not passed ones:", *watcher.skipped, sep="\n  ")
    return status or (1 if watcher.skipped else 0)


if __name__ == "__main__":
    sys.exit(main())
