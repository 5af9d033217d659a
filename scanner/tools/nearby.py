"""Names near one that was typed: what a message suggests where nothing is called so."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from catalog.nouns.tool import Tool
from catalog.sites import slug

MOST = 3
ALIKE = 0.6
"""Share of alike characters (difflib) from which a name is near: one letter in three may differ."""


def near_criteria(typed: str, known: Iterable[str]) -> list[str]:
    """Ids of criteria like `typed`, the nearest first; those that hold what was typed come before."""
    names = list(known)
    holding = [one for one in names if typed.lower() in one] if len(typed) > 2 else []
    return list(dict.fromkeys([*holding, *get_close_matches(typed.lower(), names, MOST, ALIKE)]))[:MOST]


def near_tools(typed: str, tools: Iterable[Tool]) -> list[str]:
    """Ids of tools whose id or name is like `typed`, the nearest first. Cost: one comparison a name."""
    ids: dict[str, str] = {}
    for tool in tools:
        for name in (tool.id, slug(tool.name)):
            ids.setdefault(name, tool.id)
    wanted = slug(typed)
    if not wanted:
        return []
    holding = [ids[one] for one in ids if wanted in one] if len(wanted) > 2 else []
    near = [ids[one] for one in get_close_matches(wanted, ids, MOST, ALIKE)]
    return list(dict.fromkeys([*near, *holding]))[:MOST]
