"""What the process does that reads a PDF: its pages as JSON, each a list of texts and of tables.

Run by path, with the limits as arguments and the PDF on standard input (see `pdf`). A table is its rows, a row its
cells, a cell its paragraphs or items and over how many rows and columns it reaches.
"""

from __future__ import annotations

import ctypes
import json
import resource
import sys
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[2]))

from scanner.documents.pdf_bands import Box, banded
from scanner.documents.pdf_grid import Cell, Grid, Rule, grids

INDENT: Final = (9, 48)
"""Points by which an item of a list stands further in than the text. Source: own measure of what browsers print."""
_THIN: Final = 2.5
_LONG: Final = 6.0
_MOST_PATHS: Final = 6000
_MOST_PATHS_IN_ALL: Final = 80_000
"""What is drawn on a page, and in a file, beyond which no tables are looked for: the text comes first."""
_FEWEST_LINES: Final = 3
_MOST_LETTERS: Final = 20_000
"""Letters of a page beyond which no columns are looked for among them."""
_INSET: Final = 0.7
_FAR: Final = 1.4
"""How many times the common step from line to line is a gap between paragraphs. Source: own measure, as `INDENT`."""
_OPEN: Final = 1.6
"""How many times the height of the letters, behind a line that is not full: single lines have no other step."""
_BULLETS: Final = ("•", "-", "–", "—", "*", "▪", "◦", "‣", "➢", "✓", "\uf0b7", "\uf0a7")

_DOT: Final = (1.5, 6.0)
"""How wide and high a drawn bullet is, in points."""
_ABOVE_A_DOT: Final = 1.6
"""How many times its width a bullet's middle stands below the top of its line."""

Dot = tuple[float, float, float]
"""The middle of a drawn bullet, and how wide it is."""
Place = tuple[float, float, float, float]
"""Where a line of text begins and ends, how far up the page it stands, and how tall its letters are, in points."""


def pages(data: bytes, most_pages: int, most_text: int) -> list[list[Any]]:
    """The pages of a PDF, read up to these limits."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    found: list[list[Any]] = []
    size = drawn = 0
    for number in range(min(len(document), most_pages)):
        tables: list[Grid] = []
        across: list[Rule] = []
        dots: list[Dot] = []
        if drawn < _MOST_PATHS_IN_ALL:
            tables, across, dots, paths = _tables(document[number])
            drawn += paths
        page = _page(document[number], tables, across, dots)
        found.append(page)
        size += sum(len(json.dumps(part)) for part in page)
        if size > most_text:
            break
    return found


def _page(page: Any, ruled: Sequence[Grid], across: Sequence[Rule], dots: Sequence[Dot]) -> list[Any]:
    text = page.get_textpage()
    tables = list(ruled)
    if len(across) >= _FEWEST_LINES and text.count_chars() <= _MOST_LETTERS:
        tables = sorted([*ruled, *banded(across, ruled, _letters(text))], key=lambda one: -one.top)
    whole = text.get_text_bounded()
    lines = whole.split("\r\n")
    if text.count_chars() != sum(_wide(letter) for letter in whole):
        return [whole]
    placed = _places(text, lines)
    parts: list[Any] = []
    beside: list[int] = []
    told: set[int] = set()
    for number, place in enumerate(placed):
        grid = next((one for one in tables if place is not None and _holds(one, place)), None)
        if grid is None:
            beside.append(number)
            continue
        if id(grid) not in told:
            told.add(id(grid))
            parts += [_bulleted(lines, placed, beside), _rows(grid, text, dots)]
            beside = []
    return [*parts, _bulleted(lines, placed, beside)]


def _letters(text: Any) -> list[Box]:
    """The boxes of a page's letters, blanks left out."""
    boxes = (text.get_charbox(number) for number in range(text.count_chars()))
    return [box for box in boxes if box[2] - box[0] > 0 and box[3] - box[1] > 0]


def _wide(letter: str) -> int:
    """Places count as UTF-16 does: a letter outside the first plane takes two."""
    return 1 + (letter > "\uffff")


def _places(text: Any, lines: Sequence[str]) -> list[Place | None]:
    found: list[Place | None] = []
    at = 0
    for line in lines:
        wide = [_wide(letter) for letter in line]
        filled = line.strip()
        if filled:
            first = text.get_charbox(at + sum(wide[: line.index(filled[0])]), loose=True)
            last = text.get_charbox(at + sum(wide[: line.rindex(filled[-1])]))
            found.append((first[0], last[2], (first[1] + first[3]) / 2, first[3] - first[1]))
        else:
            found.append(None)
        at += sum(wide) + 2
    return found


# Tables ---------------------------------------------------------------------------------------------------------------


def _tables(page: Any) -> tuple[list[Grid], list[Rule], list[Dot], int]:
    """The tables whose cells are ruled: by lines, by thin boxes as browsers and word processors draw them, by boxes;
    the horizontal lines, the bullets that are drawn; and how many paths were looked at."""
    import pypdfium2.raw as raw

    across: list[Rule] = []
    down: list[Rule] = []
    dots: list[Dot] = []
    number = 0
    for number, path in enumerate(page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4), 1):
        if number > _MOST_PATHS:
            return [], [], [], number
        left, bottom, right, top = path.get_bounds()
        wide, high = right - left, top - bottom
        if high <= _THIN < _LONG <= wide:
            across.append(Rule(left, right, (bottom + top) / 2))
        elif wide <= _THIN < _LONG <= high:
            down.append(Rule(bottom, top, (left + right) / 2))
        elif _DOT[0] <= wide <= _DOT[1] and abs(wide - high) < 1:
            dots.append(((left + right) / 2, (bottom + top) / 2, wide))
        elif wide >= _LONG and high >= _LONG and _is_stroked_box(path, raw):
            across += [Rule(left, right, bottom), Rule(left, right, top)]
            down += [Rule(bottom, top, left), Rule(bottom, top, right)]
    return grids(across, down), across, dots, number


