"""Nothing a page holds makes discovery raise."""

from __future__ import annotations

from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.nouns.vocabulary import DOCUMENT_ROLES, Role
from scanner.discover.judge import count_words, is_nowhere, other_roles, role_of
from scanner.discover.links import candidates, inner_pages
from scanner.page import parse_page

SITES = frozenset({"outil.fr"})
PIECES = st.sampled_from(
    [
        "<a href='", "/confidentialite", "https://[", "//", "\\", "%zz", "'>", "</a>", "<footer>", "</footer>",
        "<h1>", "</h1>", "RGPD", "Mentions légales", "<script>", "</script>", '"https://x.fr/y"',
        "<svg><title>", "<base href='http://a b'>", "<meta http-equiv=refresh content='0;url=",
        "<link rel=alternate hreflang=fr href=':'>", "<!--", "]]>", "&#0;", "\ud7ff", "<input type=password>",
        "<template>", "é" * 50,
    ]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=30))
def test_any_page_is_read_judged_and_searched(pieces: list[str]) -> None:
    page = parse_page("".join(pieces), "https://outil.fr/")
    for candidate in candidates(page, SITES):
        assert candidate.url.startswith(("http://", "https://")) and candidate.role in (*get_args(Role), "hub")
    inner_pages(page, SITES, 2)
    role_of(page, "https://outil.fr/x")
    is_nowhere(page, "https://outil.fr/x", None)
    for role in DOCUMENT_ROLES:
        count_words(page, role)
        assert role not in other_roles(page, role)
