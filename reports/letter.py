"""The letter to the vendor as plain text, ready to paste in a message."""

from __future__ import annotations

from reports.view.model import Question, VendorLetter
from reports.wording import Wording


def letter_text(letter: VendorLetter, wording: Wording) -> str:
    """The letter: subject, greeting, numbered questions by kind, closing. Not wrapped: mail programs do it."""
    lines = [wording.say("letter.subject-line", subject=letter.subject), "", letter.greeting, "", letter.opening, ""]
    number = 0
    for group in letter.groups:
        lines += [group.intro, ""]
        for question in group.questions:
            number += 1
            lines.append(f"{number}. {_said(question, group.brief)}")
        lines.append("")
    lines += [letter.closing, "", letter.signature]
    return "\n".join(lines) + "\n"


def _said(question: Question, brief: bool) -> str:
    """What was found and what is asked; of a minor point only what was found, where the rule has words for it."""
    if brief and question.found:
        return question.found
    return " ".join(filter(None, (question.found, question.text)))
