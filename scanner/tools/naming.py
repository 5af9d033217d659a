"""The name of a tool that was given by its address only: what its own home page calls it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from catalog.sites import site_of, slug

if TYPE_CHECKING:
    from catalog.nouns.facts import Facts
    from catalog.nouns.tool import Tool

_SEPARATORS = re.compile(r"\s+[-–—|·•:]\s+|\s*[|]\s*|:\s+")
LONGEST = 40


def named_by_itself(tool: Tool, facts: Facts) -> Tool:
    """The tool with the name its home page's title gives; unchanged where it has a name or the title gives none.

    A part of the title is a name where its letters are those of the domain (`Mathélo – Exercices` on `mathelo.fr`).
    """
    site = site_of(tool.home)
    if tool.name != site:
        return tool
    label = slug(site.split(".")[0]).replace("-", "")
    titles = [page.title for page in facts.pages if page.role == "home"]
    for part in (part.strip() for title in titles for part in _SEPARATORS.split(title)):
        if part and len(part) <= LONGEST and slug(part).replace("-", "") == label:
            return tool.model_copy(update={"name": part})
    return tool
