"""`preau review`: a human decision, kept with its author and reason beside the machine's finding."""

from __future__ import annotations

import getpass
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

from catalog.nouns.vocabulary import SURFACES, Surface, Verdict

from .criterion import known_criterion
from .setting import Setting
from .status import Stop

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.criterion import Criterion
    from catalog.nouns.vocabulary import Cause

    from .language import Words

DAY = click.DateTime(["%Y-%m-%d"])


@click.command("review")
@click.argument("tool")
@click.argument("criterion")
@click.argument("verdict", type=click.Choice(get_args(Verdict)))
@click.option("--reason", required=True)
@click.option("--by", required=True)
@click.option("--surface", type=click.Choice(SURFACES))
@click.option("--until", type=DAY)
@click.option("--document", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def command(
    setting: Setting,
    /,
    tool: str,
    criterion: str,
    verdict: Verdict,
    reason: str,
    by: str,
    surface: Surface | None,
    until: datetime | None,
    document: Path | None,
) -> None:
    """Keep a human decision."""
    from catalog.nouns.finding import Review
    from reports.wording import Wording
    from rules.load import load_criteria
    from scanner.clock import now, today

    criteria = load_criteria()
    title = Wording(setting.words.language).bilingual(known_criterion(criterion, criteria).title)
    _check_surface(surface, criteria[criterion], setting.words)
    if not reason.strip() or not by.strip():
        raise Stop("error.empty-reason")
    last = until.date() if until is not None else None
    if last is not None and last < today():
        raise Stop("error.until-past", until=Wording(setting.words.language).date(last))
    with setting.open_catalogue(create=False) as catalogue:
        found = catalogue.tools.find(tool)
        with catalogue.transaction():
            made = Review(
                tool_id=found.id,
                criterion=criterion,
                surface=surface,
                verdict=verdict,
                reason=reason,
                author=by,
                made_on=today(),
                until=last,
                document=catalogue.blobs.put(document.read_bytes()) if document else None,
            )
            catalogue.reviews.add(made)
            catalogue.audit.append(now(), by, "review", f"{found.id} {criterion}", made.model_dump(mode="json"))
        causes = _judge_again(setting, catalogue, found.id)
        until_words = setting.words("review.until", until=Wording(setting.words.language).date(last)) if last else ""
        said = setting.words(f"verdict.{verdict}")
        click.echo(setting.words("review.kept", tool=found.name, criterion=title, verdict=said) + until_words)
        for line in _other_causes(causes, found.id, setting.words):
            click.echo(line, err=True)


def _check_surface(surface: str | None, criterion: Criterion, words: Words) -> None:
    """Refuse a surface that the criterion is not about. Raises Stop."""
    if surface is not None and surface not in criterion.severity:
        surfaces = (f"{one} ({words(f'surface.{one}')})" for one in criterion.severity)
        raise Stop("error.no-surface", criterion=criterion.id, surfaces=", ".join(surfaces))


def _check_given(**texts: str) -> None:
    """Refuse options that hold nothing but blanks. Raises Stop."""
    blank = [f"--{name}" for name, text in texts.items() if not text.strip()]
    if blank:
        raise Stop("error.blank", options=", ".join(blank))


def _recorder() -> str:
    """The account that records: its name, else its number (containers run under numbers that no file names)."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


@click.command("notify")
@click.argument("tool")
@click.option("--by", required=True)
@click.option("--note", default="")
@click.pass_obj
def notify(setting: Setting, /, tool: str, by: str, note: str) -> None:
    """Write down that the vendor was told."""
    from scanner.clock import now
    from scanner.publishing.in_step import TIME_TO_ANSWER, update_publication

    _check_given(by=by)
    with setting.open_catalogue(create=False) as catalogue:
        found = catalogue.tools.find(tool)
        with catalogue.transaction():
            catalogue.publications.notify(found.id, now(), by, note)
            catalogue.audit.append(now(), by, "vendor-notified", found.id, {"note": note})
            update_publication(catalogue, found.id)
    click.echo(setting.words("review.notified", tool=found.name, days=TIME_TO_ANSWER.days))


@click.command("answer")
@click.argument("tool")
@click.argument("criterion")
@click.option("--text", required=True)
@click.option("--by", required=True)
@click.option("--surface", type=click.Choice(SURFACES))
@click.option("--document", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.pass_obj
def answer(
    setting: Setting, /, tool: str, criterion: str, text: str, by: str, surface: str | None, document: Path | None
) -> None:
    """Keep a vendor's answer beside the finding it answers."""
    from catalog.publications import Answer
    from reports.wording import Wording
    from rules.load import load_criteria
    from scanner.clock import now, today
    from scanner.publishing.in_step import update_publication

    known = known_criterion(criterion, load_criteria())
    title = Wording(setting.words.language).bilingual(known.title)
    _check_surface(surface, known, setting.words)
    _check_given(text=text, by=by)
    with setting.open_catalogue(create=False) as catalogue:
        found = catalogue.tools.find(tool)
        with catalogue.transaction():
            name = catalogue.blobs.put(document.read_bytes()) if document else None
            catalogue.publications.answer(found.id, Answer(criterion, surface, today(), by, text, name))
            data = {"criterion": criterion, "answer": text, "document": name, "recorded_by": _recorder()}
            catalogue.audit.append(now(), by, "vendor-answer", f"{found.id} {criterion}", data)
            update_publication(catalogue, found.id)
    click.echo(setting.words("review.answered", tool=found.name, criterion=title))


def _judge_again(setting: Setting, catalogue: Catalogue, tool_id: str) -> tuple[Cause, ...]:
    """A review moves the letters at once: the stored evidence is judged again with it. Returns what moved it."""
    from rules.load import load_criteria
    from scanner.assessing.assess import Assessor
    from scanner.assessing.replay import evaluate_stored
    from scanner.reference import knowledge_for

    tool = catalogue.tools.get(tool_id)
    if tool is None:
        return ()
    replayed = evaluate_stored(tool, Assessor.of(load_criteria(), knowledge_for(setting.config)), catalogue)
    return replayed.causes if replayed is not None else ()


def _other_causes(causes: tuple[Cause, ...], tool_id: str, words: Words) -> list[str]:
    """What else the new judgement moved by, said: it must not pass for the effect of the decision."""
    others = [one for one in causes if one != "review"]
    if not others:
        return []
    told = [words("review.also", causes=", ".join(words(f"cause.{one}") for one in others), tool=tool_id)]
    return [*told, words("review.own-config")] if "knowledge" in others else told
