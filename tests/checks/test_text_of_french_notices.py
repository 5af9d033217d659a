"""French notices of tools that nobody here wrote: what a sentence says, and what its near opposite says."""

from __future__ import annotations

import pytest

from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria
from rules.reading import read
from scanner.documents.read_files import document_of

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
FRENCH = "# Politique de confidentialité\n\nCe document explique comment nous traitons les informations confiées.\n\n"
ENGLISH = "# Privacy policy\n\nThis document explains how we process the information that you give us.\n\n"
WHOLE = next(
    one.given["documents"][0]["text"]
    for one in CRITERIA["transparency.legal-basis"].examples
    if one.name == "Aucune base légale"
)
"""A long notice that states nothing."""
PUPILS = {"audience": "pupils", "accounts": "yes", "ai": "yes"}


def verdict(criterion: str, text: str, language: str = "fr") -> str:
    document = {"role": "privacy", "text": (FRENCH if language == "fr" else ENGLISH) + text}
    case = build_case({"documents": [document], "profile": PUPILS}, KNOWLEDGE, language=language)
    (finding,) = evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)
    return finding.verdict


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Les comptes partent chaque été, effacés ; nos factures sont gardées sans limite.", "pass"),
        ("Nos factures partent après dix ans, effacées ; les comptes d’élèves sont gardés sans limite.", "fail"),
        ("Les comptes sont effacés en juillet, les factures sont gardées indéfiniment.", "pass"),
        ("Les factures sont effacées après dix ans, les comptes d’élèves sont gardés indéfiniment.", "fail"),
        ("Vos données, factures comprises, sont conservées sans limite de durée.", "fail"),
    ],
)
def test_the_part_that_keeps_for_ever_says_whose_data(text: str, told: str) -> None:
    assert verdict("retention.indefinite-language", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Un compte resté deux ans sans la moindre connexion est supprimé.", "warn"),
        ("Les comptes sont supprimés après deux ans, les données de connexion après un an.", "pass"),
        ("Les comptes sont gardés deux ans. Les journaux le sont pour une durée fixée par l’hébergeur.", "warn"),
        ("Les comptes sont gardés deux ans. Les journaux le sont pendant six mois.", "pass"),
        ("Les réponses sont effacées après chaque réunion de l’équipe.", "warn"),
    ],
)
def test_a_period_is_one_that_the_publisher_sets(text: str, told: str) -> None:
    assert verdict("retention.periods-stated", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("- Refus du profilage marketing : depuis vos réglages", "inconclusive"),
        ("- Opposition au profilage marketing : quand vous voulez", "inconclusive"),
        ("Profilage marketing : nous utilisons vos données à cette fin.", "fail"),
    ],
)
def test_a_choice_against_advertising_says_of_none_that_it_is_done(text: str, told: str) -> None:
    assert verdict("sharing.advertising-use", f"## Vos droits\n\n{text}\n") == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Aucune donnée n’est transmise à des tiers.", "pass"),
        ("fr", "En mode démonstration, aucune donnée n’est transmise à des tiers.", "inconclusive"),
        ("fr", "Aucune autre donnée n’est partagée avec un tiers.", "inconclusive"),
        ("fr", "Vos données ne sont pas transmises à l’assistant.", "inconclusive"),
        ("fr", "Vos données ne sont pas transmises à l’assistant ni à aucun autre tiers.", "pass"),
        ("en", "No data is shared with third parties.", "pass"),
        ("en", "In guest mode, no data is shared with third parties.", "inconclusive"),
        ("en", "No other information is shared with third parties.", "inconclusive"),
    ],
)
def test_what_is_shared_in_one_mode_or_beside_the_rest_leaves_the_rest_open(
    language: str, text: str, told: str
) -> None:
    assert verdict("sharing.vague-partners", text, language) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Chaque enfant choisit un pseudo.", "pass"),
        ("fr", "Les enfants entrent avec leurs initiales.", "pass"),
        ("fr", "Vous pouvez faire effacer ce qui dépasse nos finalités initiales.", "inconclusive"),
        ("fr", "Écrivez-nous en indiquant votre pseudo et l’objet de votre demande.", "inconclusive"),
        ("en", "Write to us, quoting your nickname and what you ask for.", "inconclusive"),
        ("en", "Each child picks a nickname.", "pass"),
    ],
)
def test_a_pseudonym_asked_to_find_an_account_is_no_way_in(language: str, text: str, told: str) -> None:
    assert verdict("children.pseudonymous-access", text, language) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Les comptes sont effacés chaque année en août.", "inconclusive"),
        ("fr", "Nous supprimons les comptes des enfants inscrits sans accord.", "inconclusive"),
        ("fr", "Compte et profil : gardés un an, puis supprimés à votre demande.", "warn"),
        ("fr", "Vous pouvez effacer votre compte dans votre espace.", "pass"),
        ("en", "Accounts are erased every August.", "inconclusive"),
        ("en", "You can erase your account in the settings.", "pass"),
    ],
)
def test_what_is_erased_by_itself_lets_nobody_erase(language: str, text: str, told: str) -> None:
    assert verdict("rights.export-and-delete", text, language) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "L’outil est vendu en France ; la base de données peut être stockée ailleurs.", "warn"),
        ("fr", "La base de données est stockée en France ; l’outil est vendu ailleurs.", "pass"),
        ("en", "The tool is sold in France; the database may be stored elsewhere.", "warn"),
        ("en", "The database is stored in France; the tool is sold elsewhere.", "pass"),
    ],
)
def test_a_country_where_a_tool_is_sold_keeps_no_data(language: str, text: str, told: str) -> None:
    assert verdict("hosting.country-undeclared", text, language) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Nous ne transférons aucune donnée hors de l’Union européenne.", "pass"),
        ("fr", "Nous ne transférons sciemment aucune donnée hors de l’Union européenne.", "warn"),
        ("fr", "Transfert de vos données hors UE : néant.", "pass"),
        ("fr", "Un prestataire traite des données hors de Suisse et de l’Union européenne.", "warn"),
        ("en", "We do not transfer any data outside the EU.", "pass"),
        ("en", "We do not deliberately transfer any data outside the EU.", "warn"),
    ],
)
def test_what_is_not_done_on_purpose_may_be_done(language: str, text: str, told: str) -> None:
    assert verdict("transfers.disclosed", text, language) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Les données anonymisées servent à nos études.", "warn"),
        ("Vos données, anonymisées ou non, servent à nos études.", "fail"),
        ("Les données anonymisées ne sont pas partagées.", "inconclusive"),
        ("L’outil garde l’anonymat : nous n’utilisons aucune donnée.", "inconclusive"),
        ("Le trombinoscope montre les statistiques visibles des autres joueurs.", "inconclusive"),
    ],
)
def test_what_is_not_reused_is_reused_by_nobody(text: str, told: str) -> None:
    assert verdict("sharing.own-purposes", text) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vous pouvez saisir la CNIL d’une réclamation.", "pass"),
        ("Vous pouvez joindre le délégué à la protection des données de la CNIL pour vos droits.", "inconclusive"),
        ("Adressez votre réclamation à l’autorité de contrôle :\n\n**CNIL**, 3 place de Fontenoy, Paris", "pass"),
        ("Adressez votre réclamation à l’autorité de contrôle.\n\nNous lisons les avis de la CNIL.", "warn"),
    ],
)
def test_an_authority_hears_complaints_where_a_notice_says_so(text: str, told: str) -> None:
    assert verdict("rights.complaint-authority", text) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Nous n’affichons aucune publicité aux élèves. La formule gratuite, elle, en affiche.", "warn"),
        ("fr", "Nous n’affichons aucune publicité aux élèves. La formule gratuite n’en affiche aucune.", "pass"),
        ("fr", "Nos donateurs n’utilisent pas vos données à des fins publicitaires.", "inconclusive"),
        ("fr", "Avec nos donateurs, nous n’utilisons pas vos données à des fins publicitaires.", "pass"),
        ("en", "We show no advertising to pupils. The free plan shows some.", "warn"),
    ],
)
def test_the_next_sentence_and_others_bind_the_publisher_to_nothing(language: str, text: str, told: str) -> None:
    assert verdict("sharing.advertising-use", text, language) == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Toutes les données sont hébergées en Irlande.", "pass"),
        ("fr", "Sur demande, toutes les données peuvent être hébergées en Irlande.", "inconclusive"),
        ("en", "The data are all hosted only in Ireland.", "pass"),
        ("en", "On request, the data can be hosted only in Ireland.", "inconclusive"),
    ],
)
def test_a_place_that_can_be_chosen_keeps_no_data_by_itself(language: str, text: str, told: str) -> None:
    assert verdict("transfers.disclosed", text, language) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Aucune décision automatisée au sens de l’article 22 du RGPD n’est prise par l’outil.", "pass"),
        ("Aucune décision automatisée au sens de nos conditions n’est prise par l’outil.", "warn"),
    ],
)
def test_the_law_s_own_words_narrow_nothing(text: str, told: str) -> None:
    assert verdict("ai.automated-decision", text) == told


