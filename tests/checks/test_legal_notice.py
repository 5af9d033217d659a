"""Items of French legal notices, in the forms in which they are really printed."""

from __future__ import annotations

from typing import Any

import pytest

from rules.derive.fold import fold_same_length
from rules.derive.legal_notice import notice_items
from rules.derive.numbers import phones
from rules.reading import read as read_text
from rules.reading.extract import extract

NOTICE = "https://tool.example/mentions-legales"
LINES = """Mentions légales
Éditeur du site
Le site tool.example est édité par la société Classe Claire, SAS au capital de 25 000 euros.
Siège social : 12 rue des Lilas, 69003 Lyon
Téléphone : 04 72 00 00 00
RCS Lyon 812 345 678
Directrice de la publication : Mme Anne Martin
Hébergement
Le site est hébergé par OVH SAS, 2 rue Kellermann, 59100 Roubaix – Tél. : 1007 – RCS Lille Métropole 424 761 419
Propriété intellectuelle
Tout est à nous, écrivez au 04 11 11 11 11."""
COMPACT = """Mentions légales
Ludimédia SA, capital 37 000 €, 101 avenue Jean-Jaurès, 69007 Lyon, RCS Lyon 790 111 222, 04 78 00 00 01. \
Directeur de la publication : Karim Belaïd. Hébergeur : OVH SAS, 2 rue Kellermann, 59100 Roubaix, 1007."""
ASSOCIATION = """Mentions légales
Éditeur
Association Les Petits Cahiers
4 place de l’Église
31000 Toulouse
05 61 00 00 00
Responsable de publication
Jean Petit
Hébergeur
Scaleway SAS
BP 438
75366 Paris Cedex 08
+33 1 84 13 00 00"""


def items(text: str) -> dict[str, str]:
    return {one.field: one.value for one in notice_items(text)}


def test_the_hosts_numbers_are_not_the_publishers() -> None:
    found = items(LINES)
    assert found["registration"] == "812345678" and found["publisher-phone"] == "0472000000"
    assert found["host-name"] == "OVH SAS" and found["host-phone"] == "1007" and found["capital"] == "25000"
    assert found["publisher-name"].startswith("Classe Claire") and found["publication-director"] == "Mme Anne Martin"


def test_a_notice_in_one_line_is_cut_at_its_parts() -> None:
    found = items(COMPACT)
    assert found["publisher-name"] == "Ludimédia SA" and found["publication-director"] == "Karim Belaïd"
    assert (found["registration"], found["publisher-phone"], found["host-phone"]) == ("790111222", "0478000001", "1007")


def test_offsets_point_at_what_was_read() -> None:
    for text in (LINES, COMPACT, ASSOCIATION):
        for one in notice_items(text):
            assert 0 <= one.start < one.end <= len(text)
            if one.field in ("publisher-name", "host-name", "publication-director"):
                assert text[one.start : one.end].startswith(one.value[:10])


@pytest.mark.parametrize(
    "text", ["", "\n" * 500, "capital" * 5000, "Éditeur : " * 3000, "1" * 50_000, "hébergeur\n" * 4000]
)
def test_odd_texts_cost_little_and_raise_nothing(text: str) -> None:
    notice_items(text)


def judged(site: Any, text: str | None, **more: Any) -> Any:
    site.page("https://tool.example/", "<p>Des exercices pour la classe et pour vos élèves, avec les familles.</p>")
    if text is not None:
        site.page(NOTICE, "".join(f"<p>{line}</p>" for line in text.split("\n")), role="legal-notice", **more)
    site.more["searched"] = ("https://tool.example/", NOTICE)
    return site.judge("transparency.legal-notice", "documents")


@pytest.mark.parametrize("text", [LINES, COMPACT, ASSOCIATION])
def test_complete_notices_pass(site: Any, text: str) -> None:
    outcome = judged(site, text)
    assert outcome.verdict == "pass", outcome.params


@pytest.mark.parametrize(
    ("removed", "missing"),
    [
        ("Directrice de la publication : Mme Anne Martin\n", "publication-director"),
        ("Téléphone : 04 72 00 00 00\n", "publisher-phone"),
        ("SAS au capital de 25 000 euros", "SAS"),
        (" – Tél. : 1007", "host-phone"),
    ],
)
def test_each_missing_item_is_named(site: Any, removed: str, missing: str) -> None:
    text = LINES.replace(removed, "SAS" if missing == "SAS" else "\n" if removed.endswith("\n") else "")
    outcome = judged(site, text)
    assert outcome.message == "warn-items-missing"
    assert outcome.params["items"] == ("capital" if missing == "SAS" else missing)


