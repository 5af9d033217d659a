"""A small site written by hand, as evidence in memory: pages, headers, DNS, certificates."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from catalog.nouns.evidence import Evidence, Exchange, HostRecord, HttpProbe, Page, SetCookie, TlsRecord
from catalog.nouns.facts import Facts
from catalog.nouns.finding import Finding
from catalog.nouns.noun import digest
from catalog.nouns.tool import Profile, Tool
from rules.case import Case, Outcome
from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria
from rules.registry import find_check

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
CAPABILITIES = ("static-html", "dns", "tls")
COUNTRIES = {
    "198.51.100.1": "FR",
    "198.51.100.2": "US",
    "198.51.100.3": "DE",
    "198.51.100.4": "CH",
    "198.51.100.5": "NC",
}
NETWORKS = {
    "198.51.100.1": (16276, "OVH SAS"),
    "198.51.100.2": (64500, "Prairie Hosting"),
    "198.51.100.3": (24940, "Hetzner Online GmbH"),
    "198.51.100.4": (29222, "Infomaniak Network SA"),
    "198.51.100.5": (16276, "OVH SAS"),
    "198.51.100.6": (16509, "AMAZON-02"),
}
COUNTRIES["198.51.100.6"] = "FR"


class Site:
    """Collects evidence; `facts()` derives, `judge()` runs a check."""

    def __init__(self, home: str = "https://tool.example/") -> None:
        self.home = home
        self.blobs: dict[str, bytes] = {}
        self.parts: dict[str, list[Any]] = {key: [] for key in ("pages", "hosts", "tls", "http_probes", "well_known")}
        self.more: dict[str, Any] = {"capabilities": CAPABILITIES}
        self.tool: dict[str, Any] = {"id": "tool", "name": "Tool", "home": home}
        self.read: Any = None
        self.on = date(2026, 11, 24)
        self.knowledge = load_knowledge(COUNTRIES.get, lambda address: NETWORKS.get(address, (None, None)))

    def exchange(self, url: str, body: str | bytes = "", **more: Any) -> Exchange:
        data = body.encode() if isinstance(body, str) else body
        self.blobs[digest(data)] = data
        given = {"final_url": url, "status": 200, "media_type": "text/html", "body": digest(data), "fetched_at": NOW}
        return Exchange(url=url, **{**given, **more})

    def page(
        self,
        url: str,
        html: str | bytes,
        role: str = "home",
        surface: str | None = None,
        also: tuple[str, ...] = (),
        **more: Any,
    ) -> Site:
        learner = role in ("login", "signup", "app")
        place = surface or ("learner" if learner else "showcase" if role in ("home", "other") else "documents")
        self.parts["pages"].append(
            Page(role=role, also=also, surface=place, found_by="given", exchange=self.exchange(url, html, **more))
        )
        return self

    def file(self, url: str, text: str, **more: Any) -> Site:
        self.parts["well_known"].append(self.exchange(url, text, **{"media_type": "text/plain", **more}))
        return self

    def host(self, host: str, *addresses: str, cnames: tuple[str, ...] = ()) -> Site:
        self.parts["hosts"].append(HostRecord(host=host, addresses=addresses, cname_chain=cnames))
        return self

    def tls(self, host: str, protocol: str | None = "TLSv1.3", probe: str = "redirects-to-https", **more: Any) -> Site:
        self.parts["tls"].append(TlsRecord(host=host, protocol=protocol, legacy_probed=True, **more))
        self.parts["http_probes"].append(HttpProbe(host=host, outcome=probe, status=301))
        return self

    def evidence(self) -> Evidence:
        return Evidence(
            scan_id="s", tool_id="tool", home=self.home, started_at=NOW, ended_at=NOW, **self.parts, **self.more
        )

    def facts(self) -> Facts:
        from rules.derive import derive

        return derive(self.evidence(), self.blobs.__getitem__, self.knowledge, read=self.read)

    def case(self, facts: Facts | None = None) -> Case:
        tool = Tool(**{"profile": Profile(), **self.tool})
        return Case(tool, self.evidence(), facts or self.facts(), self.knowledge, self.on)

    def judge(self, criterion: str, surface: str, check: str | None = None, facts: Facts | None = None) -> Outcome:
        rule = load_criteria()[criterion]
        name = check or (rule.check.name if rule.check else "")
        outcome = find_check(name)(self.case(facts), rule, surface)  # type: ignore[arg-type]
        assert outcome.verdict not in ("fail", "warn") or outcome.citations or outcome.searched
        return outcome


@pytest.fixture
def site() -> Site:
    return Site()


@pytest.fixture
def new_site() -> type[Site]:
    return Site


@pytest.fixture
def cookie() -> Any:
    def make(name: str, **more: Any) -> SetCookie:
        return SetCookie(**{"name": name, "domain": "tool.example", "value_digest": "0" * 64, **more})

    return make


JudgeNotice = Callable[..., Finding]


@pytest.fixture
def judge() -> JudgeNotice:
    """The finding of a criterion on a notice, in a language, that says one thing and else only its opening.

    The opening is a long notice that states nothing of what criteria ask, or the one given.
    """
    criteria = load_criteria()
    silent = {
        one.language: one.given["documents"][0]["text"]
        for one in reversed(criteria["transparency.legal-basis"].examples)
        if one.name in ("Aucune base légale", "No legal basis")
    }

    def made(criterion: str, language: str, text: str, opening: str = "") -> Finding:
        documents = [{"role": "privacy", "text": f"{opening or silent[language]}\n\n{text}"}]
        profile = {"audience": "pupils", "accounts": "yes", "ai": "yes"}
        case = build_case({"documents": documents, "profile": profile}, load_knowledge(), language=language)
        found = evaluate(case, {criterion: criteria[criterion]}, strict=True)
        return next((one for one in found if one.surface == "documents"), found[0])

    return made


@pytest.fixture
def long_notice() -> Callable[[str], str]:
    """A long notice in a language that states nothing of what criteria ask, without its title."""

    def made(language: str) -> str:
        examples = load_criteria()["transparency.legal-basis"].examples
        name = {"fr": "Aucune base légale", "en": "No legal basis"}[language]
        text: str = next(one.given["documents"][0]["text"] for one in examples if one.name == name)
        return text.partition("\n\n")[2] if text.startswith("#") else text

    return made