def affirmed(text: str) -> set[str]:
    """The clauses that a French sentence affirms."""
    found = read(document_of((FRENCH + text).encode(), "text/markdown", "texte.md"))
    return {one.clause for one in found.clauses if one.stance == "affirmed"}


@pytest.mark.parametrize(
    ("clause", "text", "told"),
    [
        ("right-access", "Les droits d’accès à la base sont attribués selon la fonction.", False),
        ("right-access", "La gestion des droits d’accès suit la fonction de chacun.", False),
        ("right-access", "Vos droits d’accès aux données gérées par nous s’exercent par courriel.", True),
        ("right-rectification", "Seul le secrétariat a le droit de modification des données.", False),
        ("right-rectification", "Le secrétariat peut, à la demande des familles, rectifier les données.", True),
        ("right-objection", "Vous pouvez à tout moment cesser d’utiliser l’outil.", False),
        ("right-objection", "Vous pouvez nous demander de cesser d’utiliser vos données.", True),
        ("breach-notice-school", "L’école nous signale toute violation de données.", False),
        ("breach-notice-school", "Nous signalons à l’école toute violation de données.", True),
        ("dpa-instructions", "Pour les traitements, transmettez-nous votre demande écrite.", False),
        ("dpa-instructions", "Nous traitons les données selon vos instructions écrites.", True),
    ],
)
def test_who_has_a_right_or_a_duty(clause: str, text: str, told: bool) -> None:
    assert (clause in affirmed(text)) is told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("La liste d’opposition est conservée sans limite de durée.", "inconclusive"),
        ("La liste des utilisateurs est conservée sans limite de durée.", "fail"),
    ],
)
def test_a_list_of_refusals_keeps_what_it_must(text: str, told: str) -> None:
    assert verdict("retention.indefinite-language", text) == told


