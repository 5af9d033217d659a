"""Sale, advertising and the like: people, exceptions and contradictions over several documents."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.nouns.finding import Finding
from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
PUPILS = {"audience": "pupils", "accounts": "yes", "ai": "yes"}
HEAD = (
    "# Politique de confidentialité\n\nLe présent document explique comment nous traitons les informations qui nous "
    "sont confiées et ce que nous nous engageons à faire.\n\n"
)
ENGLISH = "# Privacy policy\n\nThis document explains how we handle the information that is entrusted to us.\n\n"


def judge(criterion: str, *documents: dict[str, Any], **given: Any) -> Finding:
    """The finding of one criterion on documents in the roles they name."""
    case = build_case({"documents": list(documents), "profile": PUPILS, **given}, KNOWLEDGE, language="fr")
    (finding,) = evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)
    return finding


def fr(text: str, role: str = "privacy", **more: Any) -> dict[str, Any]:
    return {"role": role, "text": HEAD + text, **more}


def en(text: str, role: str = "privacy", **more: Any) -> dict[str, Any]:
    return {"role": role, "text": ENGLISH + text, **more}


DENIED = "Vos données personnelles ne sont ni vendues, ni louées."
SOLD = "We may sell or rent your personal information to toy makers."


def test_a_contradiction_between_documents_warns_and_cites_both() -> None:
    allowed = "L’éditeur peut vendre les données personnelles des utilisateurs à des sociétés partenaires."
    finding = judge("sharing.sale", fr(DENIED), fr(allowed, "terms"))
    assert (finding.verdict, finding.message) == ("warn", "warn-contradictory")
    assert len({citation.url for citation in finding.citations}) == 2


def test_what_is_affirmed_of_pupils_stays_a_failure_whatever_another_document_denies() -> None:
    named = "Nous vendons les données personnelles des élèves à des éditeurs de jouets."
    finding = judge("sharing.sale", fr(named), fr(DENIED, "terms"))
    assert finding.verdict == "fail"
    assert not finding.confirmed, "of a semi criterion the machine only proposes a failure"


def test_a_sale_that_spares_children_under_an_age_is_a_sale() -> None:
    both = f"{SOLD} We do not sell information about children under 13 without the consent of a parent."
    assert judge("sharing.sale", en(both)).verdict == "fail"


def test_an_exception_is_quoted_and_the_quote_is_verbatim() -> None:
    text = "Except in the event of a merger or sale of assets, we do not sell your personal information."
    finding = judge("sharing.sale", en(text))
    assert (finding.verdict, finding.message) == ("warn", "warn-limited")
    assert dict(finding.params)["exception"].startswith("Except in the event of a merger")
    (citation,) = finding.citations
    assert citation.quote == text
    whole = ENGLISH + text
    assert citation.start is not None and citation.end is not None
    assert citation.blob and citation.url and text in whole


def test_a_document_supplied_by_the_vendor_is_contractual() -> None:
    supplied = fr("Le sous-traitant ne vend, ne loue ni n’échange les données personnelles.", "dpa", supplied=True)
    finding = judge("sharing.sale", fr(DENIED), supplied)
    assert (finding.verdict, finding.basis) == ("pass", "contractual")
    assert judge("sharing.sale", fr(DENIED)).basis == "declared"


def test_silence_is_never_a_pass() -> None:
    for criterion in ("sharing.sale", "sharing.advertising-use", "sharing.vague-partners", "ai.emotion-recognition"):
        finding = judge(criterion, fr("Les échanges sont chiffrés."))
        assert (finding.verdict, finding.message) == ("inconclusive", "inconclusive-silent")
        assert finding.searched


def test_a_template_decides_nothing() -> None:
    blank = fr("La société [NOM DE LA SOCIÉTÉ] ne vend pas vos données personnelles. Elles sont gardées [DURÉE].")
    finding = judge("sharing.sale", blank)
    assert (finding.verdict, finding.message) == ("inconclusive", "inconclusive-template")


def test_a_blank_for_a_date_leaves_the_rest_of_the_text() -> None:
    dated = fr("Version du [DATE]. Nous ne vendons jamais vos données personnelles.")
    assert judge("sharing.sale", dated).verdict == "pass"


def test_advertising_to_adults_only_warns() -> None:
    finding = judge("sharing.advertising-use", en("We use the data of adult users for targeted advertising."))
    assert (finding.verdict, finding.message) == ("warn", "warn-others")
    assert "people-adults" in dict(finding.params)["items"]


def test_a_policy_of_the_website_alone_does_not_decide_for_pupils() -> None:
    scope = "This policy applies to visitors of our website only. It does not apply to users of the platform."
    targeted = "We use your information to show you personalised ads based on your interests."
    assert judge("sharing.advertising-use", en(f"{scope} {targeted}")).verdict == "warn"
    denied = judge("sharing.sale", en(f"{scope} We never sell your personal information."))
    assert (denied.verdict, denied.message) == ("inconclusive", "inconclusive-others")


def test_an_emotion_sold_on_a_page_fails_though_the_policy_is_silent() -> None:
    page = {
        "role": "home",
        "html": "<h1>Outil</h1><p>Outil detects the emotions and attention of your students through the webcam, in "
        "real time, during every lesson of the day.</p>",
        "url": "https://outil.example/",
    }
    finding = judge("ai.emotion-recognition", en("We process class lists."), pages=[page])
    assert finding.verdict == "fail"
    assert finding.citations[0].url == "https://outil.example/"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("We use your content to train our AI models unless you opt out in your settings.", "warn"),
        ("We use your conversations and your data to train our artificial intelligence models.", "fail"),
        ("No student work is used to train artificial intelligence models, by us or by anyone else.", "pass"),
        ("We never use your data to train our AI models.", "inconclusive"),
    ],
)
def test_training_by_default_with_an_opt_out_or_excluded(text: str, verdict: str) -> None:
    assert judge("ai.training-reuse", en(text)).verdict == verdict


def test_nothing_passes_where_it_is_unknown_whether_there_is_artificial_intelligence() -> None:
    text = "No student work is used to train artificial intelligence models, by us or by anyone else."
    finding = judge("ai.training-reuse", en(text), profile={"audience": "pupils"})
    assert (finding.verdict, finding.reason) == ("inconclusive", "profile-unknown-ai-features")


ONE_SENTENCE = [
    fr("Les données des élèves ne sont jamais vendues ; celles des visiteurs peuvent être louées."),
    fr("Les données des élèves ne sont pas vendues, celles des visiteurs peuvent l’être."),
    fr("Nous ne vendons pas les données des élèves, mais nous pouvons vendre celles des enseignants."),
    en("We never sell pupils' data; visitors' data may be sold to partners."),
    en("Students' scores are never sold; those of visitors may be."),
    en("We do not sell student data, while teachers' data may be sold to advertisers."),
]


@pytest.mark.parametrize("document", ONE_SENTENCE, ids=range(len(ONE_SENTENCE)))
def test_a_sentence_that_denies_of_some_and_allows_of_others_never_passes(document: dict[str, Any]) -> None:
    assert judge("sharing.sale", document).verdict in ("warn", "fail", "inconclusive")


def test_a_supplied_contract_too_long_to_be_read_whole_shows_no_silence() -> None:
    lesson = "Chaque leçon dure vingt minutes et se termine par un résumé que la classe discute avec son professeur. "
    head = "Le sous-traitant traite les données pour le compte de l’établissement et sur ses instructions. "
    whole = judge("contract.art28-clauses", fr(head + lesson * 300, "dpa", supplied=True))
    cut = judge("contract.art28-clauses", fr(head + lesson * 10_000, "dpa", supplied=True))
    assert (whole.verdict, whole.message) == ("fail", "fail-missing")
    assert (cut.verdict, cut.message) == ("inconclusive", "inconclusive-cut")
