"""Whose the document is that stays on the page, by the order in which the browser tells of asking and putting."""

from __future__ import annotations

import pytest

from scanner.collect.browser.arrival import Arrival

PAGE = "https://outil-essai.test/b"
OTHER = "https://outil-essai.test/?n=1"
BEFORE = "https://outil-essai.test/"
ORDERS = {
    "it came alone": (False, [("ask", "1", PAGE), ("put", "1")]),
    "its own script leads on": (False, [("ask", "1", PAGE), ("put", "1"), ("ask", "2", OTHER), ("put", "2")]),
    "the other was asked for before": (False, [("ask", "0", OTHER), ("ask", "1", PAGE), ("put", "1")]),
    "the other was put before": (False, [("put", "0"), ("ask", "1", PAGE), ("put", "1")]),
    "the other was asked for before ours came": (True, [("ask", "1", PAGE), ("ask", "2", OTHER), ("put", "1")]),
    "only the other came": (True, [("ask", "1", PAGE), ("ask", "2", OTHER), ("put", "2")]),
    "the other came first": (True, [("ask", "1", PAGE), ("put", "0"), ("put", "1")]),
    "the other is told of late": (
        True,
        [("ask", "1", PAGE), ("put", "1"), ("ask", "2", OTHER, BEFORE), ("put", "2")],
    ),
    "its own script leads on and says so": (
        False,
        [("ask", "1", PAGE), ("put", "1"), ("ask", "2", OTHER, PAGE), ("put", "2")],
    ),
    "it has a fragment": (True, [("ask", "1", PAGE + "#haut"), ("ask", "2", OTHER), ("put", "1")]),
}


@pytest.mark.parametrize(("taken_over", "order"), ORDERS.values(), ids=ORDERS)
def test_whose_document_stays(taken_over: bool, order: list[tuple[str, ...]]) -> None:
    arrival = Arrival(PAGE, BEFORE)
    for what, *said in order:
        (arrival.asked if what == "ask" else arrival.put)(*said)
    assert (arrival.taken_over, arrival.was_asked) == (taken_over, True)


def test_where_nothing_was_asked_for_nothing_was_taken_over() -> None:
    arrival = Arrival(PAGE)
    arrival.put("0")
    assert (arrival.taken_over, arrival.was_asked) == (False, False)
