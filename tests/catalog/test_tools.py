"""Tools are added, changed, found by id, name or address, and never share an id."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.catalogue import Catalogue
from catalog.nouns.tool import Tool
from catalog.problem import CatalogueProblem
from catalog.sites import registrable_domain, site_of, slug

NOW = datetime(2026, 11, 24, tzinfo=UTC)


def test_add_change_find(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        tool = Tool(id="quiz-fr", name="Quiz Éclair", home="https://www.quiz.fr/")
        assert catalogue.tools.put(tool, NOW) == "added"
        assert catalogue.tools.put(tool, NOW) == "unchanged"
        assert catalogue.tools.put(tool.model_copy(update={"vendor": "Quiz SAS"}), NOW) == "changed"
        for target in ("quiz-fr", "quiz éclair", "Quiz Éclair", "https://www.quiz.fr/"):
            assert catalogue.tools.find(target).vendor == "Quiz SAS"
        with pytest.raises(CatalogueProblem, match="No tool"):
            catalogue.tools.find("unknown")


def test_a_site_with_several_tools_gives_each_its_own_id(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        for name in ("Alpha", "Beta", "Beta"):
            free = catalogue.tools.free_id("https://org.example/", name)
            catalogue.tools.put(Tool(id=free, name=name, home="https://org.example/"), NOW)
        assert [tool.id for tool in catalogue.tools.all()] == ["org-example", "org-example-beta", "org-example-beta-2"]
        with pytest.raises(CatalogueProblem, match="Several tools"):
            catalogue.tools.find("Beta")


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.outil.fr/a", "outil.fr"),
        ("https://a.b.outil.co.uk", "outil.co.uk"),
        ("https://classe.github.io/x", "classe.github.io"),
        ("https://[::1]:8443/", "::1"),
        ("https://127.0.0.1/", "127.0.0.1"),
        ("https://localhost/", "localhost"),
        ("not an address", ""),
        ("https://[bad", ""),
    ],
)
def test_sites(url: str, site: str) -> None:
    assert site_of(url) == site


def test_slugs_are_plain() -> None:
    assert slug("Éducation & Cie — 3e") == "education-cie-3e"
    assert registrable_domain("WWW.Outil.FR.") == "outil.fr"
