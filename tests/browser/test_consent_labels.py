"""The words on controls: six languages, no acceptance taken for a refusal, no refusal for an acceptance."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.consent.describe import partners_count, toggle_of
from scanner.consent.labels import kind_of, label_of
from scanner.consent.sentences import implied_wording
from scanner.consent.survey import FoundToggle
from scanner.consent.way_back import way_back_to

KINDS = {
    "accept": "Tout accepter|"
    "Tout activer|Activer tous les cookies|OK pour moi|Ça me va|Je donne mon accord|Turn on all|"
    "I’m happy with all cookies|"
    "Alle aktivieren|Passt für mich|Activar todas|Attiva tutti|Toestemming geven|Sta alle cookies toe|"
    "J’accepte|OK, j'accepte !|Oui, j’accepte tous les traceurs|I agree|Allow all|Alle zulassen|"
    "Ich stimme zu|Acepto|Estoy de acuerdo|Accetta e chiudi|Alles accepteren|Accepter et fermer ×|Sí",
    "reject": "Tout refuser|"
    "Sans façon|Je ne souhaite pas|Naviguer sans cookies|Se limiter au strict nécessaire|Strict minimum|"
    "Turn off all|Only the basics|I’d rather not|Ich stimme nicht zu|Nur das Nötigste|Navegar sin cookies|"
    "Oponerse a todo|Disabilita tutti|Liever niet|Auf notwendige beschränken|Refuser tout sauf les nécessaires|"
    "Continuer sans accepter →|Non merci|Je n'accepte pas|Interdire tous les cookies|Decline|"
    "I do not agree|Only necessary|No, thanks|Nur notwendige Cookies|Ohne Zustimmung fortfahren|Ablehnen|"
    "Rechazar todo|Seguir sin aceptar|Rifiuta tutto|Continua senza accettare|Weigeren|Alleen noodzakelijke cookies|"
    "Continuer avec les cookies nécessaires uniquement|Continue with essential cookies|Continuer sans choisir|"
    "Accepter uniquement les cookies essentiels|Refuser les cookies non essentiels|Reject all non-essential",
    "settings": "Choisir mes cookies|Je personnalise|Laissez-moi choisir|Accepter ou refuser au cas par cas|"
    "I want to choose|Selbst entscheiden|Cookies beheren|"
    "Paramétrer|Personnaliser|Gérer mes cookies|Manage preferences|Cookie settings|Einstellungen|"
    "Configurar|Impostazioni|Voorkeuren aanpassen|Manage or reject cookies|Afficher les détails|"
    "Continuer vers les paramètres|Continue to settings|Weiter zu den Einstellungen",
    "save": "Continuer avec ces choix|Continue with these choices|Poursuivre avec mes préférences|"
    "Continue with current settings|Mit dieser Auswahl fortfahren|Continuar con la selección|"
    "Prosegui con le preferenze selezionate|Doorgaan met deze keuze|"
    "Enregistrer mes choix|Save preferences|Auswahl speichern|Guardar selección|Salva preferenze|Opslaan",
    "acknowledge": "J’ai compris|OK|Got it|Verstanden|Entendido|Ho capito|Begrepen",
    "close": "×|Fermer|Close|Schließen|Cerrar|Chiudi|Sluiten",
    "other": "Se connecter|"
    "Enable notifications|Enable dark mode|Accessibilité|"
    "Politique de confidentialité|Refuser et s’abonner|Learn more|Toutes les offres|1 204 partenaires|"
    "Conditions générales d’utilisation|Mentions légales|Continuer avec mon compte|Continue with a friend",
}
CASES = [(kind, text) for kind, texts in KINDS.items() for text in texts.split("|")]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_a_label_says_what_its_control_does(kind: str, text: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("negation", ["ne pas ", "sans ", "do not ", "ohne zu ", "sin ", "senza ", "niet "])
def test_a_negated_acceptance_is_no_acceptance(negation: str) -> None:
    verb = {"ohne zu ": "akzeptieren", "sin ": "aceptar", "senza ": "accettare", "niet ": "accepteren"}
    assert kind_of(negation + verb.get(negation, "accept" if "not" in negation else "accepter")) == "reject"


def test_a_refusal_that_is_paid_for_is_nothing_to_press() -> None:
    assert kind_of("Je refuse et je m’abonne") == "other"
    assert label_of("Je refuse et je m’abonne") == "reject"


@pytest.mark.parametrize(
    "text",
    ["Plutôt pas", "Je passe mon tour", "Très peu pour moi", "Pas aujourd’hui", "Rather not", "Not for me"],
)
def test_a_refusal_in_the_words_of_every_day(text: str) -> None:
    assert kind_of(text) == "reject"


@pytest.mark.parametrize("text", ["Passer à la suite", "Passer au contenu", "Today’s lesson", "Passez votre commande"])
def test_passing_on_is_no_refusal(text: str) -> None:
    assert kind_of(text) != "reject"


@given(st.text(max_size=200))
def test_any_text_has_a_kind(text: str) -> None:
    assert kind_of(text) in {*KINDS}
    assert label_of(text) in {"accept", "reject", "settings", "acknowledge", "other"}


def test_implied_consent_is_quoted_and_partners_are_counted() -> None:
    text = "Bienvenue. En poursuivant votre navigation sur ce site, vous acceptez les cookies. Merci !"
    assert implied_wording(text) == "En poursuivant votre navigation sur ce site, vous acceptez les cookies."
    assert implied_wording("Nous utilisons des cookies si vous les acceptez.") is None
    assert partners_count("Avec nos 842 partenaires, nous mesurons.") == 842
    assert partners_count("We and our 1,024 advertising partners") in (1024, 24, None)
    assert partners_count("Depuis 2019") is None


@pytest.mark.parametrize(
    "text",
    [
        "En faisant défiler cette page, vous acceptez les cookies de nos partenaires.",
        "Si vous ne faites rien, nous considérons que vous êtes d’accord.",
        "Le simple fait de consulter une seconde page vaut acceptation.",
        "By ignoring this message you consent to cookies.",
        "Your next click constitutes acceptance.",
        "L’utilisation de ce site implique votre acceptation des cookies.",
        "Naviguer sur ce site, c’est accepter nos cookies.",
        "En l’absence de réponse, nous déposerons les cookies.",
        "Nous supposerons que vous êtes d’accord, mais vous pouvez vous y opposer.",
        "We’ll assume you’re ok with this, but you can opt out if you wish.",
        "By clicking any link on this page you are giving your consent for cookies.",
        "El uso de este sitio implica la aceptación de cookies.",
        "Durch Scrollen stimmen Sie der Nutzung von Cookies zu.",
    ],
)
def test_an_act_that_chooses_nothing_is_taken_for_consent(text: str) -> None:
    assert implied_wording(f"Bienvenue ! {text}") == text


@pytest.mark.parametrize(
    "text",
    [
        "En utilisant les boutons ci-dessous, vous acceptez ou refusez les cookies.",
        "En cliquant sur « Tout accepter », vous acceptez les cookies.",
        "La poursuite de votre visite ne vaut pas consentement.",
        "En continuant sans accepter, vous gardez l’accès à tout le site.",
        "By clicking “Accept all”, you agree to the use of cookies.",
        "If you continue without accepting, no cookie is set.",
        "Vous pouvez rester sur cette page : nous déposerons des cookies si vous le voulez.",
        "En utilisant le bouton « Accepter », vous nous aidez.",
        "By entering your e-mail address you agree to receive our letter.",
        "Votre silence ne vaut pas accord.",
    ],
)
def test_a_choice_is_no_implied_consent(text: str) -> None:
    assert implied_wording(text) is None


@pytest.mark.parametrize(
    ("label", "locked", "essential", "interest"),
    [
        ("Cookies strictement nécessaires", False, True, False),
        ("Mesure d’audience", False, False, False),
        ("Fonctionnement du site", True, True, False),
        ("Cookies non nécessaires", False, False, False),
        ("Intérêt légitime : mesurer", False, False, True),
    ],
)
def test_boxes_are_told_apart(label: str, locked: bool, essential: bool, interest: bool) -> None:
    box = toggle_of(FoundToggle(1, label, True, locked))
    assert (box.essential, box.legitimate_interest) == (essential, interest)


@pytest.mark.parametrize(
    "text",
    [
        "Modifier mes préférences",
        "Revenir sur mes choix",
        "Cookies : revoir mon choix",
        "Réglages des traceurs",
        "Change my cookie choices",
        "Review your consent",
        "Meine Einwilligung widerrufen",
        "Cambiar mis preferencias",
    ],
)
def test_a_way_back_is_known_by_what_is_changed(text: str) -> None:
    assert way_back_to([["Accueil", False], [text, False]]) == (text, "")


@pytest.mark.parametrize(
    "text",
    [
        "Modifier mon mot de passe",
        "Changer de langue",
        "Choisir une classe",
        "Modifier mes choix de notification",
        "Politique de cookies",
        "En savoir plus sur nos cookies et vos choix",
        "Manage your classes",
        "Change log",
        "Préférences",
    ],
)
def test_changing_something_else_is_no_way_back(text: str) -> None:
    assert way_back_to([[text, True]]) is None


def test_a_way_back_is_a_control_not_a_policy() -> None:
    links = [["Accueil", False], ["Politique de cookies", False]]
    assert way_back_to([*links, ["Gérer mes cookies", False]]) == ("Gérer mes cookies", "")
    assert way_back_to([*links, ["Cookies", False], ["🍪", False], ["Vie privée", False]]) is None
    assert way_back_to(None) is None


@pytest.mark.parametrize("text", ["Cookies", "🍪", "Consentement", "Cookie consent", "Einwilligung"])
def test_a_button_that_stays_on_the_page_says_little(text: str) -> None:
    assert way_back_to([["Accueil", True], [text, True]]) == (text, "")


TABLES = Path(__file__).parent / "labels"
"""Texts of buttons of our own, labelled before they were read: banners, and a school tool's own buttons."""


