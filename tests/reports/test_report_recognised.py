"""Why an address was left out, and what a proof shows, is said in the reader's language, whoever wrote it down."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from reports.load import read_texts
from reports.view.recognised import DETAIL, NOTE, detail_in_words, note_in_words, places_in, templates
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
    text = text.replace("X, status X", "403, status X")  # The sign of a refusal is one of a few.
    assert any(places_in(template, text) is not None for _, template in templates(DETAIL)), (place, text)
    assert detail_in_words(text, FR) != text
    assert not detail_in_words(text, FR).startswith("message technique")


def test_the_details_were_found() -> None:
    assert len(FOUND) > 35
    assert {place.partition(":")[0] for place, _ in FOUND} >= {
        "pipeline/home.py",
        "pipeline/scan.py",
        "net/fetch.py",
        "discover/crawl.py",
    }


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
    found = next(one for one, candidate in templates(DETAIL) if places_in(candidate, text) is not None)
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


def notes() -> Iterator[tuple[str, str]]:
    """Every phrase that the rules write into the note of a citation: where, and a sample."""
    root = SOURCES.parent / "rules"
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            texts: list[ast.expr] = []
            if isinstance(node, ast.keyword) and node.arg == "note":
                texts.append(node.value)
            if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "note":
                texts.append(node.value)
            if isinstance(node, ast.Dict):
                keyed = zip(node.keys, node.values, strict=True)
                texts += [value for key, value in keyed if getattr(key, "value", "") == "note"]
            for text in texts:
                written = sample(text)
                if re.search(r"[a-z]{3,}", written.replace("X", "")):
                    yield f"{path.relative_to(root).as_posix()}:{text.lineno}", written


NOTES = sorted(set(notes()))
PROTOCOL = ("X (cookie, Max-Age=X) ← X",)
"""Notes in the words of a protocol, the same in every language."""


@pytest.mark.parametrize(("place", "text"), NOTES, ids=[place for place, _ in NOTES])
def test_every_note_the_rules_write_has_its_words_in_both_languages(place: str, text: str) -> None:
    assert text in PROTOCOL or any(places_in(template, text) is not None for _, template in templates(NOTE)), place


def test_the_notes_were_found() -> None:
    assert len(NOTES) >= 12


@pytest.mark.parametrize(
    ("note", "french"),
    [
        ("sign-in offered: own form", "connexion proposée : formulaire propre"),
        ("sign-in offered: google, microsoft", "connexion proposée : google, microsoft"),
        ("922 words, en", "922 mots, anglais"),
        ("922 words, en, certificate not verified", "922 mots, anglais, certificat non vérifié"),
        ("served-in-clear, status 200", "servi en clair, statut HTTP 200"),
        ("TLSv1.3, http: redirects-to-https", "TLSv1.3 ; en http : redirigé vers https"),
        ("✓ – | ✗ Referrer-Policy", "en place : – ; absents ou sans effet : Referrer-Policy"),
        ("certificate expired, valid until 2026-11-01", "certificat expired, valable jusqu’au 1er novembre 2026"),
        ("best protocol TLSv1", "meilleur protocole : TLSv1"),
        ("sid: missing Secure", "sid : il manque Secure"),
        ("Bienvenue, status quo", "Bienvenue, status quo"),
        (
            "_ga (cookie, Max-Age=63072000) ← https://a.example/",
            "_ga (cookie, 730 jours (24 mois)), posé par https://a.example/",
        ),
        (
            "sid (cookie, Session) ← https://a.example/",
            "sid (cookie, durée de la session), posé par https://a.example/",
        ),
        ("uid (local) ← https://a.example/", "uid (stockage local), posé par https://a.example/"),
        ("uid (elsewhere) ← https://a.example/", "uid (elsewhere) ← https://a.example/"),
        ("192.0.2.1, AS16509 Amazon Web Services, IE", "192.0.2.1, réseau AS16509 (Amazon Web Services), Irlande"),
        (
            "192.0.2.1, AS13335 Cloudflare, behind Cloudflare",
            "192.0.2.1, réseau AS13335 (Cloudflare), indéterminé, derrière Cloudflare",
        ),
    ],
)
def test_notes_in_french(note: str, french: str) -> None:
    assert note_in_words(note, FR).replace("\u00a0", " ") == french
