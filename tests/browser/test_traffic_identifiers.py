"""Identifiers in traffic, and addresses without them."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.traffic.bodies import TEXT_LIMIT, text_of
from scanner.traffic.identifiers import PLANTED, leaks_in, planted_in
from scanner.traffic.redaction import Redactor

_PARTS = (b'{"alg":"HS256"}', b'{"iss":"t","role":"anon"}')
ACCOUNT_KEY = ".".join([*(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in _PARTS), "c2ln"])
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("url", "kinds"),
    [
        ("https://t.example/p?dl=https%3A%2F%2Fo.example%2F%3Fm%3Dlea%2540ecole.fr", ("email",)),
        ("https://t.example/p?em=" + hashlib.sha256(b"x").hexdigest(), ("email-hash",)),
        (f"https://t.example/p?ref=https%3A%2F%2Fo.example%2Fr%2F{JWT}", ("token",)),
        ("https://t.example/p?dl=https%3A%2F%2Fo.example%2Fapp%3Fsession_id%3D9f8c2a7be1d04563", ("token",)),
        ("https://t.example/p?dl=https%3A%2F%2Fo.example%2Fapp%3Fa%3D1%26jeton%3D9f8c2a7be1d04563&sr=1", ("token",)),
        ("https://t.example/p?u=https://o.example/app?session=9f8c2a7be1d04563", ("token",)),
        ("https://t.example/p?phpsessid=9f8c2a7be1d04563", ("token",)),
        ("https://t.example/p?session_id=9f8c2a7be1d04563", ()),
        (f"https://t.example/socket?apikey={ACCOUNT_KEY}", ()),
        (f"https://t.example/socket?apikey={JWT}", ("token",)),
        ("https://tiles.example/v1?access_token=pk.eyJ1IjoiYWJjIiwiYSI6ImNrMTIzIn0.abcDEF123456789", ()),
        ("https://t.example/p?token=4c9a1f7be2d84f0cb7f1c2a5d9e8f733&dl=https%3A%2F%2Fo.example%2F", ()),
        ("https://t.example/p?prenom=L%C3%A9a", ("name",)),
        ("https://t.example/p?code_classe=6B-2026", ("class-code",)),
        ("https://t.example/g/collect?v=2&tid=G-1&cid=1234567890.1700000000&sid=1700000000&en=page_view", ()),
        ("https://t.example/lib@1.2.3.min.js", ()),
        ("https://t.example/p?token=true", ()),
        ("https://t.example/@scope/pkg@2.0.1/dist/a.js", ()),
    ],
)
def test_kinds_of_identifier(url: str, kinds: tuple[str, ...]) -> None:
    assert leaks_in(url) == kinds


PROJECT = "4c9a1f7be2d84f0cb7f1c2a5d9e8f733"


@pytest.mark.parametrize(
    ("body", "referrer", "kinds"),
    [
        (json.dumps({"properties": {"token": PROJECT, "$current_url": "https://o.example/"}}), "", ()),
        (json.dumps({"api_key": PROJECT, "session_id": PROJECT}), "https://o.example/", ()),
        (json.dumps({"$current_url": f"https://o.example/app?sid={PROJECT}&x=1"}), "", ("token",)),
        ("data=%7B%22url%22%3A%22https%3A%5C%2F%5C%2Fo.example%5C%2F%3Fticket%3D" + PROJECT + "%22%7D", "", ("token",)),
        ("", f"https://o.example/app?session={PROJECT}", ("token",)),
        (json.dumps({"user": {"email": "lea@ecole.fr", "auth_token": PROJECT}}), "", ("email", "token")),
    ],
)
def test_a_services_own_key_is_no_persons_token(body: str, referrer: str, kinds: tuple[str, ...]) -> None:
    assert leaks_in("https://t.example/e", body, referrer) == kinds


@pytest.mark.parametrize("form", ["plain", "base64", "hex", "md5", "sha1", "sha256", "sha512"])
def test_what_the_scanner_typed_is_known_in_any_form(form: str) -> None:
    raw = PLANTED.email.encode()
    forms = {"plain": PLANTED.email, "base64": base64.b64encode(raw).decode(), "hex": raw.hex()}
    text = forms.get(form) or hashlib.new(form, raw).hexdigest()
    assert planted_in(f"x={text}&y=1")
    assert not planted_in("x=camille&y=1")


@pytest.mark.parametrize("before", ["", "{", '{"', '{"mail":"', "evenement="])
def test_what_was_typed_is_known_inside_an_encoded_message(before: str) -> None:
    message = f'{before}{PLANTED.email}","page":"/inscription"}}'.encode()
    assert planted_in("data=" + base64.b64encode(message).decode()) == ("email",)
    assert planted_in("data=" + base64.urlsafe_b64encode(message).decode()) == ("email",)
    assert planted_in("data=" + base64.b64encode(message.replace(b"camille", b"camilla")).decode()) == ()


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress])
def test_a_packed_body_is_read(pack: Callable[[bytes], bytes]) -> None:
    packed = pack(json.dumps({"mail": PLANTED.email}).encode())
    assert leaks_in("https://t.example/e", text_of(packed)) == ("email",)
    assert leaks_in("https://t.example/e", text_of(packed[:-12])) in ((), ("email",))


def test_a_body_that_only_looks_packed_or_unpacks_without_end_is_text_all_the_same() -> None:
    assert text_of(b"\x1f\x8bonjour").endswith("onjour")
    assert text_of(b"\x78\x9cx") is not None
    assert len(text_of(gzip.compress(bytes(50_000_000)))) <= TEXT_LIMIT


@given(st.text(max_size=300), st.text(max_size=300))
def test_nothing_raises(url: str, body: str) -> None:
    leaks_in(url, body, url)
    Redactor().url(url, own=False)
    Redactor().url("https://h.example/" + url, own=True)


def test_redaction_keeps_settings_and_drops_persons() -> None:
    redactor = Redactor()
    kept = redactor.url(f"https://u:p@t.example/u/lea@ecole.fr/12345678?tid=G-1&t={JWT}&q=bonjour", own=False)
    assert kept == "https://t.example/u/[email]/[id]?tid=G-1&t=[token]&q=bonjour"
    assert redactor.url("https://o.example/r?q=bonjour", own=True) == "https://o.example/r?q=[removed]"
    assert redactor.removed["credentials"] == 1


@pytest.mark.parametrize("kind", ["md5", "sha1", "sha256", "sha512"])
@pytest.mark.parametrize("encode", [base64.b64encode, base64.urlsafe_b64encode])
def test_a_hash_of_what_was_typed_is_found_in_base64_too(kind: str, encode: Callable[[bytes], bytes]) -> None:
    text = encode(hashlib.new(kind, PLANTED.email.encode()).digest()).decode().rstrip("=")
    assert planted_in(f"https://t.example/p?em=tv.1~em.{text}") == ("email-hash",)
    other = encode(hashlib.new(kind, b"nobody@example.org").digest()).decode().rstrip("=")
    assert planted_in(f"https://t.example/p?em=tv.1~em.{other}") == ()
