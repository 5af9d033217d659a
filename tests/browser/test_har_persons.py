"""Who was logged in is told nowhere in an imported recording: not in paths, host names, cookies, errors, file names."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import quote

import pytest

from scanner.collect.har import import_har
from scanner.traffic.persons import names_a_person, personal_words

HOME = "https://app.outil.test/accueil"


def entry(url: str, second: int, kind: str = "document", **request: Any) -> dict[str, Any]:
    return {
        "startedDateTime": f"2026-11-20T09:00:{second:02d}.000Z",
        "request": {"method": "GET", "url": url, "headers": [], **request},
        "response": {"status": 200, "headers": [], "content": {"mimeType": "text/html"}},
        "_resourceType": kind,
    }


def recorded(*entries: dict[str, Any], name: str = "lecon.har") -> Any:
    log = {"log": {"version": "1.2", "entries": [entry(HOME, 0), *entries]}}
    return import_har(json.dumps(log).encode(), name)


def encoded(value: object) -> str:
    return base64.b64encode(json.dumps(value).encode()).decode()


VARIABLES = json.dumps({"variables": {"firstName": "Noémie", "lastName": "Rousselet"}})
GRAPHQL = entry("https://app.outil.test/graphql", 1, "fetch", method="POST", postData={"text": VARIABLES})
COOKIE = entry("https://app.outil.test/a", 1, headers=[
    {"name": "Cookie", "value": f"profil={encoded({'name': 'Noémie Rousselet'})}"}])  # fmt: skip
MULTIPART = entry("https://app.outil.test/depot", 1, "fetch", method="POST", postData={
    "mimeType": "multipart/form-data", "params": [{"name": "prenom", "value": "Noémie"},
                                                  {"name": "nom", "value": "Rousselet"}]})  # fmt: skip
MAIL = entry("https://app.outil.test/api?email=noemie.rousselet%40college.test", 1, "xhr")
PLACES = (
    "https://app.outil.test/copies/noemie-rousselet/2",
    "https://app.outil.test/fichiers/photo_Rousselet.jpg",
    "https://nrousselet.pages.outil.test/",
    "https://stats.tiers.test/p/No%C3%A9mie%20Rousselet.gif",
    "https://stats.tiers.test/p?titre=Cahier%20de%20Rousselet",
    "https://stats.tiers.test/p?rousselet=1",
)


@pytest.mark.parametrize("told", [GRAPHQL, COOKIE, MULTIPART, MAIL], ids=["graphql", "cookie", "multipart", "mail"])
def test_a_name_told_once_is_removed_wherever_it_stands(told: dict[str, Any]) -> None:
    last = entry("https://app.outil.test/fin", 9)
    last["response"]["headers"] = [{"name": "Set-Cookie", "value": "u_rousselet=1; Path=/e/rousselet; Max-Age=900"}]
    last["response"]["_error"] = "net::ERR_ABORTED for Rousselet"
    found = recorded(told, *(entry(url, 2 + at, "xhr") for at, url in enumerate(PLACES)), last, name="rousselet.har")
    text = found.model_dump_json().lower()
    assert "rousselet" not in text and "noemie" not in text and "noémie" not in text
    assert dict(found.removed)["names"] >= len(PLACES)
    assert found.requests[-1].failure in (None, "net::ERR_ABORTED")


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("https://app.outil.test/eleves/zoe-k/devoirs", "https://app.outil.test/eleves/[name]/devoirs"),
        ("https://app.outil.test/@zoek", "https://app.outil.test/[name]"),
        ("https://app.outil.test/x;jsessionid=ABCD/notes", "https://app.outil.test/x;[removed]/notes"),
        ("https://app.outil.test/c/z%2540college.test", "https://app.outil.test/c/[email]"),
        ("https://app.outil.test/p/" + quote(encoded({"a": "Zoé K"})), "https://app.outil.test/p/[token]"),
        ("https://stats.tiers.test/c?uid=84123&w=1280", "https://stats.tiers.test/c?uid=[id]&w=1280"),
        ("https://app.outil.test/user/login", "https://app.outil.test/user/login"),
        ("https://app.outil.test/lecons/fractions/3", "https://app.outil.test/lecons/fractions/3"),
        ("https://stats.tiers.test/matomo.php?idsite=4", "https://stats.tiers.test/matomo.php?idsite=4"),
    ],
)
def test_the_form_of_an_address_tells_who_it_is_about(url: str, clean: str) -> None:
    assert recorded(entry(url, 1, "xhr")).requests[-1].url == clean


def test_names_of_cookies_keep_what_measures_and_lose_who_is_measured() -> None:
    sent = "_ga_123456=1; uid_84123=2; session=3; z.k@college.test=4"
    found = recorded(entry("https://app.outil.test/a", 1, headers=[{"name": "Cookie", "value": sent}]))
    assert set(found.requests[-1].sent_cookies) == {"_ga_123456", "uid_[id]", "session", "[name]"}


def test_words_that_name_nobody_are_no_names() -> None:
    assert personal_words(['{"login": "user", "nom": "true"}', "contact@college.test"]) == frozenset()
    assert personal_words(['{"name": "Les fractions"}']) == frozenset()
    words = personal_words(["login=noemie.rousselet&x=1"])
    assert words == {"noemie", "rousselet"}
    assert names_a_person("nrousselet", words) and not names_a_person("rous", words)
