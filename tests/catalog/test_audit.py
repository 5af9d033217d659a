"""The audit trail shows every edit."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from catalog.catalogue import Catalogue


def _filled(path: Path) -> Catalogue:
    catalogue = Catalogue.open(path)
    for number in range(5):
        catalogue.audit.append(datetime(2026, 11, 24, tzinfo=UTC), "agent", "review", f"tool-{number}", {"n": number})
    return catalogue


def test_an_untouched_trail_is_sound(tmp_path: Path) -> None:
    with _filled(tmp_path / "c.db") as catalogue:
        assert catalogue.audit.verify() is None
        assert len(catalogue.audit.head) == 64


@pytest.mark.parametrize(
    ("damage", "line"),
    [
        ("UPDATE audit SET data = '{}' WHERE seq = 3", 3),
        ("UPDATE audit SET actor = 'other' WHERE seq = 5", 5),
        ("DELETE FROM audit WHERE seq = 2", 3),
        ("UPDATE audit SET at = '2020' WHERE seq = 1", 1),
    ],
)
def test_every_edit_shows(tmp_path: Path, damage: str, line: int) -> None:
    with _filled(tmp_path / "c.db") as catalogue:
        catalogue.database.conn.execute(damage)
        assert catalogue.audit.verify() == line
