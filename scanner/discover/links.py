"""From the links of a page to candidates: which role a link's label, address and place speak for, and how clearly."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import unquote, urlsplit

from catalog.nouns.vocabulary import DOCUMENT_ROLES, LEARNER_ROLES, Role
from catalog.sites import host_of
from scanner.discover.ownership import brand_of, owner_of
from scanner.discover.words import RoleWords, contains, fold, words
from scanner.page import Link, ParsedPage

THRESHOLD = 45
EXACT, WITHIN, AROUND, PATH_EXACT, PATH_WITHIN, BOTH = 100, 80, 60, 50, 45, 15
HINT_WORDS = 6
"""Words of a label that may only hint at a document; a longer one is a headline."""
WORD_COST = 6
"""What each word beyond a known phrase takes off: "why privacy matters in schools" is an article."""
_ARTICLE_PARTS = frozenset(
    {
        "blog",
        "news",
        "actualites",
        "actualite",
        "actus",
        "article",
        "articles",
        "presse",
        "press",
        "magazine",
        "tag",
        "category",
    }
)
_NO_PAGES = frozenset({"logout", "deconnexion", "cart", "panier", "checkout", "feed", "rss", "wp-json", "api"})
_LAST_PARTS = frozenset({"fr", "en", "de", "es", "it", "nl", "fr-fr", "en-gb", "en-us", "index", "home"})
"""Last parts of an address that say nothing of their own: the part before them names the page."""
_FRENCH_PARTS = frozenset({"fr", "fr-fr", "fr_fr", "francais", "french"})
_WEAK = frozenset({"rgpd", "gdpr"})
"""Labels that stand beside others ("processing agreement (GDPR)") and then add nothing."""
_ENDINGS = (".html", ".htm", ".php", ".aspx", ".pdf", ".docx", ".md", ".txt")
_FILES = (".pdf", ".docx", ".odt")
_EDGES = " .:;,!?›»>→←«|•·*()[]\"'…"


@dataclass(frozen=True)
class Candidate:
    """An address that may be a page of a role. Higher `score` is clearer; `french` where words or address say so."""

    url: str
    role: Role | Literal["hub"]
    score: int
    label: str
    in_footer: bool
    french: bool
    order: int
    around: str = ""
    """The text of the block in which the link stands."""

    def found_by(self, hub: bool) -> str:
        """How the page was found, in the words of the evidence."""
        if hub:
            return f"hub:{self.label}"
        return f"footer:{self.label}" if self.in_footer else f"link:{self.label}"


@lru_cache(maxsize=4096)
def _label_matches(label: str) -> list[tuple[Role, str, frozenset[str], int, int]]:
    """Known phrases in a folded label, without those inside a longer phrase of another role."""
    found: list[tuple[Role, str, frozenset[str], int, int]] = []
    for role, known in words().roles.items():
        for phrase, languages in known.labels.items():
            if contains(label, phrase):
                start = label.find(phrase)
                found.append((role, phrase, languages, start, start + len(phrase)))
    if any(phrase not in _WEAK for _, phrase, _, _, _ in found):
        found = [one for one in found if one[1] not in _WEAK]
    return [
        one
        for one in found
        if not any(
            other[0] != one[0] and other[3] <= one[3] and one[4] <= other[4] and len(other[1]) > len(one[1])
            for other in found
        )
    ]


def _opens_by_name(label: str, sites: frozenset[str]) -> bool:
    """Whether a label leads into the tool by its name: a verb of opening and the brand."""
    spoken = label.split()
    brands = {fold(brand_of(site)).replace(" ", "") for site in sites}
    named = any(len(brand) > 3 and brand in label.replace(" ", "") for brand in brands)
    return named and len(spoken) <= 4 and bool(words().app_verbs & set(spoken[:1]))


def _opens_ones_own(label: str, segments: tuple[str, ...]) -> bool:
    """Whether a label leads visitors to a place of their own, and the address says that they log in there.

    "Accéder à mon ENT" → `/auth/login`: the name of the place is the tool's word, the verb and the possessive are not.
    """
    spoken = label.split()
    if len(spoken) > 6 or not words().app_verbs & set(spoken[:2]) or not words().possessives & set(spoken):
        return False
    return _path_score(segments, words().roles["login"].paths) == PATH_EXACT


def _label_scores(label: str) -> dict[Role, tuple[int, frozenset[str]]]:
    scores: dict[Role, tuple[int, frozenset[str]]] = {}
    for role, phrase, languages, _, _ in _label_matches(label):
        extra = len(label.split()) - len(phrase.split())
        if role in LEARNER_ROLES and extra > min(3, len(phrase.split())):
            continue
        score = EXACT if label == phrase else WITHIN - WORD_COST * extra
        if score > scores.get(role, (0, frozenset()))[0]:
            scores[role] = (score, languages)
    return scores


def named_document(label: str) -> Role | None:
    """The document whose name a label is, word for word; None for everything else."""
    scores = _label_scores(fold(label).strip(_EDGES))
    return next((role for role, (score, _) in scores.items() if score == EXACT and role in DOCUMENT_ROLES), None)


def _scores_around(around: str) -> dict[Role, tuple[int, frozenset[str]]]:
    """Roles of documents that the sentence before `here` names, in words that are no chance."""
    return {
        role: (AROUND, languages)
        for role, phrase, languages, _, _ in _label_matches(around)
        if role in DOCUMENT_ROLES and " " in phrase
    }


def _hub_elsewhere(label: str, score: int, footer: bool) -> bool:
    """A group keeps the legal texts of its products on a site of its own: a footer's plain label leads there."""
    return footer and score >= WITHIN and len(label) > 8


