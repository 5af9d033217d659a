"""The checks by name, as rule files name them. A check is loaded when it is first needed."""

from __future__ import annotations

from importlib import import_module

from rules.case import Check

CHECKS: dict[str, str] = {
    "country-outside-eea": "rules.checks.hosting:country_outside_eea",
    "country-undeclared": "rules.checks.hosting:country_undeclared",
    "declared-vs-observed": "rules.checks.hosting:declared_vs_observed",
    "provider-non-eu-control": "rules.checks.hosting_control:provider_non_eu_control",
    "origin-masked": "rules.checks.hosting_control:origin_masked",
    "secnumcloud-claim": "rules.checks.hosting_control:secnumcloud_claim",
    "https-enforced": "rules.checks.security_transport:https_enforced",
    "security-headers": "rules.checks.security_pages:headers",
    "cookie-flags": "rules.checks.security_pages:cookie_flags",
    "security-contact": "rules.checks.security_pages:contact",
    "privacy-policy-present": "rules.checks.presence:privacy_policy_present",
    "policy-language-fr": "rules.checks.presence:policy_language_fr",
    "legal-notice": "rules.checks.legal_notice:legal_notice",
    "accessibility-statement": "rules.checks.governance:accessibility_statement",
    "gar-listing": "rules.checks.governance:gar_listing",
    "free-us-suite": "rules.checks.governance:free_us_suite",
    "trackers": "rules.checks.trackers:trackers",
    "social-login": "rules.checks.social_login:social_login",
    "cookie-lifetime": "rules.checks.cookie_lifetime:lifetime",
    "sale": "rules.checks.text_sharing:sale",
    "advertising-use": "rules.checks.text_sharing:advertising_use",
    "own-purposes": "rules.checks.text_sharing:own_purposes",
    "vague-partners": "rules.checks.text_sharing:vague_partners",
    "business-transfer": "rules.checks.text_sharing:business_transfer",
    "content-licence": "rules.checks.text_sharing:content_licence",
    "training-reuse": "rules.checks.text_ai:training_reuse",
    "provider-disclosed": "rules.checks.text_ai:provider_disclosed",
    "automated-decision": "rules.checks.text_ai:automated_decision",
    "emotion-recognition": "rules.checks.text_ai:emotion_recognition",
    "high-risk-use": "rules.checks.text_ai:high_risk_use",
    "chatbot-disclosure": "rules.checks.text_ai:chatbot_disclosure",
    "digital-consent-age": "rules.checks.text_children:digital_consent_age",
    "notice-for-minors": "rules.checks.text_children:notice_for_minors",
    "no-ads-profiling": "rules.checks.text_children:no_ads_profiling",
    "public-exposure-default": "rules.checks.text_children:public_exposure_default",
    "us-only-framework": "rules.checks.text_children:us_only_framework",
    "pseudonymous-access": "rules.checks.text_children:pseudonymous_access",
    "dpa-available": "rules.checks.text_contract:dpa_available",
    "art28-clauses": "rules.checks.text_contract:art28_clauses",
    "school-as-controller": "rules.checks.text_contract:school_as_controller",
    "unilateral-change": "rules.checks.text_contract:unilateral_change",
    "breach-notice": "rules.checks.text_contract:breach_notice",
}
"""Name in a rule file → `module:function`. Adding a check is adding a line here."""


def find_check(name: str) -> Check:
    """The check of this name. Raises KeyError for a name that is not registered."""
    module, function = CHECKS[name].split(":")
    check: Check = getattr(import_module(module), function)
    return check
