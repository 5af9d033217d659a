"""What documents leave to another text: not shown while that text was not read, judged on it where it was."""

from __future__ import annotations

from typing import Any

import pytest

from catalog.nouns.finding import Finding
from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.reading import read
from rules.reading.markdown import read_markdown
from tests.checks.test_text_of_outside_tools import CRITERIA, KNOWLEDGE, OPENED, OPENING, PUPILS, WHOLE

LISTS = [
    "La liste de nos sous-traitants figure ici.",
    "La liste de nos sous-traitants figure à l’annexe 2.",
    "La liste complète de nos prestataires est communiquée sur demande.",
    "Nous faisons appel à des prestataires dont la liste est accessible depuis votre espace client.",
    "Les sous-traitants ultérieurs sont énumérés dans l’accord de sous-traitance.",
    "La liste de nos sous-traitants est publiée à l’adresse https://outil.example/st. Nous partageons des données avec "
    "Stripe (États-Unis) pour le paiement.",
    "Our current list of subprocessors is available at https://tool.example/subprocessors.",
    "See Annex 2 for the list of sub-processors.",
    "The sub-processors that we use are listed on our Trust Center.",
    "We use service providers, a list of which is available in your account.",
    "Our list of sub-processors is published at https://tool.example/st. We share data with Stripe (United States) for "
    "payment.",
]


def found(criterion: str, *documents: tuple[str, str], **given: Any) -> Finding:
    read = [{"role": role, "text": text} for role, text in documents]
    case = build_case({"documents": read, "profile": PUPILS, **given}, KNOWLEDGE, language="fr")
    (finding,) = evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)
    return finding


def _opened(text: str) -> str:
    return (OPENED if text.startswith(("Our", "See", "The", "We")) else OPENING) + text


@pytest.mark.parametrize("text", LISTS)
def test_a_list_that_was_not_read_is_not_shown_and_its_pointer_is_cited(text: str) -> None:
    told = found("sharing.subprocessor-list", ("privacy", _opened(text)))
    assert (told.verdict, told.message) == ("inconclusive", "inconclusive-elsewhere")
    assert any(one.quote and one.quote in text for one in told.citations)


LISTING = OPENING.replace("Politique de confidentialité", "Liste des sous-traitants")
TABLE = (
    "| Nom | Finalité | Pays |\n|---|---|---|\n"
    "| OVH | Hébergement | France |\n| Brevo | Envoi des courriels | France |\n"
)


def test_a_list_pointed_to_that_was_read_is_judged() -> None:
    pointer = ("privacy", OPENING + LISTS[0])
    listed = found("sharing.subprocessor-list", pointer, ("subprocessors", LISTING + TABLE))
    assert listed.verdict == "pass"
    poor = TABLE.replace("Pays", "Depuis").replace("France", "2024")
    bare = found("sharing.subprocessor-list", pointer, ("subprocessors", LISTING + poor))
    assert (bare.verdict, bare.message) == ("warn", "warn-no-country")


def test_an_annex_of_the_same_document_is_judged() -> None:
    text = f"{OPENING}{LISTS[1]}\n\n## Annexe 2 : sous-traitants\n\n{TABLE}"
    assert found("sharing.subprocessor-list", ("privacy", text)).verdict == "pass"


@pytest.mark.parametrize(
    ("criterion", "pointer"),
    [
        ("retention.periods-stated", "Les durées de conservation figurent dans notre référentiel, disponible ici."),
        ("retention.periods-stated", "Pour les durées de conservation, voir l’annexe 3."),
        (
            "retention.periods-stated",
            "Nous gardons les données le temps nécessaire ; les durées de conservation figurent à l’annexe 3.",
        ),
        ("transparency.recipients", "La liste des destinataires de vos données figure sur cette page."),
        ("transparency.recipients", "Nos prestataires sont énumérés dans notre registre des sous-traitants."),
    ],
)
def test_a_whole_notice_that_points_elsewhere_has_not_been_silent(criterion: str, pointer: str) -> None:
    assert found(criterion, ("privacy", WHOLE)).verdict == "fail"
    told = found(criterion, ("privacy", f"{WHOLE}\n\n{pointer}\n"))
    assert (told.verdict, told.message) == ("inconclusive", "inconclusive-elsewhere")


@pytest.mark.parametrize(
    "other",
    [
        "Les exercices figurent sur cette page.",
        "La liste des cookies figure dans notre politique relative aux cookies.",
        "Nos tarifs sont disponibles ici.",
    ],
)
def test_a_pointer_for_something_else_excuses_no_silence(other: str) -> None:
    assert found("retention.periods-stated", ("privacy", f"{WHOLE}\n\n{other}\n")).verdict == "fail"


def test_what_the_agreement_is_said_to_settle_is_judged_on_the_agreement() -> None:
    pointer = OPENING + "Le sort des données en fin de contrat est précisé dans l’accord de sous-traitance."
    assert found("retention.end-of-contract", ("privacy", pointer)).message == "inconclusive-elsewhere"
    settled = (
        "# Accord de sous-traitance\n\nAu terme du contrat, le sous-traitant supprime ou restitue les données, au "
        "choix de l’établissement, dans un délai de 30 jours, sauvegardes comprises."
    )
    assert found("retention.end-of-contract", ("privacy", pointer), ("dpa", settled)).verdict == "pass"
    silent = "# Accord de sous-traitance\n\nLe sous-traitant ne traite les données que sur instruction documentée."
    assert found("retention.end-of-contract", ("privacy", pointer), ("dpa", silent)).message != "inconclusive-elsewhere"


def test_an_undeclared_service_is_no_failure_while_the_list_of_cookies_was_not_read() -> None:
    criterion = CRITERIA["cookies.declared-vs-observed"]
    example = next(one for one in criterion.examples if one.message == "fail-unlisted-party")
    given = {key: value for key, value in example.given.items() if key != "documents"}
    text = example.given["documents"][0]["text"]

    def told(role: str, more: str = "") -> set[str]:
        documents = [{"role": role, "text": text + more}]
        case = build_case({**given, "documents": documents}, KNOWLEDGE, language="fr")
        return {one.message for one in evaluate(case, {criterion.id: criterion}, strict=True)}

    pointer = "\n\nLa liste des cookies figure dans notre politique relative aux cookies, disponible ici.\n"
    assert "fail-unlisted-party" in told("privacy")
    pointed = told("privacy", pointer)
    assert "inconclusive-elsewhere" in pointed and "fail-unlisted-party" not in pointed
    assert "fail-unlisted-party" in told("cookies", pointer)


def test_the_last_of_many_pointers_is_not_lost() -> None:
    places = ("à l’annexe 1", "à l’annexe 2", "à l’annexe 3", "à l’annexe 4", "dans notre référentiel", "ici")
    others = " ".join(f"Les durées de conservation figurent {place}." for place in places)
    text = f"{others} La liste de nos sous-traitants est disponible ici."
    reading = read(read_markdown(text), "fr").clause("stated-elsewhere")
    assert any("sous-traitants" in quote.text for quote in reading.quotes)
