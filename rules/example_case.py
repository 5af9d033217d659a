"""From the `given` of an example in a rule file to a case: evidence first, then facts by the real code."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from pydantic import ValidationError

from catalog.nouns.browser import (
    BrowserCookie,
    BrowserEvidence,
    BrowserPage,
    BrowserRequest,
    Canary,
    ConsentInterface,
    HarRecording,
    PhaseRun,
)
from catalog.nouns.evidence import (
    Bot,
    Evidence,
    Exchange,
    HostRecord,
    HttpProbe,
    Page,
    SetCookie,
    Skipped,
    SuppliedDocument,
    TlsRecord,
)
from catalog.nouns.facts import CookieFact, Facts, HostFact, StatementFact, ThirdPartyFact
from catalog.nouns.finding import Citation
from catalog.nouns.noun import digest
from catalog.nouns.tool import Profile, Tool
from catalog.nouns.vocabulary import DOCUMENT_ROLES, LEARNER_ROLES
from rules.case import Case
from rules.example_cookies import set_cookie
from rules.knowledge.knowledge import Knowledge
from rules.mistakes import Mistake, mistakes_of, sentence

HOME = "https://outil.example/"
TODAY = date(2026, 11, 24)
KEYS = frozenset(
    {
        "on", "vantage", "vantage_notes", "name", "country", "home", "apps", "profile", "capabilities", "pages",
        "documents", "hosts", "third_parties", "cookies", "statements", "tls", "http", "skipped", "bots", "searched",
        "well_known", "visits", "recordings", "facts",
    }
)  # fmt: skip
"""Keys of `given`; `docs/rule-files.md` says what each means."""
STATIC = ("static-html", "dns", "tls")
BROWSING = ("script-execution", "browser-storage", "consent-refusal", "consent-acceptance")


class GivenError(ValueError):
    """A `given` that describes no case: the text names the key; `mistake` tells it for any language."""

    def __init__(self, mistake: Mistake) -> None:
        super().__init__(sentence(mistake))
        self.mistake = mistake


def build_case(given: Mapping[str, Any], knowledge: Knowledge, *, language: str = "en") -> Case:
    """Return the case that `given` describes, judged on its `on`.

    Pages and documents are read by the code that reads real ones. Facts that are stated (`hosts`, `third_parties`,
    `cookies`, `statements`, `facts`) take the place of those that a real scan would derive. Raises GivenError.
    """
    unknown = sorted(set(given) - KEYS)
    if unknown:
        raise GivenError(("given-key", {"key": unknown[0]}))
    try:
        return _Builder(given, knowledge, language).case()
    except ValidationError as error:
        raise GivenError(mistakes_of(error, f"given.{error.title}.")[0]) from None
    except (KeyError, TypeError, AttributeError) as error:
        raise GivenError(("given", {"detail": repr(error)})) from None


class _Builder:
    """Builds one case; bodies are kept by their digest."""

    def __init__(self, given: Mapping[str, Any], knowledge: Knowledge, language: str) -> None:
        self.given = given
        self.knowledge = knowledge
        self.language = language
        self.home: str = given.get("home", HOME)
        self.on: date = given.get("on", TODAY)
        self.at = datetime.combine(self.on, time(2, 14), tzinfo=UTC)
        self.bodies: dict[str, bytes] = {}

    def case(self) -> Case:
        from rules.derive import derive

        profile = Profile.model_validate(self.given.get("profile", {}))
        tool = Tool(
            id="outil",
            name=self.given.get("name", "Outil"),
            home=self.home,
            apps=tuple(self.given.get("apps", ())),
            country=self.given.get("country"),
            profile=profile,
        )
        evidence = self.evidence(tool)
        facts = derive(evidence, self.bodies.__getitem__, self.knowledge, read=_read)
        return Case(tool, evidence, self._stated(facts), self.knowledge, self.on)

    def evidence(self, tool: Tool) -> Evidence:
        given = self.given
        pages, supplied = self._pages()
        return Evidence(
            scan_id="00000000-0000-7000-8000-000000000000",
            tool_id=tool.id,
            home=self.home,
            apps=tool.apps,
            started_at=self.at,
            ended_at=self.at,
            vantage_country=given.get("vantage", "FR"),
            vantage_notes=tuple(given.get("vantage_notes", ())),
            capabilities=self._capabilities(bool(supplied)),
            pages=tuple(pages),
            skipped=tuple(Skipped.model_validate(one) for one in given.get("skipped", ())),
            bots=tuple(Bot.model_validate(one) for one in given.get("bots", ())),
            searched=tuple(given.get("searched", ())),
            well_known=tuple(
                self._exchange({"media_type": "text/plain", **one}) for one in given.get("well_known", ())
            ),
            hosts=tuple(_host_record(one) for one in given.get("hosts", ())),
            tls=self._tls(),
            http_probes=self._probes(),
            browser=self._browser(),
            recordings=tuple(self._recording(one) for one in given.get("recordings", ())),
            supplied=supplied,
        )

    def _capabilities(self, supplied: bool) -> tuple[Any, ...]:
        if "capabilities" in self.given:
            return tuple(self.given["capabilities"])
        found = list(STATIC)
        if "visits" in self.given:
            found += BROWSING
        if "recordings" in self.given:
            found.append("learner-recording")
        if supplied:
            found.append("supplied-document")
        return tuple(found)

    def _pages(self) -> tuple[list[Page], tuple[SuppliedDocument, ...]]:
        """The home page first (a bare one where none is given), then pages, then documents."""
        tables = [dict(one) for one in self.given.get("pages", ())]
        if not any(one.get("role", "other") == "home" for one in tables):
            tables.insert(0, {"role": "home", "url": self.home})
        supplied: list[SuppliedDocument] = []
        for number, one in enumerate(self.given.get("documents", ())):
            table = {"role": "privacy", "url": f"{self.home}document-{number + 1}", **one}
            if table.pop("supplied", False):
                supplied.append(self._supplied(table))
            else:
                tables.append(table)
        return [self._page(one) for one in tables], tuple(supplied)

    def _page(self, table: dict[str, Any]) -> Page:
        role = table.pop("role", "other")
        also = tuple(table.pop("also", ()))
        default = "documents" if role in DOCUMENT_ROLES else "learner" if role in LEARNER_ROLES else "showcase"
        surface = table.pop("surface", default)
        table.setdefault("url", self.home + role)
        return Page(role=role, also=also, surface=surface, found_by="given", exchange=self._exchange(table))

    def _exchange(self, table: Mapping[str, Any]) -> Exchange:
        rest = dict(table)
        media_type, body = self._body(rest)
        url = self._absolute(rest.pop("url"))
        cookies = tuple(set_cookie(one, url) for one in rest.pop("cookies", ()))
        headers = tuple((name.lower(), value) for name, value in rest.pop("headers", {}).items())
        return Exchange.model_validate(
            {
                "url": url,
                "final_url": url,
                "status": 200,
                "media_type": media_type,
                "body": self._keep(body),
                "size": len(body),
                "set_cookies": cookies,
                "headers": headers,
                "fetched_at": self.at,
                **rest,
            }
        )

    def _absolute(self, address: str) -> str:
        return address if "://" in address else self.home.rstrip("/") + "/" + address.lstrip("/")

    def _body(self, table: dict[str, Any]) -> tuple[str, bytes]:
        """The text or HTML of a page; a document's text stands in the format of plain policies, Markdown."""
        if "html" in table:
            return "text/html", _document(table.pop("html"), self.language).encode()
        if "text" in table:
            return table.pop("media_type", "text/markdown"), table.pop("text").encode()
        return "text/html", _document("<h1>Outil</h1>", self.language).encode()

    def _keep(self, body: bytes) -> str:
        name = digest(body)
        self.bodies[name] = body
        return name

    def _supplied(self, table: dict[str, Any]) -> SuppliedDocument:
        media_type, body = self._body(table)
        return SuppliedDocument(
            name=table.get("name", "document.md"),
            body=self._keep(body),
            media_type=media_type,
            role=table["role"],
            private=table.get("private", True),
        )

    def _tls(self) -> tuple[TlsRecord, ...]:
        """As given; else a sound certificate on the home's host."""
        if "tls" in self.given:
            return tuple(TlsRecord.model_validate({"protocol": "TLSv1.3", **one}) for one in self.given["tls"])
        return (TlsRecord(host=_host(self.home), protocol="TLSv1.3", legacy_probed=True),)

    def _probes(self) -> tuple[HttpProbe, ...]:
        default = [{"host": _host(self.home), "outcome": "redirects-to-https", "status": 301}]
        return tuple(HttpProbe.model_validate(one) for one in self.given.get("http", default))

    def _browser(self) -> BrowserEvidence | None:
        if "visits" not in self.given:
            return None
        canary = Canary(third_party_cookies=True, storage=True, beacons=True, fingerprint_hooks=True)
        runs = tuple(self._visit(one) for one in self.given["visits"])
        return BrowserEvidence(browser="example", canary=canary, phases=runs)

    def _visit(self, table: Mapping[str, Any]) -> PhaseRun:
        rest = dict(table)
        pages = tuple(self._seen(one) for one in rest.pop("pages", [{"role": "home", "url": self.home}]))
        start = pages[0].url if pages else self.home
        requests = tuple(_request(one, start) for one in rest.pop("requests", ()))
        cookies = tuple(_cookie(one, start) for one in rest.pop("cookies", ()))
        if "interface" in rest:
            rest["interface"] = ConsentInterface.model_validate(
                {"provider": "hand-made", "page": start, **rest["interface"]}
            )
        for name in ("storage", "behaviours"):
            rest[name] = tuple({"page": start, **one} for one in rest.get(name, ()))
        if rest.get("phase", "before-choice") != "before-choice":
            rest.setdefault("choice_made", True)
        moment = {"phase": "before-choice", "started_at": self.at, "ended_at": self.at}
        return PhaseRun.model_validate({**moment, **rest, "pages": pages, "requests": requests, "cookies": cookies})

    def _seen(self, table: Mapping[str, Any]) -> BrowserPage:
        role = table.get("role", "home")
        url = self._absolute(table.get("url", self.home if role == "home" else role))
        surface = "learner" if role in LEARNER_ROLES else "showcase"
        final = self._absolute(table.get("final_url", url))
        return BrowserPage.model_validate(
            {"role": role, "surface": surface, "status": 200, **table, "url": url, "final_url": final}
        )

    def _recording(self, table: Mapping[str, Any]) -> HarRecording:
        rest = dict(table)
        pages = tuple(self._seen(one) for one in rest.pop("pages", [{"role": "app"}]))
        start = pages[0].url
        requests = tuple(_request(one, start) for one in rest.pop("requests", ()))
        cookies = tuple(_cookie(one, start) for one in rest.pop("cookies", ()))
        return HarRecording.model_validate(
            {"name": "recording.har", "recorded_at": self.at, **rest, "pages": pages, "requests": requests,
             "cookies": cookies}
        )  # fmt: skip

    def _stated(self, facts: Facts) -> Facts:
        """The derived facts with those that the example states in their place."""
        hosts = [HostFact.model_validate({"first_party": True, "location_basis": "given", **one})
                 for one in map(_without_names, self.given.get("hosts", ()))]  # fmt: skip
        named = {one.host for one in hosts}
        parties = tuple(_party(one, self.home) for one in self.given.get("third_parties", ()))
        cookies = tuple(self._cookie_fact(one) for one in self.given.get("cookies", ()))
        statements = tuple(
            StatementFact.model_validate({"url": self.home, "quote": one.get("value", ""), **one})
            for one in self.given.get("statements", ())
        )
        stated = {
            "hosts": (*hosts, *(one for one in facts.hosts if one.host not in named)),
            "third_parties": (*facts.third_parties, *parties),
            "cookies": (*facts.cookies, *cookies),
            "statements": (*facts.statements, *statements),
            **self.given.get("facts", {}),
        }
        return Facts.model_validate({**dict(facts), **stated})

    def _cookie_fact(self, table: Mapping[str, Any]) -> CookieFact:
        defaults = {"domain": _host(self.home), "phase": "before-choice", "surface": "showcase", "page": self.home}
        return CookieFact.model_validate({**defaults, **table})


