"""Documents that no plain label leads to: behind `here`, on the home page, on a group's site, under odd names."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.nouns.evidence import Evidence
from catalog.nouns.tool import Tool
from scanner.net.blobs import MemoryBlobs
from scanner.pipeline import scan

pytestmark = pytest.mark.anyio

SENTENCES = (
    "Le responsable de traitement collecte vos données personnelles. Les finalités sont la gestion des comptes. "
    "Conservation : un an. Vous avez un droit d’accès, de rectification et d’effacement, et pouvez saisir la CNIL. "
)
POLICY = f"<title>Confidentialité</title><main><h1>Politique de confidentialité</h1><p>{SENTENCES * 8}</p>"


async def look(web: Any, body: str) -> Evidence:
    web.page("outil.example/", f"<html lang=fr><title>Outil</title><h1>Outil pour la classe</h1><p>Bonjour.</p>{body}")
    tool = Tool(id="outil", name="Outil", home="https://outil.example/")
    return await scan(tool, web.config(), blobs=MemoryBlobs(), clock=lambda: datetime.now(UTC))


def found(evidence: Evidence, role: str) -> list[str]:
    return [page.exchange.url for page in evidence.pages if role in (page.role, *page.also)]


async def test_the_heading_says_what_here_leads_to(web: Any) -> None:
    terms = "<title>CGU</title><main><h1>Conditions générales</h1>" + "<p>L’utilisateur a des obligations.</p>" * 20
    agreement = "<title>Accord</title><main><h1>Modèle</h1>" + (
        "<p>Le sous-traitant agit sur instructions du responsable de traitement (article 28).</p>" * 8
    )
    web.page("outil.example/cgu", terms + '<h2>Accord de sous-traitance</h2><p>Il est <a href="/d/7">ici</a>.</p>')
    web.page("outil.example/d/7", agreement)
    evidence = await look(web, '<footer><a href="/cgu">CGU</a></footer>')
    assert found(evidence, "dpa") == ["https://outil.example/d/7"]


async def test_a_one_page_site_holds_its_policy_itself(web: Any) -> None:
    body = f'<nav><a href="#d">Vos données</a></nav><h2 id=d>Vos données personnelles</h2><p>{SENTENCES * 4}</p>'
    assert found(await look(web, body), "privacy") == ["https://outil.example/"]


async def test_a_one_page_site_with_its_legal_notice_needs_fewer_words_of_a_policy(web: Any) -> None:
    told = "L’adresse de l’enseignant sert à créer sa classe. Effacement au bout d’un an. Vous pouvez saisir la CNIL. "
    notice = "Éditeur : Ana Ruiz, 3 rue Haute, 31000 Toulouse, SIRET 111. Directrice de la publication. Hébergeur : X. "
    body = (
        f"<h2>Mentions légales et données personnelles</h2><p>{notice}</p><h3>Enseignants</h3><p>{told * 8}Vos données"
    )
    assert found(await look(web, body), "privacy") == ["https://outil.example/"]


async def test_a_short_policy_that_promises_something_soon_is_no_stub(web: Any) -> None:
    text = f"<h1>Charte de vie privée</h1><p>{SENTENCES * 2}Les sauvegardes seront prochainement chiffrées.</p>"
    web.page("outil.example/vie-privee", f"<title>Vie privée</title><main>{text}")
    evidence = await look(web, '<footer><a href="/vie-privee">Vie privée</a></footer>')
    assert found(evidence, "privacy") == ["https://outil.example/vie-privee"]


async def test_praise_of_data_protection_on_the_home_page_is_no_policy(web: Any) -> None:
    praise = "Outil protège vos données : hébergement en France, conforme au RGPD, aucune publicité. " * 8
    assert found(await look(web, f"<h2>Protection des données</h2><p>{praise}</p>"), "privacy") == []


async def test_a_policy_under_an_odd_name_is_known_by_what_it_says(web: Any) -> None:
    web.page("outil.example/engagements", POLICY.replace("Politique de confidentialité", "Nos promesses"))
    assert found(await look(web, '<footer><a href="/engagements">Nos promesses</a></footer>'), "privacy") == [
        "https://outil.example/engagements"
    ]


async def test_of_a_groups_documents_those_of_the_tool_count(web: Any) -> None:
    web.page(
        "juridique.groupe.example/",
        "<h1>Centre juridique</h1><ul><li>Autre : <a href='/autre/p'>Politique de confidentialité</a></li>"
        "<li>Outil : <a href='/outil/p'>Politique de confidentialité</a></li></ul>",
    )
    web.page("juridique.groupe.example/outil/p", POLICY)
    web.page("juridique.groupe.example/autre/p", POLICY.replace("vos", "leurs"))
    evidence = await look(
        web, '<footer><a href="https://juridique.groupe.example/">Informations juridiques</a></footer>'
    )
    assert found(evidence, "privacy") == ["https://juridique.groupe.example/outil/p"]


CHILD = (
    "<title>Pour toi</title><main><h1>Tes données, en clair</h1><p>"
    + "Quand tu joues, l’application retient ton prénom et tes scores. Personne ne les achète. Tes données restent en "
    "France. Tu peux demander à ta maîtresse de les effacer, et tes parents aussi ont ce droit. " * 3
)


@pytest.mark.parametrize(
    "label", ["Version pour les élèves", "La version expliquée aux enfants", "En clair pour les jeunes"]
)
async def test_the_policy_leads_to_its_version_for_pupils(web: Any, label: str) -> None:
    web.page("outil.example/vie-privee", f'{POLICY}<p><a href="/pour-toi">{label}</a></p>')
    web.page("outil.example/pour-toi", CHILD)
    evidence = await look(web, '<footer><a href="/vie-privee">Vie privée</a></footer>')
    assert found(evidence, "privacy") == ["https://outil.example/vie-privee", "https://outil.example/pour-toi"]


async def test_a_page_for_pupils_that_says_nothing_of_data_is_no_notice(web: Any) -> None:
    web.page("outil.example/vie-privee", f'{POLICY}<p><a href="/jeux">Pour les élèves</a></p>')
    web.page("outil.example/jeux", "<title>Jeux</title><main><h1>Jeux</h1><p>" + "Compte les pommes du panier. " * 40)
    evidence = await look(web, '<footer><a href="/vie-privee">Vie privée</a></footer>')
    assert found(evidence, "privacy") == ["https://outil.example/vie-privee"]


FORM = "<form method=post><input name=email type=email><input type=password name=p><button>OK</button></form>"


async def test_an_ordinary_page_that_asks_for_a_password_is_the_login_page(web: Any) -> None:
    web.page("outil.example/maitresse", f"<title>Maîtresse</title><h1>Côté maîtresse</h1><p>Bonjour.</p>{FORM}")
    evidence = await look(web, '<nav><a href="/maitresse">Côté maîtresse</a></nav>')
    assert found(evidence, "login") == ["https://outil.example/maitresse"]


async def test_a_form_in_the_head_of_every_page_makes_no_other_page_the_login_page(web: Any) -> None:
    web.page("outil.example/tarifs", f"<title>Tarifs</title>{FORM}<h1>Tarifs</h1><p>Gratuit.</p>")
    evidence = await look(web, f'{FORM}<nav><a href="/tarifs">Tarifs</a></nav>')
    assert found(evidence, "login") == ["https://outil.example/"]


@pytest.mark.parametrize("label", ["Contrat de traitement (PDF)", "Avenant RGPD", "Data processing contract"])
async def test_an_agreement_by_another_name_is_found(web: Any, label: str) -> None:
    agreement = "<title>Contrat</title><main><h1>Contrat</h1>" + (
        "<p>Le sous-traitant agit sur instructions du responsable de traitement (article 28).</p>" * 8
    )
    web.page("outil.example/d/9", agreement)
    assert found(await look(web, f'<footer><a href="/d/9">{label}</a></footer>'), "dpa") == [
        "https://outil.example/d/9"
    ]


NOTE = (
    "<title>Vos fiches</title><main><h1>Ce que nous gardons</h1><p>Le responsable du traitement est la Ligue d’échecs. "
    "Finalités : tenir les classements. Conservation : un an. Chacun peut saisir la CNIL et demander l’effacement. "
)


@pytest.mark.parametrize(
    ("label", "path"),
    [("Données", "/d"), ("Infos et données", "/infos"), ("Our data", "/d"), ("Charte", "/charte-rgpd")],
)
async def test_a_label_that_hints_at_data_leads_to_the_policy(web: Any, label: str, path: str) -> None:
    web.page(f"outil.example{path}", NOTE + "Les parties se jouent le jeudi. " * 10)
    links = "".join(f'<a href="/p{number}">Page {number}</a>' for number in range(4))
    evidence = await look(web, f'<nav>{links}</nav><footer><a href="{path}">{label}</a></footer>')
    assert found(evidence, "privacy") == [f"https://outil.example{path}"]


async def test_a_page_of_open_data_is_no_policy(web: Any) -> None:
    web.page(
        "outil.example/d", "<title>Données</title><main><h1>Données</h1><p>" + "Les pluies du mois, par ville. " * 40
    )
    evidence = await look(web, '<footer><a href="/d">Données</a></footer>')
    assert found(evidence, "privacy") == []


async def test_a_page_called_conditions_is_the_terms_where_it_reads_as_terms(web: Any) -> None:
    terms = "<p>L’utilisateur a des obligations. La responsabilité du club est limitée. </p>" * 8
    web.page("outil.example/conditions", f"<title>Conditions</title><main><h1>Conditions</h1>{terms}")
    evidence = await look(web, '<footer><a href="/conditions">Conditions</a></footer>')
    assert found(evidence, "terms") == ["https://outil.example/conditions"]
