"""What a value is about, by the concepts that stand around it in its sentence, its lead-in and its headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from rules.reading.automaton import Hit
from rules.reading.compiled import Language
from rules.reading.tokens import WORD
from rules.reading.units import Unit

_DURATIONS: Final = (
    "cookies",
    "logs",
    "backups",
    "invoices",
    "inactivity",
    "response",
    "breach",
    "notice",
    "contract-end",
    "account",
    "other",
)
"""Subjects of periods, each by its concept `about-…`; `other` are periods for which nothing is kept (a free trial, the
time to ask a refund, how long a password holds)."""
_CONCEPTS: Final = (
    "about-retention", "about-updated", "about-effective", "about-children", "about-ai", "dpo", "hosting", "transfer",
    "share", "recipient", "controller", "privacy", "about-other-service", "about-transfer", "outside-eu",
    "about-others-place", "about-our-place", "about-seat", "about-account-elsewhere", "erase-verb",
    "notify",
)  # fmt: skip
_LEGAL_FORM: Final = 24
"""Characters a legal form takes between a name and the bracket after it."""
_OTHER_WITHIN: Final = 8
"""Words between a period and a trial or a refund at most: `archived 18 months after the flight, unless a refund …`."""
_FIRST_WORDS: Final = 2
"""Words that open a line of a legal notice: `Hébergeur : …`, `Hosted by …`."""
_VERSION: Final = re.compile(r"v\d+$|version$")
_VERSION_TOKENS: Final = 12
"""Words and marks of a line at most that holds the number of a version and its date only."""
_NEXT_ITEM: Final = 8
"""Words by which the next item of a list is farther from a period than it stands."""
_HOSTED_AT: Final = 8
"""Words between what hosts and the city where it does."""
_HOSTS_FOR_US: Final = frozenset(
    ("by", "in", "at", "with", "on", "of", "par", "dans", "chez", "de", "du", "sur", "avec", "von", "bei", "auf", "mit")
)
"""Words that tie our company or its premises to what hosts: `stored at our headquarters in …`."""
_PARTING: Final = (",", ";", ":", "and", "et", "und")
"""Marks and words between the names of a list."""
_NAME_WORDS: Final = 4
"""Words between a company's name that speaks of hosting and the bracket that tells of it: `Acme Cloud Ltd (…)`."""
_FORMS: Final = frozenset(("inc", "ltd", "limited", "llc", "plc", "gmbh", "ag", "sas", "sarl", "sa", "bv", "srl", "sl"))
"""Legal forms that close a company's name."""
_PRIVACY_BOXES: Final = (
    "dpo",
    "dpd",
    "privacy",
    "rgpd",
    "gdpr",
    "data-protection",
    "dataprotection",
    "donnees",
    "cnil",
    "datenschutz",
    "confidentialite",
    "vieprivee",
)


_OUTSIDE: Final = re.compile(
    r"\b(?:hors|(?:en )?dehors|a l'exterieur|outside|beyond|ausserhalb|fuera|fuori|buiten)"
    r"(?: (?:de|du|des|d'|la|le|les|l'|of|the|territoire|territory|von|der|des|del|di|dal))*[ ']*$"
)
"""What leaves out the place that follows it (plain folded text)."""
_DENIED: Final = re.compile(
    r"\b(?:ne|n'|n|aucune?s?|jamais|ni|sans|not|never|no|none|nothing|nicht|nie|kein\w*|niemals)\b"
)
_POSTCODE_AFTER: Final = re.compile(r",? \d{4,6}\b")
_POSTCODE_BEFORE: Final = re.compile(r"\b\d{5} (?:[a-z'-]+ ){0,4}[a-z'-]+ ?[,(]? ?$")
"""The numbers of a postal address beside a country: after it (Singapore), or before the town."""


_MARKS_BEFORE: Final = ("(", ",", "|", ":", "-", "–", "—", "/")
_MARKS_AFTER: Final = ("", ")", ",", "|", ":", "-", "–", "—", ";", ".", "/", "(")
"""What parts the cells of a line. A name stands before the place, never the place first."""


def _left_out(plain: str, span: tuple[int, int]) -> bool:
    """Whether a sentence that denies nothing leaves a place out: `may be kept outside Japan`, not `never outside`."""
    before = plain[: span[0]]
    return _OUTSIDE.search(before) is not None and _DENIED.search(before) is None


def _alone(plain: str, span: tuple[int, int]) -> bool:
    """Whether a place stands alone between the marks of a line: `Acme (USA): letters`, `Acme | USA`, `Acme, USA`."""
    before, after = plain[: span[0]].rstrip(), plain[span[1] :].lstrip()
    return before[-1:] in _MARKS_BEFORE and after[:1] in _MARKS_AFTER


