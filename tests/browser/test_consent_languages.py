"""What labels say in French as people word it, and in each language with a lexicon.

The texts are written for this test, by hand, before the lexicon was tried on them.
"""

from __future__ import annotations

import pytest

from scanner.consent.labels import kind_of
from scanner.consent.words import _tables, fold, languages

FRENCH = {
    "accept": "Tout accepter|J'accepte tout|Accepter et continuer|Accepter & fermer|J'ai compris et j'accepte|"
    "Oui, je suis d'accord|Ok, tout accepter|Ok pour tout|OK pour moi|Oui, ça me va|C'est d'accord|"
    "Je suis d'accord|Tout valider|J'autorise|Autoriser tous les cookies|Tout autoriser|Je consens|"
    "Consentir à tous|Oui merci|Oui à tous|Accepter les cookies optionnels|Donner mon consentement|"
    "Accepter les traceurs|Continuer en acceptant|Continuer et accepter|Approuver|"
    "Acceptez tous les cookies|J’accepte les cookies et je continue|Activer les cookies|"
    "Activer la mesure d'audience|Oui, j'autorise|Accord|Oui, j'aime les cookies|Ça marche|"
    "Oui volontiers|Avec plaisir|Poursuivre en acceptant|OK, j'ai compris et j'accepte|"
    "Accepter tous les services|✓ OK, tout accepter|✓ Autoriser|Permettre tous les cookies|"
    "Je donne mon consentement|Oui, tout accepter|J'accepte et je poursuis ma navigation|"
    "Accepter et accéder au site|Accepter tout et fermer|D'accord|D’accord, tout accepter|Ok j'accepte|"
    "Tout accepter et continuer vers le site|Accepter l'utilisation de cookies|Je suis OK|"
    "OK pour les cookies|Ok pour les cookies !|Tout me va|Cela me convient|Ça me convient|"
    "Oui, pas de problème|Oui, j'accepte les cookies non essentiels|Pas de souci|"
    "Pas de problème, j'accepte|Accepter tous les partenaires|J'accepte le dépôt de cookies|"
    "Activer et continuer|Accepter sans personnaliser|Accepter la mesure d'audience anonyme|"
    "Oui pour les cookies",
    "reject": "Tout refuser|Je refuse|Refuser tout|Non merci|Continuer sans accepter|Poursuivre sans accepter|"
    "Accéder au site sans accepter|Fermer sans accepter|Fermer et refuser|Je décline|Décliner|Rejeter|"
    "Non, je refuse|Je n'accepte pas|Je ne suis pas d'accord|Pas d'accord|Pas de cookies|"
    "Pas de cookies, merci|Aucun cookie|Sans cookies|Sans traceurs|Naviguer sans cookie|"
    "Continuer sans consentir|Continuer sans cookies|Continuer sans être tracé|"
    "Uniquement les nécessaires|Seulement le nécessaire|Cookies nécessaires uniquement|"
    "Accepter les cookies nécessaires|Garder l'essentiel|Conserver seulement les essentiels|"
    "N'accepter que les indispensables|Refuser les optionnels|Tout désactiver|Désactiver tout|"
    "Tout interdire|Interdire|Bloquer|M'opposer à tout|Je m'oppose|S'opposer|Non, pas cette fois|"
    "Ne pas accepter|Ne pas autoriser|Je préfère refuser|Ne pas consentir|Ne pas me suivre|"
    "Ne pas me tracer|Ne pas partager mes données|Le minimum|Minimum requis|"
    "Continuer sans donner mon consentement|Tout décocher|Retirer mon consentement|Supprimer les cookies|"
    "Non, continuer sans|Passer sans accepter|Accepter le strict nécessaire|Strictement nécessaires|"
    "Fonctionnels uniquement|Cookies techniques uniquement|Je ne consens pas|Pas maintenant|"
    "Refuser et fermer|Refuser et continuer|Refuser (sauf cookies nécessaires)|"
    "✗ Interdire tous les cookies|✗ Tout refuser|X Continuer sans accepter|Rejeter tout|Tout rejeter|"
    "Non, refuser tout|Non, aucun|Aucun cookie, merci|Sans moi|Je n’autorise pas|Ne rien accepter|"
    "Ne pas activer|Refuser les cookies facultatifs|Refus|Opter pour le refus|"
    "Continuer avec les cookies essentiels|Continuer avec les seuls cookies nécessaires|"
    "Juste l'essentiel|Que le nécessaire|Accepter les obligatoires seulement|Continuer en refusant|"
    "Non, merci, continuer sans accepter|Quitter sans accepter|Refuser les cookies de mesure d'audience|"
    "Ne pas mesurer ma visite|Me désinscrire des cookies|Désactiver la mesure d'audience|Pas de traceurs|"
    "Cookies obligatoires uniquement|Naviguer sans accepter|Lire sans accepter|Entrer sans accepter|"
    "Ignorer et continuer sans accepter|Refuser les services|Révoquer|Tout révoquer|"
    "Ne pas déposer de cookies|Non, je ne veux pas",
    "settings": "Paramétrer|Personnaliser|Paramétrer les cookies|Gérer mes cookies|Gérer les cookies|Préférences|"
    "Préférences cookies|Mes préférences|Plus d'options|Options|Voir les options|"
    "En savoir plus et paramétrer|En savoir plus et gérer|Choisir|Je choisis|Laissez-moi choisir|"
    "Je choisis mes cookies|Configurer|Configuration|Régler|Réglages|Paramètres|Paramètres des cookies|"
    "Accepter ou refuser individuellement|Personnaliser mes choix|Définir mes préférences|"
    "Afficher les préférences|Voir les préférences|Gérer le consentement|Gérer mes consentements|"
    "Modifier mes choix|Non, je veux choisir|Ajuster|Détails|Afficher les détails|Voir le détail|"
    "Gérer les services|Gestion des cookies|Centre de confidentialité|Paramètres de confidentialité|"
    "Personnalisation|Sélectionner les cookies|Paramétrer mes choix|Non, paramétrer|"
    "Personnaliser ou refuser|Paramétrer ou refuser",
    "save": "Enregistrer|Enregistrer et fermer|Enregistrer mes préférences|Sauvegarder|Valider ma sélection|"
    "Valider mes choix|Confirmer mes choix|Accepter la sélection|Autoriser la sélection|"
    "Autoriser ma sélection|Appliquer|Enregistrer les paramètres|Valider et fermer|Sauver|"
    "J'enregistre mes choix|Terminer et enregistrer|Valider les préférences|Enregistrer la configuration",
    "acknowledge": "OK|Ok !|J'ai compris|C'est compris|Compris|Compris !|Entendu|Bien compris|C'est noté|Ok, merci|"
    "Ne plus afficher ce message|Très bien|Continuer|Okay",
    "close": "Fermer|×|Fermer la fenêtre|Fermer ce bandeau|Fermer le message|Masquer|Fermer X",
    "other": "En savoir plus|Politique de cookies|Politique de confidentialité|Mentions légales|S'abonner|"
    "S'abonner et refuser|Refuser et créer un compte|Se connecter|Connexion|Créer un compte|Découvrir|"
    "Accueil|Voir nos partenaires|Nos partenaires|Liste des partenaires|Contact|Demander une démo|"
    "Essayer gratuitement|Autoriser la géolocalisation|Activer les notifications|"
    "Non merci, pas de newsletter|Accepter (j'ai 18 ans ou plus)|J'ai plus de 15 ans|Recherche|Suivant|"
    "Précédent|Oui, je m'inscris|Accepter l'invitation|Accepter les conditions d'utilisation|"
    "Refuser l'invitation|J'accepte de recevoir la newsletter|Refuser et payer|"
    "Découvrir l'offre sans publicité|Cookies de mesure d'audience|Finalités|Cookies|"
    "À propos des cookies|Télécharger l'application|Nous contacter|Consentement|Plus d'informations|"
    "Accessibilité : non conforme|Lire la politique|Non classés",
}
EUROPEAN = {
    "accept": "Alles accepteren|Ja, ik accepteer|Akkoord|Ik ga akkoord|Alle cookies accepteren|Sta alles toe|"
    "Ja, prima|Accepteren en doorgaan|Cookies toestaan|Alle zulassen|Alles klar, akzeptieren|"
    "Ja, einverstanden|Zustimmen und weiter|Alle Cookies erlauben|Accept & continue|Yes, that’s fine|"
    "Allow cookies|I’m OK with that|Accept all and visit site|Aceitar todos|Aceito|Concordo|"
    "Permitir todos|Aceitar e continuar|Acepta todo|Accetto|Accetta tutti|Godkänn alla|"
    "Acceptera alla cookies|Tillåt alla|Jag godkänner|Ja, jag godkänner|Accepter alle|Tillad alle|"
    "Acceptér alle cookies|Godta alle|Aksepter alle|Tillat alle|Jeg godtar|Hyväksy kaikki|"
    "Salli kaikki evästeet|Hyväksyn|Přijmout vše|Souhlasím|Povolit vše|Přijmout všechny cookies|"
    "Prijať všetko|Súhlasím|Acceptă tot|Accept toate|Sunt de acord|Összes elfogadása|Elfogadom|"
    "Mindet elfogadom|Αποδοχή όλων|Αποδέχομαι|Συμφωνώ|Akceptuję|Zgadzam się|Zaakceptuj wszystkie|"
    "Приемам всички|Prihvaćam sve|Sprejmi vse|Strinjam se|Принять все|Согласен|Прийняти все|"
    "Tümünü kabul et|Accepta-ho tot|Nõustun kõigiga|Sutinku|Piekrītu",
    "reject": "Weigeren|Alles weigeren|Nee, bedankt|Nee|Afwijzen|Alleen functioneel|Alleen functionele cookies|"
    "Niet accepteren|Nee, liever niet|Accepteer functionele cookies|Enkel noodzakelijke|"
    "Verder zonder accepteren|Doorgaan zonder te accepteren|Alleen vereiste cookies|Ik ga niet akkoord|"
    "Alle ablehnen|Nur erforderliche|Nein, danke|Weiter ohne Einwilligung|Ohne Akzeptieren fortfahren|"
    "Nicht zustimmen|Only required cookies|Continue without consent|Reject & continue|No thanks|"
    "Decline all|Don’t accept|Use necessary cookies only|I refuse|Rejeitar todos|Recusar|Recuso|"
    "Não aceito|Apenas necessários|Continuar sem aceitar|Aceitar apenas os essenciais|"
    "Somente cookies necessários|Recusar todos|Rechazar todas|No aceptar|Solo necesarias|Rifiuta|"
    "Solo necessari|Continua senza accettare|Avvisa alla|Neka|Neka alla|Endast nödvändiga|"
    "Godkänn endast nödvändiga cookies|Fortsätt utan att acceptera|Acceptera inte|Afvis alle|"
    "Kun nødvendige|Kun nødvendige cookies|Accepter kun nødvendige|Fortsæt uden at acceptere|Nej tak|"
    "Avvis alle|Bare nødvendige|Kun nødvendige informasjonskapsler|Nei takk|Fortsett uten å godta|"
    "Hylkää kaikki|Vain välttämättömät|Hyväksy vain välttämättömät|Jatka hyväksymättä|Ei kiitos|"
    "Odmítnout vše|Odmítnout|Pouze nezbytné|Pokračovat bez souhlasu|Nesouhlasím|Jen nezbytné cookies|"
    "Odmietnuť všetko|Iba nevyhnutné|Nesúhlasím|Refuză tot|Respinge toate|Doar necesare|Nu sunt de acord|"
    "Continuă fără a accepta|Összes elutasítása|Elutasítom|Csak a szükségesek|Nem fogadom el|"
    "Απόρριψη όλων|Μόνο τα απαραίτητα|Δεν αποδέχομαι|Συνέχεια χωρίς αποδοχή|Odrzuć wszystkie|"
    "Tylko niezbędne|Nie zgadzam się|Kontynuuj bez akceptacji|Отказвам|Само необходимите|Odbij sve|"
    "Samo nužni|Zavrni vse|Отклонить|Только необходимые|Відхилити все|Reddet|Yalnızca gerekli|"
    "Rebutja-ho tot|Només les necessàries|Atmesti visus|Noraidīt",
    "settings": "Instellingen|Voorkeuren|Zelf instellen|Beheer cookies|Einstellungen anpassen|Cookie-Einstellungen|"
    "Manage cookies|Customise|Definições|Gerir cookies|Personalizar|Inställningar|Anpassa|"
    "Hantera cookies|Indstillinger|Tilpas|Vis detaljer|Innstillinger|Tilpass valg|Asetukset|Mukauta|"
    "Evästeasetukset|Nastavení|Nastavit|Upravit předvolby|Nastavenia|Setări|Personalizează|Beállítások|"
    "Testreszabás|Ρυθμίσεις|Προσαρμογή|Ustawienia|Dostosuj|Настройки|Postavke|Nastavitve|Настроить|"
    "Налаштування|Ayarlar|Configura|Seaded|Nustatymai|Iestatījumi",
    "save": "Voorkeuren opslaan|Auswahl speichern|Save settings|Guardar preferências|Spara val|Gem valg|"
    "Lagre valg|Tallenna valinnat|Uložit nastavení|Uložiť nastavenia|Salvează preferințele|"
    "Beállítások mentése|Αποθήκευση επιλογών|Zapisz ustawienia|Tillad udvalgte|Tillåt urval|"
    "Tillat valgte|Salli valinta",
    "acknowledge": "Begrepen|Verstanden|Understood|Entendi|Jag förstår|Forstået|Jeg forstår|Ymmärrän|Rozumím|Rozumiem|"
    "Am înțeles|Értem|Rendben|Κατάλαβα|Разбрах|Razumijem|Понятно|Zrozumiało",
    "close": "Sluiten|Schließen|Fechar|Stäng|Luk|Lukk|Sulje|Zavřít|Zatvoriť|Închide|Bezárás|Κλείσιμο|Zamknij|"
    "Затвори|Закрыть",
    "other": "Läs mer|Læs mere|Les mer|Lue lisää|Zjistit více|Află mai multe|Tudjon meg többet|Saiba mais|"
    "Μάθετε περισσότερα|Abonner|Log ind|Kirjaudu sisään|Přihlásit se|Kundkonto|Val de Loire|Kun|Samsung|"
    "Danemark",
}
CASES = [(kind, text) for table in (FRENCH, EUROPEAN) for kind, texts in table.items() for text in texts.split("|")]


