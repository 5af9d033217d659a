"""How the tool's pages travel: certificates, protocols, plain http, forms, mixed content."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from catalog.nouns.evidence import Page, TlsRecord
from catalog.nouns.facts import PageFact
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, once
from rules.derive.names import host_of, scheme_of
from rules.judging.visits import own_host, pages_on, raw_pages

BAD_CERTIFICATES = frozenset({"expired", "not-yet-valid", "wrong-name", "untrusted", "self-signed"})
OLD_PROTOCOLS = frozenset({"SSLv2", "SSLv3", "TLSv1", "TLSv1.0", "TLSv1.1"})
"""Protocols below TLS 1.2 (ANSSI, Recommandations de sécurité relatives à TLS [M])."""
HARMLESS_FIELDS = frozenset({"search", "other"})
RECHECK = timedelta(hours=24)
"""A certificate that expired this recently may be renewed late: the failure stays to be confirmed."""


class Fault(NamedTuple):
    """One fault of transport: its slug, the host, what shows it."""

    slug: str
    host: str
    citation: Citation
    transient: bool = False


@once
def own_hosts(case: Case, surface: Surface) -> tuple[str, ...]:
    """The tool's own hosts on a surface, those that served a page or are declared to be the product."""
    hosts = [one.host for one in case.facts.hosts if one.first_party and surface in one.surfaces]
    served = [host_of(page.exchange.final_url or page.exchange.url) for page in raw_pages(case, surface)]
    return tuple(dict.fromkeys(host for host in (*hosts, *served) if host and own_host(case, f"https://{host}/")))


@once
def page_hosts(case: Case, surface: Surface) -> tuple[str, ...]:
    """Own hosts that served a page of a surface: what a person visits and logs in to.

    The others (files, measurement, interfaces that scripts call) count for what is wrong with them where they were
    looked at; one that nobody looked at leaves nothing open about the pages.
    """
    served = [host_of(page.exchange.final_url or page.exchange.url) for page in raw_pages(case, surface)]
    return tuple(dict.fromkeys(host for host in served if host and own_host(case, f"https://{host}/")))


def failures(case: Case, surface: Surface) -> Iterator[Fault]:
    """What makes `security.https-enforced` fail on a surface."""
    hosts = own_hosts(case, surface)
    for record in case.evidence.tls:
        if record.host in hosts:
            yield from _certificate(case, record)
    for page in raw_pages(case, surface):
        exchange = page.exchange
        url = exchange.final_url or exchange.url
        if not exchange.certificate_verified and own_host(case, url):
            yield Fault(
                "certificate", host_of(url), Citation(url=url, host=host_of(url), note="certificate not verified")
            )
    yield from _plain_pages(case, surface, hosts)


def warnings(case: Case, surface: Surface) -> Iterator[Fault]:
    """What makes it warn: old protocols beside new ones, plain http on the way or for contents, no redirect."""
    hosts = own_hosts(case, surface)
    for page in pages_on(case, surface):
        # A page of the showcase that asks for nothing, though its host has https: no credentials travel in clear.
        if scheme_of(page.url) == "http" and own_host(case, page.url):
            yield Fault("page-over-http", host_of(page.url), _served_in_clear(page))
    for record in case.evidence.tls:
        if record.host in hosts and record.accepted_legacy and record.protocol not in OLD_PROTOCOLS:
            note = "accepts " + ", ".join(record.accepted_legacy)
            yield Fault("legacy-protocols", record.host, Citation(url=f"https://{record.host}/", note=note))
    for probe in case.evidence.http_probes:
        if probe.host not in hosts:
            continue
        cited = Citation(url=f"http://{probe.host}/", host=probe.host, note=f"{probe.outcome}, status {probe.status}")
        if probe.outcome == "served-in-clear":
            yield Fault("no-redirect", probe.host, cited)
        elif any(scheme_of(hop.location) == "http" for hop in probe.hops):
            yield Fault("redirect-over-http", probe.host, cited)
    for raw in (*raw_pages(case, surface), *(raw_pages(case, "documents") if surface == "showcase" else ())):
        yield from _hops_over_http(case, raw)
    for page in pages_on(case, surface):
        for address in page.mixed_content[:3]:
            yield Fault("mixed-content", host_of(page.url), Citation(page=page.url, references=address))


def _certificate(case: Case, record: TlsRecord) -> Iterator[Fault]:
    cited = Citation(url=f"https://{record.host}/", host=record.host)
    if record.problem in BAD_CERTIFICATES:
        ended = record.not_after
        fresh = record.problem == "expired" and ended is not None and case.evidence.started_at - ended < RECHECK
        until = f", valid until {ended.date().isoformat()}" if ended and record.problem == "expired" else ""
        names = f", names {', '.join(record.names[:4])}" if record.problem == "wrong-name" and record.names else ""
        note = f"certificate {record.problem}{until}{names}"
        yield Fault(f"certificate-{record.problem}", record.host, cited.model_copy(update={"note": note}), fresh)
    old_only = record.protocol in OLD_PROTOCOLS or (record.protocol is None and bool(record.accepted_legacy))
    if old_only:
        best = record.protocol or record.accepted_legacy[-1]
        yield Fault("old-protocol", record.host, cited.model_copy(update={"note": f"best protocol {best}"}))


def _plain_pages(case: Case, surface: Surface, hosts: tuple[str, ...]) -> Iterator[Fault]:
    """Pages, logins and forms over plain http."""
    clear = {one.host for one in case.evidence.http_probes if one.outcome == "served-in-clear" and one.host in hosts}
    for page in pages_on(case, surface):
        host = host_of(page.url)
        asks = asks_for_data(page)
        if scheme_of(page.url) == "http" and own_host(case, page.url):
            slug = "form-over-http" if asks or page.role in ("login", "signup") else "page-over-http"
            if slug == "form-over-http" or surface == "learner" or not _offers_https(case, host):
                yield Fault(slug, host, _served_in_clear(page))
        elif host in clear and asks:
            yield Fault("form-over-http", host, Citation(url=f"http://{host}/", host=host, note="http not redirected"))
        for form in page.forms:
            if scheme_of(form.action) == "http" and scheme_of(page.url) == "https" and asks_for_data(page):
                yield Fault("form-over-http", host, Citation(page=page.url, references=form.action))


def _offers_https(case: Case, host: str) -> bool:
    """Whether a host speaks TLS at all: one that does not is worse than one that stops at TLS 1.1, which fails."""
    return any(one.host == host and bool(one.protocol) for one in case.evidence.tls)


def _served_in_clear(page: PageFact) -> Citation:
    return Citation(url=page.url, host=host_of(page.url), note="served over http")


def asks_for_data(page: PageFact) -> bool:
    """Whether a page asks a person for something about themselves (a search box does not)."""
    return any(form.password or set(form.fields) - HARMLESS_FIELDS for form in page.forms)


def _hops_over_http(case: Case, page: Page) -> Iterator[Fault]:
    """Redirects of the tool's own hosts that leave https on the way to a page, a document of the showcase too."""
    exchange = page.exchange
    if scheme_of(exchange.url) == "https" and (scheme_of(exchange.final_url) == "https" or page.surface == "documents"):
        for hop in exchange.hops:
            if own_host(case, hop.url) and "http" in (scheme_of(hop.location), scheme_of(hop.url)):
                cited = Citation(url=hop.url, note=f"status {hop.status}, to {hop.location}")
                yield Fault("redirect-over-http", host_of(hop.url), cited)
