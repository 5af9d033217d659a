"""What is kept in a place, whose it is, and on what condition: hosting and transfers told of a part or of others."""

from __future__ import annotations

import pytest

from rules.judging.elsewhere import only_possible, places_nothing
from rules.judging.hosted_things import of_one_kind, of_others
from rules.judging.whose import by_customers
from tests.checks.test_text_of_outside_tools import OPENED, OPENING, judge

A_PART = [
    "Les photos sont stockées en France.",
    "Les mots de passe sont stockés en France.",
    "Vos données de paiement sont hébergées en France.",
    "Seuls les noms des élèves sont stockés en France.",
    "Les enregistrements vocaux seront conservés en France.",
    "Nous stockons les photos en France.",
    "Photos are stored in France.",
    "Payment data are stored in Ireland.",
    "Videos uploaded by pupils may be hosted in Germany.",
    "We store photos in France.",
]
ALL = [
    "Toutes les données, y compris les photos, sont stockées en France.",
    "Les photos, les copies et toutes les autres données sont stockées en France.",
    "Les informations que vous saisissez sont conservées en France.",
    "Les comptes des élèves et leurs réponses sont hébergés en France.",
    "Nous stockons vos données en France.",
    "L’application est hébergée en France.",
    "Photos, homework and all other data are stored in France.",
    "The information you enter is kept in Ireland.",
    "We store your data in France.",
    "The platform is located on servers in Germany.",
]
OPTIONS = [
    "Si vous le demandez, vos données sont hébergées en France.",
    "À la demande du client, les données sont hébergées en France.",
    "L’offre Premium permet d’héberger vos données en France.",
    "Avec l’option souveraine, vos données sont stockées en France.",
    "Vos données sont hébergées en France, sur simple demande.",
    "Selon la région choisie par l’établissement, les données sont hébergées en France.",
    "If you ask for it, your data are hosted in France.",
    "At the customer’s request, data are hosted in Germany.",
    "The Premium plan lets you host your data in Ireland.",
    "With the sovereign option, your data are stored in France.",
    "Your data are hosted in France if you prefer.",
    "Depending on the region that the school selects, data are stored in France.",
]
OF_OTHERS = [
    "L’établissement héberge ses données sur ses propres serveurs, en France.",
    "Nos clients hébergent leurs données en France.",
    "Notre partenaire héberge ses serveurs en France.",
    "Les données de nos partenaires sont hébergées en France.",
    "EduConnect est hébergé en France par le ministère.",
    "Nos développeurs travaillent en France et nos serveurs sont sécurisés.",
    "The school hosts its data on its own servers in France.",
    "Our partner keeps its servers in Germany.",
    "Our partners’ data are hosted in Ireland.",
    "The district’s learning platform is hosted in Canada.",
    "Our developers work in France and our servers are secure.",
]
OURS = [
    "Notre hébergeur conserve vos données dans ses centres de données en France.",
    "Notre partenaire technique OVH héberge vos données en France.",
    "Les données de nos clients sont hébergées en France.",
    "Vos données sont hébergées en France et supprimées sur demande.",
    "Our host keeps your data in its data centres in France.",
    "Our team hosts your data in France.",
    "Your data are hosted in France and deleted on request.",
]


def _opened(text: str) -> str:
    english = f" {text} ".startswith(
        (" The ", " Our ", " We ", " Your ", " If ", " At ", " With ", " Photos, ", " Photos are ")
    )
    english = english or text.startswith(("Payment", "Videos", "Depending"))
    return (OPENED if english else OPENING) + text


@pytest.mark.parametrize("text", [*A_PART, *OPTIONS, *OF_OTHERS])
def test_a_part_an_option_or_what_is_others_tells_no_place_of_the_data(text: str) -> None:
    assert judge("hosting.country-undeclared", _opened(text)).verdict in ("warn", "inconclusive")


@pytest.mark.parametrize("text", [*ALL, *OURS])
def test_all_data_in_a_place_are_told(text: str) -> None:
    assert judge("hosting.country-undeclared", _opened(text)).verdict == "pass"


def test_all_data_told_behind_a_part_are_told() -> None:
    text = "Les photos sont stockées en France. Toutes les données des élèves sont hébergées en France."
    assert judge("hosting.country-undeclared", OPENING + text).verdict == "pass"


def test_what_speaks_for_all_is_its_subject() -> None:
    assert of_one_kind(" les photos sont stockees sur nos serveurs en france ")
    assert not of_one_kind(" nos serveurs, qui stockent les photos, sont situes en france ")
    assert not of_one_kind(" if you are located in france, your data is stored in ireland ")
    assert of_others(" the ministry's portal is hosted in france ")
    assert not of_others(" your school's data is hosted in france ")