def _read(body: bytes, media_type: str | None, name: str) -> Any:
    from rules.reading import read
    from rules.reading.extract import extract

    return read(extract(body, media_type, name))


def _document(body: str, language: str) -> str:
    if "<html" in body:
        return body
    return f'<!doctype html><html lang="{language}"><head><title>Outil</title></head><body>{body}</body></html>'


def _host(address: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(address).hostname or ""


def _host_record(table: Mapping[str, Any]) -> HostRecord:
    return HostRecord(
        host=table["host"],
        addresses=tuple(table.get("addresses", ())),
        cname_chain=tuple(table.get("cname_chain", ())),
        name_servers=tuple(table.get("name_servers", ())),
    )


def _without_names(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in table.items() if key != "name_servers"}


def _request(one: str | Mapping[str, Any], page: str) -> BrowserRequest:
    table: Mapping[str, Any] = {"url": one} if isinstance(one, str) else one
    return BrowserRequest.model_validate({"page": page, "status": 200, **table})


def _cookie(one: str | Mapping[str, Any], page: str) -> BrowserCookie:
    if isinstance(one, str):
        declared: SetCookie = set_cookie(one, page)
        known = set(BrowserCookie.model_fields)
        shared = {key: value for key, value in dict(declared).items() if key in known}
        return BrowserCookie.model_validate({**shared, "set_by": page, "page": page})
    table = {"domain": _host(one.get("set_by", page)), "set_by": page, "page": page, **one}
    return BrowserCookie.model_validate(table)


def _party(table: Mapping[str, Any], home: str) -> ThirdPartyFact:
    """A stated third party with the citation that a scan would have kept."""
    host, basis = table["host"], table.get("basis", "observed")
    phases = table.get("phases", ("before-choice",) if basis == "observed" else ())
    name = table.get("organisation")
    if basis == "observed":
        cited = Citation(request=f"https://{host}/", host=host, organisation=name, phase=next(iter(phases), "none"))
    else:
        cited = Citation(page=home, references=f"https://{host}/", host=host, organisation=name)
    defaults = {"organisation": None, "country": None, "basis": basis, "phases": phases, "surfaces": ("showcase",)}
    return ThirdPartyFact.model_validate({**defaults, "citations": (cited,), **table})
