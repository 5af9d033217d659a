"""The pause between two requests to a site holds from one scan to the next."""

from __future__ import annotations

import pytest

from scanner.net.pace import Pace

pytestmark = pytest.mark.anyio


async def test_a_second_scan_of_a_site_waits_its_turn() -> None:
    first, second = Pace(0.2), Pace(0.2)
    async with first.turn("un.pause-outil.example"):
        pass
    assert first.waited == 0
    async with second.turn("deux.pause-outil.example"):
        pass
    async with second.turn("autre-pause.example"):
        pass
    assert 0 < second.waited <= 0.2
