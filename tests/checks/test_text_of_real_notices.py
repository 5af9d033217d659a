"""Turns of phrase of published notices: what they show, and near opposites that show it not."""

from __future__ import annotations

from typing import Any

import pytest


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "The lawful basis is your consent. You are able to remove your consent at any time.", "pass"),
        ("fr", "Vous pouvez à tout moment mettre fin à votre consentement.", "pass"),
        ("en", "By using the service you consent to the processing of your data.", "fail"),
        ("en", "If you use my app, then you agree to the collection and use of information under this policy.", "fail"),
        ("fr", "En utilisant le service, vous acceptez la collecte et le traitement de vos données.", "fail"),
        ("en", "By using this site you agree to our Privacy Policy.", "inconclusive"),
        ("en", "By using any of our services, you acknowledge the data collection practices.", "inconclusive"),
        ("fr", "En utilisant le service, vous acceptez la présente politique de confidentialité.", "inconclusive"),
        ("en", "With your consent, we collect data about how you use your device.", "fail"),
        ("en", "We may also share or disclose your information with your consent.", "inconclusive"),
        ("fr", "Nous traitons votre voix sur la base de votre consentement.", "fail"),
        ("fr", "Nous ne communiquerons vos informations à des tiers qu’avec votre consentement.", "inconclusive"),
    ],
)
def test_consent_is_relied_on_where_it_founds_processing(judge: Any, language: str, text: str, verdict: str) -> None:
    assert judge("rights.withdraw-consent", language, text).verdict == verdict


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "You can use the platform without creating an account.", "pass"),
        ("fr", "Vous pouvez utiliser l’application sans créer de compte.", "pass"),
        ("en", "Students can keep their identity secret by using a pseudonym.", "pass"),
        ("fr", "Les élèves rejoignent la séance avec un code de classe.", "pass"),
        ("en", "Pupils sign in with a nickname or an e-mail address.", "pass"),
        ("en", "An account has a display name, a password, and an email address or phone number.", "inconclusive"),
        ("fr", "Un compte comporte un pseudonyme et une adresse électronique ou un téléphone.", "inconclusive"),
        ("en", "If you do not have an account, please contact us at privacy@tool.example.", "inconclusive"),
        ("fr", "Si vous n’avez pas de compte, écrivez-nous pour exercer vos droits.", "inconclusive"),
        ("fr", "Les données sont alors transmises de manière anonyme à notre prestataire.", "inconclusive"),
        ("fr", "Ces données établissent des profils d’utilisation en utilisant des pseudonymes.", "inconclusive"),
    ],
)
def test_a_pseudonym_opens_a_tool_where_people_get_in_with_it(
    judge: Any, language: str, text: str, verdict: str
) -> None:
    assert judge("children.pseudonymous-access", language, text).verdict == verdict


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "We email you thirty days before we change this policy, and you may then close your account.", "pass"),
        ("en", "We notify you in advance of changes to this policy. If you do not agree, you may cancel.", "pass"),
        ("fr", "L’école est avisée deux mois avant toute modification et peut mettre fin au contrat.", "pass"),
        ("fr", "Nous vous préviendrons avant toute modification. En cas de désaccord, vous pouvez résilier.", "pass"),
        ("en", "We notify you in advance of material changes to this policy.", "warn"),
        ("fr", "En cas de modification, nous vous en avertirons au moins une semaine à l’avance.", "warn"),
        ("en", "Our services may change from time to time without prior notice to you.", "warn"),
        ("en", "If exercising certain rights will incur costs on you, we will notify you in advance.", "inconclusive"),
        ("fr", "Nous vérifions votre identité avant de vous laisser mettre à jour vos informations.", "inconclusive"),
    ],
)
def test_a_change_told_beforehand_passes_with_a_way_out(judge: Any, language: str, text: str, verdict: str) -> None:
    assert judge("contract.unilateral-change", language, text).verdict == verdict


