"""Tables ruled only between their rows: no vertical line is drawn, and the columns are told by what stands under what.

Three lines at least of one width make bands; a strip that no letter of any band enters parts two columns. No PDF is
read here, only lines and the boxes of letters, in points.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from scanner.documents.pdf_grid import MOST_COLUMNS, TOUCH, Cell, Grid, Rule, joined

Box = tuple[float, float, float, float]
"""Left, bottom, right and top of a letter."""

GUTTER: Final = 6.0
"""Points between columns at least: the blanks between words of running text are narrower."""
_LOWEST: Final = 9.0
_TALLEST: Final = 260.0
"""Heights of a row, in points: two lines nearer are one drawn twice, further away they part sections."""
_BESIDE: Final = 42.0
"""Points above the first line, or below the last, in which a row stands that has no line of its own."""
_MOST_ROWS: Final = 120


def banded(across: Iterable[Rule], found: Sequence[Grid], letters: Sequence[Box]) -> list[Grid]:
    """The tables whose rows are ruled and whose columns are not, outside those `found` already."""
    free = [one for one in joined(across) if not any(_inside(one, grid) for grid in found)]
    tables = (_table(rules, letters) for rules in _alike(free))
    return [one for one in tables if one is not None]


def _inside(rule: Rule, grid: Grid) -> bool:
    return grid.bottom - TOUCH <= rule.at <= grid.top + TOUCH and rule.high > grid.left and rule.low < grid.right


def _alike(rules: Iterable[Rule]) -> Iterable[list[Rule]]:
    """Lines of one width that follow one another downwards, as the rows of a table are tall."""
    widths: dict[tuple[int, int], list[Rule]] = {}
    for one in rules:
        key = next((k for k in widths if abs(k[0] - one.low) <= TOUCH and abs(k[1] - one.high) <= TOUCH), None)
        widths.setdefault(key or (round(one.low), round(one.high)), []).append(one)
    for same in widths.values():
        run: list[Rule] = []
        for one in sorted(same, key=lambda rule: -rule.at):
            step = run[-1].at - one.at if run else 0.0
            if run and step < _LOWEST:
                continue
            if run and step > _TALLEST:
                yield run
                run = []
            run.append(one)
        yield run


def _table(rules: Sequence[Rule], letters: Sequence[Box]) -> Grid | None:
    """The table between lines of one width, or None where no strip parts columns."""
    if len(rules) < 3 or len(rules) > _MOST_ROWS:
        return None
    left, right = rules[0].low, rules[0].high
    own = [box for box in letters if box[0] >= left - TOUCH and box[2] <= right + TOUCH]
    bands = [(above.at, below.at) for above, below in pairwise(rules)]
    edges = _columns([box for band in bands for box in _of(band, own)], left, right)
    if len(edges) < 3 or len(edges) > MOST_COLUMNS:
        return None
    filled = [len(_met(band, own, edges)) for band in bands]
    if min(filled) < 2:
        return None
    head = _loose(rules[0].at, own, edges, above=True)
    foot = _loose(rules[-1].at, own, edges, above=False)
    bands = [*([head] if head else []), *bands, *([foot] if foot else [])]
    rows = [tuple(Cell(low, below, high, above, 1, 1) for low, high in pairwise(edges)) for above, below in bands]
    return Grid(left, bands[-1][1], right, bands[0][0], tuple(rows))


def _of(band: tuple[float, float], letters: Iterable[Box]) -> list[Box]:
    above, below = band
    return [box for box in letters if below <= (box[1] + box[3]) / 2 <= above]


def _columns(letters: Iterable[Box], left: float, right: float) -> list[float]:
    """Where columns begin and end: in the middle of the strips that no letter enters."""
    edges, reach = [left], None
    for low, _, high, _ in sorted(letters):
        if reach is not None and low - reach >= GUTTER:
            edges.append((reach + low) / 2)
        reach = high if reach is None else max(reach, high)
    return [*edges, right]


def _met(band: tuple[float, float], letters: Iterable[Box], edges: Sequence[float]) -> set[int]:
    """The columns in which something stands in a band."""
    here = _of(band, letters)
    return {column for column, (low, high) in enumerate(pairwise(edges)) for box in here if low <= box[0] < high}


def _loose(edge: float, letters: Sequence[Box], edges: Sequence[float], *, above: bool) -> tuple[float, float] | None:
    """The row that stands above the first line, or below the last, where its one line keeps to the columns; or None."""
    band = (edge + _BESIDE, edge) if above else (edge, edge - _BESIDE)
    here = _of(band, letters)
    if not here:
        return None
    nearest = min(here, key=lambda box: box[1]) if above else max(here, key=lambda box: box[1])
    line = [box for box in here if abs(box[1] + box[3] - nearest[1] - nearest[3]) <= 2 * TOUCH]
    span = (max(box[3] for box in line) + 1, edge) if above else (edge, min(box[1] for box in line) - 1)
    strip = GUTTER / 2
    crossed = any(box[0] < one + strip and box[2] > one - strip for box in line for one in edges[1:-1])
    return None if crossed or len(_met(span, line, edges)) < 2 else span
