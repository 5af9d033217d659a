"""Exit statuses of the contract, and the error that carries one with its sentence."""

from __future__ import annotations

from typing import Final

from scanner.problem import Problem

DONE: Final = 0
FAILED: Final = 1
WRONG_USAGE: Final = 2
NOTHING_SCANNED: Final = 3
UNREACHABLE: Final = 4
LEVEL_MATCHED: Final = 10


class Stop(Problem):
    """End the program with a status and a sentence on standard error; `key` is a text of the interface."""

    def __init__(self, key: str, /, status: int = WRONG_USAGE, **params: object) -> None:
        super().__init__(key, **params)
        self.status = status
