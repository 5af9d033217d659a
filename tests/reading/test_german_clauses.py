"""German sentences: compounds by their last part, verbs that come last or apart, and how far a negation reaches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading
from rules.reading.lemmas import Forms
from rules.reading.load import lexicon

Say = Callable[[str, str], DocumentReading]


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("nutzungsdaten", "daten"),
        ("werbezwecken", "zweck"),
        ("datenweitergabe", "weitergabe"),
        ("sitzungscookie", "cookie"),
        ("schülerkonten", "konto"),
        ("gesundheitsbehörden", "behorde"),
    ],
)
def test_a_compound_is_compared_by_its_last_part(word: str, form: str) -> None:
    german = lexicon("de")
    assert form in Forms("de", german.lemmas, german.endings)(word)


@pytest.mark.parametrize(
    ("word", "form"),
    [
        ("kandidaten", "daten"),
        ("soldaten", "daten"),
        ("bewerbung", "werbung"),
        ("initiativbewerbung", "werbung"),
        ("aufsichtsbehörde", "behorde"),
        ("landesaufsichtsbehörde", "behorde"),
        ("ansprechpartner", "partner"),
        ("bankkonto", "konto"),
        ("daten", "werbung"),
    ],
)
def test_a_word_that_only_ends_alike_is_no_such_compound(word: str, form: str) -> None:
    german = lexicon("de")
    assert form not in Forms("de", german.lemmas, german.endings)(word)


def test_an_ending_that_gives_a_form_keeps_the_stem_and_a_head_does_not() -> None:
    forms = Forms("fr", {}, {"ées": "er", "zwecke": "=zweck"})
    assert "ranger" in forms("rangées")
    assert forms("werbezwecke")[-1] == "zweck"
    assert "zweck" not in forms("abzwecke")  # too little stands before the head for a compound


DONE = [
    ("sale-of-data", "Wenn Sie Ihr Abonnement nicht verlängern, verkaufen wir Ihre Daten an Partner."),
    ("third-party-sharing", "Weil wir keine eigenen Server haben, übergeben wir Ihre Daten einem Dienstleister."),
    ("third-party-sharing", "Wir verwenden keine Tracker und leiten Ihre Daten an unsere Partner weiter."),
    ("third-party-sharing", "Es wird kein Profil angelegt und die Daten werden an Partner übermittelt."),
    ("location-data", "Solange Sie die Ortung nicht abschalten, erfassen wir Ihren Standort."),
    ("advertising-use", "Ihre Angaben nutzen wir für Werbung, nicht für die Forschung."),
    ("cookies-tracking", "Wir setzen Cookies, die nicht länger als ein Jahr gespeichert werden."),
    ("indefinite-retention", "Die Ergebnisse werden nie gelöscht."),
    ("sale-of-data", "Die Anschriften unserer Kunden vermieten wir an andere Verlage."),
]
NOT_DONE = [
    ("sale-of-data", "Wenn Sie Ihr Abonnement kündigen, verkaufen wir Ihre Daten nicht."),
    ("sale-of-data", "Wir verkaufen, vermieten und tauschen Ihre Daten nicht."),
    ("sale-of-data", "Ihre Daten, die wir für den Unterricht brauchen, verkaufen wir nicht."),
    ("sale-of-data", "Ihre Daten verkaufen wir an keinen Dritten."),
    ("third-party-sharing", "Den Namen, die Klasse und die Antworten geben wir nicht an Dritte weiter."),
    ("third-party-sharing", "An Dritte leiten wir Ihre Daten niemals weiter."),
    ("third-party-sharing", "Wir verzichten darauf, Ihre Daten an Dritte weiterzugeben."),
    ("location-data", "Ihren Standort rufen wir nicht ab."),
    ("cookies-tracking", "Auf Cookies verzichtet unsere Website, und auf Cookies Dritter verzichten wir auch."),
]


@pytest.mark.parametrize(("clause", "text"), DONE)
def test_what_is_done_is_not_denied_by_a_negation_of_something_else(say: Say, clause: str, text: str) -> None:
    assert say(text, "de").clause(clause).stance == "affirmed"


@pytest.mark.parametrize(("clause", "text"), NOT_DONE)
def test_a_negation_reaches_the_verb_that_stands_before_or_behind_it(say: Say, clause: str, text: str) -> None:
    assert say(text, "de").clause(clause).stance == "denied"


@pytest.mark.parametrize(
    ("clause", "text"),
    [
        ("right-erasure", "Ein Recht auf Löschung besteht nicht."),
        ("right-objection", "Der Verarbeitung können Sie nicht widersprechen."),
        ("right-erasure", "Der Betreiber darf Ihre Beiträge löschen."),
        ("advertising-use", "Die Kinder lernen, wie Werbung ihre Daten nutzt."),
        ("dpa-deletion-return", "Am Ende des Vertrags muss der Auftraggeber alle Daten zurückgeben oder löschen."),
        ("end-of-contract-deletion", "Nach Vertragsende löscht der Kunde das Programm."),
        ("health-biometric-data", "Sie dürfen Ihre Daten ohne Behinderung an andere übermitteln."),
        ("recipients-named", "Wir erhalten Ihren Namen von Google, wenn Sie sich dort anmelden."),
        ("ai-disclosure", "Ihre Texte werden nicht zum Training von KI-Modellen genutzt."),
    ],
)
def test_the_words_of_a_clause_in_another_frame_do_not_say_it(say: Say, clause: str, text: str) -> None:
    assert say(text, "de").clause(clause).stance == "absent"
