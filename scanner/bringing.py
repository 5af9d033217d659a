"""Reading the files that a school brings to a check."""

from __future__ import annotations

from pathlib import Path

from catalog.nouns.browser import HarRecording
from catalog.nouns.evidence import SuppliedDocument
from catalog.nouns.noun import digest
from catalog.nouns.vocabulary import Role
from scanner.brought import Brought
from scanner.problem import Problem

LARGEST = 200_000_000
"""Bytes of a file beyond which it is refused; a recording of an hour's lesson is far smaller."""
_ROLE_WORDS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("subprocessors", ("sous-traitants-ulterieurs", "subprocessor", "sub-processor", "liste-sous-traitants")),
    ("dpa", ("dpa", "sous-traitance", "processing", "annexe", "contrat", "contract", "agreement", "accord", "avenant")),
    ("terms", ("cgu", "cgv", "terms", "conditions")),
    ("privacy", ("privacy", "confidentialite", "politique", "rgpd", "donnees", "gdpr")),
)


class BroughtProblem(Problem):
    """A file that was brought cannot be used."""


def bring(hars: tuple[Path, ...], documents: tuple[Path, ...], *, private: bool) -> Brought:
    """Read what was brought. Raises BroughtProblem with the file and what is wrong."""
    bodies = [_read(path) for path in documents]
    return Brought(
        documents=tuple(_document(path, body, private) for path, body in zip(documents, bodies, strict=True)),
        recordings=tuple(_recording(path, private) for path in hars),
        bodies=tuple(bodies),
    )


def _document(path: Path, body: bytes, private: bool) -> SuppliedDocument:
    from rules.reading.extract import sniff

    return SuppliedDocument(
        name=path.name,
        body=digest(body),
        media_type=sniff(body, None, path.name),
        role=_role(path.stem),
        private=private,
    )


def _role(stem: str) -> Role:
    """The role a file's name suggests; a vendor that sends a document mostly sends a contract."""
    from catalog.sites import slug

    name = slug(stem)
    return next((role for role, words in _ROLE_WORDS if any(word in name for word in words)), "dpa")


def _recording(path: Path, private: bool) -> HarRecording:
    from scanner.collect.har import HarProblem, import_har

    try:
        recording = import_har(_read(path), path.name)
    except HarProblem as problem:
        raise BroughtProblem("error.bad-har", path=path, detail=problem) from problem
    return recording.model_copy(update={"private": private})


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise BroughtProblem("error.file-too-large", path=path, largest=LARGEST // 1_000_000)
        return path.read_bytes()
    except OSError as error:
        raise BroughtProblem("error.unreadable-file", path=path, detail=error) from error
