"""Every folder of the lab is well described, and every expectation speaks of criteria and surfaces that exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from rules.load import load_criteria
from scanner.lab.expectation import load_expectation
from scanner.lab.site import SITES, Site, load_site, load_sites

FOLDERS = sorted(path.parent for path in SITES.glob("*/site.toml"))
SCANNED = [folder for folder in FOLDERS if load_site(folder).kind != "third-party"]
CRITERIA = load_criteria()
WRONG_TARGETS = {"apps.apple.com", "sites.google.com"}
"""Real hosts that two sites stand in for, to show an address that is no product's own."""


def name(folder: Path) -> str:
    return folder.name


def test_no_folder_is_forgotten() -> None:
    assert {path for path in SITES.iterdir() if path.is_dir()} == set(FOLDERS)


def test_all_sites_can_be_served_together() -> None:
    assert len(load_sites()) == len(FOLDERS)


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_files_named_by_routes_exist_and_routes_are_used(folder: Path) -> None:
    site = load_site(folder)
    roots = {host.name: folder / host.root for host in site.hosts}
    for host in site.hosts:
        if host.soft_404:
            assert (folder / host.root / host.soft_404).is_file(), host.soft_404
    for route in site.routes:
        if route.file is not None:
            wanted = [roots[route.host]] if route.host else list(roots.values())
            assert any((root / route.file).is_file() for root in wanted), route.file


@pytest.mark.parametrize("folder", FOLDERS, ids=name)
def test_addresses_are_the_lab_s_own(folder: Path) -> None:
    for host in load_site(folder).hosts:
        assert host.at.ip.startswith("127.1."), host.name
        if load_site(folder).kind != "third-party" and host.name not in WRONG_TARGETS:
            assert host.name.endswith((".example", ".invalid", ".test")), "a made-up tool has a reserved name"


@pytest.mark.parametrize("folder", SCANNED, ids=name)
def test_expectations_name_real_criteria_and_surfaces(folder: Path) -> None:
    expectation = load_expectation(folder)
    assert expectation.verdicts or expectation.skipped, "nothing is expected of this site"
    for expected in expectation.verdicts:
        criterion = CRITERIA[expected.criterion]
        assert expected.surface in criterion.severity, f"{expected.criterion} is not judged on {expected.surface}"
    assert set(expectation.forbidden) <= set(CRITERIA)


@pytest.mark.parametrize("folder", SCANNED, ids=name)
def test_forbidden_and_expected_do_not_contradict(folder: Path) -> None:
    expectation = load_expectation(folder)
    blamed = {
        each.criterion
        for each in expectation.verdicts
        for v in ("http", "browser")
        if each.at(v)[:1] in (("fail",), ("warn",))
    }
    assert not blamed & set(expectation.forbidden)


@pytest.mark.parametrize("folder", SCANNED, ids=name)
def test_links_within_a_site_lead_somewhere(folder: Path) -> None:
    """Every internal link of every page is answered by a file or a route (login actions are never followed)."""
    import re

    site = load_site(folder)
    missing = []
    for host in site.hosts:
        for page in sorted((folder / host.root).rglob("*.html")):
            for target in re.findall(r"""<a\b[^>]*\bhref=["'](/[^"'#?]*)""", page.read_text(encoding="utf-8")):
                if not answered(site, folder / host.root, target):
                    missing.append(f"{page.relative_to(folder)}: {target}")
    assert not missing


def answered(site: Site, root: Path, target: str) -> bool:
    if any(host.soft_404 for host in site.hosts):
        return True
    if any(target == r.path or (r.path.endswith("*") and target.startswith(r.path[:-1])) for r in site.routes):
        return True
    plain = target.strip("/") or "index"
    return any((root / each).is_file() for each in (plain, f"{plain}.html", f"{plain}/index.html"))