def test_an_option_is_one_for_what_it_stands_beside() -> None:
    assert places_nothing("Vos données sont hébergées en France sur demande.", "FR", "fr")
    assert not places_nothing("Vos données sont hébergées en France et effacées sur demande.", "FR", "fr")
    assert only_possible("We can host your data in France.", "FR", "en")
    assert not only_possible("We host your data in France, where you can visit us.", "FR", "en")


NO_TRANSFER_OF_OURS = [
    "L’établissement ne transfère pas de données hors de l’Union européenne.",
    "Le ministère ne transfère aucune donnée hors de l’Union européenne.",
    "Le client s’engage à ne pas transférer de données hors de l’Union européenne.",
    "The school does not transfer data outside the European Union.",
    "The customer undertakes not to transfer data outside the European Union.",
    "Notre société mère est établie aux États-Unis.",
    "Notre équipe commerciale est basée au Maroc.",
    "Nos bureaux sont situés aux États-Unis.",
    "Our parent company is established in the United States.",
    "Our offices are located in the United States.",
]
TRANSFERS = [
    "Vos données sont transférées à notre société mère aux États-Unis.",
    "Notre société mère, établie aux États-Unis, reçoit vos données.",
    "Le client accepte que ses données soient transférées aux États-Unis à notre hébergeur.",
    "L’éditeur ne transfère aucune donnée hors de l’Union européenne.",
    "Your data will be sent to our offices in the United States.",
    "The customer agrees that its data will be transferred to the United States, to our host.",
    "The publisher transfers no data outside the European Union.",
]


def _in_its_language(text: str) -> str:
    return (OPENED if text.startswith(("The ", "Our ", "Your ")) else OPENING) + text


@pytest.mark.parametrize("text", NO_TRANSFER_OF_OURS)
def test_seats_and_others_transfers_tell_none_of_ours(text: str) -> None:
    assert judge("transfers.disclosed", _in_its_language(text)).verdict == "inconclusive"


@pytest.mark.parametrize("text", TRANSFERS)
def test_transfers_of_ours_are_told(text: str) -> None:
    assert judge("transfers.disclosed", _in_its_language(text)).verdict == "pass"


TOOLS_OF_OTHERS = [
    "Vos données sont transférées aux États-Unis. Le client doit signer des clauses contractuelles types et vérifier "
    "la certification Data Privacy Framework de ses propres prestataires.",
    "Vos données sont transférées aux États-Unis. Nous préparons notre certification au Data Privacy Framework et "
    "la signature de clauses contractuelles types.",
    "Your data are transferred to the United States. The customer must sign standard contractual clauses and check "
    "that its own suppliers are certified under the Data Privacy Framework.",
    "Your data are transferred to the United States. We are preparing our certification under the Data Privacy "
    "Framework and the signature of standard contractual clauses.",
]
TOOLS_OF_OURS = [
    "Vos données sont transférées aux États-Unis. Ces transferts sont couverts par le Data Privacy Framework et par "
    "des clauses contractuelles types.",
    "Your data are transferred to the United States. These transfers are covered by the Data Privacy Framework and by "
    "standard contractual clauses.",
]


@pytest.mark.parametrize("text", TOOLS_OF_OTHERS)
def test_tools_that_customers_see_to_or_that_are_prepared_cover_nothing(text: str) -> None:
    assert judge("transfers.us-dpf-reliance", _in_its_language(text)).verdict != "pass"


@pytest.mark.parametrize("text", TOOLS_OF_OURS)
def test_tools_in_force_cover(text: str) -> None:
    assert judge("transfers.us-dpf-reliance", _in_its_language(text)).verdict == "pass"


def test_what_is_agreed_with_customers_is_no_act_of_theirs_alone() -> None:
    assert by_customers("The school signs standard contractual clauses with its own suppliers.")
    assert by_customers("Les clauses signées par le client couvrent ses transferts.")
    assert by_customers("Should the school transfer data to Canada, it must rely on contractual clauses.")
    assert by_customers("Nous exigeons de nos clients qu’ils signent des clauses contractuelles types.")
    assert not by_customers("Si l’établissement nous transmet des données, nous les transférons au Canada.")
    assert not by_customers("Le client et l’éditeur concluent des clauses contractuelles types.")
    assert not by_customers("The customer signs the standard contractual clauses with us.")
    assert not by_customers("Le client accepte le transfert de ses données.")
