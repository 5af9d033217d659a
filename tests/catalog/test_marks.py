"""The digest that tells whether findings moved: each of what can move changes it, and nothing else does."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.kept import marks_digest
from catalog.nouns.finding import Finding

ONE = Finding(
    criterion="sharing.sale", surface="documents", verdict="fail", severity="major", message="fail", reason="decision",
    searched=("https://tool.example/privacy",),
)  # fmt: skip
OTHER = ONE.model_copy(update={"criterion": "sharing.own-purposes", "verdict": "pass"})


@pytest.mark.parametrize(
    "change",
    [
        {"criterion": "sharing.partners"}, {"surface": "learner"}, {"verdict": "warn"}, {"severity": "minor"},
        {"confirmed": False},
    ],
)  # fmt: skip
def test_what_moves_is_seen(change: dict[str, Any]) -> None:
    assert marks_digest((ONE.model_copy(update=change), OTHER)) != marks_digest((ONE, OTHER))
    assert marks_digest((ONE,)) != marks_digest((ONE, OTHER))


def test_order_and_words_are_no_move() -> None:
    reworded = ONE.model_copy(update={"message": "fail-other", "params": (("count", "2"),), "searched": ()})
    assert marks_digest((OTHER, reworded)) == marks_digest((ONE, OTHER))
