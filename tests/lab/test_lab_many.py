"""Tools for load tests: their number, their pages, and a night on which some of them changed."""

from __future__ import annotations

import ssl
from pathlib import Path

import httpx

from scanner.lab.many import PAGES_EACH, many_tools
from scanner.lab.server import Lab, RunningLab
from scanner.lab.site import Site

PATHS = (
    "",
    "cours",
    "aide",
    "connexion",
    "mentions-legales",
    "confidentialite",
    "conditions",
    "sous-traitants",
)


def fetch(lab: RunningLab, site: Site, path: str, tag: str | None = None) -> httpx.Response:
    host = site.hosts[0]
    headers = {"Host": host.name} | ({"If-None-Match": tag} if tag else {})
    context = ssl.create_default_context(cafile=str(lab.config.parent / "lab-ca.pem"))
    with httpx.Client(verify=context, trust_env=False) as client:
        url = f"https://{host.at.ip}:{lab.https_port}/{path}"
        return client.get(url, headers=headers, extensions={"sni_hostname": host.name})


def test_each_tool_has_its_eight_pages_over_tls(tmp_path: Path) -> None:
    assert len(PATHS) == PAGES_EACH
    with Lab(many_tools(60, tmp_path)) as lab:
        assert len(lab.sites) == 60
        first, last = lab.sites[0], lab.sites[-1]
        assert [fetch(lab, last, path).status_code for path in PATHS] == [200] * PAGES_EACH
        assert "outil-00060.example" in fetch(lab, last, "confidentialite").text
        assert first.hosts[0].at.ip != last.hosts[0].at.ip


def test_a_changed_policy_gets_another_tag_and_an_unchanged_one_none(tmp_path: Path) -> None:
    with Lab(many_tools(3, tmp_path)) as lab:
        tags = [fetch(lab, site, "confidentialite").headers["etag"] for site in lab.sites]
    with Lab(many_tools(3, tmp_path, changed=1, edition=2)) as lab:
        answers = [fetch(lab, site, "confidentialite", tag) for site, tag in zip(lab.sites, tags, strict=True)]
    assert [answer.status_code for answer in answers] == [200, 304, 304]
    assert "Révision 2" in answers[0].text
