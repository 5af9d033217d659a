"""Documents that scripts draw: in whose place they stand, when their silence counts, what a night over HTTP keeps."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.nouns.browser import BrowserEvidence, BrowserRequest, Canary, DrawnDocument
from catalog.nouns.essence import same_essence
from catalog.nouns.evidence import Skipped
from catalog.nouns.noun import digest
from rules.derive.documents import drawn_whole
from rules.knowledge.load import load_knowledge
from rules.reading import read as read_text
from rules.reading.extract import extract
from scanner.drawn import skipped_after_drawing
from scanner.nightly.work import with_earlier_browser

HOME = "https://tool.example/"
POLICY = "https://tool.example/privacy"
SHELL = "<!doctype html><html lang=fr><body><div id=root></div><script src=/a.js></script></body></html>"
TEXT = (
    "<!doctype html><html lang=fr><body><h1>Politique de confidentialité</h1>"
    + "<p>Nous traitons le prénom des élèves pour tenir leur cahier, au titre de la mission d’intérêt public.</p>" * 30
    + "</body></html>"
)
AT = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
SOUND = Canary(third_party_cookies=True, storage=True, beacons=True, fingerprint_hooks=True)


def drawn(**changes: Any) -> DrawnDocument:
    given = {"url": POLICY, "asked": POLICY, "role": "privacy", "found_by": "link:x", "drawn_at": AT, **changes}
    return DrawnDocument(**given)


def browser(*documents: DrawnDocument) -> BrowserEvidence:
    return BrowserEvidence(browser="Chromium", canary=SOUND, drawn=documents)


def with_text(site: Any, text: str = TEXT, **changes: Any) -> Any:
    """The site with one drawn document."""
    site.blobs[digest(text.encode())] = text.encode()
    site.read = lambda body, media_type, name: read_text(extract(body, media_type, name))
    site.more["browser"] = browser(drawn(body=digest(text.encode()), **changes))
    return site


def request(url: str, **changes: Any) -> BrowserRequest:
    return BrowserRequest(**{"url": url, "page": POLICY, "resource_type": "fetch", "status": 503, **changes})


def test_a_drawn_text_stands_in_the_place_of_the_shell_at_its_address(site: Any) -> None:
    site.page(HOME, SHELL).page(POLICY, SHELL, role="privacy")
    (document,) = with_text(site).facts().documents
    assert (document.url, document.drawn, document.complete) == (POLICY, True, True)
    assert site.judge("transparency.privacy-policy-present", "documents").verdict == "pass"


def test_a_page_that_became_readable_stands_for_itself(site: Any) -> None:
    site.page(POLICY, TEXT, role="privacy")
    (document,) = with_text(site, TEXT.replace("prénom", "nom")).facts().documents
    assert not document.drawn


def test_silence_of_a_whole_drawing_counts_and_of_an_incomplete_one_does_not(site: Any, new_site: Any) -> None:
    whole = with_text(site).judge("rights.complaint-authority", "documents")
    assert (whole.verdict, whole.searched) == ("fail", (POLICY,))
    for change in ({"settled": False}, {"cut": True}, {"busy": True}, {"closed_parts": 2}):
        part = with_text(new_site(), **change)
        assert part.judge("rights.complaint-authority", "documents").verdict == "inconclusive", change
    failed = with_text(new_site(), failed=(request("https://api.tool.example/texts/2"),))
    assert failed.judge("rights.complaint-authority", "documents").verdict == "inconclusive"


@pytest.mark.parametrize(
    ("failed", "whole"),
    [
        (request("https://www.google-analytics.com/g/collect"), True),
        (request(HOME + "api/me", status=401), True),
        (request(HOME + "api/texts", status=403), False),
        (request("https://cdn.elsewhere.example/t.js", status=None, failure="ERR_NAME_NOT_RESOLVED"), False),
        (request("https://cdnjs.cloudflare.com/ajax/libs/vue/3/vue.js", resource_type="script"), False),
    ],
)
def test_what_failed_decides_whether_text_may_be_missing(failed: BrowserRequest, whole: bool) -> None:
    knowledge = load_knowledge(lambda _address: None, lambda _address: (None, None))
    assert drawn_whole(drawn(failed=(failed,)), knowledge) is whole


def test_a_short_policy_is_only_called_short_where_no_script_may_draw_the_rest(site: Any, new_site: Any) -> None:
    words = "Nous gardons peu de choses, et seulement le temps qu’il faut pour la classe de votre enfant."
    short = f"<h1>Confidentialité</h1><p>{words}</p>"
    ran = "<script src=/a.js></script>"
    site.page(POLICY, short + ran, role="privacy")
    assert site.judge("transparency.privacy-policy-present", "documents").message == "inconclusive-may-hold-more"
    site.more["browser"] = browser(drawn(reason="no-more"))
    assert site.judge("transparency.privacy-policy-present", "documents").message == "warn-short"
    data = '<script type="application/ld+json">{}</script>'
    still = new_site().page(POLICY, short + data, role="privacy")
    assert still.judge("transparency.privacy-policy-present", "documents").message == "warn-short"


def test_an_address_whose_text_did_not_come_leaves_the_search_open(site: Any) -> None:
    welcome = "<p>Des exercices de calcul pour la classe, avec vos élèves et pour les familles.</p>" * 4
    site.page(HOME, welcome).more["searched"] = (HOME, POLICY, "https://tool.example/rgpd")
    assert site.judge("transparency.privacy-policy-present", "documents").verdict == "fail"
    site.more["skipped"] = skipped_after_drawing((), browser(drawn(reason="empty")))
    assert site.judge("transparency.privacy-policy-present", "documents").verdict == "inconclusive"


def test_what_was_left_out_says_what_the_browser_saw() -> None:
    shell = Skipped(url=POLICY, reason="unreadable-format", detail="the page is made by a script", role="privacy")
    home = Skipped(url=HOME, reason="unreadable-format", detail="the page is made by a script", role="home")
    assert skipped_after_drawing((home, shell), browser(drawn(body="0" * 64))) == (home,)
    assert skipped_after_drawing((home, shell), browser(drawn(body="0" * 64, url=HOME, asked=HOME)))[0] == home
    (kept, *others) = skipped_after_drawing((shell,), browser(drawn(reason="empty")))
    assert kept == shell and others == [], "the same address is told once"
    (new,) = skipped_after_drawing((), browser(drawn(reason="budget"), drawn(asked=HOME + "x", reason="not-there")))
    assert (new.url, new.reason, new.role) == (POLICY, "budget", "privacy")


def test_a_night_over_http_keeps_what_was_drawn_and_differs_in_nothing(site: Any) -> None:
    shell = Skipped(url=POLICY, reason="unreadable-format", detail="the page is made by a script", role="privacy")
    site.page(HOME, SHELL)
    seen = with_text(site).evidence().model_copy(update={"searched": (POLICY,)})
    tonight = seen.model_copy(update={"browser": None, "skipped": (shell,), "searched": ()})
    kept = with_earlier_browser(tonight, seen)
    assert kept.browser == seen.browser and kept.skipped == () and kept.searched == (POLICY,)
    assert same_essence(kept, seen)
