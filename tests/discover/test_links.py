"""Labels, addresses and places of links: which role they speak for."""

from __future__ import annotations

import pytest

from scanner.discover.links import Candidate, candidates, inner_pages
from scanner.discover.ownership import owner_of
from scanner.discover.words import fold, words
from scanner.page import parse_page

SITES = frozenset({"outil.fr"})


def found(html: str, **options: bool) -> list[Candidate]:
    return candidates(parse_page(html, "https://www.outil.fr/"), SITES, **options)


def role_of(label: str, href: str = "/p/12") -> str | None:
    roles = [one.role for one in found(f'<footer><a href="{href}">{label}</a></footer>') if one.role != "hub"]
    return roles[0] if roles else None


LABELS = {
    "privacy": [
        "Politique de confidentialité",
        "Protection des données",
        "Vie privée",
        "RGPD",
        "Données personnelles",
        "Vos données personnelles",
        "Privacy Policy",
        "Privacy notice",
        "Data protection",
        "Datenschutzerklärung",
        "Política de privacidad",
        "Informativa sulla privacy",
        "Privacyverklaring",
        "→ Confidentialité",
        "Que faisons-nous de vos données ?",
        "Privacy & Cookies Policy",
        "How we use your data",
        "Informatique et libertés",
    ],
    "terms": [
        "CGU",
        "Conditions générales d’utilisation",
        "Conditions d'utilisation",
        "CGU / CGV",
        "Terms of Service",
        "Terms & Conditions",
        "AGB",
        "Nutzungsbedingungen",
        "Términos y condiciones",
        "Termini e condizioni",
        "Algemene voorwaarden",
        "C.G.U.",
        "CGUV",
        "Conditions d’abonnement",
    ],
    "legal-notice": [
        "Mentions légales",
        "MENTIONS LÉGALES",
        "Impressum",
        "Aviso legal",
        "Note legali",
        "Colofon",
        "À propos de ce site",
        "Crédits",
    ],
    "cookies": ["Politique de cookies", "Gestion des cookies", "Cookie policy", "Cookiebeleid"],
    "dpa": ["Accord de sous-traitance (RGPD, article 28)", "Data Processing Agreement", "Auftragsverarbeitungsvertrag"],
    "subprocessors": [
        "Liste des sous-traitants",
        "Sub-processors",
        "Unterauftragsverarbeiter",
        "Nos prestataires techniques",
        "Third-party service providers",
    ],
    "login": [
        "Connexion",
        "Se connecter",
        "Espace élève",
        "Log in",
        "Anmelden",
        "Iniciar sesión",
        "Accedi",
        "Inloggen",
        "J’ai un code classe",
        "Log in with a class code",
        "Espace établissement",
    ],
    "signup": ["Créer un compte", "S’inscrire", "Inscription gratuite", "Sign up", "Registrieren", "Crear cuenta"],
    "app": ["Accéder à l’application", "Démonstration", "Jouer", "Ouvrir Outil", "Live demo"],
}


@pytest.mark.parametrize(("role", "label"), [(role, label) for role, labels in LABELS.items() for label in labels])
def test_labels_of_six_languages_name_their_role(role: str, label: str) -> None:
    assert role_of(label) == role


@pytest.mark.parametrize(
    "label",
    [
        "Pourquoi la confidentialité des données des élèves compte pour votre école en 2026",
        "Nos tarifs",
        "Contact",
        "Une connexion entre la famille et l’école",
        "Termes mathématiques",
        "Accueil",
        "Open source",
        "Partager sur Facebook",
    ],
)
def test_other_labels_name_none(label: str) -> None:
    assert role_of(label) is None


@pytest.mark.parametrize(
    ("href", "role"),
    [
        ("/privacy", "privacy"),
        ("/politique-de-confidentialite.html", "privacy"),
        ("/politique-de-confidentialite-2026/", "privacy"),
        ("/privacy/fr", "privacy"),
        ("/docs/cgu.pdf", "terms"),
        ("/fr/conditions", "terms"),
        ("/mentions-legales", "legal-notice"),
        ("/legal/privacy", "privacy"),
        ("https://login.outil.fr/", "login"),
        ("https://app.outil.fr/", "app"),
    ],
)
def test_addresses_name_a_role_where_the_label_does_not(href: str, role: str) -> None:
    assert role_of("ici", href) == role


def test_a_longer_phrase_wins_over_one_inside_it() -> None:
    label = "Accord sur le traitement des données"
    assert [one.role for one in found(f'<a href="/a">{label}</a>')] == ["dpa"]


def test_one_label_may_name_two_roles() -> None:
    html = '<a href="/l">Mentions légales et politique de confidentialité</a>'
    assert {one.role for one in found(html)} >= {"privacy", "legal-notice"}


def test_accessible_names_and_pictures_speak_for_links_without_text() -> None:
    assert found('<a href="/x" aria-label="Se connecter"><svg></svg></a>')[0].role == "login"
    assert found('<a href="/y" title="Mentions légales"></a>')[0].role == "legal-notice"
    assert found('<a href="/z"><img src="a.png" alt="Politique de confidentialité"></a>')[0].role == "privacy"