def of_this_tool(found: list[Candidate], sites: frozenset[str]) -> list[Candidate]:
    """Of a hub's documents, for each role those that carry the tool's name where any does: a group lists many tools."""
    brands = {fold(brand_of(site)).replace(" ", "") for site in sites}
    brands = {brand for brand in brands if len(brand) > 3}

    def named(one: Candidate) -> bool:
        text = fold(f"{one.label} {one.around} {urlsplit(one.url).path}").replace(" ", "")
        return any(brand in text for brand in brands)

    roles = {one.role for one in found if named(one)}
    return [one for one in found if one.role not in roles or named(one)]


def _route_of(fragment: str) -> str:
    """The client-side route that a fragment is (`/privacy`, `!/privacy`), empty where it is a place on a page."""
    return fragment.lstrip("!").partition("?")[0] if fragment.startswith(("/", "!")) else ""


@lru_cache(maxsize=8192)
def _segments(url: str, *, query: bool = True) -> tuple[str, ...]:
    """The folded parts of an address's path, and of its query where pages are named there (`?page=privacy`).

    A client-side route (`#/privacy`) names the page like a path.
    """
    parts = urlsplit(url)
    asked = f"/{parts.query.replace('=', '/').replace('&', '/')}" if query else ""
    route = _route_of(parts.fragment)
    text = unquote(f"{parts.path}{asked}/{route}").lower()
    segments = []
    for segment in text.split("/"):
        for ending in _ENDINGS:
            segment = segment.removesuffix(ending)
        if segment:
            segments.append(fold(segment).replace(" ", "-"))
    return tuple(segments)


@lru_cache(maxsize=8192)
def _path_score(segments: tuple[str, ...], paths: tuple[str, ...]) -> int:
    named = segments[:-1] if len(segments) > 1 and segments[-1] in _LAST_PARTS else segments
    if named and named[-1] in paths:
        return PATH_EXACT
    long = [path for path in paths if len(path) >= 8]
    return PATH_WITHIN if any(path in segment for segment in segments[-1:] for path in long) else 0


def _file_score(url: str, segments: tuple[str, ...], paths: tuple[str, ...]) -> int:
    """What a file's name says where a short word begins or ends it: `RGPD-outil-2025.pdf`, `v3_cgu.docx`."""
    if not segments or not urlsplit(url).path.lower().endswith(_FILES):
        return 0
    spoken = [part for part in segments[-1].split("-") if not part.lstrip("v").isdigit()]
    return PATH_WITHIN if spoken and {spoken[0], spoken[-1]} & set(paths) else 0


