"""What a consent interface offers and says: criteria on its presence, its first layer, its boxes, its words."""

from __future__ import annotations

from catalog.nouns.browser import ConsentInterface, Control, PhaseRun
from catalog.nouns.finding import Citation
from rules.case import Outcome
from rules.derive.declared import RECIPIENT
from rules.derive.fold import fold
from rules.judging.attempts import brings_anything, may_store
from rules.judging.citing import listed, not_concerned, of_quote, undecided
from rules.judging.documents import addresses, believable, clause_in, statements, unread_documents, with_role
from rules.judging.observed import could_not_leave
from rules.judging.seen import Seen, told
from rules.judging.sightings import Sighting, cause, cited, runs_of
from rules.judging.stored_items import is_lasting_identifier, item_citation, items, outlasts_exemption, told_items
from rules.reading.load import languages
from rules.words import holds, words

READABLE_CONTRAST = 3.0
"""Contrast below which text is hard to make out even where it is large (WCAG 2.2, 1.4.3 asks for 3 to 4.5)."""
_SMALLER_FONT = 0.75
_SMALLER_AREA = 0.25
_ANY_PHASE = ("before-choice", "after-refusal", "after-acceptance", "none")
_MANY_PARTNERS = 100
"""Partners from which on a list informs nobody (criteria, trap of `cookies.purposes-and-parties`)."""
PURPOSES = words("consent-interface", "purposes")
"""Beginnings of words that name a purpose, folded."""
PAYING = words("consent-interface", "paying")
EXPLAINING = words("consent-interface", "explaining")
"""Words of controls that explain, list or lead elsewhere (folded): none of them refuses."""
_LONGEST_LABEL = 5
"""Words up to which a control says what it does, and is no text."""


def interfaces(seen: Seen) -> list[tuple[PhaseRun, ConsentInterface]]:
    """(run, interface) of all runs that met one, the richest first: where the second layer was reached."""
    found = [(run, run.interface) for run in runs_of(seen.case) if run.interface is not None]
    return sorted(found, key=lambda pair: (pair[1].vanished, not pair[1].second_layer_reached))


def first_layer(one: ConsentInterface, *kinds: str) -> list[Control]:
    """Controls of the first layer of these kinds."""
    return [control for control in one.controls if control.layer == 1 and control.kind in kinds]


def picture(run: PhaseRun, one: ConsentInterface) -> Citation:
    """The interface with the picture of its first layer and the words on its controls."""
    words = listed((f"[{control.text}]" for control in first_layer(one, *ALL_KINDS)), 6)
    return Citation(url=one.page, page=one.page, phase=run.phase, blob=one.screenshot, note=f"{one.provider}: {words}")


_WITHOUT_EFFECT = ("click-failed", "led-away")
ALL_KINDS = ("accept", "reject", "settings", "acknowledge", "save", "close", "other")


def no_interface(seen: Seen) -> Outcome:
    """Nothing asks for consent: the criterion has no object, unless code that might ask could not be loaded here.

    Where the browser opened no page of the surface, nothing is known: a recording of requests shows no interface.
    """
    if not seen.was_browsed():
        return undecided("only-recorded", missing=("script-execution",))
    absent = unloaded(seen)
    return could_not_leave(absent, seen) if absent else not_concerned("no-interface")


def nothing_asked(seen: Seen) -> bool:
    """Whether what is shown is a mere notice, and nothing that needs consent was seen in any state."""
    return not any(_asks(one) or one.implied_wording for _, one in interfaces(seen)) and not (
        tracking(seen) or unloaded(seen) or any(one.exempt == "no" for one in items(seen, *_ANY_PHASE))
    )


def _asks(one: ConsentInterface) -> bool:
    return bool(first_layer(one, "accept", "reject", "save", "settings") or one.toggles or one.unread_toggles)


def without_object(seen: Seen) -> Outcome | None:
    """That the criterion has no object, None where an interface asks for a choice."""
    if not interfaces(seen):
        return no_interface(seen)
    return not_concerned("notice-only") if nothing_asked(seen) else None


