"""The eight duties of an agreement (GDPR article 28(3)) in other words, and what lays none on the processor."""

from __future__ import annotations

import pytest

from rules.reading import read
from scanner.documents.read_files import document_of

FRENCH = (
    "# Accord de sous-traitance\n\nLe présent accord est conclu entre l’établissement, responsable de traitement, et "
    "l’éditeur, sous-traitant, conformément à l’article 28 du RGPD.\n\n## Obligations\n\n"
)
ENGLISH = (
    "# Data processing agreement\n\nThis agreement is concluded between the school, the controller, and the supplier, "
    "the processor, under Article 28 GDPR.\n\n## Obligations\n\n"
)
LAID_DOWN_FR = [
    ("confidentiality", "Le sous-traitant impose à ses salariés une obligation de confidentialité."),
    ("instructions", "Le sous-traitant ne peut traiter les données sans instruction documentée de l’établissement."),
    ("deletion-return", "À la clôture de l’espace, l’éditeur efface toutes les données de l’établissement."),
    ("instructions", "Le prestataire n’agit que sur ordre écrit de l’établissement."),
    ("instructions", "Toute opération sur les données se fait selon les consignes documentées du client."),
    (
        "instructions",
        "L’éditeur s’interdit tout traitement qui n’aurait pas été demandé par écrit par l’établissement.",
    ),
    ("confidentiality", "Le personnel qui accède aux données a signé un engagement de secret."),
    ("confidentiality", "Les salariés du prestataire sont tenus au secret professionnel."),
    ("confidentiality", "Seules des personnes liées par une clause de confidentialité manipulent les données."),
    ("security", "L’éditeur met en place les mesures techniques et organisationnelles propres à protéger les données."),
    (
        "security",
        "Le titulaire assure un niveau de sécurité adapté au risque : chiffrement, sauvegardes, contrôle des accès.",
    ),
    ("security", "## Annexe – Mesures\n\n- Connexions chiffrées par TLS\n- Sauvegarde quotidienne\n"),
    ("security", "Le sous-traitant met en œuvre le chiffrement des échanges et des sauvegardes quotidiennes."),
    ("subprocessors", "L’éditeur ne fait appel à aucun autre sous-traitant sans l’accord écrit de l’établissement."),
    (
        "subprocessors",
        "Tout nouveau sous-traitant est annoncé à l’établissement trente jours avant, qui peut s’y opposer.",
    ),
    ("subprocessors", "Le prestataire répercute les mêmes obligations sur ses propres sous-traitants."),
    (
        "rights-assistance",
        "L’éditeur aide l’établissement à répondre aux familles qui demandent l’accès à leurs données.",
    ),
    (
        "rights-assistance",
        "Quand une personne exerce ses droits auprès du prestataire, il transmet la demande au client sous deux jours.",
    ),
    (
        "assistance-32-36",
        "L’éditeur assiste l’établissement pour ses analyses d’impact et la consultation préalable de la CNIL.",
    ),
    ("assistance-32-36", "Le prestataire aide le client à respecter les articles 32 à 36 du RGPD."),
    (
        "assistance-32-36",
        "Le sous-traitant fournit au responsable les informations utiles à la réalisation de son AIPD.",
    ),
    (
        "deletion-return",
        "À l’échéance de l’abonnement, l’éditeur rend les données à l’établissement ou les détruit, à son choix.",
    ),
    ("deletion-return", "En fin de convention, les données sont restituées puis effacées."),
    ("deletion-return", "À la résiliation, le client choisit entre la restitution et l’effacement des données."),
    ("audit", "L’établissement peut faire réaliser un audit par un tiers, moyennant un préavis de quinze jours."),
    (
        "audit",
        "Le prestataire tient à disposition les preuves du respect de ses obligations et se prête aux contrôles.",
    ),
    ("audit", "Une fois par an, le client peut contrôler sur place le respect du présent accord."),
]
LAID_DOWN_EN = [
    ("confidentiality", "The processor imposes a duty of confidentiality on its staff."),
    ("instructions", "The processor may not process the data without documented instructions from the school."),
    ("deletion-return", "On workspace closure the supplier erases all of the school’s data."),
    ("instructions", "The supplier acts solely on the school’s written orders."),
    (
        "instructions",
        "Vendor will handle customer data strictly in accordance with the customer’s documented directions.",
    ),
    ("instructions", "No processing takes place other than as instructed in writing by the school."),
    ("confidentiality", "Staff with access to the data have signed confidentiality undertakings."),
    ("confidentiality", "Everyone who handles the data is under a duty of secrecy."),
    ("confidentiality", "Vendor’s employees are bound by written non-disclosure obligations."),
    ("security", "The supplier puts in place technical and organisational measures to protect the data."),
    ("security", "Provider shall maintain a level of security appropriate to the risk."),
    ("confidentiality", "Everybody with access has signed a confidentiality agreement."),
    ("security", "## Annex – Measures\n\n- TLS for all connections; disks encrypted\n- Daily backups\n"),
    ("security", "The supplier encrypts backups and all traffic, and applies access control."),
    ("subprocessors", "The supplier will not subcontract without the school’s written consent."),
    ("subprocessors", "New sub-processors are announced 30 days in advance and the school may object."),
    ("subprocessors", "The provider imposes the same duties on every sub-processor."),
    ("rights-assistance", "The supplier helps the school to answer requests from families for access to their data."),
    (
        "rights-assistance",
        "If a data subject contacts the vendor, it forwards the request to the customer within two days.",
    ),
    ("assistance-32-36", "The supplier assists the school with impact assessments and prior consultation."),
    ("assistance-32-36", "Provider helps the customer to comply with Articles 32 to 36 GDPR."),
    ("assistance-32-36", "The processor supplies the controller with what it needs for its DPIA."),
    (
        "deletion-return",
        "When the subscription ends, the supplier returns the data to the school or erases them, as it prefers.",
    ),
    ("deletion-return", "Upon expiry, all personal data will be returned and then destroyed."),
    ("deletion-return", "On termination the customer chooses between return and erasure of the data."),
    ("audit", "The school may have an audit carried out by a third party on 15 days’ notice."),
    ("audit", "The supplier keeps evidence of compliance available and submits to inspections."),
    ("audit", "Once a year the customer may check compliance with this agreement on site."),
]
NOT_LAID_DOWN_FR = [
    ("assistance-32-36", "Le prestataire n’apporte aucune aide pour les analyses d’impact de l’établissement."),
    ("security", "Le prestataire n’est tenu à aucune mesure technique et organisationnelle."),
    ("deletion-return", "Le prestataire n’est pas tenu de restituer les données à la fin du contrat."),
    ("rights-assistance", "Le prestataire ne répond pas aux demandes et n’assiste pas l’établissement à cet égard."),
    ("audit", "L’éditeur refuse tout audit de la part du client."),
    ("subprocessors", "Le prestataire peut changer de sous-traitant sans prévenir l’établissement."),
    ("deletion-return", "À la clôture du compte, l’établissement conserve ses exports."),
    ("instructions", "Le client traite les données selon ses propres instructions."),
    ("instructions", "L’éditeur peut traiter les données sans instruction du client pour ses propres finalités."),
    ("confidentiality", "Le client s’engage à garder confidentiels les tarifs de l’éditeur."),
    ("confidentiality", "L’établissement veille à la confidentialité de ses mots de passe."),
    ("security", "Le client met en œuvre les mesures techniques et organisationnelles appropriées sur ses postes."),
    ("security", "Les données ne sont pas chiffrées par le prestataire."),
    ("security", "L’établissement met en œuvre le chiffrement de ses propres sauvegardes."),
    ("security", "L’établissement est responsable de la sécurité de ses équipements."),
    ("subprocessors", "L’éditeur choisit librement ses sous-traitants."),
    ("subprocessors", "L’établissement informe ses sous-traitants des horaires."),
    ("rights-assistance", "L’établissement répond seul aux demandes d’exercice des droits."),
    ("rights-assistance", "Le client aide l’éditeur à répondre aux demandes des personnes."),
    ("assistance-32-36", "L’établissement réalise les analyses d’impact."),
    ("assistance-32-36", "Le client aide l’éditeur à réaliser son analyse d’impact."),
    ("deletion-return", "À la fin du contrat, le client supprime ses copies du logiciel."),
    ("deletion-return", "À la fin du contrat, l’éditeur conserve les données."),
    ("deletion-return", "Le contrat prend fin au bout d’un an."),
    ("audit", "L’éditeur audite ses propres serveurs chaque année."),
    ("audit", "L’éditeur peut auditer l’utilisation du logiciel par le client."),
]
NOT_LAID_DOWN_EN = [
    ("assistance-32-36", "The supplier gives no help with the school’s impact assessments."),
    ("security", "The supplier is under no duty to take technical and organisational measures."),
    ("deletion-return", "The supplier is not obliged to return the data at the end of the contract."),
    ("rights-assistance", "The supplier does not assist the school with requests from data subjects."),
    ("audit", "The supplier does not allow audits by the customer."),
    ("subprocessors", "The provider may replace its sub-processors without notifying the school."),
    ("deletion-return", "On closure of the account the school keeps its exports."),
    (
        "instructions",
        "The processor may process personal data without instructions from the controller for its own purposes.",
    ),
    ("confidentiality", "The customer shall keep the supplier’s prices confidential."),
    ("confidentiality", "The school ensures that its passwords remain confidential."),
    ("security", "The customer implements appropriate technical and organisational measures on its own devices."),
    ("security", "## Annex – Prices\n\n- Encryption module: 20 euros\n"),
    ("security", "The school encrypts its own backups."),
    ("security", "Data are not encrypted by the supplier."),
    ("security", "The school is responsible for the security of its equipment."),
    ("subprocessors", "The supplier chooses its sub-processors freely."),
    ("subprocessors", "The school informs its subcontractors of opening hours."),
    ("rights-assistance", "The school alone answers data subject requests."),
    ("rights-assistance", "The customer assists the supplier in responding to data subject requests."),
    ("assistance-32-36", "The school carries out impact assessments."),
    ("assistance-32-36", "The customer assists the supplier with its impact assessment."),
    ("deletion-return", "At the end of the contract the customer deletes its copies of the software."),
    ("deletion-return", "At the end of the contract the supplier keeps the data."),
    ("deletion-return", "The contract ends after one year."),
    ("audit", "The supplier audits its own servers every year."),
    ("audit", "The supplier may audit the customer’s use of the software."),
]


def stance(duty: str, opening: str, sentence: str) -> str:
    text = f"{opening}{sentence}\n"
    return read(document_of(text.encode(), None, "agreement.md")).clause(f"dpa-{duty}").stance


@pytest.mark.parametrize(("duty", "sentence"), LAID_DOWN_FR)
def test_a_duty_said_in_french_is_read(duty: str, sentence: str) -> None:
    assert stance(duty, FRENCH, sentence) == "affirmed"


@pytest.mark.parametrize(("duty", "sentence"), LAID_DOWN_EN)
def test_a_duty_said_in_english_is_read(duty: str, sentence: str) -> None:
    assert stance(duty, ENGLISH, sentence) == "affirmed"


@pytest.mark.parametrize(("duty", "sentence"), NOT_LAID_DOWN_FR)
def test_what_the_customer_does_is_no_duty_of_the_processor_in_french(duty: str, sentence: str) -> None:
    assert stance(duty, FRENCH, sentence) != "affirmed"


@pytest.mark.parametrize(("duty", "sentence"), NOT_LAID_DOWN_EN)
def test_what_the_customer_does_is_no_duty_of_the_processor_in_english(duty: str, sentence: str) -> None:
    assert stance(duty, ENGLISH, sentence) != "affirmed"
