"""Contacts and numbers: e-mail addresses (also disguised), phone numbers, addresses of pages, registrations, ages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

Span = tuple[int, int]

_AT: Final = r"(?:\s?@\s?|\s?[\[({<]\s?(?:at|arobase|@)\s?[\])}>]\s?|\(a\)|\sarobase\s)"
"""The sign of an address, also disguised: `@`, `[at]`, `{at}`, `(a)`, `arobase`."""
_DOT: Final = r"(?:\.|\s\.\s|\s?[\[({<]\s?(?:dot|point)\s?[\])}>]\s?|\s(?:dot|point)\s)"
_EMAIL: Final = re.compile(
    rf"(?<![\w.+-])([\w.+-]{{1,64}})(?:{_AT}([\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,4}})"
    r"|\sat\s([\w-]{1,63}(?:\sdot\s[\w-]{1,63}){1,4}))"
)
"""An address; in plain words (`dpo at tool dot org`) where the sign and the stop are both written so."""
_DISGUISED_DOT: Final = re.compile(_DOT)
DISGUISES: Final = (" dot ", " DOT ", "arobase", "AROBASE", "Arobase", "{at}", "<at>", "{AT}")
"""What a disguised address may hold instead of brackets."""
_PHONE: Final = re.compile(r"(?<![\w./-])(?:\+|00)?\(?\d{1,4}\)?(?:[\s.\u00a0-]{0,2}\(?\d{1,5}\)?){2,7}(?![\w/-])")
_PHONE_DIGITS: Final = (9, 15)
_DIGIT: Final = re.compile(r"\d")
_URL: Final = re.compile(r"(?:https?://|www\.)[^\s<>\"'()\[\]{}«»]{3,300}")
_REGISTRATION: Final = re.compile(
    r"\b(?:RCS\s+(?:de\s+|d[’'])?[A-ZÀ-Ý][\wÀ-ÿ-]{1,30}(?:\s+[A-Z])?\s*(?:(?:sous le )?(?:num[ée]ro|n°)\s*)?"
    r"[\d\s\u00a0.]{9,14}\d|SIRE[NT]\s*(?:n°|:)?\s*[\d\s\u00a0.]{9,20}\d"
    r"|[Cc]ompany (?:[Rr]egistration )?(?:[Nn]umber|[Nn]o\.?):?\s*[A-Z]{0,2}\d{5,10}|HRB\s*\d{2,8})"
)
_AGE: Final = re.compile(
    r"(?:under|below|age of|aged|over|than|ages?|moins de|plus de|age de|ages de|ans|unter|uber|bis|au moins|at least)"
    r"\s+(?:the\s+age\s+of\s+)?(\d{1,2}|thirteen|sixteen|eighteen|fifteen|fourteen|quinze|treize|seize|dix-huit)(?![\d%,.]?\d)"
)
_AGE_WORDS: Final = {
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "eighteen": 18, "treize": 13, "quinze": 15,
    "seize": 16, "dix-huit": 18,
}  # fmt: skip


def emails(plain: str) -> Iterator[tuple[str, Span]]:
    """E-mail addresses in folded text, disguised ones (`dpo [at] tool [point] fr`) put right."""
    for match in _EMAIL.finditer(plain):
        host = _DISGUISED_DOT.sub(".", match[2] or match[3])
        if host.rpartition(".")[2].isalpha():
            yield f"{match[1].strip('.')}@{host}", match.span()


def phones(raw: str) -> Iterator[tuple[str, Span]]:
    """Phone numbers of 9 to 15 digits that start with `+`, `0` or a bracket, or are grouped as in North America."""
    if len(_DIGIT.findall(raw)) < _PHONE_DIGITS[0]:
        return
    for match in _PHONE.finditer(raw):
        text = match[0].strip()
        digits = re.sub(r"\D", "", text)
        american = re.fullmatch(r"1?[\s.-]?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}", text) is not None
        if _PHONE_DIGITS[0] <= len(digits) <= _PHONE_DIGITS[1] and (text[0] in "+0(" or american):
            yield ("+" if text[0] == "+" else "") + digits, match.span()


def urls(raw: str) -> Iterator[tuple[str, Span]]:
    """Addresses of pages as written, without the stop that ends the sentence."""
    for match in _URL.finditer(raw):
        text = match[0].rstrip(".,;:!?…")
        yield text, (match.start(), match.start() + len(text))


def registrations(raw: str) -> Iterator[tuple[str, Span]]:
    """Company registrations: RCS, SIREN, SIRET, company number, Handelsregister."""
    if not ("RCS" in raw or "SIRE" in raw or "ompany" in raw or "HRB" in raw):
        return
    for match in _REGISTRATION.finditer(raw):
        yield " ".join(match[0].split()), match.span()


def may_tell_age(plain: str, digits: bool) -> bool:
    """Whether a text has a number at all, as digits or as a word for an age."""
    return digits or any(word in plain for word in _AGE_WORDS)


def ages(plain: str) -> Iterator[tuple[int, Span]]:
    """Ages of 6 to 21 years named as a limit."""
    for match in _AGE.finditer(plain):
        years = _AGE_WORDS.get(match[1]) or int(match[1])
        if 6 <= years <= 21:
            yield years, match.span()
