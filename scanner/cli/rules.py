"""`preau rules`: list the criteria, run their examples."""

from __future__ import annotations

from pathlib import Path

import click

from .group import LocalGroup
from .rule_options import criteria_of, rules_option
from .setting import Setting
from .table import print_table


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
