"""What a field of a form asks for, by the names and labels that sites give theirs."""

from __future__ import annotations

import pytest
from lxml import html

from rules.derive.forms import forms


def kinds(markup: str) -> tuple[str, ...]:
    page = html.document_fromstring(f"<html><body><form method='post'>{markup}</form></body></html>")
    (form,) = forms(list(page.iter()), "https://outil.example/", "https://outil.example/", "learner")
    return form.fields


@pytest.mark.parametrize(
    ("field", "kind"),
    [
        ('<input name="firstName">', "first-name"),
        ('<input name="lastName">', "name"),
        ('<input name="dateOfBirth">', "birth-date"),
        ('<input name="dob">', "birth-date"),
        ('<label for="a">Date de naissance</label><input id="a" name="x1">', "birth-date"),
        ('<input placeholder="jj/mm/aaaa" name="x1">', "birth-date"),
        ('<input aria-label="Geburtsdatum">', "birth-date"),
        ('<input name="userEmail">', "email"),
        ('<input name="emailAddress">', "email"),
        ('<input type="email" name="x1">', "email"),
        ('<input placeholder="Adresse électronique *">', "email"),
        ('<input placeholder="Nom d’utilisateur">', "username"),
        ('<input placeholder="Nom de famille">', "name"),
        ('<input placeholder="Ton pseudo :">', "username"),
        ('<input name="displayName">', "username"),
        ('<input name="classCode">', "class-code"),
        ('<label>Code de la classe <input name="c"></label>', "class-code"),
        ('<input placeholder="Game PIN">', "class-code"),
        ('<input name="schoolName">', "school"),
        ('<input name="phoneNumber">', "phone"),
        ('<input name="codePostal">', "address"),
        ('<select name="niveau"><option>CM1</option></select>', "class"),
        ('<input name="user[prenom]">', "first-name"),
        ('<input type="password" placeholder="Code d’accès">', "password"),
        ('<span id="l">Date de naissance</span><input aria-labelledby="l">', "birth-date"),
        ("<mat-form-field><mat-label>Prénom</mat-label><input></mat-form-field>", "first-name"),
        ('<input formcontrolname="birthday">', "birth-date"),
        ('<input ng-model="user.email">', "email"),
        ('<input title="Votre téléphone">', "phone"),
        ("<div><label>Date de naissance</label><input></div>", "birth-date"),
        ('<fieldset><legend>Date de naissance</legend><select name="jour"></select></fieldset>', "birth-date"),
        ('<input placeholder="JJ / MM / AAAA">', "birth-date"),
        ('<input placeholder="prenom.nom@exemple.fr">', "email"),
        ('<input placeholder="06 12 34 56 78">', "phone"),
        ('<input placeholder="Code de ta classe">', "class-code"),
        ('<input placeholder="E-mailadres">', "email"),
        # What only sounds like it.
        ('<input placeholder="Code d’invitation">', "other"),
        ('<input name="renouveler" placeholder="1 234 567 890">', "other"),
        ('<input placeholder="Code d’accès à votre licence">', "other"),
        ('<input name="gender">', "other"),
        ('<input name="renommer">', "other"),
        ('<input name="emailed">', "other"),
    ],
)
def test_a_field_is_known_by_its_name_or_its_label(field: str, kind: str) -> None:
    assert kinds(field) == (kind,)


@pytest.mark.parametrize(
    "field",
    [
        '<input type="email" name="parentEmail">',
        '<label>Adresse mail de tes parents <input name="mail"></label>',
        '<input placeholder="Email du responsable légal">',
        '<input type="tel" aria-label="Phone number of a parent or guardian">',
        '<input type="email" placeholder="Parent’s email">',
        '<label>Mail d’un adulte responsable <input type="email"></label>',
        '<input placeholder="E-Mail-Adresse eines Elternteils">',
    ],
)
def test_the_address_of_a_parent_is_not_the_childs(field: str) -> None:
    assert kinds(field) == ("parent",)


def test_boxes_hidden_fields_and_buttons_ask_for_nothing() -> None:
    assert kinds('<input type="checkbox" name="email"><input type="hidden" name="dob"><input type="submit">') == ()


def test_labels_that_stand_after_their_fields_name_no_other_field() -> None:
    assert kinds("<input><label>Date de naissance</label><input><label>Prénom</label>") == ("other",)
    assert kinds("<label>Prénom</label><input><label>Date de naissance</label><input>") == ("first-name", "birth-date")


@pytest.mark.parametrize(
    ("fields", "news"),
    [
        ('<input type="email"><button>S’abonner</button>', True),
        ('<input type="email" placeholder="Recevez notre newsletter"><button>OK</button>', True),
        ('<input type="email"><button>Recevoir mon lien de connexion</button>', False),
        ('<input type="email"><label><input type="checkbox"> Et la newsletter</label><button>Oui</button>', False),
        ('<input type="email"><input type="password"><button>S’abonner</button>', False),
    ],
)
def test_a_form_for_news_opens_no_account(fields: str, news: bool) -> None:
    assert ("newsletter" in kinds(fields)) is news