class Subjects:
    """The numbers of the concepts `about-…` of one language."""

    def __init__(self, language: Language) -> None:
        number = language.automaton.number
        self.duration = [(name, number.get(f"about-{name}", -1)) for name in _DURATIONS]
        self.timed = frozenset(concept for _, concept in self.duration)
        self.number = {name: number.get(name, -1) for name in _CONCEPTS}
        self._in_words = frozenset((*self.timed, self.number["about-retention"], self.number["about-children"]))
        self._above = frozenset((self.number["about-retention"], self.number["about-children"]))

    def silent(self, unit: Unit) -> bool:
        """Whether nothing in a unit or above it speaks of periods or of ages: numbers apart, it tells neither."""
        return self._in_words.isdisjoint(unit.present) and self._above.isdisjoint(unit.headings)

    def of(self, unit: Unit) -> About:
        """What stands around the values of one unit."""
        return About(self, unit)


class About:
    """The surroundings of one unit's values."""

    def __init__(self, subjects: Subjects, unit: Unit) -> None:
        self._subjects = subjects
        self._unit = unit
        self.children = self._has("about-children")
        self.durations = self._has("about-retention") or not subjects.timed.isdisjoint(unit.present)

    @property
    def contact(self) -> str:
        """Whose a telephone number or an address is; a line that opens with the host's name tells the host's."""
        hosting = self._unit.hits(self._subjects.number["hosting"])
        if any(0 <= hit.start - self._unit.own < _FIRST_WORDS for hit in hosting):
            return "host"
        return "dpo" if self._has("dpo") else "privacy" if self._has("privacy") else "general"

    def country(
        self, plain: str, span: tuple[int, int], union: bool = False, column: int = 0, listed: bool = False
    ) -> str:
        """Why a country is named. Of a list with remarks in brackets ("A (hosting, France) and B (letters, USA)") each
        bracket tells of its own. The Union (`union`) that data leave or do not leave is no place they are sent to, nor
        is what stands in a `column` of a table that asks where a company has its seat. `listed` is a line of a list
        or a table: under a title of recipients the place that stands alone in it is the recipient's."""
        if self._asks_for_a_seat(column):
            return "mentioned"
        if self._another_bracket(plain, span) or (not union and _left_out(plain, span)):
            return "mentioned"
        if self._seat_before_hosting(plain, span):
            return "mentioned"
        number, present = self._subjects.number, self._unit.present
        hosting = number["hosting"] in present
        # Under "Hosting and transfers", or "Where our servers are", a sentence that only sends data away hosts nothing.
        # Nor does one on another service, such as support or payment.
        sent = number["about-transfer"] in present or number["about-other-service"] in present
        if self._has("hosting") and (hosting or not sent) and not self.told_of_others(plain, span):
            return "hosting"
        leaving = union and self._outside(plain, span)
        if self._has("transfer") and not leaving:
            return "transfer"
        seat = number["about-seat"] in present
        alone = listed and not union and not seat and _alone(plain, span)
        return "recipient" if alone and self._has("recipient") else "mentioned"

    def _asks_for_a_seat(self, column: int) -> bool:
        """Whether the head of a column (0 for the first, as for what is no table) asks for a company's seat."""
        head = self._unit.lead
        hits = head.hits(self._subjects.number["about-seat"]) if head is not None and column else ()
        if head is None or not hits:
            return False
        cells = [len(WORD.findall(cell)) for cell in head.folded.split("|")]
        first = sum(cells[:column])
        return any(first <= hit.start < sum(cells[: column + 1]) for hit in hits)

    def _seat_before_hosting(self, plain: str, span: tuple[int, int]) -> bool:
        """Whether a place ends a postal address, and what is hosted is only spoken of after it: a line with a company's
        seat, run into the next one (`Host Inc., 1 Bay Road, Singapore 318992 Data kept in Frankfurt`)."""
        if not (_POSTCODE_AFTER.match(plain, span[1]) or _POSTCODE_BEFORE.search(plain[: span[0]])):
            return False
        place = self._place(plain, span)
        hits = self._unit.hits(self._subjects.number["hosting"])
        own = [hit for hit in hits if hit.start >= self._unit.own]
        return bool(own) and all(hit.start > place for hit in own)

    def told_of_others(self, plain: str, span: tuple[int, int]) -> bool:
        """Whether the words before a place last speak of people or of a company, not of what hosts: `data are hosted
        in France and our support team works from Canada`, `hosted in Germany and used by schools in Japan`."""
        place = self._place(plain, span)
        others = [hit.end for hit in self._before("about-others-place", place)]
        ours = [hit.end for hit in self._before("about-our-place", place) if not self._hosts_for_us(hit)]
        hosting = [hit.end for hit in self._before("hosting", place)]
        return max((*others, *ours), default=-1) > max(hosting, default=-1)

    def _place(self, plain: str, span: tuple[int, int]) -> int:
        """The number of the word that opens a span of the sentence."""
        return len(WORD.findall(plain[: span[0]])) + self._unit.own

    def _before(self, name: str, place: int) -> list[Hit]:
        return [hit for hit in self._unit.hits(self._subjects.number[name]) if hit.end <= place]

    def _hosts_for_us(self, hit: Hit) -> bool:
        return hit.start > 0 and self._unit.tokens[hit.start - 1] in _HOSTS_FOR_US

    def hosts_at(self, plain: str, span: tuple[int, int]) -> bool:
        """Whether something is hosted or stored right before a place: what comes later may be told of others."""
        place = self._place(plain, span)
        hits = self._unit.hits(self._subjects.number["hosting"])
        return any(0 <= place - hit.end <= _HOSTED_AT for hit in hits)

    def _outside(self, plain: str, span: tuple[int, int]) -> bool:
        """Whether a place stands in words like `outside the …`."""
        place = self._place(plain, span)
        hits = self._unit.hits(self._subjects.number["outside-eu"])
        return any(hit.start < place <= hit.end for hit in hits)

    def _another_bracket(self, plain: str, span: tuple[int, int]) -> bool:
        """Whether hosting is spoken of in brackets only, and not in the one that holds this place."""
        hosting = self._unit.hits(self._subjects.number["hosting"])
        opened = plain.rfind("(", 0, span[0])
        if not hosting or opened < 0 or plain.find(")", opened, span[0]) >= 0:
            return False
        inside, begins = [], -1
        for match in re.finditer(r"\(([^()]*)\)", plain):
            first = len(WORD.findall(plain[: match.start()])) + self._unit.own
            bracket = range(first, first + len(WORD.findall(match[1])))
            inside.append(bracket)
            begins = len(inside) - 1 if match.start() == opened else begins
        told = [hit for hit in hosting if not any(self._in_name_before(hit, bracket) for bracket in inside)]
        if begins < 0 or not told or not all(any(hit.start in bracket for bracket in inside) for hit in told):
            return False
        return not any(hit.start in inside[begins] for hit in hosting)

    def _in_name_before(self, hit: Hit, bracket: range) -> bool:
        """Whether what speaks of hosting is a word of a company's name before a bracket: `Acme Cloud Ltd (SMS)`."""
        between = self._unit.tokens[hit.end : bracket.start]
        return 0 < len(between) <= _NAME_WORDS and between[-1] in _FORMS and "," not in between

    def _in_brackets(self, plain: str, end: int) -> tuple[tuple[int, int], list[tuple[int, int]]]:
        """The tokens of the bracket that follows a name within its legal form, and those of all brackets."""
        found, own, opened = [], (0, 0), plain.find("(")
        while opened >= 0:
            closed = plain.find(")", opened)
            if closed < 0:
                break
            start = plain.count(" ", 0, opened) + self._unit.own
            found.append((start, start + plain.count(" ", opened, closed) + 1))
            if end <= opened <= end + _LEGAL_FORM and "," not in plain[end:opened]:
                own = found[-1]
            opened = plain.find("(", closed)
        return own, found

    def _has(self, name: str) -> bool:
        concept = self._subjects.number[name]
        return concept in self._unit.present or concept in self._unit.headings

    def _within_inactivity(self, hit: Hit) -> bool:
        """Whether `connection` stands in `without connection`, which speaks of accounts left alone."""
        number = dict(self._subjects.duration)["inactivity"]
        return any(wider.start < hit.start < wider.end for wider in self._unit.hits(number))

    def duration(self, plain: str, span: tuple[int, int]) -> str:
        """The subject of a duration: the nearest of the sentence, else of the headings, else `general`."""
        place = plain.count(" ", 0, span[0]) + self._unit.own
        close = place + plain.count(" ", *span) + 1
        nearest, best = "general", 10_000
        for name, concept in self._subjects.duration:
            for hit in self._unit.hits(concept):
                if name == "logs" and (self._within_inactivity(hit) or self._names_a_cookie(hit)):
                    continue
                away = self._away(hit, place, close)
                if name == "other" and away > _OTHER_WITHIN:
                    continue
                if away < best:
                    nearest, best = name, away
        if nearest == "general":
            for name, concept in self._subjects.duration:
                if concept in self._unit.headings:
                    return name
            return nearest if self._has("about-retention") or self._has("erase-verb") else "other"
        # A breach `of pupils' data` is told within a delay; nothing is kept for it.
        return "breach" if nearest == "account" and self._told_of_breach() else nearest

    def _told_of_breach(self) -> bool:
        breach, present = dict(self._subjects.duration)["breach"], self._unit.present
        return breach in present and self._subjects.number["notify"] in present

    def _names_a_cookie(self, hit: Hit) -> bool:
        """Whether `connexion` only tells which cookie is meant: `le cookie de connexion`, `the login cookie`."""
        cookies = self._unit.hits(dict(self._subjects.duration)["cookies"])
        return any(0 <= hit.start - one.end <= 1 or one.start == hit.end for one in cookies)

    def _away(self, hit: Hit, place: int, close: int) -> int:
        """Words between a subject and a period; what follows the period beyond a mark or an `and` has its own."""
        if hit.start < close:
            return abs(place - hit.start)
        apart = any(token in _PARTING for token in self._unit.tokens[close : hit.start])
        return hit.start - close + (_NEXT_ITEM if apart else 0)

    def date(self, plain: str, span: tuple[int, int]) -> str:
        """`last-updated` and `effective` where the sentence (or a short line beside it) says so."""
        unit, number = self._unit, self._subjects.number
        place = plain.count(" ", 0, span[0]) + unit.own
        nearest, best = "other", 15
        for name, concept in (("effective", number["about-effective"]), ("last-updated", number["about-updated"])):
            for hit in unit.hits(concept):
                if abs(hit.start - place) < best - (2 if nearest == "effective" else 0):
                    nearest, best = name, abs(hit.start - place)
        return "last-updated" if nearest == "other" and self._numbered_version() else nearest

    def _numbered_version(self) -> bool:
        """Whether the sentence is no more than the number of a version and a date: `v2.1 – 03/2024`."""
        tokens = self._unit.sentence.tokens
        return len(tokens) <= _VERSION_TOKENS and _VERSION.match(tokens[0]) is not None

    def email(self, address: str) -> str:
        """`dpo` by the address's own name or the sentence; `privacy` likewise; else `general`."""
        box = address.partition("@")[0].replace(".", "").replace("_", "").replace("-", "")
        if box.startswith(("dpo", "dpd")):
            return "dpo"
        if self.contact == "general" and any(name.replace("-", "") in box for name in _PRIVACY_BOXES):
            return "privacy"
        return self.contact

    def _serves_otherwise(self, plain: str, span: tuple[int, int], hosting: Sequence[Hit]) -> bool:
        """Whether the name's own part of a list tells another service: `our host A, B for audience measurement`."""
        tokens = self._unit.tokens
        place = self._place(plain, span)
        first = next((at for at in range(place, -1, -1) if tokens[at] in _PARTING), 0)
        last = next((at for at in range(place, len(tokens)) if tokens[at] in _PARTING), len(tokens))
        others = self._unit.hits(self._subjects.number["about-other-service"])
        return any(first <= hit.start < last for hit in others) and not any(
            first <= hit.start < last for hit in hosting
        )

    def _gives_account(self, plain: str, span: tuple[int, int]) -> bool:
        """Whether the organisation is named for the account that people have there: `if you sign in with …`."""
        place = self._place(plain, span)
        hits = self._unit.hits(self._subjects.number["about-account-elsewhere"])
        return any(hit.start <= place < hit.end for hit in hits)

    def organisation(self, plain: str, span: tuple[int, int]) -> str:
        """Why an organisation is named: for what the sentence says.

        Where a sentence tells the parts in brackets ("A (hosting, France) and B (payment)"), each its own bracket's.
        """
        own, remarks = self._in_brackets(plain, span[1])
        for name, subject in (("hosting", "host"), ("about-ai", "ai-provider"), ("dpo", "dpo")):
            hits = self._unit.hits(self._subjects.number[name])
            bracketed = [hit for hit in hits if any(first <= hit.start < last for first, last in remarks)]
            if hits and (not bracketed or any(own[0] <= hit.start < own[1] for hit in bracketed)):
                if subject == "host" and (
                    self._gives_account(plain, span) or self._serves_otherwise(plain, span, hits)
                ):
                    continue
                return subject
        return "recipient" if self._has("share") or self._has("recipient") else "mentioned"
