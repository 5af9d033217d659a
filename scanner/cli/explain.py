"""`preau explain CRITERION`: the criterion in words, with its law and its examples."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .criterion import known_criterion
from .rule_options import criteria_of, rules_option
from .setting import Setting

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion, LawReference
    from reports.wording import Wording

    from .language import Words


@click.command("explain")
@click.argument("criterion")
@rules_option
@click.pass_obj
def command(setting: Setting, criterion: str, rules: tuple[Path, ...]) -> None:
    """Explain a criterion."""
    criteria = criteria_of(rules)
    for line in explanation(known_criterion(criterion, criteria), setting.words):
        click.echo(line)


def explanation(criterion: Criterion, words: Words) -> list[str]:
    """The lines that explain a criterion."""
    from reports.wording import Wording

    language, wording = words.language, Wording(words.language)
    severity = ", ".join(
        f"{words(f'severity.{level}')} ({words(f'surface.{surface}')})" for surface, level in criterion.severity.items()
    )
    lines = [f"{criterion.title.in_language(language)}  [{criterion.id}]", ""]
    lines += _part(words("explain.question"), [criterion.plain.in_language(language)])
    lines += _part(words("explain.family"), [wording.name("family", criterion.family)])
    lines += _part(words("explain.severity"), [severity])
    lines += _part(words("explain.force"), [", ".join(words(f"force.{force}") for force in criterion.force)])
    lines += _part(words("explain.law"), [_law(one, words, wording) for one in criterion.law])
    lines += _part(words("explain.why"), [criterion.why.in_language(language)])
    colon = wording.say("html.colon")
    decision = [
        f"{words(f'verdict.{verdict}')}{colon} {text.in_language(language)}"
        for verdict, text in criterion.decision.items()
    ]
    gate = [words("explain.gate")] if criterion.gate else []
    lines += _part(words("explain.decision"), [*decision, words(f"automation.{criterion.automation}"), *gate])
    if criterion.check is None:
        lines += _part("", [words("explain.undecided")])
    if criterion.needs:
        needs = [" + ".join(words(f"capability.{one}") for one in alternative) for alternative in criterion.needs]
        lines += _part(words("explain.needs"), needs)
    lines += _part(words("explain.traps"), [criterion.traps.in_language(language)])
    questions = [criterion.ask.in_language(language)]
    if criterion.ask_open is not None:
        questions.append(words("explain.ask-open", text=criterion.ask_open.in_language(language)))
    lines += _part(words("explain.ask"), questions)
    own = [one for one in criterion.examples if one.language == words.language]
    if own or criterion.examples:
        examples = [f"{one.name} → {words(f'verdict.{one.verdict}')}" for one in own or criterion.examples]
        lines += _part(words("explain.examples"), examples)
    return lines


def _law(reference: LawReference, words: Words, wording: Wording) -> str:
    text = reference.text.in_language(words.language)
    if reference.mark == "V":
        return text
    key = "explain.unverified" if reference.mark == "M" else "explain.secondary"
    return f"{text} ({words(key, date=wording.date(reference.as_of))})"


def _part(title: str, texts: list[str]) -> list[str]:
    lines = [title] if title else []
    for text in texts:
        lines += textwrap.wrap(text, 96, initial_indent="  ", subsequent_indent="  ")
    return [*lines, ""]