def unloaded(seen: Seen) -> list[Sighting]:
    """Code that could not be loaded from here and might show a consent interface elsewhere."""
    return [one for one in seen.attempts if brings_anything(one)]


def tracking(seen: Seen) -> list[Sighting]:
    """Requests of third parties that need consent, in any state."""
    return [one for one in seen.sightings if one.needs_consent]


def banner_missing(seen: Seen) -> Outcome:
    """`cookies.banner-missing`: a consent interface where something needs consent; no tracker needs none."""
    found = interfaces(seen)
    asking = [pair for pair in found if _asks(pair[1])]
    if asking:
        return Outcome("pass", "pass-banner-shown", params={"provider": asking[0][1].provider},
                       citations=(picture(*asking[0]),), basis="observed", confidence="high")  # fmt: skip
    if absent := unloaded(seen):
        return could_not_leave(absent, seen)
    used = [one for one in tracking(seen) if one.phase != "none"]
    stored = [one for one in items(seen, "before-choice") if one.exempt == "no"]
    if found and (used or stored):
        run, one = found[0]
        return Outcome("warn", "warn-notice-only", params={"provider": one.provider}, citations=(picture(run, one),),
                       basis="observed", root_cause=cause(used, seen.surface))  # fmt: skip
    if used:
        return told("fail", "fail-no-banner", used, seen)
    if stored:
        return told_items("fail", "fail-no-banner-storage", stored, seen, "without-consent")
    if storing := [one for one in seen.attempts if may_store(one)]:
        return could_not_leave(storing, seen)
    if weak := seen.nothing_whole():
        return weak
    if recorded := [one for one in tracking(seen) if one.phase == "none"]:
        return undecided("only-recorded", citations=cited(recorded), missing=("script-execution",))
    if kept := [one for one in items(seen, "none") if one.exempt == "no"]:
        return undecided("only-recorded", citations=[item_citation(one) for one in kept[:4]],
                         missing=("script-execution",))  # fmt: skip
    if unknown := [one for one in items(seen, "before-choice") if is_lasting_identifier(one)]:
        return undecided("banner-need-unknown", params={"items": listed(one.name for one in unknown)},
                         citations=[item_citation(one) for one in unknown[:4]])  # fmt: skip
    if beyond := [one for one in items(seen, "before-choice") if outlasts_exemption(one)]:
        return undecided("exemption-outlasted", params={"items": listed(one.name for one in beyond)},
                         citations=[item_citation(one) for one in beyond[:4]])  # fmt: skip
    return Outcome("pass", "pass-no-banner-needed", params=seen.counts(), searched=seen.pages(), basis="observed",
                   confidence="high")  # fmt: skip


def accepting(one: ConsentInterface) -> list[Control]:
    """Controls of the first layer that accept; closing does where the text says that going on is consent."""
    closing = ("close",) if one.implied_wording else ()
    return first_layer(one, "accept", "acknowledge", *closing)


def actions_of(seen: Seen, phase: str, on_first_layer: bool = False) -> int:
    """The most actions a choice took, 0 where it was not made (on the first layer, where only that counts)."""
    runs = [run for run in runs_of(seen.case) if run.phase == phase and run.choice_made]
    if on_first_layer:
        runs = [run for run in runs if run.choice_route.startswith("first-layer")]
    return max((run.actions for run in runs), default=0)


def is_paid(control: Control) -> bool:
    """Whether a control offers what is paid for."""
    return holds(fold(control.text), PAYING)


def refusal_is_paid(one: ConsentInterface) -> bool:
    """Whether the first layer lets one accept or pay, and offers no refusal that costs nothing."""
    return (
        bool(accepting(one))
        and not first_layer(one, "reject")
        and any(is_paid(each) for each in first_layer(one, "other"))
    )


