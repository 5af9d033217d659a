"""Words, numbers, dates: both languages in step, and every id accounted for."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

import pytest

from catalog.nouns import browser, facts, reading, vocabulary
from catalog.nouns.criterion import Bilingual
from reports.load import read_countries, read_data, read_texts
from reports.view.order import PHASES
from reports.wording import NARROW, NBSP, Wording, fill, french_spaces
from rules.knowledge.cookies import COOKIE_CATEGORIES
from rules.knowledge.third_parties import CATEGORIES
from rules.load import FAMILIES
from rules.reading import VOCABULARY
from scanner.traffic.identifiers import LeakKind

SOURCES = Path(__file__).parents[2] / "reports"
FR, EN = Wording("fr"), Wording("en")


def literal(owner: Any, field: str) -> tuple[str, ...]:
    """The values of a noun's literal field."""
    annotation = owner.model_fields[field].annotation
    return tuple(value for value in get_args(annotation) if isinstance(value, str))


FAMILIES_OF_NAMES: dict[str, set[str]] = {
    "verdict": set(get_args(vocabulary.Verdict)),
    "verdict-count": set(get_args(vocabulary.Verdict)),
    "same-cause": {"fail", "warn"},
    "counts-for": set(get_args(vocabulary.Scope)) | {"none"},
    "severity": set(get_args(vocabulary.Severity)),
    "surface": set(get_args(vocabulary.Surface)),
    "basis": set(get_args(vocabulary.Basis)),
    "confidence": set(get_args(vocabulary.Confidence)),
    "force": set(get_args(vocabulary.Force)),
    "scope": set(get_args(vocabulary.Scope)),
    "scope-explained": set(get_args(vocabulary.Scope)),
    "grade": set(get_args(vocabulary.Grade)),
    "limited-by": set(get_args(vocabulary.LimitedBy)),
    "limited-by-attention": set(get_args(vocabulary.LimitedBy)),
    "capability": set(get_args(vocabulary.Capability)),
    "not-seen": set(get_args(vocabulary.Capability)) - {"supplied-document"},
    "role": set(get_args(vocabulary.Role)),
    "skipped": set(get_args(vocabulary.SkipReason)),
    "passed-over": set(get_args(vocabulary.PassedOverReason)),
    "phase": set(PHASES),
    "phase-when": set(PHASES),
    "audience": set(get_args(vocabulary.Audience)),
    "tri": set(get_args(vocabulary.Tri)),
    "cause": set(get_args(vocabulary.Cause)) | {"first"},
    "stance": set(get_args(reading.Stance)),
    "qualifier": set(get_args(reading.Qualifier)),
    "population": set(get_args(reading.Population)),
    "storage": set(literal(facts.CookieFact, "storage")),
    "exempt": set(literal(facts.CookieFact, "exempt")),
    "needs-consent": set(literal(facts.ThirdPartyFact, "needs_consent")),
    "contact": set(literal(facts.ThirdPartyFact, "basis")),
    "control-kind": set(get_args(browser.ControlKind)),
    "identifier": set(get_args(LeakKind)),
    "behaviour": set(literal(browser.Behaviour, "kind")) | {"by"},
    "value-kind": set(get_args(reading.ValueKind)),
    "about-duration": {
        "account",
        "logs",
        "cookies",
        "backups",
        "invoices",
        "inactivity",
        "response",
        "breach",
        "notice",
        "contract-end",
        "other",
    },
    "about-date": {"last-updated", "effective", "other"},
    "about-organisation": {"recipient", "host", "controller", "dpo", "ai-provider", "mentioned"},
    "about-country": {"hosting", "transfer", "recipient", "mentioned"},
    "about-contact": {"host", "dpo", "privacy", "child"},
    "account": set(literal(browser.HarRecording, "account_role")),
    "family": set(FAMILIES),
    "category": set(CATEGORIES),
    "purpose": set(COOKIE_CATEGORIES),
    "flow-status": {"outside", "eea", "unknown"},
    "mark": {"M", "V2"},
    "held-short": set(get_args(vocabulary.LimitedBy)),
    "site-page": {"list", "criteria", "method", "data"},
    "site-filter": {"grade", "level", "subject", "verdict"},
    "table": {"tools", "findings", "third_parties", "hosts", "documents", "clauses", "criteria", "package"},
    "own-language": {"fr", "en"},
    "method-verdict": set(get_args(vocabulary.Verdict)),
    "method-step": {"cause", "blocking", "major", "minor", "warn", "evidence", "gates", "declared"},
}
"""Texts that are chosen by a value: each vocabulary must be complete, and hold nothing else."""

