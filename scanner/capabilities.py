"""What a scan was able to look at: named only where it really saw something of the kind."""

from __future__ import annotations

from collections.abc import Sequence

from catalog.nouns.browser import BrowserEvidence, HarRecording
from catalog.nouns.evidence import HostRecord, Page, SuppliedDocument, TlsRecord
from catalog.nouns.vocabulary import Capability


def capabilities_of(
    pages: Sequence[Page],
    hosts: Sequence[HostRecord],
    tls: Sequence[TlsRecord],
    browser: BrowserEvidence | None,
    supplied: Sequence[SuppliedDocument],
    recordings: Sequence[HarRecording],
) -> tuple[Capability, ...]:
    """The capabilities that these parts of an evidence stand for, in the order of the vocabulary."""
    there: list[Capability] = []
    if any(page.exchange.status == 200 and page.exchange.body for page in pages):
        there.append("static-html")
    if any(record.failure is None for record in hosts):
        there.append("dns")
    if any(record.protocol is not None for record in tls):
        there.append("tls")
    there += browser_capabilities(browser)
    if any(one.pages for one in recordings):
        there.append("learner-recording")
    if supplied:
        there.append("supplied-document")
    return tuple(there)


def browser_capabilities(browser: BrowserEvidence | None) -> list[Capability]:
    """What a browser that passed its own test was able to look at."""
    if browser is None or not browser.canary.sound:
        return []
    rendered = [run for run in browser.phases if any(page.rendered for page in run.pages)]
    ran = {run.phase: run for run in rendered if not run.crashed}
    there: list[Capability] = []
    if rendered:
        there += ["script-execution", "browser-storage"]
    refused, accepted = ran.get("after-refusal"), ran.get("after-acceptance")
    if refused is not None and (refused.choice_made or refused.reason == "no-interface"):
        there.append("consent-refusal")
    if accepted is not None and (accepted.choice_made or accepted.reason == "no-interface"):
        there.append("consent-acceptance")
    return there
