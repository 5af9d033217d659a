"""Whatever the evidence: facts are derived, every check answers, and a warning or failure always cites."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rules.load import load_criteria
from rules.registry import find_check
from rules.texts import text_of

FRAGMENTS = (
    "<p>Bonjour à tous les élèves de la classe</p>",
    '<script src="https://www.google-analytics.com/a.js"></script>',
    '<iframe src="https://www.youtube.com/embed/x"></iframe>',
    '<form action="http://tool.example/in"><input name="email"><input type="password"></form>',
    '<div id="root"></div>',
    "<button>Se connecter avec Google</button>",
    "Éditeur : X SA, capital 3 €, RCS 123 456 789. Hébergeur : OVH, 59100 Roubaix.",
    "Accessibilité : non conforme. SecNumCloud en cours. Ressource du GAR.",
    '<base href="//[bad"><img srcset=", ,, x 1x"><a href="javascript:void(0)">',
    "<" * 40,
    "\x00\ufeff",
)
HTML = st.lists(st.sampled_from(FRAGMENTS), max_size=5).map("".join) | st.text(max_size=200)
ROLES = ("home", "login", "signup", "app", "privacy", "terms", "legal-notice", "cookies", "other")
URLS = (
    "https://tool.example/",
    "https://tool.example/a",
    "http://tool.example/",
    "https://other.org/x",
    "nonsense",
    "",
)
PAGES = st.lists(
    st.tuples(
        st.sampled_from(URLS),
        HTML | st.binary(max_size=200),
        st.sampled_from(ROLES),
        st.sampled_from([200, 404, 403, None]),
    ),
    max_size=4,
)
PROBLEMS = st.sampled_from([None, "expired", "timeout", "wrong-name", "handshake"])
ADDRESSES = st.lists(st.sampled_from(["198.51.100.1", "198.51.100.2", "::1", "not-an-address"]), max_size=2)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=PAGES, problem=PROBLEMS, addresses=ADDRESSES, home=st.sampled_from(URLS))
def test_every_check_answers_and_cites(new_site: Any, pages: Any, problem: Any, addresses: Any, home: str) -> None:
    site = new_site(home)
    for url, html, role, status in pages:
        site.page(url, html, role=role, status=status)
    site.host("tool.example", *addresses).tls("tool.example", problem=problem)
    case = site.case()
    for criterion in load_criteria().values():
        if criterion.check is None:
            continue
        for surface in criterion.severity:
            outcome = find_check(criterion.check.name)(case, criterion, surface)
            assert outcome.verdict not in ("fail", "warn") or outcome.citations or outcome.searched
            assert text_of(criterion, outcome.message) is not None, (criterion.id, outcome.message)
