"""Why a finding has its result: what was found, what it rests on, what was missing, in words.

The general rule of a criterion says when any tool passes or fails; it stands in `preau explain` and beside the proof.
Here it is never taken for the reason of one finding: it may speak of things that this finding is not about.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalog.nouns.facts import DocumentFact
from catalog.nouns.finding import Citation, Finding
from catalog.nouns.vocabulary import Role
from reports.context import Context
from reports.view.order import PHASE_RANK
from reports.view.texts import criterion_title, finding_message, has_own_reason, missing_names, own_reason, says_its_own
from reports.wording import Wording

Roles = Mapping[str, Role]
"""The role of each document by its address."""


def roles_of(documents: Iterable[DocumentFact]) -> Roles:
    """The roles of the documents of a tool."""
    return {one.url: one.role for one in documents}


def finding_reason(finding: Finding, context: Context, roles: Roles) -> str:
    """Why this result for this finding, whole: never empty, never against its message."""
    return f"{_core(finding, context)} {because(finding, context, roles)}".strip()


def because(finding: Finding, context: Context, roles: Roles) -> str:
    """The result with what it rests on or lacked, and what else weighs on it: what a message does not say."""
    wording = context.wording
    told = [_ground(finding, context, roles)]
    if finding.seen_on:
        told.append(wording.say("because.seen-on", date=wording.date(finding.seen_on)))
    if finding.explained_by:
        told.append(wording.say("finding.explained-by", title=criterion_title(finding.explained_by, context)))
    return " ".join(told)


def _core(finding: Finding, context: Context) -> str:
    """What was found, and why nothing could be where the finding says so itself."""
    told = [finding_message(finding, context)] if says_its_own(finding, context) else []
    if has_own_reason(finding, context):
        told.append(own_reason(finding, context))
    if told:
        return " ".join(dict.fromkeys(told))
    if finding.not_yet:
        return context.wording.say("text.not-yet")
    return "" if finding.missing else context.wording.say(f"text.default-{finding.verdict}")


def _ground(finding: Finding, context: Context, roles: Roles) -> str:
    wording = context.wording
    proof = wording.listing(_proofs(finding, wording, roles))
    if finding.verdict == "not-applicable":
        return wording.say("because.not-applicable")
    if finding.verdict == "inconclusive":
        return _open(finding, context, proof)
    if proof:
        to_confirm = finding.verdict == "fail" and not finding.confirmed
        return wording.say("because.fail-to-confirm" if to_confirm else f"because.{finding.verdict}", proof=proof)
    if finding.searched:
        return wording.count(f"because.{finding.verdict}-searched", len(finding.searched))
    return wording.say(f"because.{finding.verdict}-bare")


def _open(finding: Finding, context: Context, proof: str) -> str:
    wording = context.wording
    if finding.missing and finding.reason != "capability-missing":
        return wording.say("because.open-missing", missing=wording.listing(missing_names(finding, context)))
    if proof:
        return wording.say("because.open-proof", proof=proof)
    if finding.searched:
        return wording.count("because.open-searched", len(finding.searched))
    return wording.say("because.open")


def _proofs(finding: Finding, wording: Wording, roles: Roles) -> list[str]:
    """What the citations are, counted by kind: passages of documents, requests, addresses in pages, the rest."""
    kinds: dict[str, list[Citation]] = {}
    for one in finding.citations:
        kinds.setdefault(_kind(one), []).append(one)
    said = []
    for kind in ("quote", "request", "reference", "note"):
        own = kinds.get(kind, [])
        if own:
            where = _places(own, kind, wording, roles)
            words = wording.count(f"because.{kind}", len(own))
            said.append(wording.say("because.in", what=words, where=where) if where else words)
    return said


def _kind(citation: Citation) -> str:
    if citation.quote is not None:
        return "quote"
    return "request" if citation.request else "reference" if citation.references else "note"


def _places(citations: list[Citation], kind: str, wording: Wording, roles: Roles) -> str:
    if kind == "quote":
        named = [roles[one.url] for one in citations if one.url is not None and one.url in roles]
        return wording.listing(dict.fromkeys(wording.name("role", one) for one in named if one != "other"))
    if kind == "request":
        phases = {one.phase or "none" for one in citations} - {"none"}
        return wording.listing(wording.name("phase", one) for one in sorted(phases, key=lambda one: PHASE_RANK[one]))
    return ""
