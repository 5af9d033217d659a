"""The texts of the rules by id, in both languages; words are chosen and filled in by whoever renders them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

import tomli

from catalog.nouns.criterion import Bilingual, Criterion

DECISION = "decision."
RATING = "rating."


@lru_cache(maxsize=1)
def load_texts() -> Mapping[str, Bilingual]:
    """Return the texts that no single rule file owns, by id.

    They are the engine's messages and reasons, and the steps of the rating under `rating.<step id>`. `{name}` in a
    text stands for a parameter of the finding or step; in a step also `{criteria}` (their titles) and `{grade}`.
    """
    steps = {RATING + key: text for key, text in _read("rating.toml").items()}
    return {**_read("shared.toml"), **_read("observed.toml"), **steps}


def _read(name: str) -> Mapping[str, Bilingual]:
    table = tomli.loads(files("rules").joinpath("messages", name).read_text("utf-8"))
    return {key: Bilingual.model_validate(value) for key, value in table.items()}


def text_of(criterion: Criterion | None, text_id: str) -> Bilingual | None:
    """Return the text of an id: the rule file's message, its decision (`decision.pass` …), else a shared text."""
    if criterion is not None:
        if text_id in criterion.messages:
            return criterion.messages[text_id]
        if text_id.startswith(DECISION):
            for verdict, text in criterion.decision.items():
                if text_id == DECISION + verdict:
                    return text
    return load_texts().get(text_id)


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the parameters that a text asks for."""
    return frozenset(part.partition("}")[0] for part in text.split("{")[1:] if "}" in part)