def _host_score(url: str, role: Role) -> int:
    """What the first label of the host says: `login.outil.fr`, `app.outil.fr`."""
    first = host_of(url).split(".")[0]
    if role == "login" and first in ("login", "auth", "connexion", "sso", "account", "accounts"):
        return PATH_EXACT
    return PATH_EXACT if role == "app" and first in ("app", "web", "play", "plateforme", "eleve", "student") else 0


def is_french(url: str) -> bool:
    """Whether an address says that its page is in French."""
    parts = urlsplit(url)
    marks = [part.lower() for part in parts.path.split("/")[1:3]]
    query = parts.query.lower()
    return bool(_FRENCH_PARTS & set(marks)) or "lang=fr" in query or host_of(url).startswith("fr.")


@lru_cache(maxsize=4096)
def _hub_score(label: str, segments: tuple[str, ...]) -> int:
    known = words()
    if label in known.hub_labels:
        return EXACT
    within = [phrase for phrase in known.hub_labels if len(phrase) > 8 and contains(label, phrase)]
    if within and len(label.split()) <= 6:
        return WITHIN
    return PATH_EXACT if segments and segments[-1] in known.hub_paths and len(label.split()) <= 6 else 0


def _bonus(link: Link, role: Role | Literal["hub"]) -> int:
    learner = role in LEARNER_ROLES
    if link.area == "footer" or link.in_footer_hint:
        return 0 if learner else 12
    if link.area in ("nav", "header"):
        return 8 if learner else 2
    return 0


def _of_role(link: Link, segments: tuple[str, ...], known: RoleWords, said: tuple[int, frozenset[str]]) -> int:
    # `/demo?token=…` is named by its path, `/?page=demo` by its query.
    named = max(_path_score(segments, known.paths), _path_score(_segments(link.url, query=False), known.paths))
    path = max(named, _host_score(link.url, known.role), _file_score(link.url, segments, known.paths))
    score = max(said[0], path)
    return score + (BOTH if said[0] and path else 0)


def candidates(page: ParsedPage, sites: frozenset[str], *, own_only: bool = False) -> list[Candidate]:
    """The candidates among a page's links, clearest first; equal ones in the order of the page.

    `sites` are the tool's registrable domains. `own_only` leaves out other organisations' addresses altogether: a
    policy links to many policies that are not the tool's.
    """
    found: dict[tuple[str, str], Candidate] = {}
    for link in (*page.links, *_from_scripts(page, sites)):
        owner = owner_of(link.url, sites)
        if owner == "foreign" or (own_only and owner == "other"):
            continue
        for candidate in _judge(link, owner in ("own", "hosted"), sites):
            key = (candidate.url, candidate.role)
            if key not in found or candidate.score > found[key].score:
                found[key] = candidate
    return sorted(found.values(), key=lambda one: (-one.score, not one.french, one.order, one.url))


def documents_only(found: list[Candidate]) -> list[Candidate]:
    """Candidates for documents, clearest first, of several pages together."""
    kept = [one for one in found if one.role in DOCUMENT_ROLES]
    return sorted(kept, key=lambda one: (-one.score, not one.french, one.order, one.url))


def _from_scripts(page: ParsedPage, sites: frozenset[str]) -> list[Link]:
    """Addresses named in inline scripts and JSON, where a page has too few links of its own."""
    if len(page.links) > 8:
        return []
    own = [url for url in dict.fromkeys(page.inline) if owner_of(url, sites) == "own"]
    return [Link(url, "", "main", 10_000 + index) for index, url in enumerate(own)]