def test_a_footer_weighs_more_and_an_article_less() -> None:
    html = '<main><a href="/blog/privacy">Privacy</a></main><footer><a href="/p">Privacy</a></footer>'
    assert [one.url for one in found(html) if one.role == "privacy"] == [
        "https://www.outil.fr/p",
        "https://www.outil.fr/blog/privacy",
    ]


def test_french_comes_first_among_equals() -> None:
    html = '<footer><a href="/en/terms">Terms of use</a><a href="/fr/cgu">Conditions d’utilisation</a></footer>'
    assert [one.url.rsplit("/", 1)[-1] for one in found(html)] == ["cgu", "terms"]


def test_policies_of_others_are_not_the_tools() -> None:
    html = """<footer>Protected by a captcha: <a href="https://policies.google.com/privacy">Privacy Policy</a>
    <a href="https://www.iubenda.com/privacy-policy/123">Privacy Policy</a>
    <a href="https://www.groupe-parent.eu/confidentialite">Politique de confidentialité</a>
    <a href="https://ailleurs.org/x">Notre charte sur la confidentialité et mille choses</a></footer>"""
    assert {one.url for one in found(html)} == {
        "https://www.iubenda.com/privacy-policy/123",
        "https://www.groupe-parent.eu/confidentialite",
    }
    assert [one.url for one in found(html, own_only=True)] == ["https://www.iubenda.com/privacy-policy/123"]


@pytest.mark.parametrize(
    ("label", "href", "roles"),
    [
        ("Accéder à mon ENT", "https://id.colleges-nord.net/auth/login", ["login"]),
        ("Open your classroom", "https://rooms.elsewhere.net/login", ["login"]),
        ("Accéder à mon ENT", "https://id.colleges-nord.net/actualites", []),
        ("Accéder au règlement", "https://autre.net/login", []),
    ],
)
def test_a_verb_a_possessive_and_a_login_address_lead_inside_wherever_it_stands(
    label: str, href: str, roles: list[str]
) -> None:
    assert [one.role for one in found(f'<main><a href="{href}">{label}</a></main>')] == roles


def test_whose_an_address_is() -> None:
    sites = frozenset({"mathelo.fr"})
    cases = {
        "https://app.mathelo.fr/": "own",
        "https://mathelo.com/": "own",
        "https://www.notion.so/x": "hosted",
        "https://docs.google.com/d/1": "hosted",
        "https://policies.google.com/": "foreign",
        "https://autre.fr/": "other",
    }
    assert {url: owner_of(url, sites) for url in cases} == cases


def test_addresses_in_scripts_help_only_where_links_are_few() -> None:
    script = '<script>var p={"legal":"\\/mentions-legales","x":"https://app.outil.fr/login"}</script>'
    assert {one.role for one in found(f"<div id=root></div>{script}")} == {"legal-notice", "login"}
    many = "".join(f'<a href="/{n}">{n}</a>' for n in range(12))
    assert found(many + script) == []


def test_inner_pages_are_ordinary_and_always_the_same() -> None:
    html = """<nav><a href="/tarifs">Tarifs</a><a href="/a/b/c">Loin</a><a href="/blog/x">Blog</a>
    <a href="/connexion">Connexion</a><a href="/fiche.pdf">Fiche</a><a href="/?p=1">P</a>
    <a href="/eleves">Élèves</a><a href="https://ailleurs.fr/x">X</a></nav>"""
    page = parse_page(html, "https://www.outil.fr/")
    assert [one.url for one in inner_pages(page, SITES, 2)] == [
        "https://www.outil.fr/eleves",
        "https://www.outil.fr/tarifs",
    ]


def test_words_are_folded_and_every_role_has_labels_in_six_languages() -> None:
    assert fold("Politique d’ÉTÉ — données_x\u00a0y") == "politique d'ete donnees x y"
    for role, known in words().roles.items():
        languages = {language for some in known.labels.values() for language in some}
        assert languages == {"fr", "en", "de", "es", "it", "nl"}, role
        assert all(phrase == fold(phrase) for phrase in known.labels)


@pytest.mark.parametrize(
    ("label", "href", "role"),
    [
        ("Télécharger", "/static/CGU-v3.pdf", "terms"),
        ("Notre document", "/wp-content/uploads/2026/05/RGPD-outil-2026.pdf", "privacy"),
        ("Notre document", "/docs/outil_dpa.docx", "dpa"),
        ("Notre document", "/donnees-perso", "privacy"),
        ("T&amp;Cs", "/x", "terms"),
        ("Règles d’utilisation", "/x", "terms"),
        ("Qui édite ce site ?", "/x", "legal-notice"),
        ("Notre catalogue", "/docs/catalogue-2026.pdf", None),
        ("Notre exposé", "/docs/le-rgpd-explique.pdf", None),
        ("Nos cours", "/cours/cgu-outil", None),
    ],
)
def test_a_file_is_known_by_a_short_word_that_begins_or_ends_its_name(label: str, href: str, role: str | None) -> None:
    assert role_of(label, href) == role
