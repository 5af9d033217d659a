"""`preau doctor`: what is installed, what a scan will see, how old the reference data are."""

from __future__ import annotations

import os
import platform
from datetime import date
from typing import TYPE_CHECKING, get_args

import click

from .setting import Setting
from .table import print_table

if TYPE_CHECKING:
    from rules.knowledge.model import KnowledgeSet

    from .language import Words

OLD_AFTER_DAYS = 120
"""Age at which a data set should be refreshed: address tables are published monthly, adequacy moves slower."""
PATIENCE_SECONDS = 2.0
"""How long a catalogue that another program holds is waited for: who asks wants to know that it is held."""
_BROWSER = ("script-execution", "browser-storage", "consent-refusal", "consent-acceptance")


@click.command("doctor")
@click.pass_obj
def command(setting: Setting) -> None:
    """What is installed and how old the reference data are."""
    from scanner import __version__
    from scanner.browsing import why_no_browser
    from scanner.collect.browser import available

    words = setting.words
    browser = available(setting.config)
    found = words("doctor.browser-found", path=browser.executable)
    state = found if browser.found else words("doctor.browser-missing", why=why_no_browser(setting.config, words))
    rows = [("doctor.program", f"preau {__version__}"), ("doctor.python", platform.python_version())]
    rows.append(("doctor.browser", state))
    for key, value in rows:
        click.echo(f"{words(key):<22} {value}")
    if browser.found and os.geteuid() == 0:
        click.echo(words("doctor.root"))
    _capabilities(setting, browser.found)
    _criteria(setting)
    click.echo()
    _reference(setting)
    click.echo()
    _catalogue(setting)


def _reference(setting: Setting) -> None:
    from scanner.reference import knowledge_for

    words, knowledge = setting.words, knowledge_for(setting.config)
    sets = knowledge.sets()
    facts = words("doctor.facts")
    rows = [
        (
            _name(one, words),
            words.day(date.fromisoformat(one.as_of)),
            words.number(one.rows),
            one.licence.replace("facts", facts).replace("; ", words("doctor.and")),
            _state(one, words),
        )
        for one in sets
    ]
    print_table(words("doctor.reference"), rows)
    if any(one.partial for one in sets):
        click.echo(words("doctor.partial-note"))
    if not knowledge.gar_list_as_of:
        click.echo(words("doctor.no-gar"))


def _name(one: KnowledgeSet, words: Words) -> str:
    """What a set of reference data holds; the name of its file where it has no other."""
    key = f"doctor.set.{one.name}"
    return words(key) if words.has(key) else one.name


def _state(one: KnowledgeSet, words: Words) -> str:
    """Age, then what is to be known of it: incomplete, or not verified at its source."""
    old = (_today() - date.fromisoformat(one.as_of)).days > OLD_AFTER_DAYS
    parts = [words("doctor.old", script="scripts/refresh") if old else words("doctor.fresh")]
    if one.partial:
        parts.append(words("doctor.partial"))
    if one.mark in ("V2", "M"):
        parts.append(words(f"doctor.mark.{one.mark}"))
    return ", ".join(parts)


def _capabilities(setting: Setting, browser: bool) -> None:
    from catalog.nouns.vocabulary import Capability

    words = setting.words
    there = [c for c in get_args(Capability) if c in ("static-html", "dns", "tls") or (browser and c in _BROWSER)]
    for key, wanted in (("doctor.capabilities", True), ("doctor.lacking", False)):
        names = [words(f"capability.{c}") for c in get_args(Capability) if (c in there) is wanted]
        click.echo(f"\n{words(key)}")
        for name in names:
            click.echo(f"  · {name}")


def _criteria(setting: Setting) -> None:
    from rules.load import load_criteria

    criteria = load_criteria()
    decided = sum(1 for one in criteria.values() if one.check)
    click.echo(f"\n{setting.words('doctor.criteria', count=len(criteria), decided=decided)}")


def _catalogue(setting: Setting) -> None:
    words, path = setting.words, setting.catalogue_path
    if not path.exists():
        click.echo(f"{words('doctor.catalogue'):<22} {words('doctor.no-catalogue', path=path)}")
        return
    with setting.open_catalogue(create=False, read_only=True, wait=PATIENCE_SECONDS) as catalogue:
        counts = {
            name: catalogue.database.conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
            for name in ("tools", "scans")
        }
    # What was written last may still stand in the log beside the file.
    log = path.with_name(path.name + "-wal")
    size = words.size(path.stat().st_size + (log.stat().st_size if log.exists() else 0))
    click.echo(f"{words('doctor.catalogue'):<22} {path} ({words('doctor.sizes', size=size, **counts)})")


def _today() -> date:
    from scanner.clock import today

    return today()