def reject_not_as_easy(seen: Seen) -> Outcome:
    """`cookies.reject-not-as-easy`: refusing on the first layer, in one action, as visibly as accepting."""
    if absent := without_object(seen):
        return absent
    found = interfaces(seen)
    run, one = found[0]
    accept, reject = accepting(one), first_layer(one, "reject")
    shown = {"accept": listed(f"« {each.text} »" for each in accept), "provider": one.provider}
    citations = (picture(run, one),)
    if not one.controls:
        return undecided("interface-unread", params=shown, citations=citations)
    if one.vanished:
        return undecided("interface-vanished", params=shown, citations=citations)
    if not reject:
        return _without_refusal(seen, one, accept, shown, citations)
    shown["reject"] = listed(f"« {each.text} »" for each in reject)
    needed = actions_of(seen, "after-refusal", on_first_layer=True)
    if _does_nothing(seen):
        return undecided("refusal-without-effect", params=shown, citations=citations)
    if needed > max(1, actions_of(seen, "after-acceptance")):
        return Outcome("fail", "fail-second-layer", params={**shown, "actions": str(needed)}, citations=citations,
                       basis="observed")  # fmt: skip
    if all(each.unseen for each in reject) and any(not each.unseen for each in accept):
        return Outcome("warn", "warn-out-of-sight", params=shown, citations=citations, basis="observed")
    if all(each.in_sentence for each in reject) and any(not each.in_sentence for each in accept):
        return Outcome("warn", "warn-in-sentence", params=shown, citations=citations, basis="observed")
    fainter = _fainter(accept, reject) if accept else None
    if fainter is not None:
        return Outcome("warn", "warn-less-visible", params={**shown, "how": fainter}, citations=citations,
                       basis="observed")  # fmt: skip
    if _asked_again(seen):
        return Outcome("warn", "warn-refusal-not-kept", params=shown, citations=citations, basis="observed")
    if needed > 1:
        shown["actions"] = str(needed)
        return Outcome("pass", "pass-as-many", params=shown, citations=citations, basis="observed")
    return Outcome("pass", "pass-one-click", params=shown, citations=citations, basis="observed", confidence="high")


def _asked_again(seen: Seen) -> bool:
    """Whether a refusal is asked for again on the next page, while an acceptance is kept: refusing has no end."""
    made = [run for run in runs_of(seen.case) if run.choice_made and run.choice_kept is not None]
    refused = {run.choice_kept for run in made if run.phase == "after-refusal"}
    accepted = {run.choice_kept for run in made if run.phase == "after-acceptance"}
    return refused == {False} and accepted == {True}


def _does_nothing(seen: Seen) -> bool:
    """Whether pressing the refusal changed nothing or led to another site, while the acceptance beside it was made."""
    tried = [run for run in runs_of(seen.case) if run.phase == "after-refusal"]
    accepted = any(run.choice_made for run in runs_of(seen.case) if run.phase == "after-acceptance")
    return bool(tried) and accepted and all(not run.choice_made and run.reason in _WITHOUT_EFFECT for run in tried)


def _without_refusal(
    seen: Seen, one: ConsentInterface, accept: list[Control], shown: dict[str, str], citations: tuple[Citation, ...]
) -> Outcome:
    saving = first_layer(one, "save")
    if not accept and saving and one.toggles:
        return _by_boxes(seen, one, saving, citations)
    if not accept:
        return undecided("interface-unread", params=shown, citations=citations)
    if refusal_is_paid(one):
        return Outcome("fail", "fail-refusal-paid", params=shown, citations=citations, basis="observed")
    if unread := [each for each in first_layer(one, "other") if may_refuse(each)]:
        shown["unread"] = listed(f"« {each.text} »" for each in unread)
        return undecided("control-unread", params=shown, citations=citations)
    actions = actions_of(seen, "after-refusal")
    if actions == 1 and saving and not any(box.checked and not box.essential for box in one.toggles):
        shown["save"] = listed(f"« {each.text} »" for each in saving)
        return Outcome("warn", "warn-refusal-by-saving", params=shown, citations=citations, basis="observed")
    if closing := [each for each in first_layer(one, "close") if each not in accept]:
        shown["close"] = listed(f"« {each.text} »" for each in closing)
        return undecided("closing-unsaid", params=shown, citations=citations)
    if actions >= 2:
        return Outcome("fail", "fail-second-layer", params={**shown, "actions": str(actions)}, citations=citations,
                       basis="observed", confidence="high")  # fmt: skip
    return Outcome("fail", "fail-no-refusal", params=shown, citations=citations, basis="observed")


