"""HAR: a recording that a school made inside a product, as evidence of the learner surface without personal values.

HTTP Archive 1.2 as Chromium and Firefox write it, cleaned of cookies or not. A hostile file costs nothing but its own
entries: whatever is malformed is left out. Only what is no HAR at all raises :class:`HarProblem`.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from catalog.nouns.browser import BrowserCookie, BrowserPage, BrowserRequest, HarRecording
from catalog.nouns.noun import digest
from catalog.nouns.vocabulary import Role
from catalog.sites import host_of, site_of
from scanner.net.cookies import parse_set_cookie
from scanner.problem import Problem
from scanner.traffic.bodies import text_of
from scanner.traffic.identifiers import leaks_in
from scanner.traffic.persons import personal_words
from scanner.traffic.recording_signs import account_role, filtered_signs, is_login, never_left, too_thin
from scanner.traffic.redaction import Redactor

ENTRY_LIMIT = 20_000
_PAGE_LIMIT = 300
_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "x-csrf-token", "x-xsrf-token", "x-api-key"})
_KINDS = {"xmlhttprequest": "xhr", "main_frame": "document", "sub_frame": "document", "empty": "fetch"}

_ERROR_CODE = re.compile(r"(?:net::)?[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+")
"""What browsers call an error (`net::ERR_FAILED`, `NS_ERROR_NET_RESET`); what is said besides may hold an address."""

Entry = dict[str, Any]


class HarProblem(Problem):
    """The file is no HTTP archive; the message says what is wrong."""


def import_har(data: bytes, name: str) -> HarRecording:
    """The recording in a HAR file. Personal values are removed here and nowhere kept; `removed` counts them.

    Raises HarProblem for what is no JSON, or holds no list of entries.
    """
    log = _log(data)
    entries = [entry for entry in log["entries"][:ENTRY_LIMIT] if _is_entry(entry)]
    entries.sort(key=lambda entry: str(entry.get("startedDateTime", "")))
    reading = _Reading(log, entries)
    pages, requests, cookies = reading.pages(), reading.requests(), reading.cookies()
    return HarRecording(
        name=reading.clean_name(name[:200]),
        recorded_at=reading.began,
        tool=reading.site,
        account_role=account_role(entries, reading.site, name),
        pages=pages,
        requests=requests,
        cookies=cookies,
        removed=tuple(sorted((kind, count) for kind, count in reading.removed().items() if count)),
        filtered_signs=filtered_signs(entries, reading.site),
        too_thin=too_thin(pages, requests),
    )


def _log(data: bytes) -> dict[str, Any]:
    try:
        value = json.loads(data.decode("utf-8-sig", "replace"))
        log = value["log"]
        entries = log["entries"]
    except (ValueError, RecursionError) as error:
        raise HarProblem("har.no-json") from error
    except (KeyError, TypeError) as error:
        raise HarProblem("har.no-entries") from error
    if not isinstance(log, dict) or not isinstance(entries, list):
        raise HarProblem("har.no-entries")
    return log


def _is_entry(entry: Any) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("request"), dict):
        return False
    url = entry["request"].get("url")
    if not isinstance(url, str) or not url.startswith(("http://", "https://", "ws://", "wss://")):
        return False
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


class _Reading:
    """One file being read. `site` is the tool's."""

    def __init__(self, log: dict[str, Any], entries: list[Entry]) -> None:
        self._entries = entries
        self._redactor = Redactor(_words_of(entries, log))
        self._dropped: Counter[str] = Counter()
        self.began = next((moment for entry in entries if (moment := _moment(entry.get("startedDateTime")))), None)
        self.site = _tool_site(entries)
        self._page_of = _pages_of(log, entries, self.site)

    def pages(self) -> tuple[BrowserPage, ...]:
        """The documents of the tool that were opened, each address once."""
        found: dict[str, BrowserPage] = {}
        for entry in self._entries:
            url = entry["request"]["url"]
            if _kind(entry) != "document" or self._page_of[id(entry)] != url or len(found) >= _PAGE_LIMIT:
                continue
            clean = self._clean(url)
            role: Role = "login" if is_login(url) else "app"
            status = _status(entry)
            found.setdefault(
                clean,
                BrowserPage(
                    url=clean,
                    final_url=clean,
                    role=role,
                    surface="learner",
                    status=status,
                    rendered=status is not None and status < 400,
                ),
            )
        return tuple(found.values())

    def requests(self) -> tuple[BrowserRequest, ...]:
        """All requests, with kinds of identifiers found before they were removed."""
        return tuple(self._request(entry) for entry in self._entries)

    def cookies(self) -> tuple[BrowserCookie, ...]:
        """Cookies as answers declared them, values as digests; none where the export left `Set-Cookie` out."""
        found = []
        for entry in self._entries:
            url, at = entry["request"]["url"], _moment(entry.get("startedDateTime"))
            parts = urlsplit(url)
            for line in _lines(entry.get("response"), "set-cookie"):
                declared = parse_set_cookie(line, host_of(url), parts.path or "/", at) if at is not None else None
                if declared is None or declared.lifetime_seconds == 0:
                    continue
                told = declared.model_dump(exclude={"host_only"})
                told["name"] = self._redactor.name(declared.name)
                told["path"] = self._redactor.path(declared.path, site_of(url) == self.site)
                told["domain"] = self._redactor.host(declared.domain)
                found.append(
                    BrowserCookie(
                        **told,
                        set_by=self._clean(url),
                        page=self._clean(self._page_of[id(entry)]),
                        at_ms=self._since(at),
                    )
                )
        return tuple(found)

    def clean_name(self, name: str) -> str:
        """The name of the file without the words by which the recording names somebody."""
        return self._redactor.name(name)

    def removed(self) -> Counter[str]:
        """What was removed, by kind."""
        return self._redactor.removed + self._dropped

    def _request(self, entry: Entry) -> BrowserRequest:
        request, url = entry["request"], entry["request"]["url"]
        page = self._page_of[id(entry)]
        body = _body(request)
        self._count(entry, body)
        referrer = next(iter(_values(request, "referer")), None)
        own = site_of(url) == self.site
        status, error = _status(entry), _error(entry)
        return BrowserRequest(
            url=self._clean(url),
            method=str(request.get("method", "GET"))[:20],
            resource_type=_kind(entry),
            page=self._clean(page),
            initiator=self._initiator(entry),
            initiator_type=_initiator_type(entry),
            at_ms=self._since(_moment(entry.get("startedDateTime"))),
            status=status,
            peer_address=_address(entry),
            referrer=self._clean(referrer) if referrer else None,
            post_digest=digest(body) if body else None,
            post_size=len(body),
            leaks=() if own else leaks_in(url, text_of(body), referrer or ""),
            sent_cookies=tuple(self._redactor.name(each) for each in _sent_cookies(request)),
            failure=None if status is not None else (error or "no-answer"),
            left=status is not None or not never_left(entry, error),
        )

    def _count(self, entry: Entry, body: bytes) -> None:
        request, response = entry["request"], entry.get("response")
        self._dropped["cookies"] += len(_sent_cookies(request)) + len(list(_lines(response, "set-cookie")))
        self._dropped["bodies"] += bool(body)
        content = response.get("content") if isinstance(response, dict) else None
        self._dropped["bodies"] += bool(isinstance(content, dict) and content.get("text"))
        for headers in (request, response):
            self._dropped["secret-headers"] += sum(1 for key, _ in _headers(headers) if key in _SECRET_HEADERS)

    def _clean(self, url: str) -> str:
        return self._redactor.url(url, own=site_of(url) == self.site)

    def _initiator(self, entry: Entry) -> str | None:
        given = entry.get("_initiator")
        url = given.get("url") if isinstance(given, dict) else None
        return self._clean(url) if isinstance(url, str) and url.startswith("http") else None

    def _since(self, moment: datetime | None) -> int:
        if moment is None or self.began is None:
            return 0
        return max(0, min(int((moment - self.began).total_seconds() * 1000), 10**9))


