"""A log-in page on somebody else’s domain is the tool’s where it bears the tool’s name, else nobody’s."""

from __future__ import annotations

from pathlib import Path

import pytest

from catalog.nouns.scan import Assessment
from catalog.nouns.tool import Profile, Tool
from rules.load import load_criteria
from scanner.assessing.assess import Assessor
from scanner.browsing import browser_collector
from scanner.checking import check_tool
from scanner.config import load_config
from scanner.lab.server import Lab
from scanner.lab.site import Site, load_site
from scanner.reference import knowledge_for

HOME = """<!doctype html><html lang="fr"><title>Trigolo</title><h1>Trigolo, la trigonométrie en jouant</h1>
<p>Des exercices courts, pour la classe et la maison.</p><nav>{link}</nav>"""
LOGIN = """<!doctype html><html lang="fr"><title>{title}</title><h1>Connexion</h1>
<form method="post" action="/s"><input name="login"><input type="password" name="p"><button>Entrer</button></form>
<script>new Image().src = "https://www.google-analytics.com/collect?v=1&tid=UA-1-1&cid=123456789.1766";</script>"""


def site(folder: Path, host: str, ip: str, pages: dict[str, str], kind: str = "third-party") -> Site:
    for name, text in pages.items():
        (folder / host / "pages").mkdir(parents=True, exist_ok=True)
        (folder / host / "pages" / name).write_text(text, encoding="utf-8")
    lines = [
        f'kind = "{kind}"',
        f'title = "{host}"',
        f'home = "https://{host}/"' if kind == "tool" else "",
        'description = { fr = "essai", en = "trial" }',
        f'[[hosts]]\nname = "{host}"\nat = {{ ip = "{ip}", country = "FR", asn = 16276, operator = "OVH SAS" }}',
    ]
    (folder / host / "site.toml").write_text("\n".join(lines), encoding="utf-8")
    return load_site(folder / host)


def checked(folder: Path, link: str, title: str) -> Assessment:
    sites = [
        site(folder, "www.trigolo.example", "127.1.61.1", {"index.html": HOME.format(link=link)}, "tool"),
        site(folder, "auth.nuage-loue.example", "127.1.61.2", {"login.html": LOGIN.format(title=title)}),
        site(folder, "www.google-analytics.com", "127.1.61.3", {"collect": "x"}),
    ]
    with Lab(sites) as lab:
        config = load_config(lab.config)
        limits = config.network.limits.model_copy(update={"seconds": 200.0})
        config = config.model_copy(update={"network": config.network.model_copy(update={"limits": limits})})
        browser = browser_collector(config)
        if browser is None:
            pytest.skip("no Chromium here")
        tool = Tool(id="trigolo", name="Trigolo", home="https://www.trigolo.example/",
                    profile=Profile(audience="pupils", accounts="yes"))  # fmt: skip
        assessor = Assessor.of(load_criteria(), knowledge_for(config))
        return check_tool(tool, config, assessor, catalogue=None, browser=browser).assessment


def verdict(assessment: Assessment, criterion: str, surface: str) -> str:
    return next(one.verdict for one in assessment.findings if (one.criterion, one.surface) == (criterion, surface))


DRAWN = """<div id="n"></div><script>document.getElementById("n").innerHTML =
'<a href="https://auth.nuage-loue.example/login">Connexion</a>';</script>"""
PLAIN = '<a href="https://auth.nuage-loue.example/login">Connexion</a>'


@pytest.mark.parametrize("link", [PLAIN, DRAWN], ids=["plain", "drawn"])
def test_a_log_in_page_that_bears_the_tools_name_is_the_tools(tmp_path: Path, link: str) -> None:
    found = checked(tmp_path, link, "Trigolo – connexion")
    assert verdict(found, "trackers.learner-surface", "learner") == "fail"


@pytest.mark.parametrize("link", [PLAIN, DRAWN], ids=["plain", "drawn"])
def test_what_a_log_in_service_of_its_own_name_loads_is_not_held_against_the_tool(tmp_path: Path, link: str) -> None:
    found = checked(tmp_path, link, "Portail des écoles – connexion")
    assert verdict(found, "trackers.learner-surface", "learner") == "inconclusive"
    assert not [one for one in found.findings if one.surface == "learner" and one.verdict == "fail"]
    browser = found.evidence.browser
    assert browser is not None
    assert not [page for run in browser.phases for page in run.pages if "nuage-loue" in page.url]
