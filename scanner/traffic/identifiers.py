"""Identifiers: what in a request could tell a third party who a pupil is.

Hashed addresses count: a hash of an e-mail address is personal data still (CNIL, EDPB Guidelines 01/2025 on
pseudonymisation). Ids that a tracker gave itself (client ids) are not looked for here: they are what storage shows.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote_plus

from scanner.net.cookies import entropy_bits

LeakKind = Literal["email", "email-hash", "token", "name", "class-code"]

_LIMIT = 64 * 1024
_SESSION_NAMES = frozenset(
    [
        "auth_token",
        "authtoken",
        "id_token",
        "refresh_token",
        "session_token",
        "sessionid",
        "phpsessid",
        "jsessionid",
        "magic_link",
        "reset_token",
        "invite_token",
        "otp",
        "password",
        "passwd",
        "pwd",
    ]
)
"""Names of a person's secrets, wherever they stand."""
_TOKEN_NAMES = _SESSION_NAMES | {
    "token",
    "access_token",
    "jwt",
    "ticket",
    "session",
    "session_id",
    "sid",
    "jeton",
    "invite",
    "invitation",
    "api_key",
    "apikey",
}
"""Names that stand for a person's secret in the address of a page. In what is said to a service they are its own: the
key of the site's account with it, or the number it gave a session of its own."""
_NAME_NAMES = frozenset(
    [
        "firstname",
        "first_name",
        "lastname",
        "last_name",
        "fullname",
        "full_name",
        "prenom",
        "nom",
        "nom_complet",
        "username",
        "user_name",
        "login",
        "displayname",
        "display_name",
        "student_name",
        "nom_eleve",
        "prenom_eleve",
        "eleve",
        "pupil",
        "student",
        "fn",
        "ln",
        "ud[fn]",
        "ud[ln]",
        "given_name",
        "family_name",
        "surname",
    ]
)
_CLASS_NAMES = frozenset(
    [
        "class_code",
        "classcode",
        "code_classe",
        "codeclasse",
        "class_id",
        "classid",
        "classe_id",
        "id_classe",
        "join_code",
        "joincode",
        "group_code",
        "code_groupe",
        "school_code",
        "code_etablissement",
        "uai",
        "rne",
    ]
)
_HASH_NAMES = frozenset(
    ["em", "ud[em]", "email", "email_hash", "hashed_email", "emailhash", "hem", "sha256_email", "email_sha256", "he"]
)
_MAIL_NAMES = frozenset(["email", "e-mail", "mail", "user_email", "useremail", "courriel", "adresse_mail"])
_HEX = frozenset("0123456789abcdef")
_CLAIMS = frozenset(
    ["sub", "email", "name", "given_name", "family_name", "preferred_username", "unique_name", "upn", "user_id", "uid"]
)
"""Claims about a person (RFC 7519, section 4.1.2; OpenID Connect Core 1.0, section 5.1; what common services add)."""
_TOKEN_BITS = 36.0
"""Bits below which a value is a word or a counter rather than a secret (the estimate runs low on short values)."""


class Planted:
    """What the scanner itself typed into fields that are never submitted: any form of it in traffic is a leak."""

    def __init__(self, email: str, name: str) -> None:
        self.email = email
        self.name = name

    @lru_cache(maxsize=8)  # noqa: B019 - one instance lives as long as the program
    def forms(self) -> tuple[tuple[LeakKind, str], ...]:
        """The texts to look for, in lower case, with what each shows."""
        found: list[tuple[LeakKind, str]] = [("email", self.email.lower()), ("name", self.name.lower())]
        for text in (self.email, self.email.lower()):
            raw = text.encode()
            found += [("email", form) for form in _in_base64(raw)]
            found.append(("email", raw.hex()))
            for kind in ("md5", "sha1", "sha256", "sha512"):
                hashed = hashlib.new(kind, raw, usedforsecurity=False)
                found.append(("email-hash", hashed.hexdigest()))
                # The last character holds the padding's bits besides; in addresses two others stand for `+` and `/`.
                form = base64.b64encode(hashed.digest()).decode().rstrip("=").lower()[:-1]
                found += [("email-hash", form), ("email-hash", form.replace("+", "-").replace("/", "_"))]
        return tuple(dict.fromkeys(found))


