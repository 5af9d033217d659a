"""A telephone number or an address is a way to reach whom its line names: the host's is none of the vendor's."""

from __future__ import annotations

import pytest

from tests.checks.test_text_of_outside_tools import OPENED, OPENING, judge

LINES = [
    ("fr", "Hébergeur : Cloud Exemple SAS, 2 rue Kellermann, 59100 Roubaix, +33 9 72 10 10 07.", "silence"),
    ("fr", "Hébergement : support@cloud-exemple.test, 01 84 13 00 00.", "silence"),
    ("fr", "Éditeur et hébergeur : Outil SAS, bonjour@outil.test.", "warn"),
    ("fr", "Pour toute question sur vos données, hébergées en France : bonjour@outil.test.", "warn"),
    ("en", "Hosted by Cloud Example Ltd, support@cloud-example.test, your data stay there.", "silence"),
    ("en", "Questions on your data, which are hosted in France: hello@tool.test.", "warn"),
]


@pytest.mark.parametrize(("language", "line", "expected"), LINES)
def test_the_hosts_contact_is_none_of_the_vendors(language: str, line: str, expected: str) -> None:
    finding = judge("transparency.dpo-contact", (OPENING if language == "fr" else OPENED) + line)
    assert ("warn" if finding.verdict == "warn" else "silence") == expected, finding.message
