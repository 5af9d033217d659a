"""What a person must be told of: a text of the interface with its parameters, in French or English as they chose."""

from __future__ import annotations


class Problem(Exception):
    """Something that a person can put right. `key` names a text of the interface, `params` fill its places.

    A parameter may itself be a Problem or an OSError; it is told in the same language. `str()` is the English text.
    """

    def __init__(self, key: str, /, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params

    def __str__(self) -> str:
        from scanner.cli.language import Words

        return Words("en")(self.key, **self.params)
