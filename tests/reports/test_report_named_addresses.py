"""An address that a page's code names is shown with that page, and proof that is left out is counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.finding import Citation
from catalog.nouns.scan import Assessment
from reports import render
from reports.context import Context

Make = Callable[..., Assessment]
MakeContext = Callable[..., Context]
FONT = "https://fonts.example/css"


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_page_stands_beside_what_it_names(assessment: Make, context: MakeContext, form: str) -> None:
    pages = [f"https://cartable.example/page-{number}" for number in range(9)]
    cited = tuple(Citation(page=page, references=FONT, host="fonts.example") for page in pages)
    made = assessment()
    first = next(one for one in made.findings if one.verdict == "fail")
    findings = tuple(one.model_copy(update={"citations": cited}) if one is first else one for one in made.findings)
    told = render(form, [made.model_copy(update={"findings": findings})], context())
    shown = [page for page in pages if page.removeprefix("https://") in told]
    assert shown and FONT.removeprefix("https://") in told
    if len(shown) < len(pages):
        assert f"{len(pages) - len(shown)} autres preuves" in told.replace("\u00a0", " ")