def test_the_delay_before_a_change_is_read_whatever_else_ends_there(judge: Any) -> None:
    text = "L’école est avisée deux mois avant toute modification et peut mettre fin au contrat."
    assert dict(judge("contract.unilateral-change", "fr", text).params)["days"] == "61"


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "We are only a processor on their behalf, and cannot decide how to process their data.", "pass"),
        ("en", "When we process data on behalf of another party, direct your request to that party.", "pass"),
        ("fr", "Nous agissons en qualité de sous-traitant pour le compte des établissements.", "pass"),
        ("en", "We may use the services of various Data Processors to process your data.", "inconclusive"),
        ("en", "We process your information through, or on behalf of, its entities in Canada.", "inconclusive"),
        ("en", "A contract sets the duties of the data processor towards the data controller (us).", "inconclusive"),
        ("fr", "Les données des clients vont aux prestataires, qui agissent en sous-traitants.", "inconclusive"),
    ],
)
def test_a_processor_of_the_vendor_makes_no_school_a_controller(
    judge: Any, language: str, text: str, verdict: str
) -> None:
    assert judge("contract.school-as-controller", language, text).verdict == verdict


US = {"en": "Your personal data are transferred to the United States.", "fr": "Vos données vont aux États-Unis."}


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "We rely on legally-provided mechanisms to transfer data across borders.", "warn"),
        ("en", "No transfer takes place to a country unless there are adequate controls in place.", "warn"),
        ("en", "You may obtain a copy of the safeguards under which your data are transferred.", "warn"),
        ("fr", "Nous utilisons des mécanismes appropriés pour ce transfert.", "warn"),
        ("en", "We have appropriate security measures.", "fail"),
        ("fr", "Nous prenons des mesures de sécurité appropriées.", "fail"),
    ],
)
def test_guarantees_without_a_name_are_no_silence_on_the_tool(
    judge: Any, language: str, text: str, verdict: str
) -> None:
    transfer = "Vos données personnelles sont transférées aux États-Unis." if language == "fr" else US["en"]
    assert judge("transfers.mechanism-named", language, f"{transfer} {text}").verdict == verdict


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "We abide by Safe Harbor and use standard contract clauses approved by the Commission.", "warn"),
        ("en", "They joined the Privacy Shield or accept standard contractual arrangements.", "warn"),
        ("fr", "Nous suivons le Privacy Shield et des clauses approuvées par la Commission européenne.", "warn"),
        ("en", "We are certified under the Privacy Shield.", "fail"),
        ("fr", "Nous adhérons au Privacy Shield.", "fail"),
    ],
)
def test_standard_clauses_by_another_name_stand_beside_an_old_tool(
    judge: Any, language: str, text: str, verdict: str
) -> None:
    assert judge("transfers.stale-mechanism", language, text).verdict == verdict


SALE = {
    "en": "In the event of a merger, your personal data will be among the assets transferred{}.",
    "fr": "En cas de fusion, nous pourrons céder nos actifs, y compris vos données personnelles{}.",
}


@pytest.mark.parametrize(
    ("language", "more", "verdict"),
    [
        ("en", "", "fail"),
        ("fr", "", "fail"),
        ("en", " subject to the terms of this privacy policy", "warn"),
        ("en", ". In such an event, we will notify you before your data is transferred", "warn"),
        ("fr", ". Dans ce cas, nous vous informerons avant que vos données ne soient transférées", "warn"),
    ],
)
def test_a_sale_with_notice_or_the_same_terms_takes_data_not_merely_as_an_asset(
    judge: Any, language: str, more: str, verdict: str
) -> None:
    assert judge("sharing.business-transfer", language, SALE[language].format(more)).verdict == verdict


def test_an_identity_asked_where_it_is_not_evident_is_no_obstacle(judge: Any) -> None:
    doubtful = "To exercise your rights, write to us: you must prove your identity, where it is not evident otherwise."
    always = "To exercise your rights, write to us: you must always enclose a copy of your identity card."
    assert judge("rights.channel", "en", doubtful).verdict != "fail"
    assert judge("rights.channel", "en", always).verdict == "fail"


