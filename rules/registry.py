"""The checks by name, as rule files name them. A check is loaded when it is first needed."""

from __future__ import annotations

from functools import cache
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
    "cookies-consent": "rules.checks.cookies_consent:cookies_consent",
    "url-identifier-leak": "rules.checks.observed_traffic:url_identifier_leak",
    "transfers-observed": "rules.checks.observed_traffic:observed_undeclared",
    "cookie-lifetime": "rules.checks.cookie_lifetime:lifetime",
    "sale": "rules.checks.text_sharing:sale",
    "advertising-use": "rules.checks.text_sharing:advertising_use",
    "own-purposes": "rules.checks.text_sharing:own_purposes",
    "vague-partners": "rules.checks.text_sharing:vague_partners",
    "business-transfer": "rules.checks.text_sharing:business_transfer",
    "content-licence": "rules.checks.text_sharing:content_licence",
    "subprocessor-list": "rules.checks.text_subprocessors:subprocessor_list",
    "training-reuse": "rules.checks.text_ai:training_reuse",
    "provider-disclosed": "rules.checks.text_ai:provider_disclosed",
    "automated-decision": "rules.checks.text_ai:automated_decision",
    "emotion-recognition": "rules.checks.text_ai:emotion_recognition",
    "high-risk-use": "rules.checks.text_ai:high_risk_use",
    "chatbot-disclosure": "rules.checks.text_ai:chatbot_disclosure",
    "digital-consent-age": "rules.checks.text_consent_age:digital_consent_age",
    "notice-for-minors": "rules.checks.text_kids_notice:notice_for_minors",
    "no-ads-profiling": "rules.checks.text_children:no_ads_profiling",
    "public-exposure-default": "rules.checks.text_children:public_exposure_default",
    "us-only-framework": "rules.checks.text_children:us_only_framework",
    "pseudonymous-access": "rules.checks.text_children:pseudonymous_access",
    "dpa-available": "rules.checks.text_contract:dpa_available",
    "art28-clauses": "rules.checks.text_contract:art28_clauses",
    "school-as-controller": "rules.checks.text_contract:school_as_controller",
    "unilateral-change": "rules.checks.text_contract:unilateral_change",
    "breach-notice": "rules.checks.text_contract:breach_notice",
    "periods-stated": "rules.checks.text_retention:periods_stated",
    "indefinite-language": "rules.checks.text_retention:indefinite_language",
    "end-of-contract": "rules.checks.text_retention:end_of_contract",
    "policy-product-scope": "rules.checks.text_scope:policy_product_scope",
    "controller-identity": "rules.checks.text_transparency:controller_identity",
    "dpo-contact": "rules.checks.text_transparency:dpo_contact",
    "purposes": "rules.checks.text_purposes:purposes",
    "legal-basis": "rules.checks.text_purposes:legal_basis",
    "recipients": "rules.checks.text_transparency:recipients",
    "data-categories": "rules.checks.text_transparency:data_categories",
    "dated-and-versioned": "rules.checks.text_transparency:dated_and_versioned",
    "all-listed": "rules.checks.text_rights:all_listed",
    "channel": "rules.checks.text_rights:channel",
    "complaint-authority": "rules.checks.text_rights:complaint_authority",
    "withdraw-consent": "rules.checks.text_rights:withdraw_consent",
    "export-and-delete": "rules.checks.text_rights:export_and_delete",
    "disclosed": "rules.checks.text_transfers:disclosed",
    "mechanism-named": "rules.checks.text_transfers:mechanism_named",
    "us-dpf-reliance": "rules.checks.text_transfers:us_dpf_reliance",
    "stale-mechanism": "rules.checks.text_transfers:stale_mechanism",
    "eu-representative": "rules.checks.text_transfers:eu_representative",
    "certification-claims": "rules.checks.text_governance:certification_claims",
    "dpia-support": "rules.checks.text_governance:dpia_support",
}
"""Name in a rule file → `module:function`. Adding a check is adding a line here."""


@cache
def find_check(name: str) -> Check:
    """The check of this name. Raises KeyError for a name that is not registered."""
    module, function = CHECKS[name].split(":")
    check: Check = getattr(import_module(module), function)
    return check