def test_a_notice_whose_text_was_not_to_be_had_is_missing_nothing(site: Any) -> None:
    """Without what extracts a PDF, its items were not looked for."""
    site.page("https://tool.example/", "<p>Des exercices pour la classe et pour vos élèves, avec les familles.</p>")
    site.page(NOTICE, b"%PDF-1.7 \xff", role="legal-notice", media_type="application/pdf")
    site.more["searched"] = ("https://tool.example/", NOTICE)
    assert site.judge("transparency.legal-notice", "documents").verdict == "inconclusive"


def test_an_association_need_not_print_a_register_number() -> None:
    assert "registration" not in items(ASSOCIATION)


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Impressum\nKlarklasse GmbH, Handelsregister Berlin HRB 123456", "not-applicable"),
        ("Legal notice\nPublished by Word Harbor Inc., 5 Dock Street, Seattle, USA", "not-applicable"),
        ("Mentions légales\nÉditeur : Rivage SA, 3 rue du Lac, 1204 Genève, Suisse", "not-applicable"),
        ("Legal\nTool is a brand.", "inconclusive"),
    ],
)
def test_publishers_elsewhere_are_not_concerned(site: Any, text: str, verdict: str) -> None:
    assert judged(site, text).verdict == verdict


def test_a_template_left_unfilled_names_nobody(site: Any) -> None:
    text = "Mentions légales\nLe site est édité par [NOM], au capital de [MONTANT]. Hébergeur : [HÉBERGEUR]"
    assert judged(site, text).message == "warn-items-missing"


def test_no_notice_fails_only_where_the_publisher_is_known_to_be_french(site: Any, new_site: Any) -> None:
    assert judged(site, None).verdict == "inconclusive"
    french = new_site()
    french.tool["country"] = "FR"
    assert judged(french, None).message == "fail-none"
    overseas = new_site()
    overseas.tool["country"] = "RE"
    assert judged(overseas, None).message == "fail-none"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Responsable éditorial\nMme Louise Martin, directrice de la publication", "Mme Louise Martin"),
        ("Directeur de la publication : Jean Vidal, président", "Jean Vidal"),
    ],
)
def test_the_director_may_stand_before_or_after_the_office(text: str, name: str) -> None:
    assert name.endswith({one.field: one.value for one in notice_items(text)}["publication-director"])


def test_an_american_host_prints_its_number_with_brackets() -> None:
    text = "Éditeur : X SARL\nHébergeur : Vercel Inc., 340 S Lemon Ave, Walnut, CA 91789, USA – (559) 288-7060"
    assert {one.field: one.value for one in notice_items(text)}["host-phone"] == "5592887060"


@pytest.mark.parametrize(
    ("text", "registered"),
    [
        ("Éditeur : Classe Claire, 12 quai des Écoles, dossier 552100554, Lyon", False),
        ("Éditeur : Association internationale Classe Claire, agrément 552100554", False),
        ("Éditeur : Classe Claire, RCS Lyon 552 100 554", True),
        ("Éditeur : Classe Claire, UAI 0690000A, RNA W691234567", True),
    ],
)
def test_a_register_is_named_by_a_word_of_its_own(text: str, registered: bool) -> None:
    assert ("registration" in {one.field for one in notice_items(text)}) is registered


@pytest.mark.parametrize("dash", ["–", "-", "—"])
def test_a_telephone_number_after_a_register_number_and_a_dash_is_one(dash: str) -> None:
    line = f"GIP Lecture, 61 rue Haute, 75002 Paris {dash} SIRET 130 011 222 00018 {dash} 01 53 00 00 00"
    assert [one.digits for one in phones(fold_same_length(line))] == ["0153000000"]


def test_the_groups_of_one_register_number_are_no_telephone_number() -> None:
    assert not list(phones(fold_same_length("SIRET 130 011 222 - 00018, capital 1 000 000 euros")))


def test_a_line_of_a_list_of_processors_does_not_tell_where_the_publisher_is(site: Any) -> None:
    lines = "Acme Mail SAS (France) : courriels<br>Posty Inc. (États-Unis) : lettres aux auteurs"
    prose = "Nous lisons des poèmes avec les classes et nous écrivons aux auteurs que les élèves ont choisis."
    told = f"<main lang=fr><h1>Vie privée</h1><p>{prose}</p><h2>Sous-traitants</h2><p>{lines}</p></main>"
    site.read = lambda body, media_type, name: read_text(extract(body, media_type, name))
    site.page("https://tool.example/vie-privee", told, role="privacy")
    assert site.facts().publisher_country is None