def _in_base64(raw: bytes) -> list[str]:
    """Bytes as they show in base64 wherever they stand in what is encoded, in lower case: three bytes make four
    characters, so that there are three ways. Characters that hold bits of a neighbour are left out."""
    found = []
    for before, shared in ((0, 0), (1, 2), (2, 3)):
        text = base64.b64encode(bytes(before) + raw).decode().lower()
        found.append(text[shared : (before + len(raw)) * 8 // 6])
    return [*found, *(text.replace("+", "-").replace("/", "_") for text in found if "+" in text or "/" in text)]


PLANTED = Planted("camille.durand-essai@controle-preau.fr", "Camille Durand-Essai")
"""The same in every scan, so that two scans can be compared. Nobody of this name exists at this address."""


def planted_in(*texts: str, planted: Planted = PLANTED) -> tuple[LeakKind, ...]:
    """Kinds of the scanner's own typed values found in any form in these texts."""
    joined = "\n".join(variant for text in texts for variant in _variants(text)).lower()
    return tuple(sorted({kind for kind, form in planted.forms() if form in joined}))


def leaks_in(url: str, body: str = "", referrer: str = "") -> tuple[LeakKind, ...]:
    """Kinds of identifier in a request to a third party: its address, body and referrer. Never raises.

    What was typed counts anywhere. A token counts in the address of a page, which is the referrer and whatever address
    stands in a parameter or in the body; elsewhere only under a name that no service has for a key of its own, or where
    it says itself that it is about somebody.
    """
    found: set[LeakKind] = set(planted_in(url, body, referrer))
    for text in (url, body):
        for variant in _variants(text):
            found.update(_in_text(variant, of_a_page=False))
    for address in (*_addresses_in(url.partition("?")[2]), *_addresses_in(body)):
        found.update(kinds_in(address))
    return tuple(sorted(found.union(kinds_in(referrer))))


def kinds_in(text: str) -> tuple[LeakKind, ...]:
    """Kinds of identifier in the address of a page or a part of it. Never raises."""
    return tuple(sorted({kind for variant in _variants(text) for kind in _in_text(variant, of_a_page=True)}))


def _addresses_in(text: str) -> Iterator[str]:
    """Addresses that stand in a parameter, a member or a word of a text, decoded."""
    for variant in _variants(text):
        for mark in "\"'<>()[]{},;|\n\t ":
            variant = variant.replace(mark, "\n")
        for word in variant.split("\n")[:2000]:
            for part in (word, *(pair.partition("=")[2] for pair in word.split("&"))):
                start = unquote_plus(part[:16], errors="replace")
                if start.replace("\\", "").startswith(("http://", "https://")):
                    yield unquote_plus(part, errors="replace")


def _variants(text: str) -> Iterator[str]:
    """The text, and what is behind up to three layers of percent-encoding."""
    current = text[:_LIMIT]
    for _ in range(4):
        yield current
        decoded = unquote_plus(current, errors="replace")
        if decoded == current:
            return
        current = decoded


def _in_text(text: str, of_a_page: bool) -> Iterator[LeakKind]:
    if any(is_email(word) for word in _words(text)):
        yield "email"
    if "eyJ" in text and any(_is_jwt(word) and (of_a_page or _names_a_person(word)) for word in _words(text)):
        yield "token"
    for key, value in pairs(text):
        kind = _pair_kind(key, value, _TOKEN_NAMES if of_a_page else _SESSION_NAMES)
        if kind is not None:
            yield kind


def _pair_kind(key: str, value: str, secrets: frozenset[str]) -> LeakKind | None:
    if key in secrets and _is_secret(value):
        return "token"
    if key in _NAME_NAMES and _is_name(value):
        return "name"
    if key in _CLASS_NAMES and 3 <= len(value) <= 64 and any(each.isalnum() for each in value):
        return "class-code"
    if key in _HASH_NAMES and len(value) in (32, 40, 64, 128) and set(value.lower()) <= _HEX:
        return "email-hash"
    if key in _MAIL_NAMES and is_email(value):
        return "email"
    return None


def pairs(text: str) -> Iterator[tuple[str, str]]:
    """Parameters in an address or a form body, members of a JSON text: names in lower case."""
    separated = text
    for mark in "?#;,{}\n":
        separated = separated.replace(mark, "&")
    for part in separated.split("&")[:2000]:
        key, equals, value = part.partition("=")
        if not equals:
            key, equals, value = part.partition(":")
        if equals and len(key) < 64:
            yield key.strip(" \"'").lower(), value.strip(" \"'")


def is_email(word: str) -> bool:
    """Whether a word is an e-mail address of a person's form."""
    local, at, host = word.partition("@")
    if not at or not 1 <= len(local) <= 64 or "." not in host or len(host) > 253:
        return False
    if not all(each.isalnum() or each in "._%+-" for each in local) or not any(each.isalpha() for each in local):
        return False
    labels = host.split(".")
    return (
        all(label and label.replace("-", "").isalnum() for label in labels)
        and 2 <= len(labels[-1]) <= 24
        and (labels[-1].isalpha() and labels[-1].lower() not in ("js", "css", "png", "jpg", "svg", "min", "mjs", "map"))
    )


def _words(text: str) -> Iterable[str]:
    for mark in "?&=#/\\\"'<>()[]{},;:|\n\t":
        text = text.replace(mark, " ")
    return text.split()


def _is_jwt(word: str) -> bool:
    """A JSON Web Token: three parts in base64url, the first two are JSON objects (RFC 7519)."""
    parts = word.split(".")
    return len(parts) == 3 and parts[0].startswith("eyJ") and parts[1].startswith("eyJ") and len(word) > 40


def _names_a_person(token: str) -> bool:
    """Whether the claims of a token are about somebody: the key of a site's account with a service has no subject."""
    claims = token.split(".")[1]
    try:
        said = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    except ValueError:
        return False
    return isinstance(said, dict) and bool(_CLAIMS & {str(name).lower() for name in said})


def _is_secret(value: str) -> bool:
    return len(value) >= 12 and not value.isdigit() and " " not in value and entropy_bits(value) >= _TOKEN_BITS


def _is_name(value: str) -> bool:
    letters = value.replace(" ", "").replace("-", "").replace("'", "").replace(".", "").replace("’", "")
    return 2 <= len(letters) <= 40 and letters.isalpha() and value.lower() not in ("true", "false", "null", "undefined")