def _is_stroked_box(path: Any, raw: Any) -> bool:
    """Whether a path is a rectangle that is drawn, not only filled: a colour behind a text rules nothing."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(path.raw, fill, stroke) or not stroke.value:
        return False
    return 4 <= int(raw.FPDFPath_CountSegments(path.raw)) <= 6


def _holds(grid: Grid, place: Place) -> bool:
    left, right, up, _ = place
    return grid.bottom <= up <= grid.top and grid.left - 2 <= left and right <= grid.right + 2


def _rows(grid: Grid, text: Any, dots: Sequence[Dot]) -> list[list[tuple[list[str], int, int]]]:
    return [[(_items(one, text, dots), one.down, one.across) for one in row] for row in grid.rows]


def _items(cell: Cell, text: Any, dots: Sequence[Dot]) -> list[str]:
    """The items of a cell, each beside a bullet that is drawn; those of its lines where none is."""
    tops = sorted(
        (y + _ABOVE_A_DOT * size for x, y, size in dots if cell.left < x < cell.right and cell.bottom < y < cell.top),
        reverse=True,
    )
    edges = [cell.top, *tops, cell.bottom]
    parts = [
        part
        for above, below in pairwise(edges)
        if above - below > 2 * _INSET
        for part in _cell(cell._replace(top=above, bottom=below), text)
    ]
    return [part for part in parts if part] or [""]


def _cell(cell: Cell, text: Any) -> list[str]:
    """The items of a cell; lines that do not begin with a bullet go on."""
    box = (cell.left + _INSET, cell.bottom + _INSET, cell.right - _INSET, cell.top - _INSET)
    said = text.get_text_bounded(*box, errors="ignore")
    parts: list[str] = []
    for line in said.split("\r\n"):
        bare = line.strip()
        if not parts or (bare.startswith(_BULLETS) and bare not in _BULLETS):
            parts.append(bare if bare in _BULLETS else bare.lstrip("".join(_BULLETS) + " "))
        else:
            parts[-1] = f"{parts[-1]} {bare}".strip()
    return parts


# Lists ----------------------------------------------------------------------------------------------------------------


def _bulleted(all_lines: Sequence[str], all_places: Sequence[Place | None], chosen: Sequence[int]) -> str:
    """Some lines of a page, those of lists whose bullets are drawn and no letters with one of their own.

    Such lines stand further in than the text, after one that opens a list or is a title.
    """
    lines, placed = [all_lines[one] for one in chosen], [all_places[one] for one in chosen]
    lefts = Counter(round(one[0]) for one in all_places if one)
    if not lefts or not lines:
        return "\r\n".join(lines)
    body, right = lefts.most_common(1)[0][0], max(one[1] for one in all_places if one)
    body = min(left for left in lefts if (left <= body and lefts[left] > 1) or left == body)
    far = _FAR * _spacing(all_places)
    out: list[str] = []
    opened, before, told, listed = False, None, "", 0.0
    for line, place, after in zip(lines, placed, [*placed[1:], None], strict=True):
        further = place is not None and INDENT[0] <= place[0] - body <= INDENT[1] and place[0] > listed - 2
        full = body + 0.85 * (right - body)
        ends = before is None or before[1] < full or told.endswith((";", ".", ":"))
        # The first line of a paragraph may stand further in as well: then it is full, and the next one does not.
        goes_on = place is not None and place[1] >= full and after is not None and after[0] - body < INDENT[0]
        if place is not None and further and opened and ends and not goes_on and line.strip()[:1].isalpha():
            line, listed = "\u2022 " + line.strip(), listed or place[0]
        elif place is not None and not further:
            if listed:
                out.append("")  # the list is at its end
            listed = 0.0
            opened = line.rstrip().endswith(":") or place[1] < body + 0.7 * (right - body)
        if place is not None:
            step = before[2] - place[2] if before is not None else 0.0
            short = before is not None and before[1] < full
            if (step > far or (short and step > _OPEN * place[3])) and out[-1].strip():
                out.append("")  # a paragraph ends where a gap is left
            before, told = place, line.rstrip()
        out.append(line)
    return "\r\n".join(out)


def _spacing(places: Sequence[Place | None]) -> float:
    """How far lines of running text stand apart on a page: a quarter of all steps down are no larger."""
    heights = [place[2] for place in places if place is not None]
    steps = sorted(step for step in (above - below for above, below in pairwise(heights)) if 2 < step < 60)
    return steps[len(steps) // 4] if steps else 60.0


def main() -> None:
    """Read standard input under the limits given as arguments: memory, seconds, pages, characters."""
    import pypdfium2  # noqa: F401  loaded before memory is limited

    memory, seconds, most_pages, most_text = map(int, sys.argv[1:5])
    data = sys.stdin.buffer.read()
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.stdout.write(json.dumps(pages(data, most_pages, most_text)))


if __name__ == "__main__":
    main()
