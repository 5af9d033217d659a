"""`security.https-enforced`: credentials and forms travel encrypted, with a certificate that verifies."""

from __future__ import annotations

from catalog.nouns.criterion import Criterion
from catalog.nouns.finding import Citation
from catalog.nouns.vocabulary import Surface
from rules.case import Case, Outcome
from rules.judging.citing import listed, undecided
from rules.judging.transport import Fault, failures, own_hosts, page_hosts, warnings

PROBED = frozenset({"redirects-to-https", "refused"})
"""Answers on port 80 that are fine: a redirect to https, or nothing listening."""


def https_enforced(case: Case, criterion: Criterion, surface: Surface) -> Outcome:
    """Decide the criterion on one surface; see `rules.judging.transport` for what counts."""
    failed = list(failures(case, surface))
    if failed:
        return _told("fail", failed, confirmed=False if all(one.transient for one in failed) else None)
    hosts = own_hosts(case, surface)
    records = {one.host: one for one in case.evidence.tls if one.host in hosts}
    warned = list(warnings(case, surface))
    if warned:
        return _told("warn", warned)
    sound = {host for host, one in records.items() if one.protocol and one.problem is None}
    visited = page_hosts(case, surface) or hosts
    open_hosts = [host for host in hosts if host not in sound and (host in visited or host in records)]
    if not hosts or open_hosts:
        return undecided("not-probed", params={"hosts": listed(open_hosts) or "–"}, missing=() if records else ("tls",))
    probes = {one.host: one.outcome for one in case.evidence.http_probes}
    unsure = [host for host in visited if probes.get(host) not in PROBED]
    shown = tuple(_record(host, records[host].protocol or "", probes.get(host)) for host in hosts if host in records)
    if unsure:
        return undecided("http-not-probed", params={"hosts": listed(unsure)}, citations=shown)
    probed = all(one.legacy_probed for one in records.values()) and set(hosts) <= set(records)
    return Outcome(
        "pass",
        "pass",
        params={"hosts": listed(records)},
        citations=shown,
        basis="observed",
        confidence="high" if probed else "medium",
    )


def _told(verdict: str, faults: list[Fault], confirmed: bool | None = None) -> Outcome:
    """The outcome of the gravest fault (they come in that order), with all of them cited."""
    slug = faults[0].slug
    return Outcome(
        "fail" if verdict == "fail" else "warn",
        f"{verdict}-{_family(slug)}",
        params={"hosts": listed(one.host for one in faults), "problem": slug.removeprefix("certificate-")},
        citations=tuple(dict.fromkeys(one.citation for one in faults))[:8],
        basis="observed",
        confidence="high",
        confirmed=confirmed,
    )


def _family(slug: str) -> str:
    return "certificate" if slug.startswith("certificate") else slug


def _record(host: str, protocol: str, probe: str | None) -> Citation:
    return Citation(url=f"https://{host}/", host=host, note=f"{protocol}, http: {probe or 'not probed'}")
