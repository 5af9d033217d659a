"""What a target of `check` means: an address, or the id or name of a tool of the catalogue or the starter list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from catalog.nouns.tool import Profile, Tool
from catalog.problem import CatalogueProblem
from catalog.sites import site_of, slug
from scanner.tools.addresses import home_address, looks_like_address

if TYPE_CHECKING:
    from catalog.catalogue import Catalogue


def resolve_target(target: str, catalogue: Catalogue | None) -> Tool:
    """The tool meant by `target`, new where it is an address nobody added yet.

    Raises AddressProblem for an address that cannot be checked, CatalogueProblem where no tool has that name.
    """
    if looks_like_address(target):
        return _by_address(home_address(target), catalogue)
    if catalogue is not None:
        try:
            return catalogue.tools.find(target)
        except CatalogueProblem as problem:
            if problem.key != "tool-unknown":
                raise
    found = _in_starter_list(target)
    if found is None:
        raise CatalogueProblem("tool-unknown", f"No tool is called {target!r}.", target=target)
    return found


def told_apart(tools: Iterable[Tool], catalogue: Catalogue | None) -> list[Tool]:
    """The tools in their order, each address once. New tools of one site that share an id get their own."""
    found: dict[str, Tool] = {}
    taken: set[str] = set()
    for tool in tools:
        if tool.home in found:
            continue
        given, number = tool.id, 2
        while given in taken or (given != tool.id and catalogue is not None and catalogue.tools.get(given) is not None):
            given, number = f"{tool.id}-{number}", number + 1
        taken.add(given)
        found[tool.home] = tool if given == tool.id else tool.model_copy(update={"id": given})
    return list(found.values())


def with_options(tool: Tool, apps: tuple[str, ...], profile: dict[str, str | None]) -> Tool:
    """The tool with what the command line says of it; what is not said stays as it is known."""
    said: dict[str, Any] = {key: value for key, value in profile.items() if value}
    update: dict[str, Any] = {}
    if said:
        update["profile"] = Profile(**tool.profile.model_dump() | said)
    if apps:
        update["apps"] = tuple(dict.fromkeys([*tool.apps, *(home_address(app) for app in apps)]))
    return tool.model_copy(update=update)


def _by_address(home: str, catalogue: Catalogue | None) -> Tool:
    site = site_of(home)
    if catalogue is not None:
        known = catalogue.tools.of_site(site)
        exact = [tool for tool in known if tool.home == home]
        if exact:
            return exact[0]
        return Tool(id=catalogue.tools.free_id(home, site), name=site, home=home)
    return Tool(id=slug(site) or "tool", name=site, home=home)


def _in_starter_list(name: str) -> Tool | None:
    from catalog.catalogue import Catalogue
    from scanner import scratch
    from scanner.tools.importing import plan_import, read_rows
    from scanner.tools.starter import starter_list

    wanted = slug(name)
    rows = [row for row in read_rows(starter_list("fr"), "starter.csv", {}) if slug(row["name"]) == wanted]
    if not rows:
        return None
    with scratch.taken("starter") as folder, Catalogue.open(folder / "starter.db") as empty:
        tools, _ = plan_import(empty, rows[:1])
    return tools[0] if tools else None
