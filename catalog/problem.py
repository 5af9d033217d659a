"""What can be wrong with a catalogue: each problem is a sentence that says what to do next."""

from __future__ import annotations


class CatalogueProblem(Exception):
    """The catalogue cannot be used as asked; the message says why and what to do.

    `key` is the id of a text in the interface, `params` fill it; `str()` is the English sentence.
    """

    def __init__(self, key: str, sentence: str, **params: str) -> None:
        super().__init__(sentence)
        self.key = key
        self.params = params
