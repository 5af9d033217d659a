"""Where a host is and who controls it, on the real data."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from rules.knowledge.load import load_knowledge


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("address", "country", "asn", "operator", "control"),
    [
        ("51.68.1.1", "FR", 16276, "OVHcloud", "FR"),
        ("2001:41d0::1", "FR", 16276, "OVHcloud", "FR"),
        ("2a01:4f8::1", "DE", 24940, "Hetzner", "DE"),
        ("195.154.1.1", "FR", 12876, "Scaleway", "FR"),
        ("212.27.48.10", "FR", 12322, "Free (iliad)", "FR"),
        ("193.49.159.1", "FR", 2200, "RENATER", "FR"),
    ],
)
def test_european_networks(known: Knowledge, address: str, country: str, asn: int, operator: str, control: str) -> None:
    place = known.locate(address)
    assert (place.country, place.asn, place.operator, place.control_country) == (country, asn, operator, control)
    assert (place.undetermined, place.masked_by, place.basis) == (False, None, "country-database")


@pytest.mark.parametrize(
    ("address", "country", "region", "operator"),
    [
        ("15.188.0.1", "FR", "eu-west-3", "Amazon Web Services"),
        ("15.188.255.254", "FR", "eu-west-3", "Amazon Web Services"),
        ("2a05:d012::1", "FR", "eu-west-3", "Amazon Web Services"),
        ("52.47.1.1", "FR", "eu-west-3", "Amazon Web Services"),
        ("20.199.1.1", "FR", "centralfrance", "Microsoft Azure"),
        ("20.50.2.1", "NL", "westeurope", "Microsoft Azure"),
        ("34.155.1.1", "FR", "europe-west9", "Google Cloud"),
    ],
)
def test_a_european_region_of_an_american_cloud(
    known: Knowledge, address: str, country: str, region: str, operator: str
) -> None:
    place = known.locate(address)
    assert (place.country, place.region, place.operator, place.basis) == (country, region, operator, "cloud-range")
    assert (place.control_country, place.masked_by) == ("US", None)


@pytest.mark.parametrize(
    ("address", "front", "control"),
    [
        ("104.16.0.1", "Cloudflare", "US"),
        ("2606:4700::1", "Cloudflare", "US"),
        ("151.101.1.1", "Fastly", "US"),
        ("8.8.8.8", "Google front end", "US"),
        ("13.32.1.1", "Amazon CloudFront", "US"),
        ("99.83.128.1", "AWS Global Accelerator", "US"),
        ("13.107.42.14", "Azure Front Door", "US"),
        ("76.76.21.21", "Vercel", "US"),
    ],
)
def test_behind_a_front_the_place_is_undetermined(known: Knowledge, address: str, front: str, control: str) -> None:
    place = known.locate(address)
    assert (place.country, place.undetermined, place.masked_by) == (None, True, front)
    assert place.control_country == control


@pytest.mark.parametrize(
    ("host", "chain", "headers", "front"),
    [
        ("www.tool.fr", ("d1.cloudfront.net",), (), "Amazon CloudFront"),
        ("www.tool.fr", ("Tool.B-CDN.net.",), (), "Bunny.net"),
        ("tool.vercel.app", (), (), "Vercel"),
        ("www.tool.fr", (), {"CF-Ray": "8a"}, "Cloudflare"),
        ("www.tool.fr", (), {"Server": "Cloudflare"}, "Cloudflare"),
        ("www.tool.fr", (), [("X-Served-By", "cache-par-lfpg")], "Fastly"),
        ("www.tool.fr", (), {"X-Amz-Cf-Id": "x"}, "Amazon CloudFront"),
    ],
)
def test_names_and_headers_betray_a_front(
    known: Knowledge, host: str, chain: tuple[str, ...], headers: dict[str, str], front: str
) -> None:
    place = known.locate("51.68.1.1", host, chain, headers)
    assert (place.country, place.masked_by, place.basis) == (None, front, "cdn-hint")


@pytest.mark.parametrize(
    ("host", "chain", "headers"),
    [
        ("cloudfront.net.evil.fr", ("evil-cloudfront.net",), ()),
        ("www.tool.fr", (), {"Via": "1.1 varnish", "X-Cache": "HIT", "Server": "nginx"}),
        ("www.tool.fr", (), {"X-Served-By": "web-3"}),
    ],
)
def test_look_alikes_betray_nothing(
    known: Knowledge, host: str, chain: tuple[str, ...], headers: dict[str, str]
) -> None:
    assert known.locate("51.68.1.1", host, chain, headers).country == "FR"


def test_a_front_outside_the_eea_before_a_french_network_is_what_controls(known: Knowledge) -> None:
    place = known.locate("51.68.1.1", headers={"cf-ray": "1"})
    assert (place.operator, place.control_country) == ("OVHcloud", "US")
    assert [one.name for one in place.providers] == ["OVHcloud", "Cloudflare"]


def test_a_platform_is_a_provider_beside_its_network(known: Knowledge) -> None:
    place = known.locate("52.47.1.1", "app.tool.fr", ("tool.herokudns.com",))
    assert [one.name for one in place.providers] == ["Amazon Web Services", "Heroku (Salesforce)"]
    assert all(one.mark == "M" for one in place.providers)


@pytest.mark.parametrize("address", ["127.0.0.1", "10.0.0.1", "192.168.1.1", "::1", "fe80::1"])
def test_addresses_that_no_source_knows(known: Knowledge, address: str) -> None:
    place = known.locate(address)
    assert (place.country, place.undetermined, place.masked_by, place.reason) == (None, True, None, "address-unknown")


def test_no_address_is_said(known: Knowledge) -> None:
    assert known.locate(None, "tool.fr").reason == "no-address"


def test_text_that_is_no_address_is_refused(known: Knowledge) -> None:
    with pytest.raises(ValueError):
        known.locate("tool.fr")


def operator_database(table: dict[str, tuple[str | None, int | None, str | None]]) -> Knowledge:
    def country(address: str) -> str | None:
        return table.get(address, (None, None, None))[0]

    def network(address: str) -> tuple[int | None, str | None]:
        return table.get(address, (None, None, None))[1:]

    return load_knowledge(country, network, "operator")


def test_the_operators_database_replaces_the_look_ups_and_owners_still_apply() -> None:
    mine = operator_database(
        {
            "127.1.0.10": ("FR", 16276, "OVH SAS"),
            "127.1.0.11": ("FR", 16509, "AMAZON-02"),
            "127.1.0.12": ("FR", 13335, "CLOUDFLARENET"),
            "127.1.0.13": ("RE", 64500, "Petit Hébergeur"),
            "127.1.0.14": ("DE", 64501, "Amazon.com, Inc."),
        }
    )
    french, paris, cdn, reunion, named = (mine.locate(f"127.1.0.1{last}") for last in range(5))
    assert (french.country, french.control_country, french.basis) == ("FR", "FR", "operator-database")
    assert (paris.country, paris.control_country, paris.masked_by) == ("FR", "US", None)
    assert (cdn.country, cdn.undetermined, cdn.masked_by) == (None, True, "Cloudflare")
    assert (reunion.country, reunion.operator, reunion.control_country) == ("FR", "Petit Hébergeur", None)
    assert (named.operator, named.control_country) == ("Amazon", "US")


def test_what_the_operators_database_knows_wins_over_published_ranges() -> None:
    mine = operator_database({"15.188.0.1": ("DE", 64500, "Somebody"), "13.32.1.1": ("IT", 64500, "Somebody")})
    assert (mine.locate("15.188.0.1").country, mine.locate("15.188.0.1").region) == ("DE", None)
    assert mine.locate("13.32.1.1").country == "IT"
    assert mine.locate("15.188.0.1").control_country is None


def test_what_the_operators_database_does_not_know_is_not_asked_of_the_built_in_one() -> None:
    mine = operator_database({})
    assert mine.locate("51.68.1.1").country is None
    assert mine.locate("15.188.0.1").country == "FR"


def test_the_digest_names_the_operators_databases(known: Knowledge) -> None:
    assert known.digest != operator_database({}).digest
    assert known.digest == load_knowledge().digest
    assert len(known.digest) == 64
