"""What a scan over HTTP, DNS and TLS says of the sample web is what an expert expects of it."""

from collections.abc import Callable

import pytest

from catalog.nouns.scan import Assessment
from scanner.lab.comparison import mismatches
from scanner.lab.server import RunningLab
from scanner.lab.site import load_sites

SITES = sorted(site.name for site in load_sites() if site.home and (site.folder / "expected.toml").exists())


@pytest.mark.parametrize("name", SITES)
def test_the_scan_says_what_an_expert_expects(
    name: str, lab: RunningLab, check_site: Callable[..., Assessment]
) -> None:
    assessment = check_site(name)
    assert mismatches(assessment, lab.site(name).folder, "http") == []