@pytest.mark.parametrize(("kind", "text"), CASES)
def test_a_label_says_what_its_control_does(kind: str, text: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize("text", ["Non-executive", "Non classés", "Non-voyants", "Non conforme"])
def test_a_prefix_is_no_refusal(text: str) -> None:
    assert kind_of(text) == "other"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Pas de problème, j’accepte", "accept"),
        ("Kein Problem, alle akzeptieren", "accept"),
        ("No problem", "accept"),
        ("Accepter sans personnaliser", "accept"),
        ("Accepter sans cookies", "reject"),
        ("En savoir plus Accepter", "accept"),
        ("En savoir plus sur les cookies que vous acceptez", "other"),
    ],
)
def test_a_negation_counts_where_it_negates(text: str, kind: str) -> None:
    assert kind_of(text) == kind


@pytest.mark.parametrize(
    "text",
    [
        "Accepter les notifications",
        "Non merci, pas de newsletter",
        "Disagree and create account",
        "Accepter, j’ai 18 ans ou plus",
        "Refuser l’invitation",
    ],
)
def test_what_is_about_something_else_is_not_pressed(text: str) -> None:
    assert kind_of(text) == "other"


def test_the_age_of_consent_to_trackers_is_no_age_gate() -> None:
    assert kind_of("Accepter (j’ai 15 ans ou plus)") == "accept"


@pytest.mark.parametrize("language", languages())
def test_a_lexicon_is_written_folded(language: str) -> None:
    entries = [entry for words in _tables()[language].values() for entry in words]
    plain = [entry.removeprefix("=").rstrip(".").strip() for entry in entries]
    assert [each for each in plain if each != fold(each) and "," not in each] == []
