"""What a review says where the new judgement moved for other reasons than the decision."""

from __future__ import annotations

import pytest

from scanner.cli.language import Words
from scanner.cli.review import _other_causes


@pytest.mark.parametrize("language", ["fr", "en"])
def test_other_causes_do_not_pass_for_the_decision(language: str) -> None:
    words = Words(language)  # type: ignore[arg-type]
    assert _other_causes(("review",), "outil", words) == []
    assert _other_causes((), "outil", words) == []
    (rules,) = _other_causes(("rules", "review"), "outil", words)
    assert words("cause.rules") in rules and "preau diff outil" in rules
    told = _other_causes(("knowledge", "review"), "outil", words)
    assert words("cause.knowledge") in told[0] and words("cause.review") not in told[0]
    assert "--config" in told[1]
