"""What a scan with a real Chromium says of the sample web is what an expert expects of it.

Several sites are looked at side by side, as a nightly run does; each test waits for its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from catalog.nouns.scan import Assessment
from scanner.lab.comparison import mismatches
from scanner.lab.server import RunningLab
from scanner.lab.site import load_sites

AT_ONCE = 5
"""A scan mostly waits for pages to fall quiet."""
PATIENT = {"seconds": 250.0}
"""On a busy machine a check may run out of its time; what is tested is what it says when it has enough."""
ORDINARY = ("lire-ensemble", "mathelo", "quizzorama")
"""Tools that are not about consent alone: without trackers, with some, and with everything."""
SITES = sorted(
    site.name for site in load_sites() if site.home and (site.name.startswith("consent-") or site.name in ORDINARY)
)
Looks = Callable[[str], Assessment]


@pytest.fixture(scope="module")
def looked_at(check_site: Callable[..., Assessment], request: pytest.FixtureRequest) -> Iterator[Looks]:
    """The assessment of a site by its name; all sites that are asked for are begun at once."""
    wanted = {name for item in request.session.items for name in _names_of(item)}
    pool = ThreadPoolExecutor(AT_ONCE)
    looks: dict[str, Future[Assessment]] = {
        name: pool.submit(check_site, name, browser=True, limits=PATIENT) for name in SITES if name in wanted
    }
    yield lambda name: looks[name].result()
    pool.shutdown(cancel_futures=True)


def _names_of(item: pytest.Item) -> Iterator[str]:
    """The site that a test of this file is about."""
    call = getattr(item, "callspec", None)
    if isinstance(item, pytest.Function) and item.module.__name__ == __name__ and call is not None:
        yield call.params["name"]


def test_at_least_twenty_sites_are_about_consent_alone() -> None:
    assert len([name for name in SITES if name.startswith("consent-")]) >= 20


@pytest.mark.parametrize("name", SITES)
def test_the_browser_sees_what_an_expert_expects(name: str, lab: RunningLab, looked_at: Looks) -> None:
    assessment = looked_at(name)
    browser = assessment.evidence.browser
    assert browser is not None and browser.canary.sound
    assert [run.reason for run in browser.phases if run.crashed] == []
    assert mismatches(assessment, lab.site(name).folder, "browser") == []


def test_several_scans_of_a_site_at_once_say_the_same(check_site: Callable[..., Assessment]) -> None:
    with ThreadPoolExecutor(3) as pool:
        looks = [pool.submit(check_site, "quizzorama", browser=True, limits=PATIENT) for _ in range(3)]
    said = [[_without_numbers(finding.model_dump_json()) for finding in look.result().findings] for look in looks]
    assert said[0] == said[1] == said[2]


def _without_numbers(text: str) -> str:
    """A finding without the numbers that trackers draw anew for each visitor."""
    return re.sub(r"[0-9]+", "#", text)
