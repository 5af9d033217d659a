"""The range table: what is encoded is found again, whatever the ranges."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.knowledge.ranges import decode, encode

LABELS = st.sampled_from(["", "FR", "DE", "US\twest", "Réseau é"])


def rows(limit: int) -> st.SearchStrategy[list[tuple[int, str]]]:
    starts = st.lists(st.integers(0, limit), unique=True, max_size=40).map(sorted)
    return starts.flatmap(
        lambda them: st.tuples(*[LABELS for _ in them]).map(lambda labels: list(zip(them, labels, strict=True)))
    )


def expected(table: list[tuple[int, str]], number: int) -> str | None:
    found = [label for start, label in table if start <= number]
    return (found[-1] or None) if found else None


@given(rows(2**32 - 1), rows(2**128 - 1), st.integers(0, 2**32 - 1), st.integers(0, 2**128 - 1))
@settings(max_examples=60, deadline=None)
def test_every_address_finds_the_label_of_its_range(
    v4: list[tuple[int, str]], v6: list[tuple[int, str]], four: int, six: int
) -> None:
    table = decode(encode(v4, v6))
    for number in [four, *(start for start, _ in v4), *(start - 1 for start, _ in v4 if start)]:
        assert table.find(str(IPv4Address(number))) == expected(v4, number)
    mapped = range(0xFFFF << 32, (0xFFFF << 32) + 2**32)
    for number in [six, *(start for start, _ in v6), *(start - 1 for start, _ in v6 if start)]:
        if number not in mapped:
            assert table.find(str(IPv6Address(number))) == expected(v6, number)


def test_neighbours_with_one_label_are_merged() -> None:
    table = decode(encode([(0, "FR"), (10, "FR"), (20, "DE")], []))
    assert table.rows == 2
    assert table.find("0.0.0.15") == "FR"


def test_a_mapped_address_is_looked_up_as_ipv4() -> None:
    table = decode(encode([(0, ""), (int(IPv4Address("51.68.0.0")), "FR")], []))
    assert table.find("::ffff:51.68.1.1") == "FR"


def test_a_zone_index_is_no_part_of_the_address() -> None:
    assert decode(encode([], [(0, "ZZ")])).find("fe80::1%eth0") == "ZZ"


@pytest.mark.parametrize("bad", [[(5, "A"), (5, "B")], [(5, "A"), (4, "B")]])
def test_rows_out_of_order_are_refused(bad: list[tuple[int, str]]) -> None:
    with pytest.raises(ValueError, match="sorted"):
        encode(bad, [])


def test_a_line_feed_in_a_label_is_refused() -> None:
    with pytest.raises(ValueError, match="line feed"):
        encode([(0, "a\nb")], [])


@pytest.mark.parametrize("junk", [b"", b"not zstd at all", b"\x28\xb5\x2f\xfd\x00"])
def test_other_bytes_are_no_range_table(junk: bytes) -> None:
    with pytest.raises(ValueError, match="range table"):
        decode(junk)


def test_text_that_is_no_address_is_refused() -> None:
    with pytest.raises(ValueError):
        decode(encode([(0, "A")], [])).find("example.fr")