OPEN_FAMILIES = {"skipped-detail", "bot-sign", "name-failure", "note", "http-outcome", "filter", "removed", "thin"} | {
    "framework",
    "clause",
    "language",
    "phase-reason",
    "vantage-note",
    "wrong-target",
}
"""Vocabularies that others may extend: an unknown value is shown as it stands."""

CHOSEN: dict[str, set[str]] = {
    "text.default-": set(get_args(vocabulary.Verdict)),
    "because.": {
        "fail",
        "fail-searched",
        "fail-bare",
        "warn",
        "warn-searched",
        "warn-bare",
        "pass",
        "pass-searched",
        "pass-bare",
        "quote",
        "request",
        "reference",
        "note",
    },
    "law.": {"m", "v2"},
    "document.": set(get_args(reading.Readability)) - {"ok"},
    "rating.": {f"fail-{severity}" for severity in ("blocking", "major", "minor")}
    | {"warn-blocking", "warn-major"}
    | {"open-blocking", "open-major"},
    "answer.held-": set(get_args(vocabulary.LimitedBy)),
    "answer.next-": {"a", "b", "c", "d", "e", "ne"},
    "answer.reason-": {"fail", "warn"},
    "letter.": {"fail", "warn", "open", "minor"},
    "limits.": {"machine", "date", "silence", "law", "reply"},
    "summary.": {"tool", "school", "public", "held", "fails", "open", "reason"},
}
"""Ids that the code completes: prefix → endings."""


def python_literals() -> Iterator[str]:
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def template_literals() -> Iterator[tuple[str, str]]:
    for path in [*SOURCES.rglob("*.html"), *SOURCES.rglob("*.xml")]:
        yield from re.findall(r"""\b(say|count|name)\(['"]([^'"]+)['"]""", path.read_text(encoding="utf-8"))


def asked_ids() -> set[str]:
    """Ids that the code says or counts, as calls with a literal."""
    asked = {text for call, text in template_literals() if call != "name" and not text.endswith((".", "-"))}
    for path in SOURCES.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                called = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                first = node.args[0] if node.args else None
                if called in ("say", "count") and isinstance(first, ast.Constant) and "." in str(first.value):
                    asked.add(str(first.value))
                if called in ("say", "count") and isinstance(first, ast.IfExp):
                    asked |= {one.value for one in (first.body, first.orelse) if isinstance(one, ast.Constant)}
    return asked


def test_both_languages_have_the_same_ids_in_the_same_form() -> None:
    french, english = read_texts("fr"), read_texts("en")
    assert set(french) == set(english)
    for text_id, text in french.items():
        assert isinstance(text, str) == isinstance(english[text_id], str), text_id


def places(text: Any) -> set[str]:
    forms = [text] if isinstance(text, str) else list(text.values())
    return {place for form in forms for place in re.findall(r"\{([^}]*)\}", form)}


def test_places_are_equal_in_both_languages() -> None:
    french, english = read_texts("fr"), read_texts("en")
    assert {one: places(text) for one, text in french.items()} == {one: places(text) for one, text in english.items()}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("family", sorted(FAMILIES_OF_NAMES))
def test_every_value_of_a_vocabulary_has_a_name_and_nothing_else_has(language: str, family: str) -> None:
    given = {key.removeprefix(f"{family}.") for key in read_texts(language) if key.startswith(f"{family}.")}
    assert given == FAMILIES_OF_NAMES[family]


def test_every_clause_has_a_name_and_no_name_is_stale() -> None:
    named = {key.removeprefix("clause.") for key in read_texts("fr") if key.startswith("clause.")}
    assert named == set(VOCABULARY)


