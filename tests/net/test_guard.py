"""Which addresses may be connected to."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.net.address import AddressError, canonical, parse_target, resolved
from scanner.net.guard import AddressGuard, is_public

REFUSED = [
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1", "168.63.129.16", "169.254.169.254",
    "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.168.1.1", "198.18.0.1", "198.51.100.1",
    "203.0.113.5", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1",
    "::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "2002:a00:1::", "2002:7f00:1::", "2001:0:53aa::1", "2001:db8::1",
    "fc00::1", "fd00:ec2::254", "fe80::1", "ff02::1", "3fff::1", "100::1",
]  # fmt: skip
PUBLIC = ["8.8.8.8", "51.15.0.1", "2a01:e0a::1", "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::"]


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_not_globally_reachable_is_refused(address: str) -> None:
    assert not AddressGuard().allows(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_allowed(address: str) -> None:
    assert AddressGuard().allows(address)


def test_an_operator_may_allow_a_network_and_only_that() -> None:
    guard = AddressGuard([ipaddress.ip_network("127.1.0.0/16")])
    assert guard.allows("127.1.0.10") and guard.allows("::ffff:127.1.0.10")
    assert not guard.allows("127.0.0.1") and not guard.allows("127.2.0.1")
    assert guard.refusal("a.example", ["127.1.0.10"]) is None
    assert "127.2.0.1" in (guard.refusal("a.example", ["127.1.0.10", "127.2.0.1"]) or "")


def test_ports_outside_the_web_are_refused() -> None:
    guard = AddressGuard()
    assert all(guard.port_refusal(port) is None for port in (80, 443, 8080, 8443))
    assert all(guard.port_refusal(port) for port in (21, 22, 25, 3306, 6379, 9200))


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_in_disguise_is_judged_as_itself(number: int) -> None:
    plain = ipaddress.IPv4Address(number)
    mapped = ipaddress.IPv6Address(0xFFFF << 32 | number)
    nat64 = ipaddress.IPv6Address((0x64FF9B << 96) | number)
    sixtofour = ipaddress.IPv6Address((0x2002 << 112) | (number << 80))
    assert is_public(mapped) == is_public(nat64) == is_public(sixtofour) == is_public(plain)


@given(st.integers(0, 2**32 - 1))
def test_what_python_calls_private_is_never_public(number: int) -> None:
    address = ipaddress.IPv4Address(number)
    if address.is_private or address.is_loopback or address.is_link_local or address.is_multicast:
        assert not is_public(address)


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ("https://Outil.FR:443/a/../b#x", "https://outil.fr/b"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://0x7f.1/", "http://127.0.0.1/"),
        ("https://a:b@outil.fr/", "https://outil.fr/"),
        ("https://élève.fr/", "https://xn--lve-6lad.fr/"),
        ("ftp://outil.fr/", None),
        ("https://", None),
    ],
)
def test_addresses_have_one_form(given: str, meant: str | None) -> None:
    assert canonical(given) == meant


def test_links_that_lead_nowhere_on_the_web_are_none() -> None:
    base = "https://outil.fr/a/"
    assert resolved("../b", base) == "https://outil.fr/b"
    assert [resolved(text, base) for text in ("#x", "mailto:a@b", "javascript:void(0)", "tel:1", "", "data:,x")] == [
        None
    ] * 6


def test_what_a_person_types_is_read() -> None:
    assert parse_target(" outil.fr ") == ("https://outil.fr/", "http://outil.fr/")
    assert parse_target("outil.fr:8443/x") == ("https://outil.fr:8443/x", "http://outil.fr:8443/x")
    assert parse_target("HTTP://outil.fr") == ("http://outil.fr/",)
    for text, problem in (
        ("", "empty"),
        ("ftp://a.fr", "scheme"),
        ("https://u@a.fr", "credentials"),
        ("x y", "malformed"),
    ):
        with pytest.raises(AddressError) as caught:
            parse_target(text)
        assert caught.value.problem == problem
