"""The words of findings and ratings: message ids and parameters in, a sentence in French or English out."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

from catalog.nouns.criterion import Bilingual, Criterion
from catalog.nouns.finding import Finding, Params
from catalog.nouns.rating import Step

DECISION = "decision."


@lru_cache(maxsize=1)
def shared_texts() -> Mapping[str, Bilingual]:
    """Return the texts that no single rule file owns, by id: the engine's messages and reasons."""
    return _read("shared.toml")


@lru_cache(maxsize=1)
def rating_texts() -> Mapping[str, Bilingual]:
    """Return the texts of the rating's steps and next steps, by id."""
    return _read("rating.toml")


def _read(name: str) -> Mapping[str, Bilingual]:
    table = tomllib.loads(files("rules").joinpath("messages", name).read_text("utf-8"))
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
    return shared_texts().get(text_id)


def message_of(finding: Finding, criterion: Criterion | None, language: str) -> str:
    """Return what the finding says, in `language`; the id itself where no text is known, so that nothing is lost."""
    return _said(criterion, finding.message, finding.params, language)


def reason_of(finding: Finding, criterion: Criterion | None, language: str) -> str:
    """Return why the finding says so, in `language`."""
    return _said(criterion, finding.reason, finding.params, language)


def step_text(step: Step, language: str) -> str:
    """Return the sentence of a step of the rating; `{criteria}` are the ids of its criteria, `{target}` the letter."""
    text = rating_texts().get(step.id)
    if text is None:
        return step.id
    extra = (("criteria", ", ".join(step.criteria)), ("target", step.grade or ""))
    return fill(text.in_language(language), (*step.params, *extra), language)


def _said(criterion: Criterion | None, text_id: str, params: Params, language: str) -> str:
    text = text_of(criterion, text_id)
    return text_id if text is None else fill(text.in_language(language), params, language)


def fill(text: str, params: Params, language: str) -> str:
    """Fill `{name}` with a parameter, and `{name|singular|plural}` by its number (0 is singular in French).

    A name without parameter stays as it stands; a parameter's own braces are never read.
    """
    known = dict(params)
    parts: list[str] = []
    rest = text
    while rest:
        before, brace, after = rest.partition("{")
        parts.append(before)
        if not brace:
            break
        inside, close, rest = after.partition("}")
        parts.append(_filled(inside, known, language) if close else brace + inside)
    return "".join(parts)


def _filled(inside: str, known: Mapping[str, str], language: str) -> str:
    name, *forms = inside.split("|")
    if name not in known:
        return "{" + inside + "}"
    if len(forms) != 2:
        return known[name]
    return forms[0] if _is_singular(known[name], language) else forms[1]


def _is_singular(number: str, language: str) -> bool:
    return number in ("0", "1") if language == "fr" else number == "1"


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the parameters that a text asks for."""
    return frozenset(part.partition("}")[0].split("|")[0] for part in text.split("{")[1:] if "}" in part)