def test_every_id_that_is_asked_for_exists() -> None:
    asked = asked_ids()
    assert len(asked) > 100
    assert not asked - set(read_texts("fr"))
    for prefix, endings in CHOSEN.items():
        assert not {prefix + ending for ending in endings} - set(read_texts("fr"))


def test_no_text_is_left_unused() -> None:
    written = set(python_literals()) | asked_ids()
    chosen = {prefix + ending for prefix, endings in CHOSEN.items() for ending in endings}
    families = set(FAMILIES_OF_NAMES) | OPEN_FAMILIES
    unused = {
        one
        for one in read_texts("fr")
        if one not in written and one not in chosen and one.partition(".")[0] not in families
    }
    assert not unused


def test_french_texts_have_their_non_breaking_spaces_and_apostrophes() -> None:
    for text_id, text in read_texts("fr").items():
        for form in [text] if isinstance(text, str) else text.values():
            assert french_spaces(form) == form, text_id


def test_no_text_says_illegal() -> None:
    for language in ("fr", "en"):
        assert "illégal" not in str(read_texts(language)) and "illegal" not in str(read_texts(language))


@pytest.mark.parametrize(
    ("value", "french", "english"),
    [
        (1234.5, f"1{NARROW}234,5", "1,234.5"),
        (1000000, f"1{NARROW}000{NARROW}000", "1,000,000"),
        (0, "0", "0"),
        (-3.25, "-3,2", "-3.2"),
    ],
)
def test_numbers(value: float, french: str, english: str) -> None:
    assert (FR.number(value), EN.number(value)) == (french, english)


def test_dates() -> None:
    assert FR.date(date(2026, 11, 24)) == f"24{NBSP}novembre 2026"
    assert FR.date(date(2026, 8, 1)) == f"1er{NBSP}août 2026"
    assert EN.date(date(2026, 12, 1)) == f"1{NBSP}December 2026"
    assert FR.moment(datetime(2026, 11, 24, 2, 14, tzinfo=UTC)) == f"24{NBSP}novembre 2026 à 2{NBSP}h{NBSP}14{NBSP}UTC"


def test_plurals_follow_each_language() -> None:
    assert [FR.count("unit.days", n) for n in (0, 1, 2)] == ["0 jour", "1 jour", "2 jours"]
    assert [EN.count("unit.days", n) for n in (0, 1, 2)] == ["0 days", "1 day", "2 days"]


def test_percentages_round_down_so_that_all_means_all() -> None:
    assert FR.percent(0.999) == f"99{NBSP}%"
    assert FR.percent(1.0) == f"100{NBSP}%"
    assert EN.percent(0.29) == "29%"


def test_lifetimes_in_the_unit_people_use() -> None:
    assert FR.days(0.5 / 24) == "30 minutes"
    assert FR.days(0.5) == "12 heures"
    assert FR.days(30) == "30 jours"
    assert FR.days(730) == "730 jours (24 mois)"


def test_countries() -> None:
    assert (FR.country("US"), EN.country("US")) == ("États-Unis", "United States")
    assert FR.country("EEA") == "Espace économique européen"
    assert FR.country(None) == "indéterminé"
    assert FR.country("ZZ") == "ZZ"
    assert set(read_countries("fr")) == set(read_countries("en"))
    assert len(read_countries("fr")) > 245


def test_levels_and_subjects_are_named_in_the_language_of_the_reader() -> None:
    french, english = Wording("fr"), Wording("en")
    assert english.school_term("Collège") == "lower secondary school"
    assert english.school_term("histoire-géographie") == "history and geography"
    assert french.school_term("mathematics") == "mathématiques"
    assert english.school_term("sciences") == "science" and french.school_term("sciences") == "sciences"
    assert english.school_term("cuisine <b>") == french.school_term("cuisine <b>") == "cuisine <b>"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_two_terms_of_school_share_a_name(language: str) -> None:
    rows = tomllib.loads(read_data("texts/school.toml"))["terms"]
    assert len(rows) > 50 and len({row[language] for row in rows}) == len(rows)
    assert not any(", " in row[language] for row in rows)  # The script of the list splits there.


