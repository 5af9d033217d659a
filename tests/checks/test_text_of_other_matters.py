"""Words that a criterion asks for, in sentences about another matter: beside each stands what must still be heard."""

from __future__ import annotations

from typing import Any

import pytest

CASES = (
    # A licence stores contents, and an alias hides a name: neither is a period of storage.
    (
        "retention.indefinite-language",
        "en",
        "You grant us a licence to host, store and show your drawings as needed to run the app.",
        "inconclusive",
    ),
    ("retention.indefinite-language", "en", "We store your drawings until you delete your account.", "pass"),
    (
        "retention.periods-stated",
        "en",
        "A nickname lets the teacher compare scores whilst keeping the pupil's name hidden from the class.",
        "fail",
    ),
    (
        "retention.indefinite-language",
        "fr",
        "Vous nous accordez une licence pour héberger et stocker vos dessins autant que nécessaire au service.",
        "inconclusive",
    ),
    # The shortest period is no end.
    (
        "retention.indefinite-language",
        "en",
        "We keep your scores for at least two years after the school leaves.",
        "inconclusive",
    ),
    (
        "retention.indefinite-language",
        "en",
        "We keep your scores for at least two years after the school leaves and erase them after three.",
        "pass",
    ),
    (
        "retention.indefinite-language",
        "fr",
        "Nous conservons vos résultats au moins deux ans après le départ de l’école.",
        "inconclusive",
    ),
    (
        "retention.indefinite-language",
        "fr",
        "Nous conservons vos résultats deux ans après le départ de l’école.",
        "pass",
    ),
    # What only says that a right can be used says not how.
    ("rights.channel", "en", "Parents can request deletion of their child's data through the school.", "pass"),
    # Whose model: the supplier's word does not bind the vendor.
    (
        "ai.training-reuse",
        "en",
        "Our language model provider does not train its models on what pupils write.",
        "inconclusive",
    ),
    ("ai.training-reuse", "en", "Neither we nor our provider train models on what pupils write.", "pass"),
    (
        "ai.training-reuse",
        "en",
        "The Provider shall not use student data to train artificial intelligence models.",
        "pass",
    ),
    (
        "ai.training-reuse",
        "fr",
        "Notre fournisseur n’entraîne pas ses modèles avec ce qu’écrivent les élèves.",
        "inconclusive",
    ),
    (
        "ai.training-reuse",
        "fr",
        "Ni nous ni notre fournisseur n’entraînons de modèles avec ce qu’écrivent les élèves.",
        "pass",
    ),
    # A trusted provider of lessons hosts nothing; the law of a country is no place.
    (
        "hosting.country-undeclared",
        "en",
        "As a trusted provider of lessons we take care of pupils' data.",
        "inconclusive",
    ),
    ("hosting.country-undeclared", "en", "Your data are stored by a trusted provider.", "warn"),
    (
        "hosting.country-undeclared",
        "en",
        "We collect, use and store your data in accordance with the UK GDPR.",
        "inconclusive",
    ),
    ("hosting.country-undeclared", "en", "We store your data in Ireland in accordance with the UK GDPR.", "pass"),
    (
        "hosting.country-undeclared",
        "en",
        'This notice tells how Lesson App India ("we") collects, uses and stores your data.',
        "inconclusive",
    ),
    ("hosting.country-undeclared", "fr", "Nous travaillons avec des prestataires de confiance.", "inconclusive"),
    ("hosting.country-undeclared", "fr", "Vos données sont hébergées chez un prestataire de confiance.", "warn"),
    # An age that holds in one country sends nothing there.
    (
        "transfers.disclosed",
        "en",
        "Where pupils under 13 in the United States take part, the school gives access.",
        "inconclusive",
    ),
    ("transfers.disclosed", "en", "Pupils' answers are sent to the United States.", "pass"),
    # A list of bases, each with its end, and one whose lines only explain themselves.
    (
        "transparency.legal-basis",
        "en",
        "We process your data on the following legal bases:\n\n- Contract: to hold the lessons you "
        "booked\n- Legitimate interests: to see that lessons are good",
        "pass",
    ),
    (
        "transparency.legal-basis",
        "en",
        "We process your data on the following legal bases:\n\n- Contract: the processing is needed "
        "for a contract with you\n- Legitimate interests: the processing is in our interest",
        "warn",
    ),
    (
        "transparency.legal-basis",
        "fr",
        "Nous traitons vos données sur les bases légales suivantes :\n\n- Contrat : pour assurer les "
        "cours réservés\n- Intérêt légitime : pour vérifier que les cours sont bons",
        "pass",
    ),
    (
        "transparency.legal-basis",
        "en",
        "If data must be processed and there is no legal basis for such processing, we obtain your consent.",
        "warn",
    ),
    (
        "transparency.legal-basis",
        "en",
        "Topics of this notice:\n\n1. The legal basis of data processing\n2. Your rights",
        "inconclusive",
    ),
    # Who is served, informed or counted receives nothing.
    ("contract.school-as-controller", "en", "We provide the service to authorised school officials.", "inconclusive"),
    ("contract.school-as-controller", "en", "We act as a school official for the district.", "pass"),
    (
        "transparency.recipients",
        "en",
        "The law requires us to inform parents or guardians how we disclose personal information of children.",
        "fail",
    ),
    (
        "transparency.recipients",
        "en",
        "We disclose children's results to their teacher and to their parents.",
        "pass",
    ),
    (
        "transparency.recipients",
        "en",
        "We process pupil and teacher data to deliver the service the school has subscribed to.",
        "fail",
    ),
    # Whose analysis, whose certificates, whose engagement.
    ("sharing.own-purposes", "en", "The dashboard lets teachers analyse data of their class.", "inconclusive"),
    ("sharing.own-purposes", "en", "We analyse usage data of pupils to improve our app.", "warn"),
    (
        "sharing.own-purposes",
        "fr",
        "Le tableau de bord permet aux enseignants d’analyser les données de leur classe.",
        "inconclusive",
    ),
    ("security.certification-claims", "en", "We process enrolments, grades, and certificates.", "inconclusive"),
    (
        "ai.emotion-recognition",
        "en",
        "We help schools to monitor parental engagement with videos chosen by teachers.",
        "inconclusive",
    ),
    # Changes of suppliers, and the day of the last change, announce no change of the notice.
    (
        "transparency.dated-and-versioned",
        "en",
        "Last updated 3 March 2026. We use sub-processors and give notice of material changes.",
        "warn",
    ),
    (
        "transparency.dated-and-versioned",
        "en",
        "Last updated 3 March 2026. We will notify you of material changes to this policy.",
        "pass",
    ),
    # What a reader may not grant, nobody was asked for.
    (
        "sharing.content-licence",
        "en",
        "You may not:\n\n- grant anyone a perpetual licence to our content",
        "inconclusive",
    ),
    (
        "sharing.content-licence",
        "en",
        "You grant us a licence to show your content in the app, only to run the service.",
        "pass",
    ),
    # Data licensed for money are sold; so is nothing where programs or contents are licensed.
    ("sharing.sale", "en", "We license your data to publishers for a fee.", "fail"),
    ("sharing.sale", "en", "We never license your personal data to anyone for a fee.", "pass"),
    ("sharing.sale", "en", "Schools license our software for a fee.", "inconclusive"),
    # What is excepted is said by the items themselves.
    (
        "sharing.advertising-use",
        "en",
        "We use what children tell us as our general policy says, with the following exceptions:\n\n- "
        "We do not use the data of pupils for advertising.",
        "pass",
    ),
    (
        "sharing.sale",
        "en",
        "We do not sell your data, with the following exceptions:\n\n- We sell the personal data of "
        "teachers to publishers.",
        "warn",
    ),
    # Prior notice by letter, with a way out; and a sentence that denies it.
    (
        "contract.unilateral-change",
        "en",
        "These terms may change. In such a case we will send you a 30 day advance notification by "
        "e-mail with the modified terms, and you may terminate before.",
        "pass",
    ),
    (
        "contract.unilateral-change",
        "en",
        "These terms may change at any time without advance notice of the new terms.",
        "fail",
    ),
    # A title that denies denies its receivers; a party that an agreement calls so is no unnamed partner.
    ("sharing.vague-partners", "en", "## We do not share your data with:\n\n- Our partners\n- Advertisers", "pass"),
    (
        "sharing.vague-partners",
        "en",
        "The school is called the Partner. We share data only with the Partner.",
        "inconclusive",
    ),
    # Rules of a shop of apps, and a service of the same name that receives data.
    ("transparency.recipients", "en", "Our app follows the Google Play guidelines.", "fail"),
    ("transparency.recipients", "en", "Personal data are shared with Google Play Services.", "pass"),
    # The vendor's zeal uses no data; a title names no base.
    ("sharing.own-purposes", "en", "We work hard to improve our services.", "inconclusive"),
    ("sharing.own-purposes", "en", "We use your data to improve our services.", "warn"),
    (
        "transparency.legal-basis",
        "en",
        "The purpose of the processing, as well as the legal basis for it",
        "inconclusive",
    ),
    (
        "transparency.legal-basis",
        "en",
        "The purpose of the processing is to hold lessons; the legal basis is our contract with you.",
        "pass",
    ),
)


@pytest.mark.parametrize(("criterion", "language", "text", "verdict"), CASES)
def test_only_what_is_said_of_the_matter_counts(
    judge: Any, criterion: str, language: str, text: str, verdict: str
) -> None:
    assert judge(criterion, language, text).verdict == verdict
