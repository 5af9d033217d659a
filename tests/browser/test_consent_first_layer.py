"""Which part of a page is a consent interface: a footer's link on rights is none."""

from __future__ import annotations

import pytest

from scanner.consent.labels import kind_of
from scanner.consent.survey import Block, FoundControl, first_layer, read_blocks


def control(text: str, href: str = "") -> FoundControl:
    box = (0.0, 0.0, 90.0, 20.0)
    return FoundControl(0, text, kind_of(text), bool(href), href, box, 14.0, 7.0, 0.01, disabled=False)


def block(kind: str, *controls: FoundControl) -> Block:
    text = " ".join(one.text for one in controls)
    box = (0.0, 0.0, 900.0, 60.0)
    return Block(
        "f", kind, about=True, text=text, box=box, modal=False, in_shadow_root=False, controls=controls, toggles=()
    )


def test_a_link_to_a_page_on_sale_is_no_offer_to_refuse() -> None:
    links = (
        control("Privacy", "https://tool.example/privacy"),
        control("Do Not Sell or Share My Personal Information", "https://tool.example/do-not-sell"),
    )
    assert first_layer([block("flow", *links)]) is None
    assert first_layer([block("fixed", *links)]) is None


def test_a_refusal_that_stays_on_the_page_is_one() -> None:
    button = block("flow", control("Reject all"), control("Accept all"))
    assert first_layer([button]) == button
    link = block("fixed", control("Reject all", "https://tool.example/#"))
    assert first_layer([link]) == link


@pytest.mark.parametrize("beside", ["Cookie settings", "Privacy policy", "Contact"])
def test_a_way_to_object_in_a_footer_asks_for_nothing(beside: str) -> None:
    links = (control(beside), control("Do Not Sell or Share My Personal Information", "https://tool.example/#opt-out"))
    assert first_layer([block("flow", *links)]) is None


def test_an_acceptance_beside_a_refusal_by_link_is_an_interface() -> None:
    both = block("fixed", control("Accept all"), control("Reject all", "https://tool.example/cookies/refuse"))
    assert first_layer([both]) == both


def layer(text: str, *labels: str, about: bool = True, fields: int = 0, named: bool = False) -> Block:
    box = (0.0, 0.0, 900.0, 60.0)
    controls = tuple(control(label) for label in labels)
    whole = f"{text} {' '.join(labels)}"
    return Block(
        "f", "overlay", about, whole, box, modal=False, in_shadow_root=False, controls=controls, toggles=(),
        named=named, fields=fields,
    )  # fmt: skip


NO_INTERFACE = {
    "age gate": layer(
        "Ce jeu est réservé aux plus de 13 ans. Nous respectons ta vie privée.", "Oui, j’ai plus de 13 ans", "Non"
    ),
    "log-in": layer("Connexion. Rester connecté (cookie de session).", "Se connecter", "Plus tard", "Fermer", fields=2),
    "newsletter": layer("Recevez notre lettre. Données personnelles : notre politique.", "Non merci", fields=1),
    "newsletter without a field": layer("Notre newsletter, et vos données personnelles.", "J’accepte", "Non merci"),
    "language": layer("Votre langue est gardée dans un cookie.", "Français", "English", "Continuer", "Fermer"),
    "game of cookies": layer("La fabrique de cookies : cuis des cookies !", "Jouer", "Fermer"),
    "notifications": layer("Recevoir les notifications du site ?", "Accepter", "Refuser", about=False),
    "an OK beside a no": layer("Voulez-vous visiter le site avec un guide ?", "OK", "Non merci", about=False),
    "an OK beside going on": layer("Bienvenue dans la visite.", "OK", "Continuer sans le guide", about=False),
    "new policy": layer("Notre politique de confidentialité change.", "Accepter", "Plus tard"),
}


@pytest.mark.parametrize("name", NO_INTERFACE)
def test_what_asks_for_something_else_is_no_consent_interface(name: str) -> None:
    assert first_layer([NO_INTERFACE[name]]) is None


INTERFACES = {
    "notice": layer("Ce site utilise des cookies.", "OK"),
    "notice of the necessary": layer("Nous n’utilisons que des cookies strictement nécessaires.", "J’ai compris"),
    "notice of measuring": layer("Nous mesurons l’audience, si vous acceptez les cookies.", "OK"),
    "implied": layer("En fermant ce bandeau, vous acceptez les cookies.", "Fermer ×"),
    "by name only": layer("Des gâteaux ?", "Accepter", "Non merci", named=True),
    "an OK beside going on without accepting": layer(
        "Avec votre accord, nous regardons quelles pages plaisent.", "Continuer sans accepter →", "OK", about=False
    ),
    "privacy and a pair": layer("Nous respectons votre vie privée.", "Tout accepter", "Tout refuser"),
    "privacy and settings": layer("Votre vie privée compte.", "Accepter", "Paramétrer"),
    "no word at all": layer("Une petite faim ?", "Accepter", "Refuser", about=False),
    "a no to cookies": layer("Des cookies ?", "Oui", "Non"),
    "with a search field": layer("Nos partenaires et les cookies", "Tout accepter", "Tout refuser", fields=1),
}


@pytest.mark.parametrize("name", INTERFACES)
def test_what_asks_for_consent_is_one(name: str) -> None:
    assert first_layer([INTERFACES[name]]) == INTERFACES[name]


def found(text: str, tag: str = "button", unfolds: bool = False) -> dict[str, object]:
    return {
        "id": 0, "text": text, "tag": tag, "link": tag == "a", "href": "", "box": [0, 0, 90, 20], "font": 14,
        "contrast": 7, "share": 0.01, "disabled": False, "unseen": False, "sentence": False, "chooses": False,
        "unfolds": unfolds,
    }  # fmt: skip


def kinds(*controls: dict[str, object]) -> dict[str, str]:
    answer = {
        "id": 0, "kind": "overlay", "about": True, "named": False, "fields": 0, "text": "Cookies", "box": [0, 0, 9, 9],
        "modal": False, "shadow": False, "toggles": [], "folded": [], "bare": [], "drawn": [], "stated": [],
        "radios": [], "controls": list(controls),
    }  # fmt: skip
    (read,) = read_blocks({"found": [answer]}, "f", False)
    return {one.text: one.kind for one in read.controls}


@pytest.mark.parametrize(
    ("consent", "others"),
    [
        ("Consent", ["Do not consent", "Manage options"]),
        ("Consent", ["Manage options"]),
        ("Einwilligung", ["Ablehnen"]),
        ("Toestemming", ["Opties beheren"]),
    ],
)
def test_the_bare_noun_beside_a_refusal_or_settings_accepts(consent: str, others: list[str]) -> None:
    assert kinds(found(consent), *map(found, others))[consent] == "accept"


def test_the_bare_noun_is_a_heading_where_something_else_accepts_or_it_unfolds() -> None:
    assert kinds(found("Consent"), found("Allow all"), found("Deny"))["Consent"] == "other"
    assert kinds(found("Consent", unfolds=True), found("Deny"))["Consent"] == "other"
    assert kinds(found("Consent", tag="a"), found("Deny"))["Consent"] == "other"
    assert kinds(found("Consent"), found("Close"))["Consent"] == "other"
