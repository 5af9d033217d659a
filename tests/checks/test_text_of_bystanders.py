"""Sentences beside a criterion's matter: who gives data, tells of the notice or supplies no more proves nothing.

Each stands beside what must still be heard. The verdicts were written first.
"""

from __future__ import annotations

from typing import Any

import pytest

CASES = (
    # A former supplier is none of today's.
    ("transparency.recipients", "en", "Zendesk was removed as a sub-processor in May.", "fail"),
    ("transparency.recipients", "en", "Zendesk was added as a sub-processor in May.", "pass"),
    # Who is invited to log in by another account has given it nothing through the vendor.
    ("transparency.recipients", "en", "You may also register with social logins, such as Google.", "fail"),
    ("transparency.recipients", "en", "We send your e-mail address to Google.", "pass"),
    # What one sensor does not send leaves open what else is sent.
    (
        "sharing.sale",
        "en",
        "We do not transmit microphone data to our servers or to any third party.",
        "inconclusive",
    ),
    ("sharing.sale", "en", "We do not transmit your data to any third party.", "pass"),
    ("sharing.advertising-use", "en", "We do not use Bluetooth for advertising.", "inconclusive"),
    ("sharing.advertising-use", "en", "We do not use pupils’ data for advertising.", "pass"),
    # A hedge of another act weakens no denial before it.
    ("sharing.sale", "en", "We do not sell your data, and we do not intentionally keep any history.", "pass"),
    ("sharing.sale", "en", "We do not intentionally sell your data, and we keep no history.", "warn"),
    (
        "sharing.sale",
        "fr",
        "Nous ne vendons pas vos données, et nous ne conservons en principe aucun historique.",
        "pass",
    ),
    # A notice that says what it sets out gives no basis, nor does article 6 without its letter.
    ("transparency.legal-basis", "en", "This policy sets out the legal bases on which we rely.", "fail"),
    ("transparency.legal-basis", "en", "We process your data in accordance with Article 6(1) of the GDPR.", "fail"),
    ("transparency.legal-basis", "en", "Our basis is Article 6(1)(b) of the GDPR, the contract.", "pass"),
    ("transparency.legal-basis", "fr", "Cette politique expose les bases légales retenues.", "fail"),
    # A processor now and then needs a base of its own for the rest.
    (
        "transparency.legal-basis",
        "en",
        "We sometimes process data on behalf of your school, as its processor.",
        "inconclusive",
    ),
    ("transparency.legal-basis", "en", "We process data on behalf of your school, as its processor.", "pass"),
    ("transparency.legal-basis", "en", "We use your personal data with your consent.", "warn"),
    # A club after school is no school.
    ("transparency.policy-product-scope", "en", "This policy is for our after-school club.", "inconclusive"),
    ("transparency.policy-product-scope", "en", "This policy applies to pupils who use the app.", "pass"),
    # A council is an organisation.
    (
        "transparency.controller-identity",
        "en",
        "Leighton Borough Council is the data controller. Write to us at data@leighton.example.",
        "pass",
    ),
    # Watching how long a film was watched reads no feeling.
    ("ai.emotion-recognition", "en", "We track learner engagement with video content.", "inconclusive"),
    ("ai.emotion-recognition", "en", "The camera infers pupils’ emotions from their faces.", "fail"),
)


@pytest.mark.parametrize(("criterion", "language", "text", "verdict"), CASES)
def test_what_stands_beside_the_matter_proves_nothing(
    judge: Any, criterion: str, language: str, text: str, verdict: str
) -> None:
    assert judge(criterion, language, text).verdict == verdict
