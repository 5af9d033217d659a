"""The 90 rule files: numbers of the criteria, both languages in step, errors that name file and key."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from catalog.nouns.criterion import Bilingual, Criterion
from catalog.nouns.vocabulary import SEVERITIES
from rules.load import FAMILIES, RuleFileError, code_sources, load_criteria, parse_rule_file, rules_digest
from rules.texts import load_texts, placeholders, text_of

CRITERIA = load_criteria()
GATES = {
    "transparency.privacy-policy-present",
    "trackers.learner-surface",
    "sharing.sale",
    "sharing.advertising-use",
    "sharing.own-purposes",
    "hosting.country-outside-eea",
    "contract.dpa-available",
}
BADGES = {
    "hosting.provider-non-eu-control",
    "hosting.secnumcloud-claim",
    "governance.gar-listing",
    "governance.accessibility-statement",
    "governance.free-us-suite",
}
IDS = list(CRITERIA)


def texts_of(criterion: Criterion) -> list[Bilingual]:
    own = [criterion.title, criterion.plain, criterion.why, criterion.ask, criterion.traps]
    laws = [one.text for one in criterion.law]
    return [*own, *criterion.decision.values(), *criterion.messages.values(), *laws]


def assert_well_set(text: str) -> None:
    """Typographic apostrophes, and non-breaking spaces where French asks for them."""
    assert "'" not in text, text
    for mark in (" ;", " :", " ?", " !", " »", "« "):
        assert mark not in text, text


def test_numbers_are_those_of_the_criteria() -> None:
    gravest = Counter(min(one.severity.values(), key=SEVERITIES.index) for one in CRITERIA.values())
    assert len(CRITERIA) == 90
    assert gravest == {"blocking": 12, "major": 40, "minor": 29, "info": 9}
    assert Counter(one.automation for one in CRITERIA.values()) == {"auto": 60, "semi": 27, "manual": 3}
    assert {name for name, one in CRITERIA.items() if one.gate} == GATES
    assert {name for name, one in CRITERIA.items() if not one.in_letter} == BADGES
    assert Counter(one.scope for one in CRITERIA.values()) == {"public": 76, "school": 14}
    assert Counter(one.applies for one in CRITERIA.values()) == {"all": 78, "pupil-accounts": 6, "ai-features": 6}
    families = Counter(one.family for one in CRITERIA.values())
    assert [families[name] for name in FAMILIES] == [6, 14, 10, 11, 3, 8, 6, 5, 6, 6, 5, 6, 4]


def test_each_file_stands_in_the_folder_of_its_family() -> None:
    root = files("rules").joinpath("criteria")
    for name, criterion in CRITERIA.items():
        assert root.joinpath(criterion.family, f"{name}.toml").is_file()


def test_blocking_trackers_and_cookies_are_major_on_a_showcase_for_schools() -> None:
    for name, criterion in CRITERIA.items():
        if name.startswith(("trackers.", "cookies.")) and criterion.severity.get("learner") == "blocking":
            assert criterion.severity.get("showcase", "major") == "major"
            assert criterion.pupil_showcase in (
                "blocking",
                None if "showcase" not in criterion.severity else "blocking",
            )


@pytest.mark.parametrize("name", IDS)
def test_both_languages_are_in_step_and_well_set(name: str) -> None:
    for text in texts_of(CRITERIA[name]):
        assert text.fr.strip() and text.en.strip()
        assert placeholders(text.fr) == placeholders(text.en), text
        assert_well_set(text.fr)
        for word in ("illégal", "illegal", "unlawful processing"):
            assert word not in f"{text.fr} {text.en}".lower()
    assert CRITERIA[name].plain.fr.endswith("?") and CRITERIA[name].plain.en.endswith("?")
    assert CRITERIA[name].plain.fr != CRITERIA[name].title.fr


@pytest.mark.parametrize("name", IDS)
def test_each_criterion_says_what_decides_it(name: str) -> None:
    criterion = CRITERIA[name]
    assert "pass" in criterion.decision and "inconclusive" in criterion.decision
    assert criterion.law and criterion.needs
    for verdict in criterion.decision:
        assert text_of(criterion, f"decision.{verdict}") == criterion.decision[verdict]
    for message in criterion.messages:
        assert message.split("-")[0] in ("pass", "warn", "fail", "inconclusive", "na", "not"), message


def test_shared_texts_are_in_step() -> None:
    for key, text in load_texts().items():
        assert placeholders(text.fr) == placeholders(text.en), key
        assert_well_set(text.fr)


def test_an_unknown_key_is_named_with_its_file(tmp_path: Path) -> None:
    source = files("rules").joinpath("criteria", "data-sharing", "sharing.sale.toml").read_text("utf-8")
    (tmp_path / "sharing.sale.toml").write_text('colour = "red"\n' + source, encoding="utf-8")
    with pytest.raises(RuleFileError, match=r"sharing\.sale\.toml: unknown key 'colour'"):
        load_criteria([tmp_path])


def test_a_missing_key_and_a_wrong_value_are_named() -> None:
    with pytest.raises(RuleFileError, match=r"mine\.toml: .*key 'title'"):
        parse_rule_file(b'id = "x.y"', "mine.toml")
    with pytest.raises(RuleFileError, match=r"mine\.toml: not a TOML file"):
        parse_rule_file(b"id = ", "mine.toml")
    source = files("rules").joinpath("criteria", "data-sharing", "sharing.sale.toml").read_bytes()
    with pytest.raises(RuleFileError, match=r"key 'scope'"):
        parse_rule_file(source.replace(b'scope = "public"', b'scope = "town"'), "mine.toml")


def test_a_pack_replaces_and_adds_but_names_no_unknown_check(tmp_path: Path) -> None:
    source = files("rules").joinpath("criteria", "data-sharing", "sharing.content-licence.toml").read_text("utf-8")
    head = source.split("\n[check")[0].split("\n[[examples")[0].split("\n[messages")[0]
    (tmp_path / "sharing.content-licence.toml").write_text(
        head.replace('documents = "minor"', 'documents = "major"'), encoding="utf-8"
    )
    (tmp_path / "local.licence.toml").write_text(
        head.replace("sharing.content-licence", "local.licence"), encoding="utf-8"
    )
    changed = load_criteria([tmp_path])
    assert len(changed) == 91
    assert changed["sharing.content-licence"].severity["documents"] == "major"
    assert rules_digest(changed) != rules_digest(CRITERIA)
    (tmp_path / "local.licence.toml").write_text(
        head.replace("sharing.content-licence", "local.licence") + '\n[check]\nname = "os.system"\n', encoding="utf-8"
    )
    with pytest.raises(RuleFileError, match=r"no check is called 'os\.system'"):
        load_criteria([tmp_path])


def test_a_file_is_named_after_its_id(tmp_path: Path) -> None:
    source = files("rules").joinpath("criteria", "data-sharing", "sharing.sale.toml").read_bytes()
    (tmp_path / "other.toml").write_bytes(source)
    with pytest.raises(RuleFileError, match=r"'sharing\.sale' is not the file's name 'other'"):
        load_criteria([tmp_path])
    with pytest.raises(RuleFileError, match="no such directory"):
        load_criteria([tmp_path / "nowhere"])


def test_the_digest_is_stable() -> None:
    assert rules_digest(CRITERIA) == rules_digest(dict(reversed(CRITERIA.items())))


def test_the_digest_covers_every_file_that_derivation_reads() -> None:
    """Facts are kept by a digest of their own; where it moves the rules' must, or both would share one version."""
    read = {path.name for path in (Path(__file__).parents[2] / "rules" / "derive").iterdir() if path.is_file()}
    covered = {source.name for folder, source in code_sources() if folder == "derive"}
    assert covered == read and "established.toml" in read
