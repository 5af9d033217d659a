"""Recognising a wall against robots: its page is no page of the tool, and nothing is concluded from it.

Signs are headers, statuses and markup that the makers of such walls document or that their pages carry. Scripts of
these makers also sit on ordinary pages, so markup counts only on a page that has little text of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,300})", re.IGNORECASE)
_SILENT = ("script", "style", "noscript")

_HEADER_SIGNS = (
    ("cf-mitigated", "challenge", "challenge"),
    ("x-amzn-waf-action", "challenge", "challenge"),
    ("x-amzn-waf-action", "captcha", "captcha"),
    ("x-vercel-mitigated", "challenge", "challenge"),
    ("x-datadome", "protected", "challenge"),
)
_MARKS: tuple[tuple[str, str], ...] = (
    ("captcha-delivery.com", "captcha"),  # DataDome
    ("px-captcha", "captcha"),  # HUMAN (PerimeterX)
    ("/cdn-cgi/challenge-platform/h/", "challenge"),  # Cloudflare
    ("cf-browser-verification", "challenge"),
    ("_cf_chl_opt", "challenge"),
    ("_incapsula_resource", "challenge"),  # Imperva
    ("incapsula incident id", "challenge"),
    ("bm-verify", "challenge"),  # Akamai
    ("sec-if-cpt-container", "challenge"),
    ("awswafintegration", "challenge"),  # AWS WAF
    ("token.awswaf.com", "challenge"),
    ("sucuri_cloudproxy_js", "challenge"),
    ("ddos-guard", "challenge"),
    ("kpsdk", "challenge"),  # Kasada
    ("hcaptcha.com", "captcha"),
    ("/recaptcha/", "captcha"),
    ("challenges.cloudflare.com/turnstile", "captcha"),
    ("geo.captcha", "captcha"),
)
_PHRASES = (
    "verify you are human",
    "verify that you are human",
    "verifying you are human",
    "are you a robot",
    "are you human",
    "i'm not a robot",
    "checking your browser",
    "checking if the site connection is secure",
    "enable javascript and cookies to continue",
    "unusual traffic",
    "vérifiez que vous êtes humain",
    "vérifier que vous êtes humain",
    "vérification que vous êtes humain",
    "êtes-vous un robot",
    "je ne suis pas un robot",
    "vous n'êtes pas un robot",
    "vous n’êtes pas un robot",
    "êtes un humain",
    "sind sie ein mensch",
    "kein roboter",
    "no eres un robot",
    "no soy un robot",
    "non sei un robot",
    "geen robot",
)
_TITLES = (
    "just a moment",
    "attention required! | cloudflare",
    "access denied",
    "un instant",
    "pardon our interruption",
)
WALL_WORDS = 250
"""A wall says little: a page with more words than this is a page of the site."""


def _is_short(low: str) -> bool:
    """Whether a page in lower case shows no more words than a wall does. One pass: the page may be made to hurt."""
    count = 0
    silent: str | None = None
    for index, part in enumerate(low.split("<")):
        tag, closed, rest = part.partition(">") if index else ("", ">", part)
        if silent is not None:
            if not tag.startswith(f"/{silent}"):
                continue
            silent = None
        elif tag.startswith(_SILENT):
            silent = next(name for name in _SILENT if tag.startswith(name))
            continue
        count += len(rest.split()) if closed else 0
        if count > WALL_WORDS:
            return False
    return True


def bot_sign(status: int, headers: Mapping[str, str], text: str) -> str | None:
    """The sign of a wall in an answer: `challenge`, `captcha`, `403`, `429`, or None for an ordinary answer.

    `headers` has lower-case names, `text` the first 100,000 characters of the body, empty where it is no text.
    """
    for name, value, sign in _HEADER_SIGNS:
        if value in headers.get(name, "").lower():
            return sign
    low = text[:100_000].lower()
    if low and _is_short(low):
        wall = _markup_sign(status, low)
        if wall:
            return wall
    if status in (403, 406):
        return "403"
    return "429" if status == 429 else None


def _markup_sign(status: int, low: str) -> str | None:
    title_match = _TITLE.search(low)
    title = title_match[1].strip() if title_match else ""
    suspicious = status in (202, 401, 403, 405, 406, 429, 503) or title.startswith(_TITLES)
    says = any(phrase in low for phrase in _PHRASES)
    has_form = 'type="password"' in low or "type='password'" in low or "type=password" in low
    if has_form or not (suspicious or says):
        return None
    for mark, sign in _MARKS:
        if mark in low:
            return sign
    if says:
        return "captcha" if "robot" in low or "captcha" in low or "human" in low or "humain" in low else "challenge"
    return "challenge" if title.startswith(_TITLES[:2]) else None