def test_an_agreement_tells_nobody_where_to_send_a_request() -> None:
    text = "# Accord de sous-traitance\n\nLe sous-traitant aide à la gestion des demandes d’exercice des droits.\n"
    for role, told in (("dpa", "inconclusive"), ("privacy", "pass")):
        body = text if role == "dpa" else FRENCH + "Adressez vos demandes d’exercice des droits par courriel."
        case = build_case({"documents": [{"role": role, "text": body}], "profile": PUPILS}, KNOWLEDGE, language="fr")
        (finding,) = evaluate(case, {"rights.channel": CRITERIA["rights.channel"]}, strict=True)
        assert finding.verdict == told


LISTS = [
    (
        "## Nos sous-traitants\n\n- Kiwimail : envoi des courriels (Irlande)\n- Nuagerie : hébergement (France)",
        "inconclusive",
    ),
    ("## Nos sous-traitants\n\n### Kiwimail\n\nFinalité : envoi des courriels\n\nPays : Irlande", "inconclusive"),
    ("| Prestataire | Rôle | Lieu |\n|---|---|---|\n| Kiwimail | Hébergement | Irlande |", "inconclusive"),
    ("Les informations recueillies sont réservées à l’usage exclusif du collège.", "inconclusive"),
    ("Les réponses restent sur notre serveur. Nous sommes les seuls à y avoir accès.", "inconclusive"),
    ("Vous êtes les seuls à voir vos réglages.", "fail"),
    ("## Nos horaires\n\nLe secrétariat répond le matin.", "fail"),
]


