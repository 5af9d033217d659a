"""`preau rules`: list the criteria, run their examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scanner.problem import Problem

from .group import LocalGroup
from .rule_options import bad_rules, criteria_of, rules_option
from .setting import Setting
from .table import print_table

if TYPE_CHECKING:
    from catalog.nouns.finding import Finding
    from rules.examples import ExampleResult
    from scanner.assessing.rules_diff import RuleChange, RuleMove

    from .language import Words


@click.group("rules", cls=LocalGroup)
def command() -> None:
    """The criteria."""


@command.command("list")
@rules_option
@click.pass_obj
def list_(setting: Setting, rules: tuple[Path, ...]) -> None:
    """List all criteria."""
    words = setting.words
    criteria = criteria_of(rules)
    rows = [
        (
            criterion.id,
            " / ".join(dict.fromkeys(words(f"severity.{s}") for s in criterion.severity.values())),
            words("rules.decided" if criterion.check else "rules.undecided"),
            criterion.title.in_language(words.language),
        )
        for criterion in criteria.values()
    ]
    print_table(words("rules.header"), rows)
    decided = sum(1 for criterion in criteria.values() if criterion.check)
    click.echo(words("rules.summary", count=len(criteria), decided=decided))


@command.command("test")
@click.argument("directory", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@rules_option
@click.pass_context
def test(ctx: click.Context, directory: Path | None, rules: tuple[Path, ...]) -> None:
    """Run the examples of every rule file."""
    from rules.examples import run_examples

    words = ctx.find_object(Setting).words  # type: ignore[union-attr]
    criteria = criteria_of((*rules, directory) if directory else rules)
    results = run_examples(criteria)
    failed = [result for result in results if not result.holds]
    for result in failed:
        click.echo(_failed(result, words))
    passed = len(results) - len(failed)
    click.echo(words("rules.tested", passed=passed, failed=len(failed), files=len(criteria)))
    bare = [criterion.id for criterion in criteria.values() if criterion.check and not criterion.examples]
    if bare:
        click.echo(words("rules.without-example", names=", ".join(bare)))
    ctx.exit(1 if failed else 0)


def _failed(result: ExampleResult, words: Words) -> str:
    """What an example expected and what was found, or why it describes no case."""
    if result.mistake is not None:
        kind, params = result.mistake
        problem = Problem(f"rule-file.{kind}", **params)
        return words("rules.failed-example", criterion=result.criterion, name=result.name, problem=problem)
    return words(
        "rules.failed",
        criterion=result.criterion,
        name=result.name,
        expected=result.expected,
        found=result.found,
    )


@command.command("diff")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def diff(setting: Setting, /, old: str, new: str) -> None:
    """Which ratings would move under other rules."""
    from rules.load import RuleFileError
    from scanner.assessing.rules_diff import changes, criteria_in, moves, rules_at
    from scanner.reference import knowledge_for

    words = setting.words
    count = letters = silent = 0
    try:
        with (
            rules_at(old) as old_folder,
            rules_at(new) as new_folder,
            setting.open_catalogue(create=False, read_only=True) as catalogue,
        ):
            sides = criteria_in(old_folder), criteria_in(new_folder)
            differing = changes(*sides)
            click.echo(words("rules.differ", count=len(differing)))
            for change in differing:
                click.echo("  " + words("rules.line", what=change.criterion, said=", ".join(_changed(change, words))))
            for move in moves(catalogue, *sides, knowledge_for(setting.config)):
                count += 1
                letters += bool(move.letters)
                silent += not move.telling
                for line in _move_lines(move, words) if move.telling else ():
                    click.echo(line)
    except RuleFileError as error:
        raise bad_rules(error) from error
    click.echo(words("rules.moved", count=count, letters=letters))
    if silent:
        click.echo(words("rules.silent", count=silent))


def _changed(change: RuleChange, words: Words) -> list[str]:
    """What differs in a rule file, in words."""
    if change.only:
        return [words("rules.only-old" if change.only == "old" else "rules.only-new")]
    named = [
        words(
            "rules.severity", surface=words(f"surface.{surface}"), old=_severity(old, words), new=_severity(new, words)
        )
        for surface, old, new in change.severities
    ]
    return [*named, *(words(f"rules.field-{one}") for one in change.fields)]


def _severity(severity: str | None, words: Words) -> str:
    return words(f"severity.{severity}") if severity else "–"


def _state(finding: Finding | None, words: Words) -> str:
    """A finding's result, its severity where it weighs, and whether a person must confirm it."""
    if finding is None:
        return "–"
    result = words(f"verdict.{finding.verdict}")
    if finding.verdict == "not-applicable":
        return result
    parts = [result, words(f"severity.{finding.severity}")]
    return ", ".join(parts if finding.confirmed else [*parts, words("rules.to-confirm")])


def _move_lines(move: RuleMove, words: Words) -> list[str]:
    lines = [f"{move.tool.name} ({move.tool.id})"]
    lines += [
        "  " + words("rules.line", what=words(f"scope.{scope}"), said=f"{old} → {new}")
        for scope, old, new in move.letters
    ]
    for one in move.findings:
        where = f"{one.criterion} ({words(f'surface.{one.surface}')})"
        said = f"{_state(one.old, words)} → {_state(one.new, words)}"
        lines.append("  " + words("rules.line", what=where, said=said))
    return lines
