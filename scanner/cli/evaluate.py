"""`preau evaluate`: today's rules on stored evidence, without network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .rule_options import criteria_of, rules_option
from .setting import Setting
from .status import Stop

if TYPE_CHECKING:
    from scanner.assessing.replay import Replayed

    from .language import Words


@click.command("evaluate")
@click.argument("tools", metavar="TOOL…", nargs=-1)
@click.option("--all", "all_", is_flag=True)
@rules_option
@click.pass_obj
def command(setting: Setting, tools: tuple[str, ...], all_: bool, rules: tuple[Path, ...]) -> None:
    """Apply today's rules to stored evidence."""
    from scanner.assessing.assess import Assessor
    from scanner.assessing.evaluating import evaluate_all
    from scanner.assessing.replay import evaluate_stored
    from scanner.reference import knowledge_for

    if not tools and not all_:
        raise Stop("error.no-tools")
    words = setting.words
    count = moved = 0
    with setting.open_catalogue(create=False) as catalogue:
        assessor = Assessor.of(criteria_of(rules), knowledge_for(setting.config))
        chosen = [catalogue.tools.find(tool) for tool in tools]
        each = ((evaluate_stored(tool, assessor, catalogue) or tool.id) for tool in chosen)
        for replayed in each if tools else evaluate_all(assessor, catalogue):
            if isinstance(replayed, str):
                click.echo(words("evaluate.no-evidence", tool=replayed))
                continue
            count += 1
            moved += any(_letters_moved(replayed))
            for line in change_lines(replayed, words) if replayed.causes or not all_ else ():
                click.echo(line)
    click.echo(words("evaluate.summary", count=count, moved=moved))


def change_lines(replayed: Replayed, words: Words) -> list[str]:
    """What moved and because of what, in words."""
    before, after = replayed.before, replayed.after
    causes = ", ".join(words(f"cause.{cause}") for cause in replayed.causes)
    lines = [
        words(
            "evaluate.moved",
            tool=replayed.tool.name,
            scope=words(f"scope.{scope}"),
            old=getattr(before, scope).grade,
            new=getattr(after, scope).grade,
            causes=causes,
        )
        for scope, moved in zip(("public", "school"), _letters_moved(replayed), strict=True)
        if moved
    ]
    if not lines and replayed.causes:
        lines = [words("evaluate.findings-moved", tool=replayed.tool.name, count=replayed.moved, causes=causes)]
    if not lines:
        letters = {"public": after.public.grade, "school": after.school.grade}
        lines = [words("evaluate.same", tool=replayed.tool.name, **letters)]
    return lines


def _letters_moved(replayed: Replayed) -> tuple[bool, bool]:
    before, after = replayed.before, replayed.after
    return before.public.grade != after.public.grade, before.school.grade != after.school.grade
