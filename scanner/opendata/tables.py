"""The tables of the export: their fields in both languages, and how a tool fills them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalog.nouns.criterion import Criterion
    from scanner.publishing.public_view import PublicTool

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Field:
    """A column: its name, its type in Table Schema, and what it means in both languages."""

    name: str
    kind: str
    fr: str
    en: str
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Table:
    """A table: its fields, its key, the tables it refers to, and the rows of one tool."""

    name: str
    fr: str
    en: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    rows: Callable[[PublicTool], Iterator[Row]]
    refers: Mapping[str, tuple[str, str]]
    """Column → (table, column)."""


TOOL = Field("tool", "string", "Identifiant stable de l’outil", "Stable identifier of the tool", True)
LETTERS = ("A", "B", "C", "D", "E", "NE")
STATES = ("draft", "vendor-notified", "published")


def _tools(shown: PublicTool) -> Iterator[Row]:
    tool, seen = shown.tool, shown.assessment
    ratings = seen.ratings if seen else None
    yield (
        tool.id, tool.name, tool.home, tool.vendor, tool.country, ";".join(tool.levels), ";".join(tool.subjects),
        tool.profile.audience, tool.profile.accounts, tool.profile.ai,
        shown.letters["public"], shown.states["public"], shown.letters["school"], shown.states["school"],
        any(shown.under_way.values()), shown.stale,
        round(ratings.school.coverage, 2) if ratings else None, ratings.school.confidence if ratings else None,
        seen.evidence.ended_at.strftime("%Y-%m-%dT%H:%M:%SZ") if seen else None,
        seen.evidence.scan_id if seen else None, seen.versions.rules if seen else None,
        seen.versions.knowledge if seen else None,
    )  # fmt: skip


def _findings(shown: PublicTool) -> Iterator[Row]:
    for one in shown.assessment.findings if shown.assessment else ():
        hosts = sorted({c.host for c in one.citations if c.host})
        quotes = [c.quote for c in one.citations if c.quote][:1]
        urls = sorted({address for c in one.citations if (address := c.url or c.page)})
        yield (
            shown.tool.id, one.criterion, one.surface, one.verdict, one.severity, one.basis, one.confirmed,
            one.confidence, one.explained_by, one.reason, ";".join(hosts), ";".join(urls),
            without_contacts(quotes[0]) if quotes else None,
        )  # fmt: skip


def _third_parties(shown: PublicTool) -> Iterator[Row]:
    seen: set[tuple[str, str]] = set()
    for one in shown.assessment.facts.third_parties if shown.assessment else ():
        if (one.host, one.basis) in seen:
            continue
        seen.add((one.host, one.basis))
        yield (
            shown.tool.id, one.host, one.organisation, one.country, ";".join(one.categories), one.needs_consent,
            one.basis, ";".join(one.phases), ";".join(one.surfaces),
        )  # fmt: skip


def _hosts(shown: PublicTool) -> Iterator[Row]:
    for one in shown.assessment.facts.hosts if shown.assessment else ():
        if one.first_party:
            yield (shown.tool.id, one.host, one.country, one.asn, one.operator, one.control_country, one.masked_by)


def _documents(shown: PublicTool) -> Iterator[Row]:
    for one in shown.assessment.facts.documents if shown.assessment else ():
        dates = one.reading.values_of("date", "last-updated", "effective")
        yield (
            shown.tool.id, one.url, one.role, one.reading.language, one.reading.words,
            dates[0].value if dates else None, one.blob, one.drawn,
        )  # fmt: skip


def _clauses(shown: PublicTool) -> Iterator[Row]:
    for one in shown.assessment.facts.documents if shown.assessment else ():
        for clause in one.reading.clauses:
            if clause.stance != "absent":
                quote = without_contacts(clause.quotes[0].text) if clause.quotes else None
                yield (shown.tool.id, one.url, clause.clause, clause.stance, clause.qualified_by, quote)


TABLES: tuple[Table, ...] = (
    Table(
        "tools", "Les outils et leurs notes publiées", "The tools and their published letters",
        (
            TOOL,
            Field("name", "string", "Nom", "Name", True),
            Field("home", "string", "Adresse du site", "Address of the site", True),
            Field("vendor", "string", "Éditeur", "Vendor"),
            Field("country", "string", "Pays de l’éditeur (ISO 3166-1)", "Vendor’s country (ISO 3166-1)"),
            Field("levels", "string", "Niveaux, séparés par ;", "School levels, separated by ;"),
            Field("subjects", "string", "Matières, séparées par ;", "Subjects, separated by ;"),
            Field("audience", "string", "Public de l’outil", "Who uses it", values=("pupils", "staff", "both", "unknown")),
            Field("accounts", "string", "Comptes d’élèves", "Pupil accounts", values=("yes", "no", "unknown")),
            Field("ai", "string", "Fonctions d’intelligence artificielle", "AI features", values=("yes", "no", "unknown")),
            Field("public_letter", "string", "Note vu de l’extérieur, vide si aucune n’est publiée",
                  "Letter seen from outside, empty where none is published", values=LETTERS),
            Field("public_state", "string", "État de publication", "State of publication", True, STATES),
            Field("school_letter", "string", "Note d’usage en classe, vide si aucune n’est publiée",
                  "School-use letter, empty where none is published", values=LETTERS),
            Field("school_state", "string", "État de publication", "State of publication", True, STATES),
            Field("change_under_way", "boolean", "Changement en cours", "Change under way", True),
            Field("stale", "boolean", "Dernier contrôle sans résultat : note ancienne", "Last scan saw nothing: old letter", True),
            Field("coverage", "number", "Part des critères bloquants et majeurs décidés", "Share of blocking and major criteria decided"),
            Field("confidence", "string", "Confiance", "Confidence", values=("low", "medium", "high")),
            Field("scanned_at", "datetime", "Fin du dernier contrôle (UTC)", "End of the last scan (UTC)"),
            Field("scan", "string", "Identifiant du contrôle", "Identifier of the scan"),
            Field("rules", "string", "Empreinte des règles", "Digest of the rules"),
            Field("reference_data", "string", "Empreinte des données de référence", "Digest of the reference data"),
        ), ("tool",), _tools, {},
    ),
    Table(
        "findings", "Les constats en vigueur", "The present findings",
        (
            TOOL,
            Field("criterion", "string", "Critère", "Criterion", True),
            Field("surface", "string", "Surface", "Surface", True, ("showcase", "learner", "documents")),
            Field("verdict", "string", "Résultat", "Verdict", True, ("pass", "warn", "fail", "inconclusive", "not-applicable")),
            Field("severity", "string", "Gravité", "Severity", True, ("blocking", "major", "minor", "info")),
            Field("basis", "string", "Fondement du constat", "What it rests on", True,
                  ("observed", "declared", "contractual", "third-party", "none")),
            Field("confirmed", "boolean", "Confirmé (sinon : à confirmer)", "Confirmed (else: to be confirmed)", True),
            Field("confidence", "string", "Confiance", "Confidence", True, ("low", "medium", "high")),
            Field("explained_by", "string", "Critère qui porte la même cause", "Criterion charged for the same cause"),
            Field("reason", "string", "Clé du motif", "Key of the reason", True),
            Field("hosts", "string", "Hôtes cités, séparés par ;", "Hosts cited, separated by ;"),
            Field("sources", "string", "Adresses citées, séparées par ;", "Addresses cited, separated by ;"),
            Field("quote", "string", "Première citation, coordonnées masquées", "First quote, contact details masked"),
        ), ("tool", "criterion", "surface"), _findings, {"tool": ("tools", "tool"), "criterion": ("criteria", "criterion")},
    ),
    Table(
        "third_parties", "Les tiers vus ou nommés", "Third parties seen or named",
        (
            TOOL,
            Field("host", "string", "Hôte", "Host", True),
            Field("organisation", "string", "Organisation", "Organisation"),
            Field("country", "string", "Pays de son propriétaire", "Owner’s country"),
            Field("categories", "string", "Catégories, séparées par ;", "Categories, separated by ;"),
            Field("needs_consent", "string", "Consentement requis", "Needs consent", True, ("yes", "no", "depends", "unknown")),
            Field("basis", "string", "observé (une requête est partie) ou référencé (nommé dans une page)",
                  "observed (a request left) or referenced (named in a page)", True, ("observed", "referenced")),
            Field("phases", "string", "Phases, séparées par ;", "Phases, separated by ;"),
            Field("surfaces", "string", "Surfaces, séparées par ;", "Surfaces, separated by ;"),
        ), ("tool", "host", "basis"), _third_parties, {"tool": ("tools", "tool")},
    ),
    Table(
        "hosts", "Les hôtes propres de chaque outil", "Each tool’s own hosts",
        (
            TOOL,
            Field("host", "string", "Hôte", "Host", True),
            Field("country", "string", "Pays, vide s’il est indéterminé", "Country, empty where undetermined"),
            Field("asn", "integer", "Numéro de réseau", "Network number"),
            Field("operator", "string", "Exploitant du réseau", "Network operator"),
            Field("control_country", "string", "Pays de la maison mère", "Ultimate parent’s country"),
            Field("masked_by", "string", "Intermédiaire qui masque l’origine", "Front that hides the origin"),
        ), ("tool", "host"), _hosts, {"tool": ("tools", "tool")},
    ),
    Table(
        "documents", "Les documents publiés par les éditeurs", "Documents that vendors publish",
        (
            TOOL,
            Field("url", "string", "Adresse", "Address", True),
            Field("role", "string", "Nature", "Role", True),
            Field("language", "string", "Langue", "Language"),
            Field("words", "integer", "Mots", "Words", True),
            Field("dated", "date", "Date indiquée", "Date it gives"),
            Field("digest", "string", "Empreinte SHA-256 du contenu", "SHA-256 of the body", True),
            Field("drawn", "boolean", "Texte affiché par des scripts", "Text drawn by scripts", True),
        ), ("tool", "url", "digest"), _documents, {"tool": ("tools", "tool")},
    ),
    Table(
        "clauses", "Ce que disent les documents", "What the documents say",
        (
            TOOL,
            Field("url", "string", "Adresse du document", "Address of the document", True),
            Field("clause", "string", "Clause", "Clause", True),
            Field("stance", "string", "affirmé, nié ou incertain", "affirmed, denied or unclear", True, ("affirmed", "denied", "unclear")),
            Field("qualified_by", "string", "Réserve", "Qualified by", values=("exception", "condition", "hedge", "scope")),
            Field("quote", "string", "Première citation, coordonnées masquées", "First quote, contact details masked"),
        ), (), _clauses, {"tool": ("tools", "tool")},
    ),
)  # fmt: skip

CRITERIA_FIELDS: tuple[Field, ...] = (
    Field("criterion", "string", "Critère", "Criterion", True),
    Field("family", "string", "Famille", "Family", True),
    Field("title_fr", "string", "Intitulé en français", "Title in French", True),
    Field("title_en", "string", "Intitulé en anglais", "Title in English", True),
    Field("severity", "string", "Gravité la plus forte", "Highest severity", True),
    Field("force", "string", "Force (L, G, P, B)", "Force (L, G, P, B)", True),
    Field("scope", "string", "Portée", "Scope", True, ("public", "school")),
    Field("in_letter", "boolean", "Compte dans les notes", "Counts in the letters", True),
)


def criteria_rows(criteria: Mapping[str, Criterion]) -> Iterator[Row]:
    """The rows of the table of criteria."""
    order = ("blocking", "major", "minor", "info")
    for one in criteria.values():
        worst = min(one.severity.values(), key=order.index)
        yield (
            one.id, one.family, one.title.fr, one.title.en, worst, "+".join(one.force), one.scope, one.in_letter
        )  # fmt: skip


_CONTACTS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+|(?<!\w)\+?\d(?:[ .()/-]?\d){8,14}(?!\w)")


def without_contacts(text: str) -> str:
    """The text with e-mail addresses and telephone numbers replaced by `[…]`: names of persons often go with them."""
    return _CONTACTS.sub("[…]", text)