@pytest.mark.parametrize(("text", "told"), LISTS)
def test_providers_that_no_list_knows_are_no_silence(text: str, told: str) -> None:
    case = build_case({"documents": [{"role": "privacy", "text": f"{WHOLE}\n\n{text}\n"}]}, KNOWLEDGE, language="fr")
    (finding,) = evaluate(case, {"transparency.recipients": CRITERIA["transparency.recipients"]}, strict=True)
    assert finding.verdict == told


@pytest.mark.parametrize(
    ("language", "text", "told"),
    [
        ("fr", "Les reçus sont archivés dix ans (obligation légale).", "warn"),
        ("fr", "Le traitement des reçus repose sur une obligation légale.", "pass"),
        ("fr", "Nous archivons les reçus sur le fondement d’une obligation légale.", "pass"),
        ("en", "The receipts are kept for ten years, a legal obligation that we have.", "warn"),
    ],
)
def test_why_receipts_are_kept_founds_no_other_processing(language: str, text: str, told: str) -> None:
    assert verdict("transparency.legal-basis", text, language) == told


@pytest.mark.parametrize(
    ("criterion", "text", "told"),
    [
        (
            "rights.export-and-delete",
            "Pour effacer votre compte et les profils des enfants, il suffit d’écrire à aide@outil.example.",
            "warn",
        ),
        ("sharing.own-purposes", "À la fin de l’année, les données sont effacées ou anonymisées.", "inconclusive"),
        ("sharing.own-purposes", "Les données anonymisées sont utilisées pour la recherche.", "warn"),
        (
            "retention.periods-stated",
            "Les profils sont supprimés après deux ans. Les données techniques sont supprimées après un an.",
            "pass",
        ),
    ],
)
def test_what_fresh_notices_say(criterion: str, text: str, told: str) -> None:
    assert verdict(criterion, text) == told


@pytest.mark.parametrize(
    ("criterion", "language", "text", "told"),
    [
        ("ai.training-reuse", "fr", "Notre modèle est entraîné sur des textes publics.", "inconclusive"),
        ("ai.training-reuse", "fr", "Notre modèle est entraîné sur vos copies et sur des textes publics.", "fail"),
        ("ai.training-reuse", "fr", "Notre modèle est entraîné sur vos copies.", "fail"),
        ("retention.indefinite-language", "fr", "Les messages ne sont jamais effacés.", "fail"),
        (
            "retention.indefinite-language",
            "fr",
            "Les messages ne sont jamais effacés sans votre accord.",
            "inconclusive",
        ),
        ("retention.indefinite-language", "en", "The messages are never erased.", "fail"),
        ("retention.indefinite-language", "en", "The messages are never erased before you ask.", "inconclusive"),
        (
            "retention.periods-stated",
            "fr",
            "Aucune durée n’est définie pour la conservation des messages.",
            "inconclusive",
        ),
    ],
)
def test_never_and_none(criterion: str, language: str, text: str, told: str) -> None:
    assert verdict(criterion, text, language) == told
