"""Why an address was left out is said in the reader's language, whatever part of the program wrote it down."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.load import read_texts
from reports.view.left_out import _places, _templates, detail_in_words
from reports.wording import Wording

SOURCES = Path(__file__).parents[2] / "scanner"
FR, EN = Wording("fr"), Wording("en")
WRITERS = {"FetchFailure": 1, "UnsafeAddress": 0, "NameFailure": 0, "AddressError": 1, "skip": 2}
"""Who writes a detail, and in which argument."""
ELSEWHERE = {"net/guard.py", "net/robots.py", "documents/legible.py"}
"""Modules whose functions return details."""


def sample(node: ast.expr) -> str:
    """The text that an expression would make, an `X` in each of its places; empty where it is no text."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)  # type: ignore[misc]
    if isinstance(node, ast.BinOp) and isinstance(node.right, ast.IfExp):
        return sample(node.left) + sample(node.right.body)
    if isinstance(node, ast.IfExp):
        return sample(node.body) or sample(node.orelse)
    return ""


def written() -> Iterator[tuple[str, str]]:
    """Every detail that the program's own code writes: where, and a sample."""
    for path in SOURCES.rglob("*.py"):
        name = path.relative_to(SOURCES).as_posix()
        if name.startswith(("lab/", "cli/", "collect/tls", "collect/well_known")):
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            texts: list[ast.expr] = []
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                place = WRITERS.get(called)
                texts += [node.args[place]] if place is not None and len(node.args) > place else []
                texts += [one.value for one in node.keywords if one.arg in ("detail", "refusal")]
            elif _kept(node, name):
                texts.append(node.value)  # type: ignore[attr-defined]
            yield from ((f"{name}:{node.lineno}", sample(text)) for text in texts if " " in sample(text))  # type: ignore[attr-defined]


def _kept(node: ast.AST, name: str) -> bool:
    named = isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "detail"
    return named or (isinstance(node, ast.Return) and node.value is not None and name in ELSEWHERE)


FOUND = sorted(set(written()))


@pytest.mark.parametrize(("place", "text"), FOUND, ids=[place for place, _ in FOUND])
def test_every_detail_the_program_writes_has_its_words_in_both_languages(place: str, text: str) -> None:
    if text.startswith("X: X"):
        return  # What a library of the network said: quoted as a technical message.
    assert any(_places(template, text) is not None for _, template in _templates()), (place, text)
    assert detail_in_words(text, FR) != text
    assert not detail_in_words(text, FR).startswith("message technique")


def test_the_details_were_found() -> None:
    assert len(FOUND) > 35
    assert {place.partition(":")[0] for place, _ in FOUND} >= {"pipeline.py", "net/fetch.py", "discover/crawl.py"}


@pytest.mark.parametrize("key", sorted(key for key in read_texts("en") if key.startswith("skipped-detail.")))
def test_every_template_is_recognised_as_itself(key: str) -> None:
    template = read_texts("en")[key]
    text = template
    for name in ("status", "target", "count", "wait", "pages", "seconds", "text", "size", "wire", "name", "media"):
        text = text.replace("{" + name + "}", f"<{name}>")
    for name, value in {
        "sign": "403",
        "failure": "timeout",
        "kind": "app-store",
        "host": "a.example",
        "path": "/x",
        "addresses": "10.0.0.1",
        "port": "22",
        "given": "'x'",
        "detail": "no answer in time",
    }.items():
        text = text.replace("{" + name + "}", value)
    found = next(one for one, candidate in _templates() if _places(candidate, text) is not None)
    assert found == key


@pytest.mark.parametrize(
    ("detail", "french"),
    [
        ("", ""),
        ("status 404", "statut HTTP 404"),
        (
            "redirect to https://b.example/x: b.example has no address (no-such-name)",
            "redirection vers https://b.example/x : b.example n’a pas d’adresse (le nom n’existe pas)",
        ),
        ("captcha, status 403", "test anti-robot (CAPTCHA), statut HTTP 403"),
        ("429, status 429, Retry-After: 120", "trop de requêtes, statut HTTP 429, nouvel essai possible : 120"),
        ("robots.txt cannot be read: no answer in time", "robots.txt ne peut pas être lu : pas de réponse à temps"),
        ("ConnectError: [Errno 101] x", "message technique : ConnectError: [Errno 101] x"),
    ],
)
def test_details_in_french(detail: str, french: str) -> None:
    assert detail_in_words(detail, FR).replace("\u00a0", " ") == french


def test_english_keeps_the_words_of_the_program() -> None:
    detail = "redirect to https://b.example/x: b.example leads to 10.0.0.1, which is not a public address"
    assert detail_in_words(detail, EN) == detail
    assert detail_in_words("{host} is no document", EN) == "{host} is no document"
