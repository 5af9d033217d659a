"""`preau check TARGET…`: scan tools now and show their report."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from .output import check_output, format_options, terminal_size, write_result
from .progress import Narrator
from .right_time import refuse_wrong_clock
from .rule_options import criteria_of, rules_option
from .setting import Setting
from .status import DONE, LEVEL_MATCHED, NOTHING_SCANNED, Stop

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue
    from catalog.nouns.tool import Tool
    from catalog.problem import CatalogueProblem
    from scanner.assessing.assess import Assessor
    from scanner.brought import Brought
    from scanner.checking import Checked
    from scanner.pipeline import BrowserCollector

Meant = TypeVar("Meant")
YES_NO = click.Choice(["yes", "no"])
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class Options:
    """What the command line asked for, besides targets and output."""

    app: tuple[str, ...] = ()
    audience: str | None = None
    accounts: str | None = None
    ai: str | None = None
    repeat: int = 1
    har: tuple[Path, ...] = ()
    document: tuple[Path, ...] = ()
    publish: bool = False
    save: bool = True
    browser: bool | None = None
    rules: tuple[Path, ...] = ()


@click.command("check")
@click.argument("targets", metavar="TARGET…", nargs=-1)
@format_options
@click.option("--app", multiple=True, metavar="URL")
@click.option("--audience", type=click.Choice(["pupils", "staff", "both"]))
@click.option("--accounts", type=YES_NO)
@click.option("--ai", type=YES_NO)
@click.option("--repeat", type=click.IntRange(1, 10), default=1, show_default=True)
@click.option("--har", multiple=True, type=FILE)
@click.option("--document", multiple=True, type=FILE)
@click.option("--publish", is_flag=True)
@click.option("--save/--no-save", default=True)
@click.option("--browser/--no-browser", default=None)
@rules_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    targets: tuple[str, ...],
    format_: str,
    output: Path | None,
    fail_on: tuple[str, ...],
    **options: object,
) -> None:
    """Scan a tool now."""
    from scanner.scratch import sweep

    setting = ctx.find_object(Setting)
    assert setting is not None
    if not any(target.strip() for target in targets):
        raise Stop("error.no-target")
    if len(set(targets)) > 1 and (options["app"] or options["document"]):
        # A contract or an address of one tool would count for all of them.
        raise Stop("error.one-target")
    check_output(output)
    refuse_wrong_clock(setting)
    sweep()
    run = CheckRun(setting, Options(**options))  # type: ignore[arg-type]
    with run.catalogue() as catalogue:
        done = [run.check(tool, catalogue) for tool in run.tools(targets, catalogue)]
        write_result(run.report(done, catalogue, format_), output, setting.words)
    if run.not_kept is not None:
        raise run.not_kept
    ctx.exit(run.status(done, fail_on))


class CheckRun:
    """One run of the command: what it loads once and what it does with each tool."""

    def __init__(self, setting: Setting, options: Options) -> None:
        self._setting = setting
        self._options = options
        self._narrator = Narrator(setting.words)
        self.not_kept: CatalogueProblem | None = None
        """Why a scan could not be written down: it is reported all the same, and the command ends with this."""

    def catalogue(self) -> Catalogue | nullcontext[None]:
        """The catalogue to keep results in; with --no-save the one that is there, read only, or none."""
        if self._options.save:
            return self._setting.open_catalogue()
        if self._setting.catalogue_path.exists():
            return self._setting.open_catalogue(read_only=True)
        return nullcontext()

    def tools(self, targets: tuple[str, ...], catalogue: Catalogue | None) -> list[Tool]:
        """The tools meant, each once. Raises Stop for an address that cannot be checked."""
        from scanner.tools.addresses import home_address
        from scanner.tools.targets import resolve_target, told_apart, with_options

        apps = tuple(self._meant(app, home_address) for app in self._options.app)
        profile = {key: getattr(self._options, key) for key in ("audience", "accounts", "ai")}
        found = [self._meant(target, lambda typed: resolve_target(typed, catalogue)) for target in targets]
        return told_apart([with_options(tool, apps, profile) for tool in found], catalogue)

    def _meant(self, typed: str, read: Callable[[str], Meant]) -> Meant:
        """What `read` makes of something typed. Raises Stop where it is no address that can be checked."""
        from scanner.tools.addresses import AddressProblem, without_credentials

        try:
            return read(typed)
        except AddressProblem as problem:
            why = self._setting.words(f"why.{problem.reason}")
            raise Stop("error.target-address", target=without_credentials(typed), why=why) from problem

    def check(self, tool: Tool, catalogue: Catalogue | None) -> Checked:
        """Scan, assess and keep one tool."""
        from scanner.checking import check_tool

        browser = self._browser
        self._narrator.say("check.start", tool=tool.name, home=tool.home)
        checked = check_tool(
            tool,
            self._setting.config,
            self._assessor,
            catalogue=catalogue,
            browser=browser,
            brought=self._brought,
            repeat=self._options.repeat,
            progress=self._narrator.progress,
        )
        if self._options.save and catalogue is not None:
            self._keep(checked, catalogue)
        if not checked.usable:
            reasons = sorted({skipped.reason for skipped in checked.assessment.evidence.skipped}) or ["error"]
            why = ", ".join(self._setting.words(f"skipped.{reason}") for reason in reasons)
            self._narrator.say("check.nothing-scanned", tool=tool.name, why=why, then=self._then(reasons))
        return checked

    def _then(self, reasons: Collection[str]) -> str:
        """What to do after a scan that saw nothing, by why that was."""
        if "unsafe-address" in reasons:
            return self._setting.words("check.then-allow")
        unanswered = not set(reasons) - {"error", "timeout"}
        return self._setting.words("check.then-again" if unanswered else "check.then-report")

    def _keep(self, checked: Checked, catalogue: Catalogue) -> None:
        from catalog.problem import CatalogueProblem
        from scanner.checking import keep

        name = checked.assessment.tool.name
        try:
            keep(checked, catalogue)
        except CatalogueProblem as problem:
            self.not_kept = problem
            self._narrator.say("check.not-saved", tool=name)
        else:
            self._narrator.say("check.saved", tool=name, path=self._setting.catalogue_path)

    def report(self, done: list[Checked], catalogue: Catalogue | None, format_: str) -> str:
        """The report of all tools."""
        from scanner.publishing.rendering import render, report_context

        width, colour = terminal_size()
        blobs = {checked.assessment.tool.id: checked.blobs for checked in done}

        def picture(digest: str) -> bytes | None:
            for store in blobs.values():
                try:
                    return store.get(digest)
                except KeyError:
                    continue
            return None

        context = report_context(
            self._setting.words.language,
            self._assessor.criteria,
            self._assessor.knowledge,
            blobs=picture,
            history={tool_id: tuple(catalogue.scans.history(tool_id)) for tool_id in blobs} if catalogue else None,
            width=width,
            colour=colour,
        )
        return render(format_, [checked.assessment for checked in done], context)

    def status(self, done: list[Checked], fail_on: tuple[str, ...]) -> int:
        """The exit status of the contract."""
        from scanner.levels import matched_levels

        if not any(checked.usable for checked in done):
            return NOTHING_SCANNED
        matched = {
            level
            for checked in done
            for level in matched_levels(
                fail_on, checked.assessment, checked.previous.findings if checked.previous else None
            )
        }
        if matched:
            self._narrator.say("check.matched", levels=", ".join(sorted(matched)))
            return LEVEL_MATCHED
        return DONE

    @cached_property
    def _assessor(self) -> Assessor:
        from scanner.assessing.assess import Assessor
        from scanner.reference import knowledge_for

        return Assessor.of(criteria_of(self._options.rules), knowledge_for(self._setting.config))

    @cached_property
    def _browser(self) -> BrowserCollector | None:
        from scanner.browsing import browser_collector, why_no_browser

        if self._options.browser is False:
            self._narrator.say("check.browser-off")
            return None
        found = browser_collector(self._setting.config)
        if found is None:
            self._narrator.say("check.browser-absent", why=why_no_browser(self._setting.config, self._setting.words))
        return found

    @cached_property
    def _brought(self) -> Brought:
        from rules.reading.extract import extract
        from scanner.bringing import bring

        brought = bring(self._options.har, self._options.document, private=not self._options.publish)
        for document, body in zip(brought.documents, brought.bodies, strict=True):
            if not extract(body, document.media_type).text.strip():
                # Told before the scan: who brought a contract must not take the report for one that read it.
                self._narrator.say("error.no-text", path=document.name)
        return brought
