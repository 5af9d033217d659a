"""The conversions of the refresh scripts, on small made-up sources."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import pytest

SCRIPTS = Path(__file__).resolve().parents[2] / "scripts" / "refresh"


@pytest.fixture(autouse=True)
def scripts_on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(SCRIPTS), *sys.path])


def test_holes_between_networks_become_gaps() -> None:
    sources = import_module("range_sources")
    first, second = ip_network("10.0.0.0/24"), ip_network("10.0.2.0/24")
    rows = sources.ranges_to_starts([(second, "DE"), (first, "FR")])
    shown = [(str(ip_address(start)), label) for start, label in rows]
    assert shown == [
        ("0.0.0.0", ""),
        ("10.0.0.0", "FR"),
        ("10.0.1.0", ""),
        ("10.0.2.0", "DE"),
        ("10.0.3.0", ""),
    ]


def test_the_most_specific_published_range_wins_and_a_front_hides_its_region() -> None:
    clouds = import_module("cloud_ranges")
    ranges = [
        {"cidr": "10.0.0.0/8", "p": 0, "r": "eu-west-1", "s": "AMAZON"},
        {"cidr": "10.1.0.0/16", "p": 0, "r": "eu-west-3", "s": "EC2"},
        {"cidr": "10.1.1.0/24", "p": 0, "r": "GLOBAL", "s": "CLOUDFRONT"},
        {"cidr": "10.1.1.0/24", "p": 0, "r": "GLOBAL", "s": "AMAZON"},
        {"cidr": "10.2.0.0/16", "p": 0, "r": "", "s": "ALL"},
    ]
    starts = list(clouds.flattened(clouds.chosen(ranges, ["aws"]), 4))
    from rules.knowledge.ranges import decode, encode

    table = decode(encode(starts, []))
    found = [table.find(one) for one in ("10.0.0.1", "10.1.0.1", "10.1.1.1", "10.1.2.1", "10.2.0.1", "11.0.0.0")]
    west, paris = "aws\teu-west-1", "aws\teu-west-3"
    assert found == [west, paris, "aws\tglobal:cloudfront", paris, west, None]


def test_general_sites_and_bare_addresses_are_left_out_of_third_party_web() -> None:
    script = import_module("hosts_third_party_web")
    entities: list[dict[str, Any]] = [
        {"name": "Ads", "company": "Firm", "category": "ad", "domains": ["*.ads.example", "B.example", "1.2.3.4"]},
        {"name": "Maker", "category": "ad", "domains": ["apple.com"]},
    ]
    assert script.rows_of(entities) == [
        {"name": "Ads", "organisation": "Firm", "category": "ad", "hosts": ["ads.example", "b.example"]}
    ]


def test_only_hosts_that_scripts_and_frames_come_from_are_taken_from_tarteaucitron() -> None:
    script = import_module("hosts_tarteaucitron")
    code = """
tarteaucitron.services.one = {
    "key": "one", "type": "analytic", "name": "One (light)", "uri": "https://policy.example/privacy",
    "needConsent": false,
    "js": function () { tarteaucitron.addScript('https://stats.one.example/a.js'); }
};
tarteaucitron.services.two = {
    "key": "two", "type": "api", "name": "Two", "needConsent": true,
    "js": function () { tarteaucitron.addScript('//www.google.com/two.js'); }
};
"""
    assert script.services(code) == [
        {
            "name": "One (light)",
            "organisation": "One",
            "category": "analytics",
            "needs_consent": False,
            "hosts": ["stats.one.example"],
        }
    ]


def test_a_package_becomes_lines_under_a_dated_head(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script, sources = import_module("hosts_third_party_web"), import_module("range_sources")
    (tmp_path / "dist").mkdir()
    (tmp_path / "package.json").write_text('{"name": "third-party-web", "version": "9.9.9"}')
    entities = [{"name": "Ads", "company": "Firm", "category": "ad", "domains": ["ads.example"]}]
    (tmp_path / "dist" / "entities.json").write_text(json.dumps(entities))
    monkeypatch.setattr(sources, "DATA", tmp_path)
    monkeypatch.setattr(sys, "argv", ["script", "--folder", str(tmp_path), "--as-of", "2027-01-02"])
    sources.refresh_package(None, script.PACKAGE, "2026-11-24", script.rows_in, script.HEAD)
    head, row = (json.loads(line) for line in (tmp_path / "hosts-third-party-web.jsonl").read_text().splitlines())
    assert (head["source"], head["as_of"], head["licence"]) == ("npm third-party-web 9.9.9", "2027-01-02", "MIT")
    assert row == {"name": "Ads", "organisation": "Firm", "category": "ad", "hosts": ["ads.example"]}


def test_a_database_becomes_a_packed_table_with_its_head(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from rules.knowledge.ranges import decode
    from scanner.lab.mmdb import country_record, write_mmdb

    script, sources = import_module("countries_of_addresses"), import_module("range_sources")
    database = tmp_path / "country.mmdb"
    write_mmdb(database, "Country", [("198.51.100.0/24", country_record("FR"))], 1)
    monkeypatch.setattr(sources, "DATA", tmp_path)
    monkeypatch.setattr(sys, "argv", ["script", "--database", str(database)])
    sources.refresh_database(None, "unused", "2026-09-01", script.country_of, script.HEAD)
    table = decode((tmp_path / "address-country.zst").read_bytes())
    assert [table.find(one) for one in ("198.51.100.7", "198.51.101.7")] == ["FR", None]
    assert f"rows = {table.rows}" in (tmp_path / "address-country.toml").read_text()
