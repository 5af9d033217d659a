"""Several targets of one command: each address is a tool of its own, whatever site it stands on."""

from __future__ import annotations

from pathlib import Path

from catalog.catalogue import Catalogue
from scanner.clock import now
from scanner.tools.targets import resolve_target, told_apart


def test_tools_on_one_site_are_told_apart() -> None:
    homes = ["https://un.outils.example/", "https://deux.outils.example/", "https://outils.example/trois"]
    tools = told_apart([resolve_target(home, None) for home in (*homes, homes[0])], None)
    assert [tool.home for tool in tools] == homes
    assert len({tool.id for tool in tools}) == 3


def test_new_tools_do_not_take_the_id_of_one_in_the_catalogue(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        for home in ("https://un.outils.example/", "https://deux.outils.example/"):
            catalogue.tools.put(resolve_target(home, catalogue), now())
        homes = ["https://trois.outils.example/", "https://quatre.outils.example/", "https://un.outils.example/"]
        tools = told_apart([resolve_target(home, catalogue) for home in homes], catalogue)
        assert [tool.home for tool in tools] == homes
        assert len({tool.id for tool in tools}) == 3
        assert [catalogue.tools.get(tool.id) is None for tool in tools] == [True, True, False]
