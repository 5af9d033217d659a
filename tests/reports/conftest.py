"""Assessments made by hand, for the tests of the reports: a made-up tool, a dozen criteria, every kind of proof."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from catalog.nouns.browser import (
    Behaviour,
    BrowserCookie,
    BrowserEvidence,
    BrowserPage,
    BrowserRequest,
    Canary,
    ConsentInterface,
    Control,
    HarRecording,
    PhaseRun,
    StorageItem,
    Toggle,
)
from catalog.nouns.criterion import Bilingual, Criterion, LawReference
from catalog.nouns.evidence import Bot, Evidence, Exchange, Page, PassedOver, Skipped
from catalog.nouns.facts import CookieFact, DocumentFact, Facts, HostFact, ThirdPartyFact
from catalog.nouns.finding import Citation, Finding, Review
from catalog.nouns.rating import Rating, Ratings, Step
from catalog.nouns.reading import ClauseReading, DocumentReading, Quote
from catalog.nouns.scan import Assessment, HistoryEntry, Versions
from catalog.nouns.tool import Profile, Tool
from reports.context import Attribution, Context

AT = datetime(2026, 11, 24, 2, 14, tzinfo=UTC)
HOME = "https://cartable.example/"
POLICY = "https://cartable.example/confidentialite"


def two(fr: str, en: str) -> Bilingual:
    return Bilingual(fr=fr, en=en)


def criterion(name: str, family: str, fr: str, en: str, **given: Any) -> Criterion:
    surfaces = given.pop("severity", {"showcase": "major"})
    return Criterion(
        id=name,
        family=family,
        title=two(fr, en),
        plain=two(f"{fr} ?", f"{en}?"),
        why=two("Les élèves ne peuvent pas refuser un outil imposé.", "Pupils cannot refuse an imposed tool."),
        decision={
            "pass": two("Tout a été vu et répond.", "All was seen and meets it."),
            "fail": two("Le contraire a été vu.", "The contrary was seen."),
        },
        severity=surfaces,
        force=given.pop("force", ("L",)),
        law=given.pop(
            "law", (LawReference(text=two("RGPD, article 13", "GDPR, article 13"), as_of=date(2026, 11, 24)),)
        ),
        scope=given.pop("scope", "public"),
        ask=given.pop("ask", two(f"Question sur {name} ?", f"Question about {name}?")),
        traps=two("Aucun.", "None."),
        **given,
    )


def make_criteria() -> dict[str, Criterion]:
    memory = LawReference(text=two("Code, article 1", "Code, article 1"), mark="M", as_of=date(2026, 8, 1))
    listed = [
        criterion("hosting.country-outside-eea", "hosting", "Hébergement dans l’EEE", "Hosting in the EEA", gate=True),
        criterion("hosting.provider-non-eu-control", "hosting", "Hébergeur sous droit européen", "Host under EU law",
                  in_letter=False, force=("P",), law=(memory,)),
        criterion("trackers.before-consent", "trackers", "Aucun traceur avant tout choix",
                  "No tracker before any choice", severity={"showcase": "major", "learner": "blocking"},
                  messages={"loads": two("{organisation} reçoit des requêtes avant tout choix ({host}).",
                                         "{organisation} receives requests before any choice ({host}).")},
                  ask=two("Pourquoi {organisation} est-il chargé avant le choix ?",
                          "Why is {organisation} loaded before the choice?")),
        criterion("trackers.google-analytics", "trackers", "Google Analytics absent", "No Google Analytics"),
        criterion("trackers.learner-surface", "trackers", "Aucun traceur dans l’espace élève",
                  "No tracker for learners", gate=True, scope="school", severity={"learner": "blocking"}),
        criterion("cookies.reject-not-as-easy", "cookies-consent", "Refuser aussi simple qu’accepter",
                  "Refusing as easy as accepting"),
        criterion("transparency.privacy-policy-present", "transparency", "Politique publiée", "Policy published",
                  gate=True, severity={"documents": "blocking"}),
        criterion("transparency.dpo-contact", "transparency", "Contact du DPD", "DPO contact",
                  severity={"documents": "minor"}),
        criterion("sharing.sale", "data-sharing", "Pas de vente des données", "No sale of data", gate=True,
                  severity={"documents": "blocking"}),
        criterion("contract.dpa-available", "processor-contract", "Contrat de sous-traitance proposé",
                  "Processing agreement offered", gate=True, scope="school", severity={"documents": "major"}),
        criterion("security.headers", "security", "En-têtes de sécurité", "Security headers",
                  severity={"showcase": "minor"}),
        criterion("children.notice-for-minors", "children", "Information pour les mineurs", "Notice for minors",
                  severity={"documents": "minor"}),
    ]  # fmt: skip
    return {one.id: one for one in listed}


TEXTS = {
    "not-shown": two("Rien ne le montre.", "Nothing shows it."),
    "capability-missing": two("L’outil n’a pas été ouvert.", "The tool was not opened."),
    "major-fails": two("{count} manquement majeur : {grade} au mieux.", "{count} major failure: {grade} at best."),
    "ask-dpa": two("obtenir le contrat de sous-traitance", "obtain the processing agreement"),
}


def finding(name: str, verdict: str, surface: str = "documents", severity: str = "major", **given: Any) -> Finding:
    given.setdefault("message", "not-shown" if verdict == "inconclusive" else f"decision.{verdict}")
    given.setdefault("reason", f"decision.{verdict}")
    if verdict in ("fail", "warn") and "citations" not in given:
        given.setdefault("searched", (POLICY,))
    return Finding(criterion=name, surface=surface, verdict=verdict, severity=severity, **given)  # type: ignore[arg-type]


def request_citation(host: str, organisation: str) -> Citation:
    return Citation(request=f"https://{host}/collect?v=2", host=host, organisation=organisation, phase="before-choice")


def make_findings() -> tuple[Finding, ...]:
    return (
        finding("hosting.country-outside-eea", "inconclusive", "showcase", reason="capability-missing",
                missing=("dns",)),
        finding("hosting.provider-non-eu-control", "warn", "showcase", citations=(Citation(host="cartable.example",
                note="AS16509"),)),
        finding("trackers.before-consent", "fail", "showcase", message="loads", basis="observed", confidence="high",
                params=(("host", "www.google-analytics.com"), ("organisation", "Google")),
                citations=(request_citation("www.google-analytics.com", "Google"),), root_cause="Google×showcase"),
        finding("trackers.before-consent", "inconclusive", "learner", "blocking", missing=("learner-recording",)),
        finding("trackers.google-analytics", "fail", "showcase", basis="observed",
                citations=(request_citation("www.google-analytics.com", "Google"),),
                root_cause="Google×showcase", explained_by="trackers.before-consent"),
        finding("trackers.learner-surface", "inconclusive", "learner", "blocking", not_yet=True, reason=""),
        finding("cookies.reject-not-as-easy", "fail", "showcase", basis="observed", confirmed=False,
                citations=(Citation(url=HOME, note="2 actions pour refuser, 1 pour accepter"),)),
        finding("transparency.privacy-policy-present", "pass", severity="blocking", basis="observed"),
        finding("transparency.dpo-contact", "pass", severity="minor", basis="declared", citations=(
            Citation(url=POLICY, quote="Notre délégué à la protection des données : dpo@cartable.example",
                     start=120, end=184),)),
        finding("sharing.sale", "pass", severity="blocking", basis="declared", citations=(
            Citation(url=POLICY, quote="Nous ne vendons pas vos données", start=300, end=331),)),
        finding("contract.dpa-available", "inconclusive", reason="not-there"),
        finding("security.headers", "warn", "showcase", "minor", basis="observed",
                citations=(Citation(page=HOME, references="http://cdn.example/a.js"),)),
        finding("children.notice-for-minors", "not-applicable", severity="minor"),
    )  # fmt: skip


def make_document(**given: Any) -> DocumentFact:
    reading = DocumentReading(
        language="fr",
        words=2100,
        clauses=(
            ClauseReading(clause="sale-of-data", stance="denied",
                          quotes=(Quote(text="Nous ne vendons pas vos données", start=300, end=331),)),
            ClauseReading(clause="third-party-sharing", stance="affirmed", qualified_by="condition",
                          populations=("pupils",),
                          quotes=(Quote(text="Nous pouvons transmettre vos données", start=400, end=436),)),
            ClauseReading(clause="ai-training", stance="absent"),
        ),
    )  # fmt: skip
    fields: dict[str, Any] = {"url": POLICY, "role": "privacy", "blob": "b" * 64, "reading": reading} | given
    return DocumentFact(**fields)


def make_facts(**given: Any) -> Facts:
    fields: dict[str, Any] = {
        "site": "cartable.example",
        "hosts": (
            HostFact(host="cartable.example", first_party=True, addresses=("192.0.2.10",), country="FR", asn=16276,
                     operator="OVH SAS", control_country="FR", roles=("home", "privacy"), surfaces=("showcase",)),
            HostFact(host="app.cartable.example", first_party=True, addresses=("198.51.100.7",), asn=13335,
                     operator="Cloudflare", control_country="US", control_mark="M", masked_by="Cloudflare",
                     roles=("login",), surfaces=("learner",)),
        ),
        "third_parties": (
            ThirdPartyFact(host="www.google-analytics.com", organisation="Google", country="US",
                           categories=("analytics",), needs_consent="yes", basis="observed",
                           phases=("before-choice", "after-refusal", "after-acceptance"), surfaces=("showcase",),
                           identifies=True),
            ThirdPartyFact(host="fonts.googleapis.com", organisation="Google", country="US", categories=("fonts",),
                           basis="observed", phases=("before-choice",), surfaces=("showcase",)),
            ThirdPartyFact(host="connect.facebook.net", organisation="Meta", country="US",
                           categories=("social", "advertising"), needs_consent="yes", basis="observed",
                           phases=("after-acceptance",), surfaces=("showcase",)),
            ThirdPartyFact(host="logs1406.xiti.com", organisation="Piano", country="FR",
                           categories=("exempt-capable-analytics",), needs_consent="depends", basis="observed",
                           phases=("before-choice",), surfaces=("showcase", "learner")),
            ThirdPartyFact(host="www.youtube.com", organisation="Google", country="US", categories=("video",),
                           basis="referenced", surfaces=("showcase",)),
            ThirdPartyFact(host="pixel.inconnu.example", organisation=None, country=None, basis="referenced",
                           surfaces=("showcase",)),
        ),
        "cookies": (
            CookieFact(name="_ga", domain=".cartable.example", phase="before-choice", surface="showcase",
                       lifetime_days=730, set_by="https://www.google-analytics.com/analytics.js",
                       purpose="analytics", service="Google Analytics", exempt="no"),
            CookieFact(name="_ga", domain=".cartable.example", phase="before-choice", surface="learner",
                       lifetime_days=400, purpose="analytics", exempt="no"),
            CookieFact(name="sid", domain="cartable.example", phase="before-choice", surface="showcase",
                       purpose="session", exempt="yes", session_identifier=True),
            CookieFact(name="uid", domain="https://pixel.inconnu.example", phase="after-acceptance",
                       surface="showcase", storage="local"),
        ),
        "documents": (make_document(),),
    }  # fmt: skip
    return Facts(**(fields | given))


def png(width: int, height: int) -> bytes:
    """A plain grey picture, as a browser would take it."""
    rows = b"".join(b"\x00" + b"\xdd\xe2\xe8" * width for _ in range(height))

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


SCREENSHOT = "5" * 64


def make_browser() -> BrowserEvidence:
    def run(phase: str, hosts: tuple[tuple[str, int], ...], **given: Any) -> PhaseRun:
        page = BrowserPage(url=HOME, final_url=HOME, role="home", surface="showcase", status=200)
        requests = tuple(
            BrowserRequest(url=f"https://{host}/x", page=HOME, at_ms=at, during_click=at == 1500) for host, at in hosts
        )
        return PhaseRun(phase=phase, started_at=AT, ended_at=AT, pages=(page,), requests=requests, **given)  # type: ignore[arg-type]

    early = (("www.google-analytics.com", 320), ("www.google-analytics.com", 900), ("fonts.googleapis.com", 110))
    interface = ConsentInterface(
        provider="hand-made", page=HOME, text="Nous utilisons des cookies.", screenshot=SCREENSHOT,
        controls=(
            Control(text="Tout accepter", kind="accept", box=(520, 300, 140, 44), font_px=16, contrast=7.2),
            Control(text="Paramétrer", kind="settings", box=(400, 308, 90, 24), font_px=12, contrast=2.4, is_link=True),
            Control(text="Tout refuser", kind="reject", layer=2),
        ),
        toggles=(Toggle(label="Publicité", checked=True),),
    )  # fmt: skip
    cookie = BrowserCookie(name="_ga", domain=".cartable.example", set_by=HOME, page=HOME)
    return BrowserEvidence(
        browser="Chromium 140",
        canary=Canary(third_party_cookies=True, storage=True, beacons=True, fingerprint_hooks=True),
        phases=(
            run("before-choice", (*early, ("cartable.example", 5)), interface=interface, cookies=(cookie,)),
            run("after-refusal", (("www.google-analytics.com", 1500), ("www.google-analytics.com", 2500)),
                choice_made=True, actions=2, choice_kept=False),
            run("after-acceptance", (*early, ("connect.facebook.net", 2600)), choice_made=True, actions=1,
                storage=(StorageItem(kind="local", origin="https://pixel.inconnu.example", key="uid", page=HOME),),
                behaviours=(Behaviour(kind="canvas", script="https://connect.facebook.net/fp.js", page=HOME),)),
        ),
    )  # fmt: skip


def page(url: str, role: str, surface: str, status: int = 200) -> Page:
    exchange = Exchange(url=url, final_url=url, status=status, fetched_at=AT)
    return Page(role=role, surface=surface, found_by="given", exchange=exchange)  # type: ignore[arg-type]


def make_evidence(**given: Any) -> Evidence:
    fields: dict[str, Any] = {
        "scan_id": "01936b2e-0000-7000-8000-000000000001",
        "tool_id": "cartable-example",
        "home": HOME,
        "started_at": AT,
        "ended_at": datetime(2026, 11, 24, 2, 15, 30, tzinfo=UTC),
        "vantage_country": "FR",
        "program": "preau 1.0",
        "capabilities": ("static-html", "dns", "tls", "script-execution", "browser-storage", "consent-refusal",
                         "consent-acceptance"),
        "pages": (page(HOME, "home", "showcase"), page(POLICY, "privacy", "documents"),
                  page("https://app.cartable.example/login", "login", "learner")),
        "skipped": (Skipped(url="https://cartable.example/prive", reason="robots"),
                    Skipped(url="http://10.0.0.1/", reason="unsafe-address", detail="redirect to 10.0.0.1")),
        "browser": make_browser(),
    }  # fmt: skip
    return Evidence(**(fields | given))


def make_ratings(school: str = "C", public: str = "C", **given: Any) -> Ratings:
    steps = (Step(id="major-fails", grade="C", criteria=("trackers.before-consent",)),)
    common: dict[str, Any] = {"limited_by": "both", "range": ("B", "D"), "coverage": 0.62, "confidence": "medium",
                              "steps": steps, "next_steps": (Step(id="ask-dpa"),)} | given  # fmt: skip
    return Ratings(
        public=Rating(scope="public", grade=public, **common),  # type: ignore[arg-type]
        school=Rating(scope="school", grade=school, **common),  # type: ignore[arg-type]
    )


def make_versions() -> Versions:
    return Versions(rules="a1" * 32, knowledge="c2" * 32, knowledge_as_of=date(2026, 11, 1), reader="d3" * 32,
                    reviews="e4" * 32, on=date(2026, 11, 24), program="preau 1.0")  # fmt: skip


def make_assessment(**given: Any) -> Assessment:
    fields: dict[str, Any] = {
        "tool": Tool(id="cartable-example", name="Cartable Clair", home=HOME, vendor="Cartable SAS", country="FR",
                     levels=("collège",), subjects=("mathématiques",),
                     profile=Profile(audience="pupils", accounts="yes", ai="unknown")),
        "evidence": make_evidence(),
        "facts": make_facts(),
        "findings": make_findings(),
        "ratings": make_ratings(),
        "versions": make_versions(),
    }  # fmt: skip
    return Assessment(**(fields | given))


def make_context(language: str = "fr", **given: Any) -> Context:
    entry = HistoryEntry(scan_id="s", assessed_at=AT, started_at=AT, public="B", school="C", causes=("evidence",),
                         versions=make_versions())  # fmt: skip
    fields: dict[str, Any] = {
        "criteria": make_criteria(),
        "texts": TEXTS,
        "attributions": (Attribution("DB-IP Country Lite", "CC BY 4.0", "https://db-ip.com"),
                         Attribution("IPtoASN", "PDDL", "https://iptoasn.com")),
        "history": {"cartable-example": (entry,)},
        "blobs": {SCREENSHOT: png(680, 380)}.get,
    }  # fmt: skip
    return Context(language=language, **(fields | given))  # type: ignore[arg-type]


HOSTILE = (
    "<script>alert(1)</script>\x1b[2J\x1b]0;pwned\x07\u202egnp.exe & \"quoted\" 'single' `tick` |pipe| "
    "[l](javascript:1) {{ 7*7 }} [bold]rich[/bold]"
)


def make_hostile() -> Assessment:
    """A tool whose every text tries to act instead of being read."""
    tool = Tool(id="piege-example", name=HOSTILE, home="https://piege.example/", vendor=HOSTILE)
    facts = make_facts(
        hosts=(HostFact(host="piege.example", first_party=True, operator=HOSTILE),),
        third_parties=(ThirdPartyFact(host="evil.example", organisation=HOSTILE, country="US", basis="observed",
                                      phases=("before-choice",)),),
        cookies=(CookieFact(name=HOSTILE, domain="piege.example", phase="before-choice", surface="showcase",
                            set_by="javascript:alert(1)"),),
        documents=(make_document(url="javascript:alert(1)", reading=DocumentReading(
            language="fr", words=3, clauses=(ClauseReading(clause="sale-of-data", stance="affirmed", quotes=(
                Quote(text=HOSTILE, start=0, end=3),)),))),),
    )  # fmt: skip
    findings = (
        finding("trackers.before-consent", "fail", "showcase", message="loads",
                params=(("host", HOSTILE), ("organisation", HOSTILE)),
                citations=(Citation(url="javascript:alert(1)", quote=HOSTILE, start=0, end=3),)),
        finding("sharing.sale", "inconclusive", severity="blocking"),
    )  # fmt: skip
    evidence = make_evidence(
        bots=(Bot(url="https://piege.example/", sign="challenge"),), browser=None,
        skipped=(Skipped(url=HOSTILE, reason="error", detail=HOSTILE),),
        passed_over=(PassedOver(url=HOSTILE, reason="too-short", role="privacy"),),
    )  # fmt: skip
    review = Review(tool_id="piege-example", criterion="sharing.sale", verdict="pass", reason=HOSTILE, author=HOSTILE,
                    made_on=date(2026, 11, 1))  # fmt: skip
    return make_assessment(tool=tool, facts=facts, findings=findings, evidence=evidence, reviews=(review,))


def make_recorded(private: bool = True) -> Assessment:
    """A tool for which a school brought a contract and a recording."""
    recording = HarRecording(name="eleve.har", recorded_at=AT, account_role="pupil", removed=(("cookie", 3),),
                             requests=(BrowserRequest(url="https://secret.example/r", page=HOME),),
                             private=private)  # fmt: skip
    contract = make_document(url="contrat.pdf", role="dpa", basis="contractual", private=private, blob="f" * 64)
    findings = (
        finding("contract.dpa-available", "pass", basis="contractual", citations=(
            Citation(url="contrat.pdf", quote="Clause confidentielle", start=1, end=22),)),
        finding("trackers.before-consent", "fail", "learner", "blocking", message="loads", basis="observed",
                params=(("host", "secret.example"), ("organisation", "Secret")),
                citations=(Citation(request="https://secret.example/r", host="secret.example", organisation="Secret",
                                    phase="none"),)),
    )  # fmt: skip
    return make_assessment(evidence=make_evidence(recordings=(recording,)), findings=findings,
                           facts=make_facts(documents=(make_document(), contract)))  # fmt: skip


@pytest.fixture
def assessment() -> Callable[..., Assessment]:
    return make_assessment


@pytest.fixture
def context() -> Callable[..., Context]:
    return make_context


@pytest.fixture
def hostile() -> Assessment:
    return make_hostile()


@pytest.fixture
def recorded() -> Assessment:
    return make_recorded()
