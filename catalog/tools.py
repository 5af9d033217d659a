"""The list of tools: add, change, find, retire."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from .listing import Listing, Wanted
from .nouns.tool import Tool
from .problem import CatalogueProblem
from .sites import site_of, slug


class ToolList:
    """The tools of one catalogue."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    def put(self, tool: Tool, at: datetime) -> str:
        """Add a tool or change the one of the same id; returns `added`, `changed` or `unchanged`."""
        data = tool.model_dump_json()
        row = self._connection.execute("SELECT data FROM tools WHERE id = ?", (tool.id,)).fetchone()
        if row is not None and row[0] == data:
            return "unchanged"
        values = (
            tool.name,
            tool.home,
            site_of(tool.home),
            tool.vendor,
            tool.country,
            json.dumps(tool.levels, ensure_ascii=False),
            json.dumps(tool.subjects, ensure_ascii=False),
            data,
            int(tool.retired),
            at.isoformat(),
        )
        if row is None:
            self._connection.execute(
                "INSERT INTO tools (name, home, site, vendor, country, levels, subjects, data, retired, updated_at, id,"
                " added_at, number) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
                " (SELECT coalesce(max(number), 0) + 1 FROM tools))",
                (*values, tool.id, at.isoformat()),
            )
        else:
            self._connection.execute(
                "UPDATE tools SET name = ?, home = ?, site = ?, vendor = ?, country = ?, levels = ?, subjects = ?,"
                " data = ?, retired = ?, updated_at = ? WHERE id = ?",
                (*values, tool.id),
            )
        self._index(tool)
        return "added" if row is None else "changed"

    def get(self, tool_id: str) -> Tool | None:
        """The tool of this id, or None."""
        row = self._connection.execute("SELECT data FROM tools WHERE id = ?", (tool_id,)).fetchone()
        return Tool.model_validate_json(row[0]) if row else None

    def find(self, target: str) -> Tool:
        """The tool meant by an id, a name, or an address. Raises CatalogueProblem where none or several fit."""
        found = list(self._candidates(target))
        if not found:
            raise CatalogueProblem("tool-unknown", f"No tool of the catalogue is called {target!r}.", target=target)
        if len(found) > 1:
            names = ", ".join(tool.id for tool in found[:5])
            raise CatalogueProblem(
                "tool-ambiguous", f"Several tools fit {target!r}: {names}. Use the id.", target=target, ids=names
            )
        return found[0]

    def of_site(self, site: str) -> list[Tool]:
        """The tools whose home has this registrable domain."""
        rows = self._connection.execute("SELECT data FROM tools WHERE site = ? ORDER BY id", (site,))
        return [Tool.model_validate_json(row[0]) for row in rows.fetchall()]

    def leads_to(self, tool_id: str) -> str | None:
        """The site that a tool's address led to when it was last scanned, None where it is its own or unknown."""
        row = self._connection.execute("SELECT leads_to FROM tools WHERE id = ?", (tool_id,)).fetchone()
        return row[0] if row else None

    def leading_to(self, site: str) -> list[str]:
        """The ids of tools whose home is on this site, or led to it when they were last scanned."""
        query = "SELECT id FROM tools WHERE site = ? UNION SELECT id FROM tools WHERE leads_to = ? ORDER BY id"
        rows = self._connection.execute(query, (site, site))
        return [str(row[0]) for row in rows.fetchall()]

    def all(self, *, retired: bool = False) -> Iterator[Tool]:
        """Every tool by id, those in use only unless `retired`."""
        condition = "" if retired else " WHERE retired = 0"
        for row in self._connection.execute(f"SELECT data FROM tools{condition} ORDER BY id"):
            yield Tool.model_validate_json(row[0])

    def summaries(self, *, search: str | None = None, retired: bool = False) -> Iterator[dict[str, Any]]:
        """Light rows for a list: id, name, home, letters, date of the last scan, by name.

        `search` matches the beginnings of words in name, vendor, address, subjects and levels, accents ignored.
        """
        wanted = Wanted(search=search or "", retired=None if retired else False)
        return Listing(self._connection).page(wanted)

    def free_id(self, home: str, name: str) -> str:
        """An id for a new tool: the slug of its site, with the slug of its name where the site has a tool already."""
        wanted = slug(site_of(home)) or slug(name) or "tool"
        if self.get(wanted) is None:
            return wanted
        longer = f"{wanted}-{slug(name)}" if slug(name) else wanted
        candidate, number = longer, 2
        while self.get(candidate) is not None:
            candidate, number = f"{longer}-{number}", number + 1
        return candidate

    def _candidates(self, target: str) -> Iterator[Tool]:
        by_id = self.get(target)
        if by_id is not None:
            yield by_id
            return
        named = [str(row["id"]) for row in self.summaries(search=target, retired=True) if _same(row["name"], target)]
        addressed = self._connection.execute("SELECT id FROM tools WHERE home = ? ORDER BY id", (target,)).fetchall()
        for tool_id in dict.fromkeys([*named, *(str(row[0]) for row in addressed)]):
            found = self.get(tool_id)
            if found is not None:
                yield found

    def _index(self, tool: Tool) -> None:
        (number,) = self._connection.execute("SELECT number FROM tools WHERE id = ?", (tool.id,)).fetchone()
        self._connection.execute("DELETE FROM tools_search WHERE rowid = ?", (number,))
        self._connection.execute(
            "INSERT INTO tools_search (rowid, id, name, vendor, home, subjects, levels) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, tool.id, tool.name, tool.vendor or "", tool.home, " ".join(tool.subjects), " ".join(tool.levels)),
        )


def _same(name: str | None, typed: str) -> bool:
    return slug(name or "") == slug(typed)
