"""Cookies, encodings, robots.txt, walls against robots: the small readers of answers."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog.encoding import detect_encoding
from scanner.net.bots import bot_sign
from scanner.net.charset import decode
from scanner.net.cookies import entropy_bits, parse_set_cookie
from scanner.net.media import media_type_of
from scanner.net.robots import parse_robots, rules_for_status

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
AGENT = "Preau/1 (+https://preau.example)"


def test_a_cookie_is_read_as_declared_and_its_value_is_not_kept() -> None:
    later = (NOW + timedelta(days=390)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    header = f"_ga=GA1.2.123456.789; Expires={later}; Path=/; Domain=.Outil.fr; Secure; SameSite=None"
    cookie = parse_set_cookie(header, "www.outil.fr", "/a/b", NOW)
    assert cookie is not None
    assert (cookie.name, cookie.domain, cookie.path, cookie.host_only) == ("_ga", "outil.fr", "/", False)
    assert cookie.lifetime_seconds == 390 * 86400
    assert (cookie.secure, cookie.http_only, cookie.same_site) == (True, False, "none")
    assert cookie.value_length == 16 and "GA1" not in cookie.model_dump_json()


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("a=b", None),
        ("a=b; Max-Age=60; Expires=Wed, 01 Jan 2031 00:00:00 GMT", 60),
        ("a=b; Expires=Wed, 01 Jan 2031 00:00:00 GMT; max-age=60", 60),
        ("a=b; Max-Age=-5", 0),
        ("a=b; Max-Age=soon; Expires=Tue, 24-Nov-2026 12:01:00 GMT", 60),
        ("a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT", 0),
        ("a=b; Expires=never", None),
        ("a=b; Max-Age=99999999999999999999", 10**11),
    ],
)
def test_lifetimes_are_the_declared_ones(header: str, seconds: int | None) -> None:
    cookie = parse_set_cookie(header, "outil.fr", "/", NOW)
    assert cookie is not None and cookie.lifetime_seconds == seconds


def test_the_path_of_a_cookie_without_one_is_that_of_the_answer() -> None:
    cookie = parse_set_cookie("a=b", "outil.fr", "/classe/page", NOW)
    assert cookie is not None and (cookie.path, cookie.host_only, cookie.domain) == ("/classe", True, "outil.fr")
    assert parse_set_cookie("", "outil.fr", "/", NOW) is None


def test_entropy_tells_a_flag_from_an_identifier() -> None:
    assert entropy_bits("1") == 0 and entropy_bits("") == 0
    assert entropy_bits("true") < 16 < 64 < entropy_bits("9f86d081884c7d659a2feaa0c55ad015")


@given(st.text(max_size=200))
def test_no_cookie_header_raises(header: str) -> None:
    parse_set_cookie(header, "outil.fr", "/", NOW)


@pytest.mark.parametrize(
    ("body", "declared", "charset"),
    [
        ("élève".encode(), "utf-8", "utf-8"),
        ("élève".encode(), "iso-8859-1", "utf-8"),
        ("élève".encode("cp1252"), "utf-8", "cp1252"),
        ("“élève”".encode("cp1252"), "iso-8859-1", "cp1252"),
        (b'<meta charset="iso-8859-2">' + "žák".encode("iso-8859-2"), None, "iso8859-2"),
        ("élève".encode("utf-16"), None, "utf-16"),
        (b"\xef\xbb\xbf" + "élève".encode(), "latin-1", "utf-8-sig"),
        ("élève".encode("cp1252"), "no-such-charset", "cp1252"),
    ],
)
def test_the_encoding_is_what_the_bytes_bear_out(body: bytes, declared: str | None, charset: str) -> None:
    assert detect_encoding(body, declared) == charset
    assert "\ufffd" not in decode(body, charset)


def test_a_text_cut_in_the_middle_of_a_character_is_still_utf_8() -> None:
    assert detect_encoding("élève é".encode()[:-1], None, truncated=True) == "utf-8"


@given(st.binary(max_size=300), st.one_of(st.none(), st.text(max_size=20)))
def test_no_body_raises(body: bytes, declared: str | None) -> None:
    decode(body, detect_encoding(body, declared))
    media_type_of(declared, body)


def test_robots_rules_follow_the_standard() -> None:
    rules = parse_robots(
        "User-agent: *\nDisallow: /a\nAllow: /a/b$\nCrawl-delay: 3\nSitemap: https://o.fr/s.xml", AGENT
    )
    assert rules.refuses("https://o.fr/a/x") and rules.refuses("https://o.fr/b") is None
    assert rules.refuses("https://o.fr/a/b") is None
    assert (rules.crawl_delay, rules.sitemaps) == (3.0, ("https://o.fr/s.xml",))
    own = parse_robots("User-agent: *\nDisallow: /\n\nUser-agent: preau\nDisallow: /x", AGENT)
    assert own.refuses("https://o.fr/") is None and own.refuses("https://o.fr/x")


FORBIDDING = {200: False, 204: False, 401: False, 403: False, 404: False, 429: True, 500: True, 503: True}


@pytest.mark.parametrize(("status", "forbids"), FORBIDDING.items())
def test_a_robots_txt_that_is_not_there_allows_and_one_that_fails_forbids(status: int, forbids: bool) -> None:
    assert bool(rules_for_status(status, "", AGENT).refuses("https://o.fr/")) == forbids


def test_a_page_instead_of_a_robots_txt_forbids_nothing() -> None:
    page = "<!doctype html>\nUser-agent: *\nDisallow: /"
    assert parse_robots(page, AGENT).refuses("https://o.fr/") is None


@given(st.text(max_size=300))
def test_no_robots_txt_raises(text: str) -> None:
    parse_robots(text, AGENT).refuses("https://o.fr/é?x=1")


WALLS = [
    (403, {"cf-mitigated": "challenge"}, "", "challenge"),
    (503, {}, "<title>Just a moment...</title><script>window._cf_chl_opt={}</script>", "challenge"),
    (403, {}, '<script src="https://ct.captcha-delivery.com/c.js"></script>', "captcha"),
    (403, {}, '<div id="px-captcha"></div>', "captcha"),
    (200, {}, '<title>Pardon Our Interruption</title><script src="/_Incapsula_Resource?x"></script>', "challenge"),
    (202, {"x-amzn-waf-action": "challenge"}, "", "challenge"),
    (200, {}, "<h1>Vérifiez que vous êtes humain</h1><script src='https://hcaptcha.com/1/api.js'>", "captcha"),
    (403, {}, "<title>Access Denied</title>", "403"),
    (429, {}, "", "429"),
]
ORDINARY = [
    (
        200,
        {},
        "<title>Connexion</title><input type=password><script src='https://www.google.com/recaptcha/api.js'>",
    ),
    (
        200,
        {},
        "<script src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'></script><p>Bienvenue ici</p>",
    ),
    (200, {}, "<script src='/_Incapsula_Resource?SWJIYLWA=1'></script><h1>Apprendre à lire</h1>"),
    (404, {}, "<h1>Page introuvable</h1>"),
    (200, {}, "<p>" + "Comment reconnaître un robot ? Es-tu un humain ? " * 60 + "je ne suis pas un robot</p>"),
]


@pytest.mark.parametrize(("status", "headers", "text", "sign"), WALLS)
def test_walls_are_recognised(status: int, headers: dict[str, str], text: str, sign: str) -> None:
    assert bot_sign(status, headers, text) == sign


@pytest.mark.parametrize(("status", "headers", "text"), ORDINARY)
def test_pages_that_use_the_same_makers_are_no_walls(status: int, headers: dict[str, str], text: str) -> None:
    assert bot_sign(status, headers, text) is None
