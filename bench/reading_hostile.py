"""Texts made to hurt: what twice and four times the length costs. Linear work doubles; quadratic work costs four times.

run: .venv/bin/python bench/reading_hostile.py [SIZE]      (SIZE: bytes of the smallest text, 200,000 by default)
prints: for each kind of text the processor seconds of extraction and reading at SIZE, twice and four times SIZE, and
how much the last cost a byte beside the first (1 is linear; wanted under 1.6). Exit status 1 where one is above.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from rules.reading import read
from rules.reading.extract import extract

MOST = 1.6
Made = Callable[[int], bytes]


def of(piece: bytes, head: bytes = b"") -> Made:
    """A text of any size made of one piece over and over."""
    return lambda size: head + piece * (size // len(piece))


def distinct(size: int) -> bytes:
    """Words that never come again: no memory of words helps."""
    return b" ".join(b"w%xz" % number for number in range(size // 8))


KINDS: dict[str, tuple[str, Made]] = {
    "one endless sentence": ("text/plain", of("nous traitons vos données avec nos partenaires et ".encode())),
    "a sentence of clauses": ("text/plain", of(b"we never sell your personal data to partners, but we share it ")),
    "nested lists": ("text/html", of(b"<ul><li>")),
    "a list of items": ("text/html", of(b"<li>sell your personal data", b"<p>We do not:<ul>")),
    "commas": ("text/plain", of(b"a,")),
    "headings": ("text/markdown", of(b"# We sell your data\n\n")),
    "headings of pages": ("text/html", of(b"<h2>Your rights</h2>")),
    "table rows": ("text/html", of(b"<tr><td>name<td>13 months</tr>", b"<table>")),
    "one word": ("text/plain", of(b"a")),
    "distinct words": ("text/plain", distinct),
    "zero width": ("text/plain", of("we\u200bsell ".encode())),
    "combining": ("text/plain", of("e\u0301\u0302 ".encode())),
    "combining on one letter": ("text/plain", of("\u0301\u0323".encode(), b"we sell e")),
    "not": ("text/plain", of(b"not ")),
    "ne pas": ("text/plain", of(b"nous ne vendons pas ")),
    "deep page": ("text/html", of(b"<div>")),
    "menus in menus": ("text/html", of(b"<div class=nav>a ")),
    "tables in tables": ("text/html", of(b"<table><tr><td>")),
    "brackets": ("text/markdown", of(b"[")),
    "brackets of blanks": ("text/plain", of(b"[A")),
    "digits": ("text/plain", of(b"1 ")),
    "digits with stops": ("text/plain", of(b"12.05.")),
    "e-mail addresses": ("text/plain", of(b"a.b@c.")),
    "addresses of pages": ("text/plain", of(b"https://a.b/c")),
    "open parentheses": ("text/plain", of(b"a(e")),
    "stops": ("text/plain", of(b".!?")),
    "emphasis": ("text/markdown", of(b"**a__")),
    "tags that never close": ("text/markdown", of(b"<a ")),
    "lines": ("text/plain", of(b"a\n")),
    "questions": ("text/markdown", of(b"Do you sell data? No. ")),
}


def cost(kind: str, made: Made, size: int) -> float:
    """Processor seconds a byte of extracting and reading a text of a size, the better of two runs."""
    data = made(size)
    took = []
    for _ in range(2):
        started = time.process_time()
        read(extract(data, kind), "fr" if b"nous" in data[:100] else "en")
        took.append(time.process_time() - started)
    return min(took) / len(data)


def main() -> int:
    """Run the measurements."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    for code, text in (("en", b"We sell data."), ("fr", b"Nous vendons.")):
        read(extract(text, "text/plain"), code)
    worst = 0.0
    for name, (kind, made) in KINDS.items():
        costs = [cost(kind, made, size * times) for times in (1, 2, 4)]
        seconds = " ".join(f"{each * size * times:7.2f}" for each, times in zip(costs, (1, 2, 4), strict=True))
        worst = max(worst, costs[2] / costs[0])
        print(f"{name:26} {seconds} s   a byte {costs[2] / costs[0]:.2f}", flush=True)
    print(f"worst: {worst:.2f} (wanted under {MOST})")
    return 1 if worst > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
