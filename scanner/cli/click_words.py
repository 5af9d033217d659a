"""What Click itself says (usage, options, wrong values), in French: a gettext catalogue bound to its default domain."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

from .language import Language

FOLDER = Path(__file__).parent / "locale"


def speak(language: Language) -> None:
    """Let Click use `language` from now on."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", str(FOLDER))
    gettext.textdomain("messages")