def _tool_site(entries: list[Entry]) -> str:
    """The site of which most was fetched, among those that pages were opened of; `""` where there are no entries.

    Pages alone would not do: a log-in service shows several pages, a single-page application one.
    """
    tops = {site_of(one["request"]["url"]) for one in entries if _kind(one) == "document" and not _in_frame(one)}
    fetched = Counter(site_of(entry["request"]["url"]) for entry in entries)
    sites = [site for site, _ in fetched.most_common() if site in tops or not tops]
    return sites[0] if sites else ""


def _pages_of(log: dict[str, Any], entries: list[Entry], site: str) -> dict[int, str]:
    """For each entry the address of the page it belongs to: by its reference, else the last document before it."""
    by_reference: dict[str, str] = {}
    found: dict[int, str] = {}
    current = ""
    for entry in entries:
        url, reference = entry["request"]["url"], str(entry.get("pageref", ""))
        top = _kind(entry) == "document" and site_of(url) == site and not _in_frame(entry)
        if top:
            current = url
            by_reference[reference] = url
        found[id(entry)] = current if current else (by_reference.get(reference) or _title(log, reference) or url)
    return found


def _title(log: dict[str, Any], reference: str) -> str:
    """Chromium writes a page's address as its title."""
    pages = log.get("pages")
    for page in pages if isinstance(pages, list) else ():
        if isinstance(page, dict) and page.get("id") == reference:
            title = str(page.get("title", ""))
            return title if title.startswith("http") else ""
    return ""


