# ruff: noqa: E501
"""More sentences for the traps of negation, modality and scope (criteria, section 5.1), written before they were read.

`ABSENT`: the sentence says nothing of the clause. Traps 21 and 22 need documents: `test_traps.py`.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]
ABSENT = ("absent", None)

CASES = [
    # 1 restrictive negation
    ("fr", "own-improvement-reuse", "Nous n’utilisons vos réponses que pour améliorer le service.", "affirmed", None),
    ("fr", "third-party-sharing", "Les notes ne sont communiquées qu’aux enseignants de l’établissement.", "affirmed", "scope"),
    ("fr", "advertising-use", "Votre adresse électronique ne sert qu’à vous envoyer notre lettre d’information commerciale.", "affirmed", None),
    ("en", "third-party-sharing", "Your data are shared with nobody but our hosting provider.", "affirmed", None),
    ("en", "advertising-use", "We use your email address solely to send you our marketing newsletter.", "affirmed", None),
    # 2 not only
    ("fr", "advertising-use", "Vos données ne servent pas uniquement à corriger les exercices : elles servent aussi à vous adresser des offres commerciales.", "affirmed", None),
    ("fr", "sale-of-data", "Nous ne vendons pas seulement des licences aux écoles.", *ABSENT),
    ("en", "advertising-use", "Your data are not only used to mark homework but also to send you marketing messages.", "affirmed", None),
    ("en", "sale-of-data", "We do not just sell licences to schools.", *ABSENT),
    # 3 exception after a denial
    ("fr", "sale-of-data", "Les coordonnées de nos abonnés ne sont pas louées, hormis à nos filiales.", "denied", "exception"),
    ("fr", "advertising-use", "Vos données ne sont pas utilisées à des fins publicitaires, excepté pour nos propres offres commerciales.", "affirmed", None),
    ("fr", "ai-training", "Les copies ne servent pas à entraîner nos modèles d’intelligence artificielle, sauf si l’établissement le demande.", "denied", "condition"),
    ("en", "sale-of-data", "We do not rent your contact details, other than to our affiliates.", "denied", "exception"),
    ("en", "advertising-use", "Your personal data are not used for advertising, apart from our own marketing emails.", "affirmed", "exception"),
    # 4 consent as a condition
    ("fr", "sale-of-data", "Jamais vos données ne seront vendues sans votre consentement exprès.", "denied", "condition"),
    ("fr", "third-party-sharing", "Vos données ne sont pas transmises à des tiers sans l’accord de votre établissement.", "denied", "condition"),
    ("en", "sale-of-data", "We will never sell your personal information without asking you first.", "denied", "condition"),
    ("en", "ai-training", "Student work is not used to train our AI models without the consent of the school.", "denied", "condition"),
    # 5 definitional escape
    ("fr", "sale-of-data", "Nous ne vendons pas vos données contre de l’argent.", "denied", "hedge"),
    ("fr", "sale-of-data", "Vos données ne sont pas vendues au sens strict du terme.", "denied", "hedge"),
    ("en", "sale-of-data", "We do not sell personal data in the traditional sense.", "denied", "hedge"),
    ("en", "sale-of-data", "We do not sell your data for monetary consideration.", "denied", "hedge"),
    # 6 possibility is practice
    ("fr", "sale-of-data", "Le cas échéant, nous pourrons louer vos coordonnées à des éditeurs.", "affirmed", None),
    ("fr", "ai-training", "Vos conversations pourront servir à entraîner nos modèles d’intelligence artificielle.", "affirmed", None),
    ("fr", "third-country-transfer", "Vos données sont susceptibles d’être traitées hors de l’Espace économique européen.", "affirmed", None),
    ("en", "ai-training", "Your conversations might be used to train our AI models.", "affirmed", None),
    ("en", "sale-of-data", "We reserve the right to sell your personal information to partners.", "affirmed", None),
    # 7 futurity
    ("fr", "hosting-location", "Nous envisageons d’héberger prochainement vos données en France.", "unclear", "hedge"),
    ("fr", "security-measures", "Le chiffrement des données est en cours de déploiement.", "unclear", "hedge"),
    ("en", "hosting-location", "We intend to host your data in France.", "unclear", "hedge"),
    ("en", "security-measures", "We are going to encrypt our databases to protect your data soon.", "unclear", "hedge"),
    # 8 hedge of time
    ("fr", "sale-of-data", "Actuellement, vos données ne sont ni vendues ni louées.", "denied", "hedge"),
    ("fr", "advertising-use", "Pour l’instant, nous n’utilisons pas vos données à des fins publicitaires.", "denied", "hedge"),
    ("en", "sale-of-data", "We currently do not sell or rent your personal information.", "denied", "hedge"),
    ("en", "advertising-use", "For now, we do not use your data for advertising.", "denied", "hedge"),
    # 9 expletive negation
    ("fr", "sale-of-data", "Nous vendrons vos données à nos partenaires avant que vous ne puissiez vous y opposer.", "affirmed", None),
    ("fr", "third-party-sharing", "À moins que votre établissement ne s’y oppose, vos données sont transmises à nos partenaires.", "affirmed", "condition"),
    ("en", "third-party-sharing", "Unless your school objects, we share your data with our partners.", "affirmed", "scope"),
    # 10 double negation
    ("fr", "sale-of-data", "Il n’est pas impossible que vos données soient vendues à un tiers.", "affirmed", None),
    ("fr", "advertising-use", "Nous ne nous interdisons pas d’utiliser vos données à des fins publicitaires.", "affirmed", None),
    ("en", "sale-of-data", "We cannot exclude that your personal data are sold to a third party.", "affirmed", None),
    ("en", "advertising-use", "We do not refrain from using your data for advertising.", "affirmed", None),
    # 11 nothing without
    ("fr", "third-party-sharing", "Aucune donnée personnelle n’est communiquée à un prestataire sans contrat.", *ABSENT),
    ("en", "third-country-transfer", "No personal data are transferred outside the European Union without encryption.", *ABSENT),
    # 12 another subject
    ("fr", "sale-of-data", "Les réseaux sociaux peuvent vendre vos données personnelles.", *ABSENT),
    ("fr", "sale-of-data", "Un éditeur tiers pourrait revendre les données que vous lui confiez.", *ABSENT),
    ("en", "sale-of-data", "Social networks you use may sell your personal data.", *ABSENT),
    ("en", "sale-of-data", "Other websites may rent your personal information to advertisers.", *ABSENT),
    # 13 another object
    ("fr", "sale-of-data", "Nous louons des serveurs pour conserver vos données.", *ABSENT),
    ("fr", "sale-of-data", "La vente des manuels numériques aux familles suppose un compte.", *ABSENT),
    ("en", "sale-of-data", "We rent servers to store your data.", *ABSENT),
    ("en", "sale-of-data", "Sales of digital textbooks to families require an account.", *ABSENT),
    # 14 population
    ("fr", "advertising-use", "Les adresses des enseignants sont utilisées pour leur envoyer nos offres commerciales.", "affirmed", "scope"),
    ("fr", "ai-training", "Les productions des élèves ne servent pas à entraîner des modèles d’intelligence artificielle.", "denied", "scope"),
    ("en", "advertising-use", "Teachers’ email addresses are used to send them marketing messages.", "affirmed", "scope"),
    ("en", "sale-of-data", "We do not sell the personal data of children under 13.", "denied", "scope"),
    # 15 a lead-in that denies
    ("fr", "advertising-use", "Vos données ne sont jamais utilisées pour :\n\n- la prospection commerciale ;\n- la publicité.\n", "denied", None),
    ("fr", "sale-of-data", "Nous nous engageons à ne pas :\n\n* vendre vos données ;\n* les louer.\n", "denied", None),
    ("en", "sale-of-data", "We promise not to:\n\n* sell your data;\n* rent your data.\n", "denied", None),
    # 16 question and answer
    ("fr", "advertising-use", "### Utilisez-vous mes données pour la publicité ?\n\nAbsolument pas.\n", "denied", None),
    ("fr", "third-party-sharing", "### Partagez-vous mes données avec des tiers ?\n\nUniquement avec notre hébergeur.\n", "affirmed", None),
    ("fr", "third-party-sharing", "### Partagez-vous mes données avec des tiers ?\n\nNous ne les partageons qu’avec notre hébergeur.\n", "affirmed", None),
    ("en", "advertising-use", "### Do you use my data for advertising?\n\nAbsolutely not.\n", "denied", None),
    ("en", "third-party-sharing", "### Do you share my data with third parties?\n\nYes, with our hosting provider.\n", "affirmed", None),
    # 17 quoted law
    ("fr", "sale-of-data", "La loi interdit de céder à titre onéreux les données des élèves.", *ABSENT),
    ("fr", "ai-training", "Le règlement prévoit que les données peuvent servir à entraîner un modèle d’intelligence artificielle.", *ABSENT),
    ("en", "sale-of-data", "The law prohibits the sale of student data.", *ABSENT),
    ("en", "ai-training", "The regulation allows data to be used to train AI models.", *ABSENT),
    # 18 homographs
    ("fr", "third-country-transfer", "Le transfert de fichiers entre deux appareils se fait par câble.", *ABSENT),
    ("fr", "breach-notification", "Toute violation des présentes conditions entraîne la fermeture du compte.", *ABSENT),
    ("fr", "ai-training", "Les entraîneurs du club suivent un apprentissage pour former les jeunes aux données statistiques.", *ABSENT),
    ("en", "breach-notification", "Any breach of these terms leads to the closing of your account.", *ABSENT),
    ("en", "third-country-transfer", "File transfer between devices works offline.", *ABSENT),
    # 19 anonymised
    ("fr", "sale-of-data", "Nous pouvons vendre des statistiques anonymes à des éditeurs.", *ABSENT),
    ("fr", "own-purposes", "Nous exploitons des données agrégées pour développer de nouveaux produits.", *ABSENT),
    ("en", "sale-of-data", "We may sell anonymised statistics to publishers.", *ABSENT),
    ("en", "own-purposes", "We use aggregated data to develop new products.", *ABSENT),
    # 20 typography
    ("fr", "sale-of-data", "Nous ne ven\u00addons pas les don\u00adnées des élèves.", "denied", "scope"),
    ("fr", "sale-of-data", "Les données des utilisateur·rice·s ne sont pas vendues.", "denied", None),
    ("fr", "sale-of-data", "Les données des apprenant(e)s ne sont jamais vendues.", "denied", "scope"),
    ("en", "sale-of-data", "We don\u02bct sell your e\u2011mail address or other personal\u202fdata.", "denied", None),
    ("en", "sale-of-data", "We do not sell pupils´ personal data.", "denied", "scope"),
    # 23 conditional
    ("fr", "ai-training", "Si vous cochez cette case, vos conversations servent à entraîner nos modèles d’intelligence artificielle.", "affirmed", "condition"),
    ("fr", "advertising-use", "Lorsque vous l’acceptez, votre adresse est utilisée pour vous envoyer des offres commerciales.", "affirmed", "condition"),
    ("en", "ai-training", "If you tick this box, your conversations are used to train our AI models.", "affirmed", "condition"),
    ("en", "advertising-use", "With your consent, we use your email address to send you marketing messages.", "affirmed", "condition"),
    # 24 verbs that deny
    ("fr", "advertising-use", "La société s’abstient d’utiliser les données des élèves à des fins publicitaires.", "denied", "scope"),
    ("fr", "third-party-sharing", "La communication de vos données à des tiers est exclue.", "denied", None),
    ("fr", "ai-training", "Le contrat proscrit l’entraînement de modèles d’intelligence artificielle sur les données des élèves.", "denied", "scope"),
    ("en", "ai-training", "Our contract rules out the training of AI models on student data.", "denied", "scope"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "clause", "text", "stance", "qualifier"), CASES)
def test_trap(say: Say, language: str, clause: str, text: str, stance: str, qualifier: str | None) -> None:
    reading = say(text, language).clause(clause)
    assert (reading.stance, reading.qualified_by) == (stance, qualifier), reading.quotes


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Vos données ne servent jamais à la publicité.\n\nVos données sont utilisées à des fins de prospection commerciale."),
        ("en", "Your data are never used for advertising.\n\nWe use your data to send you marketing messages."),
    ],
)  # fmt: skip
def test_contradiction_keeps_both_sentences(say: Say, language: str, text: str) -> None:
    reading = say(text, language).clause("advertising-use")
    assert reading.contradicted
    assert len(reading.quotes) == 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La société XXXX, dont le siège est à [ADRESSE], traite vos données."),
        ("en", "This policy was last updated on [DATE] by [YOUR COMPANY]."),
    ],
)
def test_placeholders_make_a_document_unreliable(say: Say, language: str, text: str) -> None:
    assert say(text, language).unreliable
