"""What is published moves with patience; a first E never without a human and the vendor."""

import pytest

from scanner.publishing.publication import Published, published_letter

OUT_B = Published("B", "published")


@pytest.mark.parametrize(
    ("before", "machine", "reviewed", "notified", "letter", "under_way", "held"),
    [
        (None, [], False, False, None, False, None),
        (None, ["B"], False, False, None, False, "one-scan"),
        (None, ["B", "B"], False, False, "B", False, None),
        (None, ["B"], True, False, "B", False, None),
        (OUT_B, ["C", "B"], False, False, "B", True, "one-scan"),
        (OUT_B, ["C", "C"], False, False, "C", False, None),
        (OUT_B, ["B", "C"], False, False, "B", False, None),
        (OUT_B, ["E", "E", "E"], False, False, "B", True, "first-e"),
        (OUT_B, ["E", "E"], True, False, "B", True, "first-e"),
        (OUT_B, ["E", "E"], False, True, "B", True, "first-e"),
        (OUT_B, ["E"], True, True, "E", False, None),
        (None, ["E", "E"], False, True, None, False, "first-e"),
        (Published("E", "published"), ["C", "C"], False, False, "C", False, None),
    ],
)
def test_patience(
    before: Published | None,
    machine: list[str],
    reviewed: bool,
    notified: bool,
    letter: str | None,
    under_way: bool,
    held: str | None,
) -> None:
    found = published_letter(before, machine, reviewed=reviewed, notified=notified)
    assert (found.letter, found.change_under_way, found.held) == (letter, under_way, held)


def test_a_vendor_that_was_told_of_a_first_e_is_in_that_state() -> None:
    assert published_letter(None, ["E"], reviewed=False, notified=True).state == "vendor-notified"
