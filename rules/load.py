"""Read the rule files: the package's own and an operator's packs. Data only: no code is taken from a pack."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import tomli
from pydantic import ValidationError

from catalog.nouns.criterion import Criterion
from catalog.nouns.noun import canonical_json
from rules.mistakes import Mistake, mistakes_of, sentences, unread

SUFFIX = ".toml"
_OTHER_DIGESTS = frozenset({"knowledge", "reading", "lexicon", "clauses"})
"""Parts of the package whose versions have digests of their own (reference data, reader)."""


_WITH_DATA = ("words", "derive")
"""Folders whose data decide as code does: the words of checks, and what derivation knows of registers and addresses."""


class RuleFileError(ValueError):
    """A rule file that cannot be used: the text names the file and the key.

    `problems` tells each by its kind and parameters, for whoever says it in another language.
    """

    def __init__(self, file: str, problems: Iterable[Mistake]) -> None:
        self.file, self.problems = file, tuple(problems)
        super().__init__(f"{file}: {sentences(self.problems)}")


def load_criteria(extra_dirs: Iterable[Path] = ()) -> dict[str, Criterion]:
    """Return the criteria by id, in the order of families and ids; a pack's file replaces the one of the same id.

    `extra_dirs` are directories of `.toml` files, read in their order. Raises RuleFileError for a file that is not
    TOML, has an unknown or missing key, names an unknown check, or whose name is not its id; and for a directory
    that does not exist or holds no rule file.
    """
    criteria = dict(_own_criteria())
    for directory in extra_dirs:
        if not directory.is_dir():
            raise RuleFileError(str(directory), [("no-directory", {})])
        paths = sorted(directory.rglob("*" + SUFFIX))
        if not paths:
            raise RuleFileError(str(directory), [("no-files", {})])
        for path in paths:
            criterion = parse_rule_file(path.read_bytes(), str(path), stem=path.stem)
            criteria[criterion.id] = criterion
    return dict(sorted(criteria.items(), key=lambda item: (_family_rank(item[1].family), item[0])))


def parse_rule_file(data: bytes, name: str, *, stem: str | None = None) -> Criterion:
    """Return the criterion that the TOML text `data` describes; `name` is what errors call the file."""
    try:
        table: dict[str, Any] = tomli.loads(data.decode("utf-8"))
    except (tomli.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RuleFileError(name, [unread(error)]) from None
    try:
        criterion = Criterion.model_validate(table)
    except ValidationError as error:
        raise RuleFileError(name, mistakes_of(error)) from None
    inconsistent = list(_inconsistencies(criterion, stem))
    if inconsistent:
        raise RuleFileError(name, inconsistent)
    return criterion


def _inconsistencies(criterion: Criterion, stem: str | None) -> Iterator[Mistake]:
    from rules.registry import CHECKS

    if stem is not None and stem != criterion.id:
        yield "other-name", {"id": criterion.id, "stem": stem}
    if not criterion.severity:
        yield "no-surface", {}
    if criterion.check is not None and criterion.check.name not in CHECKS:
        yield "no-check", {"check": criterion.check.name}
    for number, example in enumerate(criterion.examples):
        if example.surface not in criterion.severity:
            yield "example-surface", {"number": str(number), "surface": example.surface}


@lru_cache(maxsize=1)
def _own_criteria() -> dict[str, Criterion]:
    found: dict[str, Criterion] = {}
    for entry in _walk(files("rules").joinpath("criteria"), SUFFIX):
        criterion = parse_rule_file(entry.read_bytes(), entry.name, stem=entry.name.removesuffix(SUFFIX))
        found[criterion.id] = criterion
    return found


def _walk(directory: Traversable, suffix: str) -> Iterator[Traversable]:
    for entry in sorted(directory.iterdir(), key=lambda one: one.name):
        if entry.is_dir():
            yield from _walk(entry, suffix)
        elif entry.name.endswith(suffix):
            yield entry


FAMILIES: tuple[str, ...] = (
    "hosting",
    "trackers",
    "cookies-consent",
    "transparency",
    "retention",
    "data-sharing",
    "transfers",
    "rights",
    "children",
    "ai-profiling",
    "processor-contract",
    "security",
    "governance",
)
"""The families in the order in which reports show them; a pack may add others, which come last."""


def _family_rank(family: str) -> tuple[int, str]:
    return (FAMILIES.index(family) if family in FAMILIES else len(FAMILIES), family)


def rules_digest(criteria: dict[str, Criterion]) -> str:
    """Return the SHA-256 of what decides findings and letters besides evidence and reference data.

    It covers the criteria as values and the sources of the engine, the checks, the derivation of facts and the
    rating; the reader and the reference data have digests of their own.
    """
    total = hashlib.sha256(_code_digest().encode())
    for key in sorted(criteria):
        total.update(canonical_json(criteria[key]))
    return total.hexdigest()


@lru_cache(maxsize=1)
def _code_digest() -> str:
    total = hashlib.sha256()
    for folder, source in code_sources():
        total.update(folder.encode() + b"/" + source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    return total.hexdigest()


def code_sources() -> Iterator[tuple[str, Traversable]]:
    """The files that the digest of rules covers besides the criteria, each with its entry in this package."""
    for entry in sorted(files("rules").iterdir(), key=lambda one: one.name):
        if entry.is_dir() and entry.name not in _OTHER_DIGESTS:
            yield from ((entry.name, source) for source in _walk(entry, ".py"))
            if entry.name in _WITH_DATA:
                yield from ((entry.name, source) for source in _walk(entry, SUFFIX))
        elif entry.name.endswith(".py"):
            yield entry.name, entry
