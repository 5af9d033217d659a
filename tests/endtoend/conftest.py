"""The lab, served once for all tests of this folder, and scans of its sites."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from catalog.nouns.scan import Assessment
from catalog.nouns.tool import Profile, Tool
from rules.load import load_criteria
from scanner.assessing.assess import Assessor
from scanner.checking import check_tool
from scanner.config import Config, load_config
from scanner.lab.server import Lab, RunningLab
from scanner.reference import knowledge_for


@pytest.fixture(scope="session")
def lab() -> Iterator[RunningLab]:
    """The whole sample web."""
    with Lab() as running:
        yield running


@pytest.fixture(scope="session")
def lab_config(lab: RunningLab, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """The configuration that scans it without politeness pauses."""
    return load_config(lab.write_config(tmp_path_factory.mktemp("lab")))


@pytest.fixture(scope="session")
def assessor(lab_config: Config) -> Assessor:
    """Today's rules and reference data with the lab's geography."""
    return Assessor.of(load_criteria(), knowledge_for(lab_config))


@pytest.fixture(scope="session")
def check_site(lab: RunningLab, lab_config: Config, assessor: Assessor) -> Callable[..., Assessment]:
    """Check a site of the lab by its name, with the profile an operator would give."""

    def check(name: str, *, browser: bool = False, limits: dict[str, float] | None = None) -> Assessment:
        from scanner.browsing import browser_collector

        site = lab.site(name)
        assert site.home is not None
        tool = Tool(
            id=name,
            name=site.title,
            home=site.home,
            apps=site.apps,
            profile=Profile(**site.profile.model_dump(include={"audience", "accounts", "ai"})),
        )
        config = lab_config
        if limits:
            narrowed = config.network.limits.model_copy(update=limits)
            config = config.model_copy(update={"network": config.network.model_copy(update={"limits": narrowed})})
        collector = browser_collector(config) if browser else None
        assert collector is not None or not browser
        return check_tool(tool, config, assessor, catalogue=None, browser=collector).assessment

    return check
