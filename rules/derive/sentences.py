"""Sentences of a text for small claim readers: lines, cut at full stops. Offsets stay those of the text."""

from __future__ import annotations

from collections.abc import Iterator


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """(offset, sentence) of every line and every sentence in it. A full stop inside a word or number cuts nothing."""
    at = 0
    for line in text.split("\n"):
        begin = 0
        for index, character in enumerate(line):
            if character in ".!?" and line[index + 1 : index + 2] == " " and line[index + 2 : index + 3].isupper():
                yield at + begin, line[begin : index + 1]
                begin = index + 2
        if line[begin:].strip():
            yield at + begin, line[begin:]
        at += len(line) + 1
