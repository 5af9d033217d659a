"""What `preau read` writes for people: periods, dates, recipients and countries in words, in both languages."""

from __future__ import annotations

import json
from pathlib import Path

import lxml.html
import pytest

from reports.view.values import period_words
from reports.wording import Wording
from scanner.documents.read_files import main

POLICY = (
    "# Politique de confidentialité\n\nVersion du 3 mars 2026.\n\n"
    "Les comptes des élèves sont conservés 730 jours, puis supprimés. Les journaux sont conservés six mois.\n\n"
    "Nos sous-traitants : OVH SAS (France), Zendesk (États-Unis). Les données sont hébergées en France.\n"
)


def written(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, lang: str, policy: str = POLICY) -> str:
    file = tmp_path / "politique.md"
    file.write_text(policy, encoding="utf-8")
    assert main(["--format", form, "--lang", lang, str(file)]) == 0
    return capsys.readouterr().out.replace("\u00a0", " ")


@pytest.mark.parametrize("form", ["text", "html"])
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("fr", ("durée, comptes et données des utilisateurs : 730 jours (2 ans)",
                "durée, journaux : 183 jours (6 mois)",
                "date, mise à jour du document : 3 mars 2026", "organisme, destinataire : Zendesk",
                "pays, lieu d’hébergement : France", "pays, cité : États-Unis",
                "lieu d’hébergement : le document l’affirme")),
        ("en", ("period, accounts and data of users: 730 days (2 years)", "period, logs: 183 days (6 months)",
                "date, update of the document: 3 March 2026", "organisation, recipient: Zendesk",
                "country, place of hosting: France", "country, mentioned: United States", "place of hosting: stated")),
    ],
)  # fmt: skip
def test_values_and_clauses_are_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, lang: str, words: tuple[str, ...]
) -> None:
    told = written(tmp_path, capsys, form, lang)
    assert not [one for one in words if one not in told]
    assert "duration/" not in told and "hosting-location" not in told


def test_the_page_says_its_language_and_that_of_the_document(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = lxml.html.document_fromstring(written(tmp_path, capsys, "html", "en"))
    assert page.get("lang") == "en"
    assert [one.get("lang") for one in page.iter("div") if one.get("lang")] == ["fr"]


def test_a_document_does_not_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    policy = POLICY.replace("hébergées en France", "hébergées en \x1b[2JFrance")
    assert "\x1b" not in written(tmp_path, capsys, "text", "fr", policy)


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (1, "1 jour"),
        (30, "30 jours (1 mois)"),
        (45, "45 jours"),
        (365, "365 jours (1 an)"),
        (3652, "3\u202f652 jours (10 ans)"),
    ],
)
def test_a_period_tells_the_months_or_years_it_makes(days: int, said: str) -> None:
    assert period_words(days, Wording("fr")).replace("\u00a0", " ") == said


def test_offsets_count_in_the_text_that_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Invisible characters of a page (soft hyphens, zero-width spaces) count as in the text: nothing moves."""
    policy = (
        "# Confi\u00aden\u00adtia\u00adlité\u200b\n\nVos don\u00adnées\x1b[2J sont ici\u202e.\n\n"
        "Nous ne vendons pas vos données personnelles. Elles sont conservées pendant deux ans.\n"
    )
    file = tmp_path / "politique.md"
    file.write_text(policy, encoding="utf-8")
    assert main(["--format", "jsonl", "--lang", "fr", str(file)]) == 0
    read = json.loads(capsys.readouterr().out)
    assert main(["--format", "text", "--show-text", "--lang", "fr", str(file)]) == 0
    shown = capsys.readouterr().out.split("\n\n", 1)[1]
    quotes = [quote for clause in read["clauses"] for quote in clause["quotes"]]
    assert {"Nous ne vendons pas vos données personnelles."} <= {quote["text"] for quote in quotes}
    assert all(shown[quote["start"] : quote["end"]] == quote["text"] for quote in quotes)
    assert "\x1b" not in shown and "\u202e" not in shown