@pytest.mark.parametrize("language", ["de", "en", "es", "fr", "it", "nl"])
def test_every_text_of_the_table_is_read_as_labelled(language: str) -> None:
    with (TABLES / f"{language}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 80
    wrong = {
        row["button_text"]: kind_of(row["button_text"]) for row in rows if kind_of(row["button_text"]) != row["kind"]
    }
    assert wrong == {}


REFUSED = (
    "Nu accept|Nu permite|Kabul etmeden devam et|Kabul etme|Onaylamıyorum|İzin vermiyorum|Jätka nõustumata|"
    "Neakceptuju|Neprihvaćam|Neprihvati|Nedovolim|Neatļaut|Nepieņemt|Nepriimti|Nezgadzam się|Accept none|"
    "Accept nothing|Niets accepteren|Nem fogadok el semmit|Продовжити без згоди|Tęsti be sutikimo"
)
DOUBTFUL = (
    "Tout accepter sauf la publicité|Allow all except ads|Non, accepter|No, accept all|Accepter ou refuser|"
    "Accepter sans réserve|Accepter les cookies sans réserve"
)


@pytest.mark.parametrize("text", REFUSED.split("|"))
def test_a_denied_acceptance_refuses_in_every_language(text: str) -> None:
    assert kind_of(text) == "reject"


@pytest.mark.parametrize("text", DOUBTFUL.split("|"))
def test_yes_and_no_in_one_label_is_nothing_to_press(text: str) -> None:
    assert kind_of(text) == "other"


@pytest.mark.parametrize("text", ["Nu accepteren", "Kabul etmek", "Prihvaćam", "Priimti", "Dovolim vse"])
def test_what_only_looks_like_a_denial_still_accepts(text: str) -> None:
    assert kind_of(text) == "accept"
