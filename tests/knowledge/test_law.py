"""Countries, adequacy, ages, authorities, offers, public hosts, companies by name."""

from __future__ import annotations

import pytest

from rules.knowledge import Knowledge
from rules.knowledge.load import load_knowledge
from rules.knowledge.model import EEA

DAY = "2026-11-24"


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return load_knowledge()


@pytest.mark.parametrize(
    ("iso", "day", "status"),
    [
        ("FR", DAY, "eea"),
        ("fr", DAY, "eea"),
        ("NO", DAY, "eea"),
        ("RE", DAY, "eea"),
        ("GB", DAY, "adequate"),
        ("CH", DAY, "adequate"),
        ("KR", DAY, "adequate"),
        ("KR", "2021-12-16", "none"),
        ("BR", "2026-01-25", "none"),
        ("BR", "2026-01-26", "adequate"),
        ("CA", DAY, "adequate-partial"),
        ("JP", DAY, "adequate-partial"),
        ("US", DAY, "dpf"),
        ("US", "2023-07-09", "none"),
        ("US", "2023-07-10", "dpf"),
        ("CN", DAY, "none"),
        ("MC", DAY, "none"),
        ("NC", DAY, "none"),
        ("", DAY, "none"),
    ],
)
def test_how_a_transfer_stands(known: Knowledge, iso: str, day: str, status: str) -> None:
    assert known.country_status(iso, day) == status


def test_the_thirty_states_are_those_of_the_data_file(known: Knowledge) -> None:
    assert len(EEA) == 30
    assert all(known.is_eea(one) for one in EEA)
    assert not any(known.is_eea(one) for one in ("CH", "GB", "AD", "MC", "SM", "VA", "NC", "US"))


@pytest.mark.parametrize("iso", ["GP", "MQ", "GF", "RE", "YT", "MF"])
def test_outermost_regions_are_france(known: Knowledge, iso: str) -> None:
    assert known.normal_country(iso) == "FR"
    assert known.is_eea(iso)


@pytest.mark.parametrize("iso", ["NC", "PF", "WF", "PM", "BL", "TF"])
def test_territories_outside_the_eu_keep_their_code(known: Knowledge, iso: str) -> None:
    assert known.normal_country(iso) == iso
    assert known.is_french_law_outside_eu(iso)


def test_marks_are_kept(known: Knowledge) -> None:
    france, norway, denmark = (known.consent_age(one) for one in ("FR", "NO", "DK"))
    assert france and norway and denmark
    assert (france.age, france.mark, france.recheck) == (15, "V", False)
    assert (norway.age, norway.mark, norway.recheck) == (13, "M", True)
    assert (denmark.age, denmark.mark, denmark.recheck) == (15, "M", True)
    korea, britain = known.adequacy("KR"), known.adequacy("GB")
    assert korea and britain
    assert korea.mark == "M"
    assert "V2" in britain.mark
    index = known.secnumcloud("Index Éducation")
    assert index is not None and index.mark == "M"


def test_the_dpf_is_a_dated_parameter(known: Knowledge) -> None:
    status = known.dpf_status
    assert (status.status, status.mark, status.in_force) == ("in-force-contested", "V2", True)
    assert "C-703/25" in status.appeal


def test_the_dpf_snapshot_is_marked_and_partial(known: Knowledge) -> None:
    google = known.dpf("Google LLC")
    assert google is not None
    assert (google.listed, google.mark) == (True, "M")
    assert known.dpf("OVHcloud") is None
    assert known.dpf("Amazon Web Services") == known.dpf("Amazon")


def test_the_switch_turns_reliance_into_nothing() -> None:
    from dataclasses import replace

    from rules.knowledge.jurisdictions import load_jurisdictions

    law = load_jurisdictions()
    fallen = replace(law, dpf_status=replace(law.dpf_status, status="invalid"))
    assert (law.country_status("US", DAY), fallen.country_status("US", DAY)) == ("dpf", "none")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("CNIL", "FR"),
        ("cnil.fr", "FR"),
        ("www.cnil.fr", "FR"),
        ("Commission nationale de l'informatique et des libertés", "FR"),
        ("Commission nationale de l’informatique et des libertés", "FR"),
        ("azop.hr", "HR"),
        ("dpa.gr", "GR"),
        ("autoriteprotectiondonnees.be", "BE"),
        ("uoou.gov.cz", "CZ"),
        ("ico.org.uk", "GB"),
        ("edps.europa.eu", "EU"),
    ],
)
def test_authorities(known: Knowledge, text: str, country: str) -> None:
    found = known.authority(text)
    assert found is not None
    assert found.country == country