def _in_frame(entry: Entry) -> bool:
    return next(iter(_values(entry["request"], "sec-fetch-dest")), "document") in ("iframe", "frame")


def _kind(entry: Entry) -> str:
    """Kind of resource: as the browser says, else by the header of the request or the type of the answer."""
    given = str(entry.get("_resourceType") or "").lower()
    if given:
        return _KINDS.get(given, given)[:40]
    wanted = next(iter(_values(entry["request"], "sec-fetch-dest")), "").lower()
    if wanted:
        return "document" if wanted in ("document", "iframe", "frame") else _KINDS.get(wanted, wanted)[:40]
    response = entry.get("response")
    content = response.get("content") if isinstance(response, dict) else None
    media = str(content.get("mimeType", "")) if isinstance(content, dict) else ""
    for mark, kind in (("html", "document"), ("javascript", "script"), ("css", "stylesheet"), ("image/", "image")):
        if mark in media:
            return kind
    return "other"


def _headers(part: Any) -> Iterator[tuple[str, str]]:
    headers = part.get("headers") if isinstance(part, dict) else None
    for header in headers if isinstance(headers, list) else ():
        if isinstance(header, dict):
            yield str(header.get("name", "")).lower(), str(header.get("value", ""))


def _values(part: Any, name: str) -> Iterator[str]:
    return (value for key, value in _headers(part) if key == name)


def _lines(part: Any, name: str) -> Iterator[str]:
    return (line for value in _values(part, name) for line in value.split("\n") if line)


def _sent_cookies(request: dict[str, Any]) -> tuple[str, ...]:
    listed = request.get("cookies")
    names = {
        str(each.get("name", "")) for each in (listed if isinstance(listed, list) else ()) if isinstance(each, dict)
    }
    for line in _values(request, "cookie"):
        names |= {part.partition("=")[0].strip() for part in line.split(";")}
    return tuple(sorted(name[:256] for name in names if name))[:200]


def _words_of(entries: list[Entry], log: dict[str, Any]) -> frozenset[str]:
    """By what words the recording names who was logged in."""
    texts, cookies = [], []
    for entry in entries:
        request, response = entry["request"], entry.get("response")
        texts += [request["url"], text_of(_body(request)), *_form_fields(request), *_values(request, "referer")]
        content = response.get("content") if isinstance(response, dict) else None
        if isinstance(content, dict) and "json" in str(content.get("mimeType")):
            texts.append(str(content.get("text") or ""))
        cookies += [*_values(request, "cookie"), *_values(response, "set-cookie")]
    return personal_words(texts, cookies)


def _form_fields(request: dict[str, Any]) -> Iterator[str]:
    """The fields of a form that a browser wrote down one by one (HAR 1.2, `postData.params`)."""
    data = request.get("postData")
    params = data.get("params") if isinstance(data, dict) else None
    for each in params if isinstance(params, list) else ():
        if isinstance(each, dict):
            yield f"{each.get('name', '')}={each.get('value', '')}"


def _body(request: dict[str, Any]) -> bytes:
    data = request.get("postData")
    text = data.get("text") if isinstance(data, dict) else None
    return text.encode("utf-8", "replace") if isinstance(text, str) else b""


def _status(entry: Entry) -> int | None:
    response = entry.get("response")
    status = response.get("status") if isinstance(response, dict) else None
    return status if isinstance(status, int) and 100 <= status < 600 else None


def _error(entry: Entry) -> str | None:
    response = entry.get("response")
    given = (response.get("_error") or response.get("_failureText")) if isinstance(response, dict) else None
    if entry.get("_blocked") or (isinstance(response, dict) and response.get("_blockedReason")):
        return "blocked"
    code = _ERROR_CODE.search(str(given)) if given else None
    return code[0][:120] if code else ("error" if given else None)


def _initiator_type(entry: Entry) -> str | None:
    given = entry.get("_initiator")
    kind = given.get("type") if isinstance(given, dict) else None
    return str(kind)[:40] if kind else None


def _address(entry: Entry) -> str | None:
    address = entry.get("serverIPAddress")
    return address.strip("[]")[:64] if isinstance(address, str) and address else None


def _moment(value: Any) -> datetime | None:
    if not isinstance(value, str):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
