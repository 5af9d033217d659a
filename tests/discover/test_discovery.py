"""Finding documents on sites of many shapes, over real sockets."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import Any

import pytest

from catalog.nouns.evidence import Evidence
from catalog.nouns.tool import Tool
from scanner.net.blobs import MemoryBlobs
from scanner.pipeline import scan

pytestmark = pytest.mark.anyio

POLICY = (
    "<title>Confidentialité</title><main><h1>Politique de confidentialité</h1>"
    + "<p>Le responsable de traitement collecte vos données personnelles. Conservation : un an. Droit d’accès.</p>" * 12
)
ENGLISH = "<html lang=en><title>Privacy</title><main><h1>Privacy policy</h1>" + (
    "<p>We collect personal information from you and you may ask for it. The retention is one year.</p>" * 12
)
NOTICE = "<title>Mentions légales</title><main><h1>Mentions légales</h1><p>Éditeur : X, SIREN 123 456 789.</p>"
NOTICE += "<p>Hébergeur : Y SAS, Paris. Directeur de la publication : M. Z.</p>"


async def look(web: Any, home: str = "https://outil.example/", **update: Any) -> Evidence:
    tool = Tool(id="outil", name="Outil", home=home).model_copy(update=update)
    return await scan(tool, web.config(), blobs=MemoryBlobs(), clock=lambda: datetime.now(UTC))


def found(evidence: Evidence, role: str) -> list[tuple[str, str]]:
    return [(p.exchange.url, p.found_by) for p in evidence.pages if role in (p.role, *p.also)]


def home(web: Any, body: str, host: str = "outil.example") -> None:
    web.page(f"{host}/", f"<html lang=fr><title>Outil</title><body><h1>Outil pour la classe</h1><p>Bonjour.</p>{body}")


async def test_documents_behind_a_legal_hub_are_one_hop_away(web: Any) -> None:
    home(web, '<footer><a href="/legal">Informations juridiques</a></footer>')
    web.page(
        "outil.example/legal",
        '<h1>Juridique</h1><a href="/l/1">Protection des données</a><a href="/l/2">Mentions légales</a>',
    )
    web.page("outil.example/l/1", POLICY)
    web.page("outil.example/l/2", NOTICE)
    evidence = await look(web)
    assert found(evidence, "privacy") == [("https://outil.example/l/1", "hub:Protection des données")]
    assert found(evidence, "legal-notice") == [("https://outil.example/l/2", "hub:Mentions légales")]


async def test_one_page_may_be_several_documents(web: Any) -> None:
    home(web, '<footer><a href="/legal#m">Mentions légales</a><a href="/legal#c">Confidentialité</a></footer>')
    web.page("outil.example/legal", NOTICE + POLICY.split("<main>")[1])
    evidence = await look(web)
    page = next(one for one in evidence.pages if one.exchange.url == "https://outil.example/legal")
    assert {page.role, *page.also} == {"privacy", "legal-notice"}
    assert [one for one in web.seen() if one.endswith("/legal")] == ["https://outil.example/legal"]


async def test_a_soft_404_is_no_policy(web: Any) -> None:
    home(web, '<footer><a href="/confidentialite">Politique de confidentialité</a></footer>')
    web.page("outil.example/*", "<title>Outil</title><h1>Oups !</h1><p>La page que vous cherchez n’existe pas.</p>")
    web.page("outil.example/robots.txt", "", media_type="text/plain")
    evidence = await look(web)
    assert found(evidence, "privacy") == [] and found(evidence, "terms") == []
    assert "https://outil.example/confidentialite" in evidence.searched and len(evidence.searched) > 5
    assert not any(one.role == "privacy" for one in evidence.skipped)


async def test_the_home_page_in_answer_to_everything_is_no_policy(web: Any) -> None:
    body = "<html lang=fr><title>Outil</title><h1>Bienvenue</h1>" + "<p>Vos données personnelles, le RGPD.</p>" * 60
    body += '<footer><a href="/confidentialite">Politique de confidentialité</a></footer>'
    web.page("outil.example/", body)
    web.page("outil.example/*", body)
    web.page("outil.example/robots.txt", "", media_type="text/plain")
    assert found(await look(web), "privacy") == []


STUBS = ["<h1>Confidentialité</h1><p>En construction.</p>", "<h1>Confidentialité</h1>", "<p>lorem ipsum</p>"]


@pytest.mark.parametrize("text", STUBS)
async def test_a_stub_is_no_policy(text: str, web: Any) -> None:
    home(web, '<footer><a href="/confidentialite">Politique de confidentialité</a></footer>')
    web.page("outil.example/confidentialite", text)
    evidence = await look(web)
    assert found(evidence, "privacy") == [] and evidence.pages[0].role == "home"


async def test_a_pdf_is_a_document(web: Any) -> None:
    home(web, '<footer><a href="/charte.pdf">Charte de protection des données (PDF)</a></footer>')
    web.page("outil.example/charte.pdf", b"%PDF-1.7 \xff\xff", media_type="application/octet-stream")
    evidence = await look(web)
    page = next(one for one in evidence.pages if one.role == "privacy")
    assert page.exchange.media_type == "application/pdf" and page.surface == "documents"


async def test_well_known_paths_are_tried_where_nothing_is_linked(web: Any) -> None:
    home(web, "")
    web.page("outil.example/politique-de-confidentialite", POLICY)
    evidence = await look(web)
    assert found(evidence, "privacy") == [("https://outil.example/politique-de-confidentialite", "well-known")]


async def test_a_compressed_sitemap_named_by_robots_is_read(web: Any) -> None:
    home(web, "")
    web.page("outil.example/robots.txt", "Sitemap: https://outil.example/index.xml", media_type="text/plain")
    index = "<sitemapindex><sitemap><loc>https://outil.example/pages.xml.gz</loc></sitemap></sitemapindex>"
    web.page("outil.example/index.xml", index, media_type="application/xml")
    names = ("l/vie-privee", "x")
    urls = "<urlset>" + "".join(f"<url><loc>https://outil.example/{name}</loc></url>" for name in names) + "</urlset>"
    web.page("outil.example/pages.xml.gz", gzip.compress(urls.encode()), media_type="application/gzip")
    web.page("outil.example/l/vie-privee", POLICY)
    assert found(await look(web), "privacy") == [("https://outil.example/l/vie-privee", "sitemap")]


async def test_the_french_version_comes_first_and_the_other_is_kept(web: Any) -> None:
    web.page(
        "outil.example/",
        '<html lang=en><p>Welcome to the tool.</p><footer><a href="/privacy">Privacy Policy</a></footer>',
    )
    web.page(
        "outil.example/privacy",
        ENGLISH.replace("<main>", '<link rel="alternate" hreflang="fr" href="/fr/confidentialite"><main>'),
    )
    web.page("outil.example/fr/confidentialite", POLICY)
    evidence = await look(web)
    pages = [(page.exchange.url, page.language_hint) for page in evidence.pages if page.role == "privacy"]
    assert pages == [("https://outil.example/fr/confidentialite", "fr"), ("https://outil.example/privacy", "en")]


async def test_a_policy_on_another_host_of_the_organisation_is_found(web: Any) -> None:
    home(web, '<footer><a href="https://legal.outil-groupe.example/p">Politique de confidentialité</a></footer>')
    web.page("legal.outil-groupe.example/p", POLICY)
    evidence = await look(web)
    assert found(evidence, "privacy")[0][0] == "https://legal.outil-groupe.example/p"
    assert "https://legal.outil-groupe.example/robots.txt" in web.seen()


async def test_the_robots_txt_of_a_host_reached_by_redirect_is_obeyed(web: Any) -> None:
    home(web, '<footer><a href="/p">Politique de confidentialité</a></footer>')
    web.page("outil.example/p", status=301, Location="https://autre.example/prive")
    web.page("autre.example/prive", POLICY)
    web.page("autre.example/robots.txt", "User-agent: *\nDisallow: /prive", media_type="text/plain")
    evidence = await look(web)
    skipped = next(one for one in evidence.skipped if one.url == "https://outil.example/p")
    assert skipped.reason == "robots" and "https://autre.example/prive" in skipped.detail
    assert "https://autre.example/prive" not in web.seen()


async def test_a_shell_says_that_it_needs_a_script_and_its_routes_are_found(web: Any) -> None:
    shell = (
        '<html lang=fr><title>Outil</title><div id="root"></div><script>window.routes=["/mentions-legales"]</script>'
    )
    web.page("outil.example/", shell)
    web.page("outil.example/*", shell)
    web.page("outil.example/robots.txt", "", media_type="text/plain")
    web.page("outil.example/mentions-legales", NOTICE)
    evidence = await look(web)
    assert [(one.url, one.reason) for one in evidence.skipped] == [("https://outil.example/", "unreadable-format")]
    assert found(evidence, "legal-notice")[0][0] == "https://outil.example/mentions-legales"
    assert found(evidence, "privacy") == []


async def test_a_linked_policy_made_by_script_is_kept_and_said(web: Any) -> None:
    home(web, '<footer><a href="/p">Politique de confidentialité</a></footer>')
    web.page("outil.example/p", '<html lang=fr><div id="app"></div><script src="/a.js"></script>')
    evidence = await look(web)
    assert found(evidence, "privacy")[0][0] == "https://outil.example/p"
    assert [(one.url, one.reason, one.role) for one in evidence.skipped] == [
        ("https://outil.example/p", "unreadable-format", "privacy")
    ]


async def test_a_page_that_only_sends_on_is_followed(web: Any) -> None:
    web.page("outil.example/", '<meta http-equiv="refresh" content="0;url=/fr/">')
    web.page("outil.example/fr/", '<html lang=fr><h1>Bonjour</h1><footer><a href="/p">Confidentialité</a></footer>')
    web.page("outil.example/p", POLICY)
    evidence = await look(web)
    assert evidence.pages[0].exchange.final_url == "https://outil.example/fr/" and found(evidence, "privacy")


async def test_known_documents_get_their_role_from_what_they_say(web: Any) -> None:
    home(web, "")
    web.page("autre.example/doc/1", NOTICE)
    web.page("autre.example/doc/2", POLICY)
    evidence = await look(web, documents=("https://autre.example/doc/1", "https://autre.example/doc/2"))
    assert found(evidence, "legal-notice") == [("https://autre.example/doc/1", "given")]
    assert found(evidence, "privacy") == [("https://autre.example/doc/2", "given")]


async def test_no_form_is_submitted_and_nothing_is_sent_but_get(web: Any) -> None:
    home(web, '<a href="/connexion">Connexion</a><form action="/envoi" method="post"><input name=a></form>')
    web.page("outil.example/connexion", '<title>Connexion</title><form action="/auth"><input type=password></form>')
    await look(web)
    assert not any(one.endswith(("/envoi", "/auth")) for one in web.seen())


async def test_an_identity_providers_page_is_no_page_of_the_tool(web: Any) -> None:
    home(web, '<a href="/connexion">Se connecter</a>')
    web.page("outil.example/connexion", status=302, Location="https://accounts.google.com/o/oauth2/auth")
    web.page("accounts.google.com/o/oauth2/auth", "<title>Connexion</title><input type=password>")
    evidence = await look(web)
    assert found(evidence, "login") == [] and [one.host for one in evidence.tls] == ["outil.example"]
    assert ("https://outil.example/connexion", "login-required") in [(one.url, one.reason) for one in evidence.skipped]


async def test_a_policy_shown_in_a_frame_is_the_policy(web: Any) -> None:
    home(web, '<footer><a href="/vp">Politique de confidentialité</a></footer>')
    web.page("outil.example/vp", '<h1>Confidentialité</h1><iframe src="https://docs.outil.example/p/1"></iframe>')
    web.page("docs.outil.example/p/1", POLICY)
    assert [url for url, _ in found(await look(web), "privacy")] == ["https://docs.outil.example/p/1"]


async def test_a_home_page_with_the_login_form_stands_on_both_surfaces(web: Any) -> None:
    home(web, "<form method=post><input name=identifiant><input type=password name=mdp></form>")
    evidence = await look(web)
    kept = [(p.role, p.surface) for p in evidence.pages if p.exchange.url == "https://outil.example/"]
    assert kept == [("home", "showcase"), ("login", "learner")]
    assert web.seen().count("https://outil.example/") == 1


async def test_a_port_that_the_operator_maps_is_a_port_of_the_web(web: Any) -> None:
    web.page("outil.example/", "<h1>Outil</h1><p>Bonjour.</p>")
    web.ports[9443] = web.ports[443]
    evidence = await look(web, "https://outil.example:9443/")
    assert [page.role for page in evidence.pages] == ["home"]