@pytest.mark.parametrize("text", ["cnil.fr.evil.com", "evil-cnil.fr", "la cnil de mon lycée", ""])
def test_other_texts_are_no_authority(known: Knowledge, text: str) -> None:
    assert known.authority(text) is None


def test_every_eea_state_has_an_authority_and_an_age(known: Knowledge) -> None:
    from rules.knowledge.datafiles import read_toml

    rows = read_toml("authorities.toml")["authority"]
    assert {row["country"] for row in rows} >= EEA
    assert all(known.consent_age(one) for one in EEA)
    assert not next(row for row in rows if row["country"] == "GB")["eea"]


@pytest.mark.parametrize(
    ("host", "public"),
    [
        ("ac-lyon.fr", True),
        ("portail.ac-lyon.fr", True),
        ("tube-numerique.apps.education.fr", True),
        ("educonnect.education.gouv.fr", True),
        ("pix.fr", True),
        ("ac-lyon.fr.evil.com", False),
        ("xac-lyon.fr", False),
        ("gouv.fr", False),
        ("ac-lyon.com", False),
    ],
)
def test_public_education_hosts(known: Knowledge, host: str, public: bool) -> None:
    assert known.is_public_education_host(host) is public


def test_an_offer_is_qualified_and_not_its_company(known: Knowledge) -> None:
    offer = known.secnumcloud("3DS OUTSCALE IaaS")
    assert offer is not None
    assert (offer.state, offer.version, offer.mark) == ("qualified", "3.2", "V")
    assert known.secnumcloud("Outscale") is None
    assert known.secnumcloud("S3NS") is None
    bleu = known.secnumcloud("Bleu")
    assert bleu is not None and bleu.state == "in-progress"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Google Ireland Limited", "Google"),
        ("GOOGLE LLC", "Google"),
        ("Google Analytics", "Google"),
        ("Meta Platforms Ireland Ltd.", "Meta"),
        ("Amazon Web Services EMEA SARL", "Amazon"),
        ("Microsoft Ireland Operations Limited", "Microsoft"),
        ("OVH S.A.S.", "OVHcloud"),
        ("Ministère de l'Éducation nationale", "Ministère de l’Éducation nationale"),
        ("Hotjar Ltd", "Contentsquare"),
        ("sendinblue", "Brevo"),
    ],
)
def test_companies_by_the_names_policies_use(known: Knowledge, name: str, expected: str) -> None:
    found = known.organisation(name)
    assert found is not None
    assert found.name == expected


@pytest.mark.parametrize(
    "name", ["", "Alphabet Soup Ltd", "Apple Tree School", "Googleville", "l’orange bleue", "Ltd", "France", "SAS"]
)
def test_parts_of_names_are_no_company(known: Knowledge, name: str) -> None:
    assert known.organisation(name) is None


@pytest.mark.parametrize("name", ["Segment", "Batch", "Orange", "Piano", "Crisp", "Meta", "Apple"])
def test_names_that_are_ordinary_words_say_so(known: Knowledge, name: str) -> None:
    found = known.organisation(name)
    assert found is not None
    assert name in found.common_names


def test_suites_that_doctrine_sets_apart(known: Knowledge) -> None:
    by_name, by_host = known.school_suite("Office 365 Éducation"), known.school_suite("classroom.google.com")
    assert by_name and by_host
    assert (by_name.organisation, by_host.name) == ("Microsoft", "Google Workspace for Education")
    assert known.school_suite("classroom.google.com.evil.fr") is None


def test_dated_facts(known: Knowledge) -> None:
    shield, missing = known.legal_date("privacy_shield_invalid"), known.legal_date("nothing")
    assert shield is not None
    assert (shield.date, missing) == ("2020-07-16", None)


def test_the_gar_snapshot_is_absent_and_that_is_said(known: Knowledge) -> None:
    assert known.gar_list_as_of is None
