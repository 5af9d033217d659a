"""Grids: the tables of a page, by the rules drawn between their cells. No PDF is read here, only lines in points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

TOUCH: Final = 3.0
"""Points within which lines meet, or are the same one drawn twice."""
MOST_LINES: Final = 240
"""Lines on a page beyond which it is a drawing and no table."""

MOST_COLUMNS: Final = 25
MOST_CELLS: Final = 1500
"""Columns and cells beyond which it is squared paper or a chart."""


class Rule(NamedTuple):
    """A line along one axis, from `low` to `high`, `at` its place on the other. The origin is the page's lower left."""

    low: float
    high: float
    at: float


class Cell(NamedTuple):
    """One cell: its box, and over how many rows and columns it reaches."""

    left: float
    bottom: float
    right: float
    top: float
    down: int
    across: int


class Grid(NamedTuple):
    """One table: its box, and its rows from the top, each with the cells that begin in it, from the left."""

    left: float
    bottom: float
    right: float
    top: float
    rows: tuple[tuple[Cell, ...], ...]


def grids(across: Iterable[Rule], down: Iterable[Rule]) -> list[Grid]:
    """The tables made of these horizontal and vertical lines, from the top: two columns and two rows at least."""
    level, upright = joined(across), joined(down)
    if not level or not upright or len(level) + len(upright) > MOST_LINES:
        return []
    found = (_grid(*part) for part in _parts(level, upright))
    return sorted((one for one in found if one is not None), key=lambda one: -one.top)


def joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines in one another's prolongation made one: a table's rule is drawn cell by cell."""
    out: list[Rule] = []
    for one in sorted(rules, key=lambda rule: (round(rule.at), rule.low)):
        last = out[-1] if out else None
        if last is not None and abs(last.at - one.at) <= 1.5 and one.low <= last.high + TOUCH:
            out[-1] = Rule(last.low, max(last.high, one.high), last.at)
        else:
            out.append(one)
    return out


def _parts(level: Sequence[Rule], upright: Sequence[Rule]) -> Iterable[tuple[list[Rule], list[Rule]]]:
    """Lines that hang together, the horizontal and the vertical ones."""
    whose = list(range(len(level) + len(upright)))

    def first(one: int) -> int:
        while whose[one] != one:
            whose[one] = whose[whose[one]]
            one = whose[one]
        return one

    for i, flat in enumerate(level):
        for j, tall in enumerate(upright, len(level)):
            if _spans(flat, tall.at) and _spans(tall, flat.at):
                whose[first(i)] = first(j)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for number, one in enumerate((*level, *upright)):
        parts.setdefault(first(number), ([], []))[number >= len(level)].append(one)
    return parts.values()


def _spans(rule: Rule, place: float) -> bool:
    return rule.low - TOUCH <= place <= rule.high + TOUCH


def _places(rules: Iterable[Rule]) -> list[float]:
    """Where lines stand, each place once."""
    places: list[float] = []
    for at in sorted(rule.at for rule in rules):
        if not places or at - places[-1] > TOUCH:
            places.append(at)
    return places


def _grid(level: list[Rule], upright: list[Rule]) -> Grid | None:
    xs, ys = _places(upright), _places(level)[::-1]
    if len(xs) < 3 or len(ys) < 3 or len(xs) > MOST_COLUMNS or len(xs) * len(ys) > MOST_CELLS:
        return None
    parted = [[_parted(upright, x, (y + below) / 2) for x in xs] for y, below in pairwise(ys)]
    floored = [[_parted(level, y, (x + after) / 2) for x, after in pairwise(xs)] for y in ys]
    taken: set[tuple[int, int]] = set()
    rows = []
    for row in range(len(ys) - 1):
        cells = []
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            end = column + 1
            while end < len(xs) - 1 and not parted[row][end] and (row, end) not in taken:
                end += 1
            last = row + 1
            while last < len(ys) - 1 and not floored[last][column]:
                last += 1
            taken |= {(r, c) for r in range(row, last) for c in range(column, end)}
            cells.append(Cell(xs[column], ys[last], xs[end], ys[row], last - row, end - column))
        rows.append(tuple(cells))
    return Grid(xs[0], ys[-1], xs[-1], ys[0], tuple(rows))


def _parted(rules: Iterable[Rule], at: float, middle: float) -> bool:
    """Whether a line at a place keeps apart what stands on both its sides, at the middle of what it should part."""
    return any(abs(rule.at - at) <= TOUCH and rule.low <= middle <= rule.high for rule in rules)
