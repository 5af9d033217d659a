"""Another's power over a person's data, and an event that is told, grant that person no right; a request does."""

from __future__ import annotations

import pytest

from rules.reading import read
from rules.reading.markdown import read_markdown

OTHERS = [
    ("fr", "right-erasure", "Nous pouvons supprimer votre compte si la charte n’est pas respectée."),
    ("fr", "right-erasure", "L’éditeur a le droit de supprimer tout compte qui enfreint la charte."),
    ("fr", "right-erasure", "Nous sommes en droit d’effacer vos données en cas d’impayé."),
    ("fr", "right-erasure", "L’enseignant peut supprimer ton compte en fin d’année."),
    ("fr", "right-access", "Notre équipe d’assistance a le droit d’accéder à vos données."),
    ("fr", "right-access", "La police peut demander l’accès à vos données."),
    ("fr", "right-access", "Les enseignants peuvent accéder aux données de leurs élèves."),
    ("fr", "right-restriction", "Nous pouvons limiter le traitement de vos données pendant la maintenance."),
    ("fr", "right-portability", "Nous pouvons transférer vos données à un autre prestataire dans un format structuré."),
    ("fr", "right-withdraw-consent", "Nous pouvons retirer à tout moment notre accord à votre utilisation du service."),
    ("fr", "complaint-authority", "La CNIL n’a reçu aucune plainte à notre sujet."),
    ("fr", "complaint-authority", "Aucune réclamation n’a été déposée contre nous auprès de la CNIL."),
    ("fr", "complaint-authority", "En 2021, des parents ont saisi la CNIL au sujet d’un autre outil."),
    ("fr", "complaint-authority", "La CNIL recommande de traiter les réclamations en un mois."),
    ("fr", "complaint-authority", "Nous pourrons saisir la CNIL contre quiconque copie nos pages."),
    ("en", "right-erasure", "We are entitled to erase your data if you stop paying."),
    ("en", "right-erasure", "The publisher has the right to delete any account that breaks the charter."),
    ("en", "right-erasure", "The teacher may delete your account at the end of the year."),
    ("en", "right-access", "Our support staff have the right to access your data."),
    ("en", "right-access", "The police may request access to your data."),
    ("en", "right-portability", "We may transfer your data to another provider in a structured format."),
    ("en", "complaint-authority", "The CNIL has received no complaint about us."),
    ("en", "complaint-authority", "The ICO closed the complaint against us in 2022."),
    ("en", "complaint-authority", "The CNIL recommends that publishers handle complaints within a month."),
    ("en", "complaint-authority", "We may lodge a complaint with the CNIL against whoever copies our pages."),
]
OWN = [
    ("fr", "right-erasure", "Nous pouvons supprimer votre compte à votre demande."),
    ("fr", "right-erasure", "Nous vous donnons la possibilité de supprimer votre compte."),
    ("fr", "right-erasure", "L’enseignant peut nous demander de supprimer les données de sa classe."),
    ("fr", "right-erasure", "Nous pouvons modifier l’outil ; vous pouvez supprimer votre compte."),
    ("fr", "complaint-authority", "Vous pouvez saisir la CNIL, qui n’a reçu à ce jour aucune plainte à notre sujet."),
    ("fr", "complaint-authority", "Une réclamation à notre sujet peut être déposée auprès de la CNIL."),
    ("en", "right-erasure", "We may delete your account if you ask us to."),
    ("en", "right-erasure", "Please e-mail us so that we can delete the child's information from our records."),
    ("en", "right-erasure", "The teacher may ask us to delete the class's data."),
    ("en", "right-erasure", "We give you the possibility of deleting your account."),
    ("en", "complaint-authority", "You may complain to the CNIL, which has received no complaint about us so far."),
    ("en", "complaint-authority", "A complaint about us can be lodged with the CNIL."),
]


@pytest.mark.parametrize(("language", "clause", "text"), OTHERS)
def test_what_others_may_do_or_what_happened_is_no_right(language: str, clause: str, text: str) -> None:
    assert read(read_markdown(text), language).clause(clause).stance == "absent"


@pytest.mark.parametrize(("language", "clause", "text"), OWN)
def test_a_persons_own_act_or_request_is_a_right(language: str, clause: str, text: str) -> None:
    assert read(read_markdown(text), language).clause(clause).stance == "affirmed"
