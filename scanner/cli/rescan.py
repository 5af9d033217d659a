"""`preau rescan`: the nightly job."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from scanner.problem import Problem

from .group import words_of
from .output import check_output, format_options
from .progress import Narrator
from .right_time import TOLERANCE, refuse_wrong_clock
from .rule_options import criteria_of, rules_option
from .setting import Setting
from .status import DONE, FAILED, UNREACHABLE, Stop

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.criterion import Criterion
    from catalog.runs import Run
    from scanner.nightly.run import Engine, Order


LOCK_PATIENCE_SECONDS = 600.0
"""A night waits so long for another program that writes the catalogue: a clean-up of a large one takes minutes."""


class Duration(click.ParamType[timedelta]):
    """A duration such as `36h` or `7d`."""

    name = "duration"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        """Parse it, or fail with how it is written."""
        from scanner.durations import parse_duration

        if isinstance(value, timedelta):
            return value
        try:
            return parse_duration(str(value))
        except ValueError:
            self.fail(words_of(ctx)("error.duration", given=value), param, ctx)


@click.command("rescan")
@format_options
@click.option("--due", type=Duration(), default="1d", show_default=True)
@click.option("--browser-every", type=Duration(), default="7d", show_default=True)
@click.option("--limit", type=click.IntRange(1))
@click.option("--workers", type=click.IntRange(1, 256), default=4, show_default=True)
@click.option("--rate", type=click.FloatRange(0, min_open=True))
@click.option("--max-time", type=Duration())
@click.option("--max-unreachable", type=click.FloatRange(0, 1), default=0.3, show_default=True)
@click.option("--retry-wait", type=Duration(), default="20s", show_default=True)
@click.option("--engine", default="local", show_default=True, metavar="local|dask://HOST:PORT")
@click.option("--browser/--no-browser", default=None)
@click.option("--cases", type=click.Choice(["tool", "criterion"]), default="tool", show_default=True)
@rules_option
@click.pass_context
def command(
    ctx: click.Context,
    format_: str,
    output: Path | None,
    fail_on: tuple[str, ...],
    due: timedelta,
    browser_every: timedelta,
    limit: int | None,
    workers: int,
    rate: float | None,
    max_time: timedelta | None,
    max_unreachable: float,
    retry_wait: timedelta,
    engine: str,
    browser: bool | None,
    cases: str,
    rules: tuple[Path, ...],
) -> None:
    """Scan every tool that is due."""
    from scanner.nightly.run import Order
    from scanner.scratch import sweep

    setting = ctx.find_object(Setting)
    assert setting is not None
    check_output(output)
    refuse_wrong_clock(setting)
    if not _is_engine(engine):
        raise click.BadParameter(setting.words("error.engine", engine=engine), param_hint="--engine")
    sweep()
    order = Order(
        due=due,
        browser_every=browser_every,
        limit=limit,
        max_time=max_time.total_seconds() if max_time is not None else None,
        max_unreachable=max_unreachable,
        rate=rate,
        engine=engine,
        browser=browser is not False,
        first_wait=retry_wait.total_seconds(),
    )
    night = Night(setting, order, criteria_of(rules), workers)
    ctx.exit(night.spend(format_, output, fail_on, per_criterion=cases == "criterion"))


def _is_engine(text: str) -> bool:
    """`local`, or `dask://HOST:PORT`."""
    parts = urlsplit(text)
    try:
        return text == "local" or bool(parts.scheme == "dask" and parts.hostname and parts.port and not parts.path)
    except ValueError:  # a port that is none
        return False


class Night:
    """One call of the command."""

    def __init__(self, setting: Setting, order: Order, criteria: dict[str, Criterion], workers: int) -> None:
        self._setting = setting
        self._order = order
        self._criteria = criteria
        self._workers = workers
        self._narrator = Narrator(setting.words)

    def spend(self, format_: str, output: Path | None, fail_on: tuple[str, ...], *, per_criterion: bool) -> int:
        """Do the run, print its result, return the exit status."""
        from scanner.nightly.lock import only_run
        from scanner.nightly.run import begin, carry_out

        with self._setting.open_catalogue() as catalogue, only_run(self._setting.catalogue_path):
            catalogue.wait_for_others(LOCK_PATIENCE_SECONDS)
            self._say_clock_was_moved(catalogue)
            run, resumed = begin(catalogue, self._order)
            counts = catalogue.runs.counts(run.id)
            if resumed:
                self._narrator.say("rescan.resumed", started=self._setting.words.moment(run.started_at) + " UTC")
            self._say_what_is_not_seen()
            self._narrator.say("rescan.start", due=counts.get("pending", 0), workers=self._workers)
            try:
                with closing(self._engine(catalogue, run)) as engine:
                    state = carry_out(catalogue, run, self._order, engine, self._report)
            except Problem as problem:
                if not problem.key.startswith("cluster."):
                    raise
                raise Stop("error.cluster-lost", FAILED, detail=problem) from problem
            run = catalogue.runs.run(run.id)
            share = self._setting.words.percent(self._order.max_unreachable)
            said = {**self._numbers(run), "share": share}
            self._narrator.say(f"rescan.{state}", **said)
            ended = self._setting.words(f"rescan.{state}", **said)
            self._print(catalogue, run, format_, output, per_criterion, ended)
            if state == "unreachable":
                return UNREACHABLE
            return self._fail_status(catalogue, run, fail_on)

    def _say_clock_was_moved(self, catalogue: Catalogue) -> None:
        """Tell where the catalogue holds what was made in the future: this clock is wrong, or another one was."""
        from scanner.clock import now

        at, latest = now(), catalogue.runs.latest()
        if latest is not None and latest > at + TOLERANCE:
            moment = self._setting.words.moment
            self._narrator.say("rescan.clock-moved", now=moment(at), latest=moment(latest))

    def _say_what_is_not_seen(self) -> None:
        """Tell before the run what a night without browser does not see. Other machines have browsers of their own."""
        from scanner.browsing import browser_collector, why_no_browser

        if not self._order.browser:
            self._narrator.say("rescan.browser-off")
        elif self._order.engine == "local" and browser_collector(self._setting.config) is None:
            why = why_no_browser(self._setting.config, self._setting.words)
            self._narrator.say("rescan.browser-absent", why=why)

    def _engine(self, catalogue: Catalogue, run: Run) -> Engine:
        from rules.reading import READER_DIGEST
        from scanner.nightly.build import local_worker
        from scanner.nightly.job import Job
        from scanner.nightly.work import material_of

        if self._order.engine == "local":
            from scanner.nightly.local import LocalEngine

            config = self._setting.config
            path, browser = self._setting.catalogue_path, self._order.browser
            unread = catalogue.runs.unread(run.id, READER_DIGEST)
            make = local_worker(config, self._criteria, path, browser=browser, reading=unread > self._workers)
            return LocalEngine(make, self._workers, config.network.limits.seconds)
        from scanner.nightly.cluster import DaskEngine

        def pack(job: Job) -> Job:
            return Job(job.tool, job.browser, material_of(job, catalogue, travels=True))

        address = self._order.engine.removeprefix("dask://")
        return DaskEngine(address, self._setting.config, self._criteria, pack, browser=self._order.browser)

    def _report(self, step: str, params: dict[str, str]) -> None:
        from scanner.nightly.summary import why_not

        if "why" in params:
            params = {**params, "why": why_not(params["why"], self._setting.words)}
        self._narrator.say(f"rescan.tool-{step}", **params)

    def _numbers(self, run: Run) -> dict[str, object]:
        return {key: run.summary.get(key, 0) for key in ("done", "unreachable", "failed", "pending")}

    def _print(
        self, catalogue: Catalogue, run: Run, format_: str, output: Path | None, per_criterion: bool, ended: str
    ) -> None:
        from scanner.nightly.summary import print_run

        print_run(
            self._setting, catalogue, run, self._criteria, format_, output, per_criterion=per_criterion, ended=ended
        )

    def _fail_status(self, catalogue: Catalogue, run: Run, fail_on: tuple[str, ...]) -> int:
        from scanner.cli.status import LEVEL_MATCHED
        from scanner.nightly.summary import matched_in_run

        levels = matched_in_run(catalogue, run, fail_on)
        if levels:
            self._narrator.say("check.matched", levels=", ".join(levels))
            return LEVEL_MATCHED
        return DONE