def test_the_suspension_of_processing_is_its_restriction(judge: Any) -> None:
    text = "Vous pouvez accéder à vos données, les rectifier, les effacer, vous opposer à leur traitement{}."
    assert judge("rights.all-listed", "fr", text.format("")).verdict == "warn"
    told = text.format(" et demander la suspension de celui-ci")
    assert judge("rights.all-listed", "fr", told).verdict == "pass"


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "Our support team in India can access your data.", "pass"),
        ("fr", "Nos équipes au Maroc peuvent accéder à vos données.", "pass"),
        ("fr", "Nos prestataires sont aux États-Unis : l’accès depuis ce pays ne peut pas être exclu.", "pass"),
        ("en", "Our support team in India cannot access your data.", "inconclusive"),
        ("fr", "Notre équipe au Maroc n’a aucun accès à vos données.", "inconclusive"),
        ("en", "Our developers live in Canada.", "inconclusive"),
        ("fr", "Si vous habitez au Canada, vous pouvez accéder à vos données.", "inconclusive"),
        ("en", "Education records are those of 20 U.S.C. section 1232g.", "inconclusive"),
    ],
)
def test_access_from_another_country_is_a_transfer(judge: Any, language: str, text: str, verdict: str) -> None:
    assert judge("transfers.disclosed", language, text).verdict == verdict


@pytest.mark.parametrize(
    ("language", "text", "verdict"),
    [
        ("en", "If your profile is public, your content will be visible to anyone.", "warn"),
        ("fr", "Si votre profil est public, vos contenus sont visibles de tous les internautes.", "warn"),
        ("en", "Your profile is public and search engines index it.", "fail"),
        ("fr", "Les profils des élèves sont publics par défaut.", "fail"),
    ],
)
def test_a_profile_that_one_makes_public_is_not_so_by_default(
    judge: Any, language: str, text: str, verdict: str
) -> None:
    assert judge("children.public-exposure-default", language, text).verdict == verdict


USED = "By using the service you consent to the processing of your data. You must be at least 13 to register."


def test_an_age_that_follows_the_country_fails_no_more(judge: Any) -> None:
    country = " You must also be old enough to consent to the processing of your data in your country."
    assert judge("children.digital-consent-age", "en", USED).verdict == "fail"
    assert judge("children.digital-consent-age", "en", USED + country).verdict == "warn"


def test_accounts_that_parents_may_make_are_not_the_schools_alone(judge: Any) -> None:
    both = "Un compte d’élève ne peut être créé que par un parent ou par l’établissement scolaire."
    alone = "Les comptes des élèves sont créés uniquement par l’établissement scolaire."
    assert judge("children.digital-consent-age", "fr", both).verdict != "pass"
    assert judge("children.digital-consent-age", "fr", alone).verdict == "pass"


@pytest.mark.parametrize(
    ("language", "works", "remarks"),
    [
        ("en", "the content you post", "feedback about the service"),
        ("fr", "les contenus que vous publiez", "vos suggestions"),
    ],
)
def test_a_licence_on_remarks_is_none_on_works(judge: Any, language: str, works: str, remarks: str) -> None:
    grant = {
        "en": "You grant us a perpetual, irrevocable licence to use {} for any purpose.",
        "fr": "Vous nous accordez une licence perpétuelle et irrévocable sur {}.",
    }[language]
    assert judge("sharing.content-licence", language, grant.format(works)).verdict == "fail"
    assert judge("sharing.content-licence", language, grant.format(remarks)).verdict == "inconclusive"


def test_advertisers_are_recipients_though_no_name_is_given(judge: Any) -> None:
    text = "We partner with third party advertisers who may place cookies on your device."
    assert judge("transparency.recipients", "en", text).verdict == "warn"


def test_a_bare_invitation_to_make_contact_is_a_general_contact(judge: Any) -> None:
    text = "If you believe that a child gave us data, please contact us to have them removed."
    assert judge("transparency.dpo-contact", "en", text).verdict == "warn"


