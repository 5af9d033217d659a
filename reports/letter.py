"""The letter to the vendor as plain text, ready to paste in a message."""

from __future__ import annotations

from reports.view.model import VendorLetter
from reports.wording import Wording


def letter_text(letter: VendorLetter, wording: Wording) -> str:
    """The letter: subject, greeting, numbered questions by kind, closing. Not wrapped: mail programs do it."""
    lines = [wording.say("letter.subject-line", subject=letter.subject), "", letter.greeting, "", letter.opening, ""]
    number = 0
    for group in letter.groups:
        lines += [group.intro, ""]
        for question in group.questions:
            number += 1
            lines.append(f"{number}. " + " ".join(filter(None, (question.found, question.text))))
        lines.append("")
    lines += [letter.closing, "", letter.signature]
    return "\n".join(lines) + "\n"
