"""Whole German notices, judged: what a third language says reaches the verdicts as French and English do."""

from __future__ import annotations

import pytest

from catalog.nouns.finding import Finding
from rules.evaluate import evaluate
from rules.example_case import build_case
from rules.knowledge.load import load_knowledge
from rules.load import load_criteria

CRITERIA = load_criteria()
KNOWLEDGE = load_knowledge()
GOOD = """# Datenschutzerklärung

Stand: 1. Mai 2026

Verantwortlich für die Website ist die Wortwiese Verlag GmbH, Lindenweg 4, 50667 Köln, hallo@wortwiese.example.
Für die Daten der Kinder ist die jeweilige Schule verantwortlich; wir verarbeiten sie als ihr Auftragsverarbeiter.

Schulen legen die Konten der Kinder an; die Kinder melden sich mit einem Klassencode und einem Fantasienamen an.
Wir verkaufen keine Daten, zeigen keine Werbung und nutzen die Daten der Kinder weder für Werbung noch für eigene
Zwecke. Daten der Kinder werden niemals zum Training von KI-Modellen verwendet. Eine Übermittlung in Drittländer findet
nicht statt.

Konten löschen wir spätestens drei Monate nach Ende des Schuljahres. Nach Vertragsende werden alle Daten innerhalb von
30 Tagen nach Wahl der Schule gelöscht oder zurückgegeben. Ändern wir diese Erklärung, so kündigen wir das den Schulen
vier Wochen vorher an.

Welche Dienstleister wir einsetzen, entnehmen Sie bitte unserer Liste der Auftragsverarbeiter.

Sie haben das Recht auf Auskunft, Berichtigung, Löschung, Einschränkung, Datenübertragbarkeit und Widerspruch; eine
Einwilligung können Sie jederzeit widerrufen. Sie können sich bei einer Aufsichtsbehörde beschweren.
"""
BAD = """# Datenschutz

Indem Sie unsere App nutzen, stimmen Sie dieser Datenschutzerklärung zu.

Eingaben der Kinder nutzen wir, um unsere KI zu trainieren. Wir zeigen Kindern personalisierte Werbung auf Grundlage
ihres Verhaltens. Ihre Kontaktdaten dürfen wir an Dritte verkaufen. Wir nutzen die Daten auch für eigene Zwecke.

Ihre Daten bewahren wir auf unbestimmte Zeit auf. Ein Konto kann nicht gelöscht werden. Die Einwilligung ist
unwiderruflich. Diese Bedingungen können wir jederzeit ohne Ankündigung ändern. Profile sind standardmäßig öffentlich
sichtbar.
"""


def judged(criterion: str, text: str) -> Finding:
    profile = {"audience": "pupils", "accounts": "yes", "ai": "yes"}
    case = build_case({"documents": [{"role": "privacy", "text": text}], "profile": profile}, KNOWLEDGE, language="fr")
    return next(iter(evaluate(case, {criterion: CRITERIA[criterion]}, strict=True)))


@pytest.mark.parametrize(
    ("criterion", "good", "bad"),
    [
        ("sharing.sale", "pass", "fail"),
        ("sharing.advertising-use", "pass", "fail"),
        ("sharing.own-purposes", "pass", "fail"),
        ("ai.training-reuse", "pass", "fail"),
        ("children.no-ads-profiling", "pass", "fail"),
        ("children.public-exposure-default", "inconclusive", "fail"),
        ("retention.indefinite-language", "pass", "fail"),
        ("retention.end-of-contract", "pass", "inconclusive"),
        ("rights.all-listed", "pass", "warn"),
        ("rights.withdraw-consent", "pass", "fail"),
        ("rights.export-and-delete", "inconclusive", "fail"),
        ("contract.unilateral-change", "pass", "fail"),
        ("contract.school-as-controller", "pass", "inconclusive"),
        ("transfers.disclosed", "pass", "inconclusive"),
    ],
)
def test_a_good_and_a_bad_notice_are_told_apart(criterion: str, good: str, bad: str) -> None:
    assert (judged(criterion, GOOD).verdict, judged(criterion, BAD).verdict) == (good, bad)


def test_a_change_is_announced_by_its_own_delay() -> None:
    text = GOOD + "\nBei einer Datenpanne benachrichtigen wir die Schule binnen 24 Stunden.\n"
    assert dict(judged("contract.unilateral-change", text).params)["days"] == "28"
    assert dict(judged("contract.breach-notice", text).params)["days"] == "1"


@pytest.mark.parametrize(
    ("criterion", "pointer"),
    [
        ("sharing.subprocessor-list", "Eine Übersicht der eingesetzten Auftragsverarbeiter finden Sie in Anlage 2."),
        ("sharing.subprocessor-list", "Die Liste unserer Dienstleister stellen wir unter folgendem Link bereit."),
        ("retention.periods-stated", "Die Speicherfristen ergeben sich aus dem Löschkonzept im Anhang."),
        ("retention.periods-stated", "Wie lange Ihre Daten gespeichert werden, regelt Anlage 3."),
    ],
)
def test_who_points_to_another_text_has_not_been_silent(criterion: str, pointer: str) -> None:
    text = "# Datenschutzerklärung\n\nDiese Erklärung sagt, wie wir mit Ihren Daten umgehen.\n\n" + pointer
    assert judged(criterion, text).message == "inconclusive-elsewhere"