def _by_boxes(seen: Seen, one: ConsentInterface, saving: list[Control], citations: tuple[Citation, ...]) -> Outcome:
    """Boxes and one button that keeps them as they are: it refuses with none ticked, and accepts with all."""
    button = listed(f"« {each.text} »" for each in saving)
    ticked = sum(box.checked and not box.essential for box in one.toggles)
    if ticked:
        return Outcome("fail", "fail-second-layer", params={"accept": button, "actions": str(ticked + 1)},
                       citations=citations, basis="observed")  # fmt: skip
    if actions_of(seen, "after-refusal") != 1:
        return undecided("interface-unread", params={"accept": button, "provider": one.provider}, citations=citations)
    return Outcome("pass", "pass-nothing-ticked", params={"save": button}, citations=citations, basis="observed")


def may_refuse(control: Control) -> bool:
    """Whether a control that was not understood could be the refusal: a short button that explains nothing.

    What the machine cannot read is no proof that a refusal is missing.
    """
    folded = fold(control.text)
    letters = sum(each.isalpha() for each in folded)  # `FR`, `EN` choose a language
    short = letters > 2 and len(folded.split()) <= _LONGEST_LABEL
    return short and not control.is_link and not is_paid(control) and not holds(folded, EXPLAINING)


def _fainter(accept: list[Control], reject: list[Control]) -> str | None:
    """How refusing is markedly less visible than accepting, None where it is not. Judged on the best of each."""
    best = max(reject, key=lambda each: ((each.contrast or 0.0), each.area_share or 0.0))
    other = max(accept, key=lambda each: ((each.contrast or 0.0), each.area_share or 0.0))
    if best.contrast is not None and best.contrast < READABLE_CONTRAST <= (other.contrast or 21.0):
        return f"{best.contrast:.1f}:1"
    if best.font_px is not None and other.font_px and best.font_px < other.font_px * _SMALLER_FONT:
        return f"{best.font_px:.0f} px / {other.font_px:.0f} px"
    small = (best.area_share or 0.0) < (other.area_share or 0.0) * _SMALLER_AREA
    return f"{(best.area_share or 0) * 100:.1f} % / {(other.area_share or 0) * 100:.1f} %" if small else None


def implied_or_preticked(seen: Seen) -> Outcome:
    """`cookies.implied-or-preticked`: consent by an act, no box ticked beforehand."""
    if absent := without_object(seen):
        return absent
    found = interfaces(seen)
    run, one = found[0]
    citations = (picture(run, one),)
    implied = next((other.implied_wording for _, other in found if other.implied_wording), None)
    if implied:
        quote = Citation(url=one.page, page=one.page, quote=implied, blob=one.screenshot, note=one.provider)
        return Outcome("fail", "fail-implied", params={"words": implied}, citations=(quote,), basis="observed",
                       confidence="high")  # fmt: skip
    if one.vanished:
        return _answers_itself(seen, citations) or undecided("interface-vanished", citations=citations)
    ticked = [box for box in one.toggles if box.checked and not box.essential and not box.legitimate_interest]
    if ticked:
        return Outcome("fail", "fail-preticked", params={"boxes": listed(box.label for box in ticked)},
                       citations=citations, basis="observed", confidence="high")  # fmt: skip
    if any(other.vanished for _, other in found) and (silent := _answers_itself(seen, citations)):
        return silent
    interest = [box for box in one.toggles if box.checked and box.legitimate_interest]
    if interest:
        return Outcome("warn", "warn-legitimate-interest", params={"boxes": listed(box.label for box in interest)},
                       citations=citations, basis="observed")  # fmt: skip
    if one.unread_toggles:
        return undecided("toggles-unread", params={"boxes": listed(one.unread_toggles)}, citations=citations)
    only_told = any(other.settings_page for _, other in found)
    if not one.toggles and first_layer(one, "settings") and not only_told:
        unread = "second-layer-unread" if one.second_layer_reached else "second-layer-unseen"
        return undecided(unread, citations=citations)
    if not first_layer(one, "accept", "reject", "acknowledge", *(("save",) if one.toggles else ())):
        return undecided("interface-unread", params={"provider": one.provider}, citations=citations)
    if said := _implied_in_documents(seen):
        return Outcome("warn", "warn-implied-in-document", citations=(*citations, *said), basis="declared")
    return Outcome("pass", "pass-affirmative", params={"boxes": str(len(one.toggles))}, citations=citations,
                   basis="observed")  # fmt: skip


