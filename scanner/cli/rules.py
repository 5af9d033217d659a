"""`preau rules`: list the criteria, run their examples."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .group import LocalGroup
from .rule_options import bad_rules, criteria_of, rules_option
from .setting import Setting
from .table import print_table

if TYPE_CHECKING:
    from scanner.rules_diff import RuleMove

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
        click.echo(
            words(
                "rules.failed",
                criterion=result.criterion,
                name=result.name,
                expected=result.expected,
                found=result.found,
            )
        )
    passed = len(results) - len(failed)
    click.echo(words("rules.tested", passed=passed, failed=len(failed), files=len(criteria)))
    ctx.exit(1 if failed else 0)


@command.command("diff")
@click.argument("old")
@click.argument("new")
@click.pass_obj
def diff(setting: Setting, /, old: str, new: str) -> None:
    """Which ratings would move under other rules."""
    from rules.load import RuleFileError
    from scanner.reference import knowledge_for
    from scanner.rules_diff import criteria_in, moves, rules_at

    words = setting.words
    count = 0
    try:
        with (
            rules_at(old) as old_folder,
            rules_at(new) as new_folder,
            setting.open_catalogue(create=False, read_only=True) as catalogue,
        ):
            sides = criteria_in(old_folder), criteria_in(new_folder)
            for move in moves(catalogue, *sides, knowledge_for(setting.config)):
                count += 1
                for line in _move_lines(move, words):
                    click.echo(line)
    except RuleFileError as error:
        raise bad_rules(error) from error
    click.echo(words("rules.moved", count=count))


def _move_lines(move: RuleMove, words: Words) -> list[str]:
    lines = [f"{move.tool.name} ({move.tool.id})"]
    lines += [f"  {words(f'scope.{scope}')}: {old} → {new}" for scope, old, new in move.letters]
    for criterion, surface, *verdicts in move.findings:
        was, now = (words(f"verdict.{verdict}") if verdict != "–" else verdict for verdict in verdicts)
        lines.append(f"  {criterion} ({words(f'surface.{surface}')}): {was} → {now}")
    return lines
