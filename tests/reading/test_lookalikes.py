# ruff: noqa: E501
"""Words of a clause that speak of something else, beside sentences that do say it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog.nouns.reading import DocumentReading

Say = Callable[[str, str], DocumentReading]

OTHERWISE = [
    ("en", "certification-claim", "Your data are used to issue certificates and track your progress."),
    ("en", "certification-claim", "Students can download their certificates from the dashboard."),
    ("fr", "certification-claim", "Nous délivrons des certificats de fin de formation aux élèves."),
    ("en", "legitimate-interest", "We act as a school official with a legitimate educational interest in the records."),
    ("en", "dpa-available", "Backups and server infrastructure are managed under strict data processing addendums."),
    ("en", "dpa-available", "Each is bound by a written data processing agreement requiring them to act only on our instructions."),
    ("en", "dpa-available", "We have data processing agreements in place with all subprocessors."),
    ("fr", "dpa-available", "Un accord de sous-traitance nous lie à chacun de nos prestataires."),
    ("en", "private-by-default", "Your profile is deleted on closure (visible only to you for 30 days), then erased."),
    ("en", "controller-identity", "Student accounts are created and managed by the teacher."),
    ("en", "controller-identity", "Any company or university may use our service."),
    ("en", "right-access", "Access logs: kept for 12 months."),
    ("en", "right-objection", "We announce new subprocessors thirty days before, and you may object."),
    ("en", "dpa-available", "We have a data processing agreement with Google."),
    ("en", "dpa-available", "Write to dpa@tool.example."),
    ("en", "dpa-available", "Document Ref: LYC/DPA/2026/01"),
    ("en", "certification-claim", "Producing certified official statements of results for students."),
    ("en", "legal-basis", "We may update this policy to reflect changes in our practices or for legal reasons."),
    ("en", "pseudonymous-access", "We use it to reply to you and to send your school code."),
    ("en", "no-transfer", "They see only what the job needs:\n\n- Dunrow, which hosts our database in Ireland."),
    ("en", "complaint-authority", "For data protection inquiries, contact: Office of the Academic Registrar, Data Protection Desk."),
    ("en", "sale-of-data", "We share information with partners for payment processing."),
    ("en", "sale-of-data", "We may share your data with banks for money laundering checks."),
    ("en", "end-of-contract-deletion", "If you want to stop using the app for a while, you can pause your account instead of deleting it."),
    ("en", "targeted-advertising", "We use your answers to choose the next exercise, and we show ads on the home page."),
    ("en", "complaint-authority", "For inquiries about privacy and data protection agreements (DPAs), write to us."),
    ("en", "retention-period", "User information is stored so that, on a day to day basis, access is restricted."),
    ("en", "rights-channel", "To exercise these rights, contact Microsoft directly."),
    ("fr", "rights-channel", "Vous pouvez exercer ces droits auprès de Google."),
    ("en", "ad-free", "We do not show personalised ads."),
    ("fr", "ad-free", "Nous n’affichons pas de publicité personnalisée."),
    ("en", "statutory-requirement", "You may withdraw consent for optional data processing."),
    ("en", "policy-change-notification", "We use your address for communicating service updates and important notices."),
]  # fmt: skip
SAID = [
    ("en", "certification-claim", "We hold an ISO 27001 certificate issued by an accredited body."),
    ("fr", "certification-claim", "Notre certificat ISO 27001 a été délivré en 2024."),
    ("en", "legitimate-interest", "Our legal basis is our legitimate educational interests in running the platform."),
    ("en", "dpa-available", "We sign a data processing agreement with every school."),
    ("fr", "dpa-available", "Un accord de sous-traitance est signé avec chaque établissement."),
    ("en", "private-by-default", "Student works are visible only to the teacher."),
    ("en", "controller-identity", "The app is published and managed by the Foundation for Maths."),
    ("en", "right-access", "You have rights of access and erasure, and access logs are kept."),
    ("en", "right-objection", "You may object to the processing of your data."),
    ("en", "dpa-available", "A DPA is available on request at dpa@tool.example."),
    ("en", "certification-claim", "We are certified to ISO 27001."),
    ("en", "legal-basis", "We process your data on the basis of a contract and a legal obligation."),
    ("en", "pseudonymous-access", "Pupils sign in with a school code instead of a name."),
    ("en", "no-transfer", "All data are stored only in the European Union."),
    ("en", "sale-of-data", "We may share it with advertising partners for money."),
    ("en", "sale-of-data", "Teacher data may be sold to publishers."),
    ("en", "targeted-advertising", "We may use your activity to show you ads from our partners."),
    ("en", "complaint-authority", "You may complain to your national DPA."),
    ("en", "retention-period", "Logs are stored for one day."),
    ("en", "rights-channel", "You may exercise these rights with your school."),
    ("fr", "rights-channel", "Pour exercer vos droits, contactez notre délégué."),
    ("en", "ad-free", "We do not show ads to anyone."),
    ("fr", "ad-free", "Nous n’affichons aucune publicité, ciblée ou non."),
    ("en", "public-by-default", "Your username appears publicly on your posts."),
    ("fr", "public-by-default", "Ton pseudo apparaît publiquement sur le classement."),
    ("en", "statutory-requirement", "Optional data are marked with an asterisk."),
    ("en", "policy-change-notification", "We will send you a notice of important changes to this policy."),
]  # fmt: skip
IN_PART = [
    ("en", "sale-of-data", "We do not sell student data to third-party advertisers."),
    ("fr", "sale-of-data", "Nous ne vendons pas vos données à des annonceurs tiers."),
    ("en", "automated-decision", "We do not build profiles on students for non-educational purposes."),
    ("fr", "automated-decision", "Nous ne profilons pas les élèves à des fins commerciales."),
]
GOODS = [
    ("en", "denied", "We are a service that does not sell personal data."),
    ("en", "denied", "We do not sell your personal data; we sell a service."),
    ("en", "denied", "We sell subscriptions, and we never sell your data."),
    ("en", "absent", "We use your personal data to sell our products."),
    ("en", "absent", "The products we sell come with instructions."),
    ("en", "affirmed", "We sell products and services. We may also sell your personal data."),
    ("fr", "denied", "Nous sommes un service qui ne vend pas vos données personnelles."),
    ("fr", "denied", "Bien entendu, nous ne vendons pas vos données."),
    ("fr", "absent", "Nous vendons des produits et traitons vos données pour les livrer."),
    ("fr", "absent", "Nous ne vendons pas de biens en ligne."),
    ("fr", "affirmed", "Nous vendons vos données et des services."),
    ("de", "denied", "Wir verkaufen Produkte, aber niemals Ihre Daten verkaufen wir."),
]
DOUBTED = ["We do not sell personal information, although some sharing may be considered a sale under California law."]
WHOLE = [
    ("en", "sale-of-data", "We do not sell your data to third-party advertisers or any other company."),
    ("en", "sale-of-data", "We do not sell your data to third parties or advertisers."),
    ("fr", "sale-of-data", "Nous ne vendons pas vos données à des tiers."),
    ("en", "automated-decision", "We do not build profiles on you for marketing or for any other purpose."),
]


@pytest.mark.parametrize(("language", "clause", "text"), OTHERWISE)
def test_what_speaks_of_something_else_is_not_said(say: Say, language: str, clause: str, text: str) -> None:
    assert say(text, language).clause(clause).stance == "absent"


@pytest.mark.parametrize(("language", "clause", "text"), SAID)
def test_what_is_said_is_read(say: Say, language: str, clause: str, text: str) -> None:
    assert say(text, language).clause(clause).stance == "affirmed"


@pytest.mark.parametrize(("language", "clause", "text"), IN_PART)
def test_a_denial_of_one_end_or_recipient_rules_out_no_other(say: Say, language: str, clause: str, text: str) -> None:
    read = say(text, language).clause(clause)
    assert (read.stance, read.qualified_by, read.populations) == ("denied", "scope", ())


@pytest.mark.parametrize(("language", "clause", "text"), WHOLE)
def test_a_denial_of_all_of_them_is_whole(say: Say, language: str, clause: str, text: str) -> None:
    read = say(text, language).clause(clause)
    assert (read.stance, read.qualified_by) == ("denied", None)


@pytest.mark.parametrize("text", DOUBTED)
def test_what_a_sentence_doubts_after_a_word_of_contrast_weakens_what_it_denies(say: Say, text: str) -> None:
    read = say(text, "en").clause("sale-of-data")
    assert (read.stance, read.qualified_by) == ("denied", "exception")
    assert (
        say("We do not sell personal information, which would be a sale in law.", "en")
        .clause("sale-of-data")
        .qualified_by
        is None
    )


@pytest.mark.parametrize(("language", "stance", "text"), GOODS)
def test_goods_in_a_sentence_take_no_sale_of_data_back(say: Say, language: str, stance: str, text: str) -> None:
    assert say(text, language).clause("sale-of-data").stance == stance


def test_a_hedged_denial_takes_back_no_plain_sale(say: Say) -> None:
    sold = "We sell your personal data to advertisers.\n\n"
    hedged = "We do not sell your personal data as sales are defined in the law of Nevada."
    assert say(sold + hedged, "en").clause("sale-of-data").stance == "affirmed"
    assert say(sold + "We do not sell your personal data.", "en").clause("sale-of-data").stance == "denied"
