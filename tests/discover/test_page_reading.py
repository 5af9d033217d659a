"""Reading a page in one pass, whatever the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from scanner.discover.judge import other_roles, says_not_there
from scanner.discover.sitemap import parse_sitemap
from scanner.page import parse_page

URL = "https://outil.fr/a/"


def test_links_know_their_place_and_text_knows_what_is_prose() -> None:
    page = parse_page(
        """<html lang="fr"><head><title>Un &amp; deux</title></head><header><a href="/h">H</a></header>
        <main><h1>Titre <b>gras</b></h1><p>Prose <a href="b">lien <i>ici</i></a> fin</p>
        <script>var x = "texte"</script></main>
        <div class="site-footer"><a href="/f">F</a></div><footer><nav><a href="/g">G</a></nav></footer>""",
        URL,
    )
    assert (page.title, page.language, page.headings[0][0]) == ("Un & deux", "fr", "Titre gras")
    assert [(link.url, link.label, link.area, link.in_footer_hint) for link in page.links] == [
        ("https://outil.fr/h", "H", "header", False),
        ("https://outil.fr/a/b", "lien ici", "main", False),
        ("https://outil.fr/f", "F", "main", True),
        ("https://outil.fr/g", "G", "footer", True),
    ]
    assert page.prose == "Titre gras Prose fin" and "texte" not in page.text


def test_what_a_page_loads_is_noted_held_back_or_not() -> None:
    page = parse_page(
        """<base href="https://autre.fr/"><link rel=stylesheet href=s.css><link rel=canonical href=/c>
        <link rel=alternate hreflang=fr href=/fr><img srcset="a.png 1x, b.png 2x">
        <script data-src="//cdn.fr/t.js"></script>
        <iframe src="https://video.fr/1"></iframe><meta http-equiv=refresh content="0; url=/suite">""",
        URL,
    )
    assert page.resources == [
        "https://autre.fr/s.css",
        "https://autre.fr/a.png",
        "https://autre.fr/b.png",
        "https://cdn.fr/t.js",
        "https://video.fr/1",
    ]
    assert page.alternates == {"fr": "https://autre.fr/fr"} and page.refresh == "https://autre.fr/suite"


def test_depth_and_null_bytes_hide_nothing() -> None:
    page = parse_page("<div>" * 20_000 + 'te\x00xte<a hr\x00ef="/x">l</a>', URL)
    assert page.text == "textel" and page.links[0].url == "https://outil.fr/x"


def test_a_page_made_by_script_is_a_shell_and_a_short_one_is_not() -> None:
    assert parse_page('<div id="root"></div><script src="/app.js"></script>', URL).is_shell
    assert not parse_page('<form><input type="password"></form><script></script>', URL).is_shell
    assert not parse_page("<p>Bonjour</p>", URL).is_shell


@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    parse_page(text, URL)
    parse_page("<a href='" + text + "'>" + text, URL)


@given(st.binary(max_size=400))
def test_no_sitemap_raises(body: bytes) -> None:
    parse_sitemap(body, URL)
    parse_sitemap(b"<urlset><loc>" + body, URL)


def test_what_a_page_says_of_its_own_absence() -> None:
    for text in ("<title>Page introuvable</title>", "<h1>404</h1>", "<p>La page que vous cherchez n’existe plus.</p>"):
        assert says_not_there(parse_page(text, URL))
    policy = "<title>Politique</title>" + "<p>Nous conservons vos données. " * 90 + "404</p>"
    assert not says_not_there(parse_page(policy, URL))


def test_sections_of_a_page_stand_for_documents_by_their_own_length() -> None:
    privacy = (
        "<p>Le responsable de traitement collecte des données personnelles, durée de conservation, rectification.</p>"
    )
    notice = "<h2>Mentions légales</h2><p>Éditeur : X, SIREN 1. Hébergeur : Y. Directeur de publication : Z. Paris." * 2
    long = parse_page(f"<h1>Légal</h1>{notice}<h2>Données personnelles</h2>{privacy * 8}", URL)
    assert other_roles(long, "other") == ("privacy", "legal-notice")
    assert other_roles(long, "legal-notice") == ("privacy",)
    short = parse_page(f"<h1>Légal</h1>{notice}<h2>Données personnelles</h2>{privacy}", URL)
    assert other_roles(short, "legal-notice") == ()
    agreement = parse_page(f"<h1>Accord</h1><h2>Données personnelles</h2>{privacy * 9}", URL)
    assert other_roles(agreement, "dpa") == ()


def test_buttons_and_dead_links_that_go_somewhere_by_script_are_links() -> None:
    page = parse_page(
        """<button onclick="location.href='/vp'">Vie <b>privée</b></button>
        <a href="#" onclick="window.open('/cgu')">CGU</a><div onclick='location.assign("/in")'>Connexion</div>
        <a href="javascript:location='/aide'">Aide</a><a href="/vrai" onclick="location='/autre'">Vrai</a>
        <button onclick="ouvrirMenu()">Menu</button><a href="javascript:void(0)">Rien</a>""",
        URL,
    )
    assert [(link.url.removeprefix("https://outil.fr"), link.label) for link in page.links] == [
        ("/vp", "Vie privée"),
        ("/cgu", "CGU"),
        ("/in", "Connexion"),
        ("/aide", "Aide"),
        ("/vrai", "Vrai"),
    ]


def test_a_refresh_of_blanks_costs_nothing() -> None:
    page = parse_page(f'<meta http-equiv=refresh content="0;{" " * 200_000}">', URL)
    assert page.refresh is None