def test_listing() -> None:
    assert FR.listing(["a", "b", "c"]) == "a, b et c"
    assert EN.listing(["a"]) == "a"
    assert FR.listing([]) == ""
    assert FR.series(["a", "b"]) == f"a{NBSP}; b"


def test_fill_interprets_nothing_but_known_places() -> None:
    assert fill("{a} and {b.c} {", {"a": "{b.c}"}) == "{b.c} and {b.c} {"
    assert fill("no place", {}) == "no place"


def test_parameters_of_messages_become_words() -> None:
    shown = FR.localise({"country": "US, IE", "date": "2026-11-24", "host": "a\x1b[2Jb", "phase": "after-refusal"})
    assert shown["country"] == "États-Unis et Irlande"
    assert shown["date"] == f"24{NBSP}novembre 2026"
    assert "\x1b" not in shown["host"]
    assert shown["phase"] == "après refus"
    assert FR.localise({"country": "a country"})["country"] == "a country"


def test_a_bracket_that_would_only_say_not_stated_goes() -> None:
    text = Bilingual(
        fr="Garanties citées (pays : {countries}), état ({status}, le {date}).",
        en="Safeguards named (countries: {countries}), status ({status}, on {date}).",
    )
    values = {"countries": "–", "status": "–", "date": "2026-11-24"}
    assert Wording("fr").bilingual(text, values).startswith("Garanties citées, état (non indiqué, le 24")
    assert Wording("en").bilingual(text, values).startswith("Safeguards named, status (not stated, on 24")
    told = Wording("fr").bilingual(text, values | {"countries": "US"})
    assert told.startswith("Garanties citées (pays\u00a0: États-Unis)")


def test_a_list_cut_short_says_how_many_more() -> None:
    assert Wording("fr").localise({"names": "Alpha, Beta (+2)"}) == {"names": "Alpha, Beta et 2 autres"}
    assert Wording("en").localise({"countries": "FR, DE (+1)"}) == {"countries": "France, Germany and 1 other"}
    assert Wording("fr").localise({"names": "Alpha (+x)"}) == {"names": "Alpha (+x)"}


def test_texts_of_rules_get_french_spaces_before_values_are_filled_in() -> None:
    text = Bilingual(fr="Hôte : {host} !", en="Host: {host}!")
    assert FR.bilingual(text, {"host": "x : y"}) == f"Hôte{NBSP}: x : y{NBSP}!"
    assert EN.bilingual(text, {"host": "x"}) == "Host: x!"


def test_unknown_values_are_shown_as_they_stand() -> None:
    assert FR.name("clause", "brand-new-clause") == "brand new clause"
    shared = Wording("fr", {"clause.brand-new-clause": Bilingual(fr="clause neuve", en="new clause")})
    assert shared.name("clause", "brand-new-clause") == "clause neuve"


@pytest.mark.parametrize(
    ("days", "fr", "en"),
    [
        (30, "30 jours", "30 days"),
        (61, "2 mois", "2 months"),
        (90, "90 jours", "90 days"),
        (91, "3 mois", "3 months"),
        (180, "180 jours", "180 days"),
        (183, "6 mois", "6 months"),
        (365, "1 an", "1 year"),
        (396, "13 mois", "13 months"),
        (730, "2 ans", "2 years"),
        (1096, "3 ans", "3 years"),
        (1000, f"1{NARROW}000 jours", "1,000 days"),
    ],
)
def test_a_period_reads_as_the_document_says_it(days: int, fr: str, en: str) -> None:
    assert (FR.period(days).replace(NBSP, " "), EN.period(days).replace(NBSP, " ")) == (fr, en)


@pytest.mark.parametrize("stance", get_args(reading.Stance))
def test_a_stance_agrees_with_every_clause_in_french(stance: str) -> None:
    """“Durée de conservation affirmé” agrees with nothing: the document is the subject."""
    assert FR.name("stance", stance).startswith("le document ")


def test_names_that_a_site_gave_keep_their_hyphens() -> None:
    """A cookie is looked for in a browser under the name that the report prints."""
    assert FR.localise({"items": "suivi-du-visiteur, autre-2"}) == {"items": "suivi-du-visiteur et autre-2"}
    assert FR.localise({"phase": "un-code-inconnu"}) == {"phase": "un code inconnu"}
