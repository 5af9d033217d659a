"""`preau dossier TOOL CRITERION`: one contested finding in a file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from .criterion import known_criterion
from .output import check_output, write_result
from .private import private_option, say_withheld
from .setting import Setting
from .status import Stop


@click.command("dossier")
@click.argument("tool")
@click.argument("criterion")
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path))
@private_option
@click.pass_obj
def command(setting: Setting, /, tool: str, criterion: str, output: Path | None, private: bool) -> None:
    """One contested finding in a file."""
    from rules.load import load_criteria
    from scanner.assessing.assess import Assessor, has_private
    from scanner.assessing.stored import stored_assessment
    from scanner.publishing.dossier import dossier
    from scanner.publishing.public_view import public_tool
    from scanner.publishing.rendering import render, report_context
    from scanner.reference import knowledge_for

    criteria = load_criteria()
    known_criterion(criterion, criteria)
    check_output(output)
    words = setting.words
    with setting.open_catalogue(create=False, read_only=True) as catalogue:
        found = catalogue.tools.find(tool)
        assessment = stored_assessment(catalogue, found)
        if assessment is None:
            raise Stop("error.no-evidence", tool=found.id)
        knowledge = knowledge_for(setting.config)
        if not private and has_private(assessment.evidence):
            say_withheld(assessment.evidence, words)
            # Judged without what is private: a finding that only lost its proof would say what nothing shows.
            assessment = public_tool(catalogue, found, Assessor.of(criteria, knowledge), drafts=True).assessment
            assert assessment is not None
        context = report_context(words.language, criteria, knowledge)
        report = json.loads(render("json", [assessment], context))
        said = {(f["criterion"], f["surface"]): (f["message"], f["reason"]) for f in report["findings"]}
        answers = catalogue.publications.answers(found.id, criterion)
        text = dossier(assessment, criteria[criterion], answers, said, words)
    write_result(text, output, words)