def _judge(link: Link, ours: bool, sites: frozenset[str]) -> list[Candidate]:
    label = fold(link.label).strip(_EDGES)
    segments = _segments(link.url)
    if len(label) > 160:
        return []
    article = 40 if _ARTICLE_PARTS & set(segments) else 0
    french = is_french(link.url)
    footer = link.area == "footer" or link.in_footer_hint
    said = _label_scores(label)
    if label in words().unspoken:
        said = _scores_around(fold(link.around))
    if not said and ours and _opens_by_name(label, sites):
        said = {"app": (WITHIN, frozenset())}
    if not said and _opens_ones_own(label, segments):
        said = {"login": (WITHIN, frozenset())}
    results: list[Candidate] = []
    for role, known in words().roles.items():
        heard = said.get(role, (0, frozenset()))
        if said and not heard[0]:
            # The label names the page: words in its address for other roles are chance.
            continue
        score = _of_role(link, segments, known, heard)
        if not ours and heard[0] < WITHIN - WORD_COST:
            # Another organisation's address must say plainly what it is.
            continue
        is_fr = french or "fr" in heard[1]
        total = score + _bonus(link, role) - article + (6 if is_fr else 0) if score else 0
        if total >= THRESHOLD:
            results.append(Candidate(link.url, role, total, link.label, footer, is_fr, link.order, link.around))
    hub = _hub_score(label, segments)
    if hub and not article and (ours or _hub_elsewhere(label, hub, footer)):
        score = hub + _bonus(link, "hub")
        results.append(Candidate(link.url, "hub", score, link.label, footer, french, link.order, link.around))
    return _without_app_by_host(results, said)


def _without_app_by_host(results: list[Candidate], said: dict[Role, tuple[int, frozenset[str]]]) -> list[Candidate]:
    """A login page on the application's host is a login page, not the application."""
    if "app" in said or not any(one.role in ("login", "signup") for one in results):
        return results
    return [one for one in results if one.role != "app"]


def inner_pages(page: ParsedPage, sites: frozenset[str], count: int) -> list[Candidate]:
    """Ordinary pages of the showcase to look at besides home: from navigation first, short addresses first.

    Only own pages that speak for no role; the choice is the same for the same page.
    """
    taken = {candidate.url for candidate in candidates(page, sites)}
    best: dict[str, tuple[int, int, str, Link]] = {}
    for link in page.links:
        parts = urlsplit(link.url)
        last = parts.path.rstrip("/").rsplit("/", 1)[-1].lower()
        at_home = parts.path in ("", "/") and not _route_of(parts.fragment).strip("/")
        unfit = parts.query or at_home or ("." in last and not last.endswith((".html", ".htm", ".php")))
        if unfit or link.url in taken or host_of(link.url) != host_of(page.url):
            continue
        if _ARTICLE_PARTS & set(_segments(link.url)) or any(
            role_word in last for role_word in ("logout", "cart", "panier")
        ):
            continue
        place = 0 if link.area in ("nav", "header") else 1
        key = (place, parts.path.count("/"), link.url, link)
        if link.url not in best or key[:2] < best[link.url][:2]:
            best[link.url] = key
    chosen = sorted(best.values(), key=lambda one: one[:3])[:count]
    return [
        Candidate(link.url, "other", 0, link.label, link.area == "footer", is_french(link.url), link.order)
        for _, _, _, link in chosen
    ]


def hinted_pages(page: ParsedPage, sites: frozenset[str], count: int) -> list[Candidate]:
    """Own pages whose short label, or the end of their address, only hints at personal data ("Données et élèves").

    Footer first, then in the order of the page. What such a page says must decide: the words stand on others too.
    """
    found: dict[str, Candidate] = {}
    for link in page.links:
        label = fold(link.label).strip(_EDGES)
        segments = _segments(link.url, query=False)
        said = {*label.replace("'", " ").split(), *"-".join(segments[-1:]).split("-")}
        if not said & words().hints or len(label.split()) > HINT_WORDS or _ARTICLE_PARTS & set(segments):
            continue
        if owner_of(link.url, sites) == "own" and link.url.partition("#")[0] != page.url:
            footer = link.area == "footer" or link.in_footer_hint
            one = Candidate(link.url, "privacy", 0, link.label, footer, is_french(link.url), link.order)
            found.setdefault(link.url, one)
    return sorted(found.values(), key=lambda one: (not one.in_footer, one.order))[:count]
