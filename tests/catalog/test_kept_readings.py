"""Readings as the catalogue keeps them: what is written short is read back whole, in today's form and in older ones."""

from __future__ import annotations

import json

import pytest

from catalog.nouns.reading import ClauseReading, DocumentReading, Quote, shortened

QUOTE = Quote(text="We never sell data.", start=4, end=23)
CLAUSES = (
    ClauseReading(clause="ad-free", stance="absent"),
    ClauseReading(clause="ai-training", stance="unclear"),
    ClauseReading(clause="audience-product", stance="unclear"),
    ClauseReading(clause="data-sale", stance="denied", quotes=(QUOTE,)),
    ClauseReading(clause="dpo-contact", stance="unclear", populations=("pupils",)),
    ClauseReading(clause="encryption", stance="absent"),
    ClauseReading(clause="purposes", stance="absent"),
)
READING = DocumentReading(language="en", words=12, clauses=CLAUSES)


def test_a_reading_is_read_back_as_it_was_written() -> None:
    kept = shortened(READING.model_dump(mode="json"))
    assert kept["clauses"][0] == {"absent": "ad-free"}
    assert kept["clauses"][1] == {"unclear": "ai-training audience-product"}
    assert DocumentReading.model_validate_json(json.dumps(kept)) == READING
    assert kept == shortened(READING.model_dump(mode="json")), "reading it back left it as it was"


def test_a_catalogue_of_an_older_program_is_read_too() -> None:
    plain = READING.model_dump(mode="json")
    plain["clauses"] = [one["clause"] if one["stance"] == "absent" else one for one in plain["clauses"]]
    assert DocumentReading.model_validate_json(json.dumps(plain)) == READING


@pytest.mark.parametrize("broken", [{"absent": 3}, {"maybe": "ad-free"}, {"clause": "ad-free"}, 3])
def test_what_no_program_wrote_is_refused(broken: object) -> None:
    with pytest.raises(ValueError, match="clauses"):
        DocumentReading.model_validate_json(json.dumps({"clauses": [broken]}))
