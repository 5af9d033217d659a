"""`--private`: what a school brought goes into a file only where it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from catalog.nouns.evidence import Evidence

    from .language import Words

private_option = click.option("--private", is_flag=True)


def say_withheld(evidence: Evidence, words: Words) -> None:
    """Say on standard error how many things that a school brought are left out of a file."""
    count = sum(one.private for one in evidence.supplied) + sum(one.private for one in evidence.recordings)
    click.echo(words("evidence.withheld", count=count), err=True)