def _answers_itself(seen: Seen, citations: tuple[Citation, ...]) -> Outcome | None:
    """An interface that goes away before anybody answers: silence is taken for consent where trackers are active.

    Once may be a mishap of that visit; in two visits it is the site's way. None where nothing that needs consent is.
    """
    active = [one for one in tracking(seen) if one.phase == "before-choice" and one.identifies]
    stored = [one for one in items(seen, "before-choice") if one.exempt == "no"]
    if not active and not stored:
        return None
    times = sum(one.vanished for _, one in interfaces(seen))
    return Outcome("fail" if times > 1 else "warn", "fail-answers-itself" if times > 1 else "warn-answers-itself",
                   params={"services": listed([each.service for each in active] + [each.name for each in stored])},
                   citations=(*citations, *cited(active, 3)), basis="observed")  # fmt: skip


_TRACERS = words("consent-interface", "tracers")


def _implied_in_documents(seen: Seen) -> tuple[Citation, ...]:
    """Sentences of documents that take going on for consent to cookies: what the interface does outweighs them."""
    return tuple(
        of_quote(document, quote)
        for document, reading in clause_in(believable(seen.case), "implied-consent")
        if reading.stance == "affirmed"
        for quote in reading.quotes
        if holds(fold(quote.text), _TRACERS)
    )[:2]


def purposes_and_parties(seen: Seen) -> Outcome:
    """`cookies.purposes-and-parties`: purposes by name, and who the partners are, in the interface or a document."""
    found = interfaces(seen)
    used = tracking(seen)
    if not found:
        return undecided("no-interface-but-trackers", citations=cited(used)) if used else no_interface(seen)
    run, one = found[0]
    citations = (picture(run, one),)
    text = fold(" ".join((one.text, *(box.label for box in one.toggles))))
    purposes = holds(text, PURPOSES)
    named = {statement.value for statement in statements(seen.case, RECIPIENT)}
    owners = {each.organisation for each in used}
    listed_in_text = all(fold(owner) in text or _service_in(text, used, owner) for owner in owners) and bool(owners)
    parties = one.partners_link or listed_in_text or (bool(owners) and owners <= named)
    if one.partners_count is not None and one.partners_count >= _MANY_PARTNERS:
        return Outcome("warn", "warn-many-partners", params={"count": str(one.partners_count)}, citations=citations,
                       basis="observed")  # fmt: skip
    documents = with_role(seen.case, "cookies", "privacy")
    if purposes and (parties or not owners):
        return Outcome("pass", "pass-purposes-and-parties", citations=citations, basis="observed",
                       searched=addresses(documents))  # fmt: skip
    if owners and not parties and (unread := unread_documents(seen.case)):
        return undecided("documents-unread", citations=citations, searched=unread)
    names_others = any(clause_in(believable(seen.case), "recipients-named"))
    if owners and not parties and (purposes or not names_others):
        verdict, message = ("warn", "warn-purposes-only") if purposes else ("fail", "fail-no-list")
        return Outcome(
            "fail" if verdict == "fail" else "warn",
            message,
            params={"organisations": listed(sorted(owners))},
            citations=(*citations, *cited(used, 3)),
            searched=addresses(documents),
            basis="observed",
        )
    if not _readable(one, seen):
        return undecided("interface-language", citations=citations)
    return Outcome("warn", "warn-purposes-unclear", citations=citations, searched=addresses(documents),
                   basis="observed")  # fmt: skip


def _readable(one: ConsentInterface, seen: Seen) -> bool:
    """Whether the page that shows an interface is in a language whose words for purposes are known."""
    spoken = next((page.language for page in seen.case.facts.pages if page.url == one.page), None)
    return spoken is None or spoken in languages()


def _service_in(text: str, used: list[Sighting], owner: str) -> bool:
    return any(fold(one.service) in text for one in used if one.organisation == owner)