@pytest.mark.parametrize(
    ("criterion", "language", "text", "verdict"),
    [
        ("rights.export-and-delete", "en", "You can delete your account in the settings or by emailing us.", "pass"),
        ("rights.export-and-delete", "en", "You may delete your account by contacting us.", "warn"),
        ("rights.export-and-delete", "fr", "Vous pouvez supprimer votre compte en nous écrivant.", "warn"),
        ("rights.export-and-delete", "en", "To remove yourself from these mailings, please email us.", "inconclusive"),
        ("rights.export-and-delete", "fr", "Cliquez sur Effacer les données de navigation.", "inconclusive"),
        ("contract.breach-notice", "fr", "En cas de violation, nous informons l’établissement sous 48 heures.", "pass"),
        (
            "contract.breach-notice",
            "en",
            "We notify schools of a breach at once, so that they tell data subjects.",
            "pass",
        ),
        ("contract.breach-notice", "en", "We tell you of breaches that risk your rights and freedoms.", "inconclusive"),
        ("hosting.country-undeclared", "en", "Your data are stored in France; none goes to another country.", "pass"),
        ("hosting.country-undeclared", "en", "Your data may be stored in the U.S. or another country.", "warn"),
        (
            "hosting.country-undeclared",
            "fr",
            "Vos données peuvent être stockées dans d’autres pays que le vôtre, y compris les États-Unis.",
            "warn",
        ),
        ("transparency.policy-product-scope", "en", "This policy applies to pupils who use the app.", "pass"),
        ("transparency.policy-product-scope", "en", "Our parent company provides the service.", "inconclusive"),
        (
            "transparency.policy-product-scope",
            "fr",
            "Nous sommes sous-traitant pour le compte d’établissements publics de coopération intercommunale.",
            "inconclusive",
        ),
        ("ai.training-reuse", "en", "Student data never trains our models or those of our suppliers.", "pass"),
        ("ai.training-reuse", "fr", "Vos données ne sont pas utilisées pour former nos modèles d’IA.", "inconclusive"),
        ("contract.dpa-available", "en", "We sign a data processing agreement with each school.", "pass"),
        ("contract.dpa-available", "en", "Providers must sign a processing agreement with us.", "inconclusive"),
        ("contract.dpa-available", "fr", "Nos prestataires signent un contrat avec nous (article 28).", "inconclusive"),
        ("contract.breach-notice", "en", "You must notify us at once if you learn of a data breach.", "inconclusive"),
        ("contract.breach-notice", "fr", "Le client doit nous informer sans délai des violations.", "inconclusive"),
        ("children.public-exposure-default", "en", "Pupils’ profiles are private by default.", "pass"),
        (
            "children.public-exposure-default",
            "en",
            "Some scientific news is not visible to the public.",
            "inconclusive",
        ),
        ("governance.dpia-support", "en", "We provide schools with an impact assessment (DPIA).", "pass"),
        ("governance.dpia-support", "en", "Our measures include conducting impact assessments (DPIA).", "inconclusive"),
    ],
)
def test_what_stands_near_a_criterion_and_does_not_meet_it(
    judge: Any, criterion: str, language: str, text: str, verdict: str
) -> None:
    assert judge(criterion, language, text).verdict == verdict


@pytest.mark.parametrize(
    ("criterion", "language", "text", "verdict"),
    [
        ("transparency.legal-basis", "fr", "Pour gérer votre compte, nous nous appuyons sur le contrat.", "pass"),
        ("transparency.legal-basis", "en", "To run your account we rely on our contract with you.", "pass"),
        ("transparency.legal-basis", "fr", "Nous nous appuyons sur des hébergeurs.", "fail"),
        ("sharing.advertising-use", "fr", "Le service est gratuit et financé par la publicité.", "warn"),
        ("sharing.advertising-use", "en", "Our app shows banners from sponsors.", "warn"),
        ("sharing.advertising-use", "fr", "Le service est financé par la commune.", "inconclusive"),
        ("sharing.content-licence", "en", "You let us use your works for ever and for any purpose.", "fail"),
        ("sharing.content-licence", "fr", "Vous nous laissez utiliser vos productions pour toujours.", "fail"),
        ("ai.training-reuse", "en", "Our models are our own. Your data are never used to train AI models.", "pass"),
    ],
)
def test_plain_words_for_a_basis_advertising_and_a_licence(
    judge: Any, criterion: str, language: str, text: str, verdict: str
) -> None:
    assert judge(criterion, language, text).verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("EduQuiz is the data controller. Write to hello@eduquiz.example.", "warn"),
        ("EduQuiz Ltd is the data controller. Write to hello@eduquiz.example.", "pass"),
        ("EduQuiz, 12 Bridge Street, Leeds, is the data controller. Write to hello@eduquiz.example.", "pass"),
    ],
)
def test_a_brand_alone_names_no_controller(judge: Any, text: str, verdict: str) -> None:
    opening = "# Privacy policy\n\nThis document explains how we process the information that you give us."
    assert judge("transparency.controller-identity", "en", text, opening).verdict == verdict
