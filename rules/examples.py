"""Run the examples of rule files: each says what the check must answer to a made-up case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog.nouns.criterion import Criterion, Example
from catalog.nouns.finding import Finding
from rules.knowledge.knowledge import Knowledge
from rules.mistakes import Mistake


@dataclass(frozen=True)
class ExampleResult:
    """One example: what it expected and what was found (`verdict`, or `verdict message` where it names one)."""

    criterion: str
    name: str
    expected: str
    found: str
    finding: Finding | None = None
    mistake: Mistake | None = None
    """What is wrong with the example itself."""

    @property
    def holds(self) -> bool:
        """Whether the check answered as the example says."""
        return self.expected == self.found


def run_examples(criteria: Mapping[str, Criterion], knowledge: Knowledge | None = None) -> list[ExampleResult]:
    """Run every example of every criterion, in their order. A check that raises fails its example.

    `knowledge` is the reference data to judge with; the package's own where none is given.
    """
    if knowledge is None:
        from rules.knowledge.load import load_knowledge

        knowledge = load_knowledge()
    return [
        run_example(criterion, example, knowledge) for criterion in criteria.values() for example in criterion.examples
    ]


def run_example(criterion: Criterion, example: Example, knowledge: Knowledge) -> ExampleResult:
    """Run one example through the engine, as a scan would."""
    from rules.evaluate import CheckError, evaluate
    from rules.example_case import GivenError, build_case

    expected = example.verdict if example.message is None else f"{example.verdict} {example.message}"
    try:
        case = build_case(example.given, knowledge, language=example.language)
        findings = evaluate(case, {criterion.id: criterion}, strict=True)
    except GivenError as error:
        return ExampleResult(criterion.id, example.name, expected, str(error), mistake=error.mistake)
    except CheckError as error:
        return ExampleResult(criterion.id, example.name, expected, str(error))
    except Exception as error:  # the reader or the derivation of facts: this example fails, the others still run
        return ExampleResult(criterion.id, example.name, expected, repr(error))
    finding = next(one for one in findings if one.surface == example.surface)
    found = finding.verdict if example.message is None else f"{finding.verdict} {finding.message}"
    return ExampleResult(criterion.id, example.name, expected, found, finding)
