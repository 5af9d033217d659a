"""What users read exists in French and English in step, and every command in it exists."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import click
import pytest

from scanner.cli.main import COMMANDS

ROOT = Path(__file__).parents[2]
PAIRS = {
    "CHANGELOG.fr.md": "CHANGELOG.md",
    "README.fr.md": "README.md",
    "docs/enregistrer-un-har.fr.md": "docs/record-a-har.md",
    "docs/nightly.fr.md": "docs/nightly.md",
    "docs/rating.fr.md": "docs/rating.md",
    "docs/reference-data.fr.md": "docs/reference-data.md",
}
"""French page → its English one."""


def shape(text: str) -> dict[str, list[str]]:
    """What both languages must share: headings by level, rows of tables, items of lists, blocks of commands."""
    lines = text.splitlines()
    return {
        "headings": [line.split(" ")[0] for line in lines if re.match(r"#{1,4} ", line)],
        "rows": [str(line.count("|")) for line in lines if line.startswith("|")],
        "items": [line[:1] for line in lines if re.match(r"(- |\d\. )", line)],
        "fences": [line for line in lines if line.startswith("```")],
    }


@pytest.mark.parametrize(("french", "english"), PAIRS.items())
def test_both_languages_are_in_step(french: str, english: str) -> None:
    assert shape((ROOT / french).read_text("utf-8")) == shape((ROOT / english).read_text("utf-8"))


@pytest.mark.parametrize(("french", "english"), PAIRS.items())
def test_each_page_leads_to_the_other_language(french: str, english: str) -> None:
    assert f"({Path(english).name})" in (ROOT / french).read_text("utf-8")
    assert f"({Path(french).name})" in (ROOT / english).read_text("utf-8")


def test_no_page_in_french_is_left_without_its_pair() -> None:
    found = {path.relative_to(ROOT).as_posix() for folder in (ROOT, ROOT / "docs") for path in folder.glob("*.fr.md")}
    assert found == set(PAIRS)


@pytest.mark.parametrize("page", sorted(PAIRS))
def test_french_pages_have_their_spaces_and_apostrophes(page: str) -> None:
    text = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", (ROOT / page).read_text("utf-8"), flags=re.S)
    assert re.findall(r".{12} [:;?!»]", text) == []
    assert re.findall(r"[a-zé]'[a-zé]", text) == []


def pages() -> list[Path]:
    return [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")]


def test_every_link_between_pages_leads_somewhere() -> None:
    for page in pages():
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text("utf-8")):
            assert "://" in target or (page.parent / target).exists(), (page.name, target)


def commands(text: str) -> list[str]:
    """The calls of the program that a page shows: lines of blocks, and code within sentences."""
    blocks = re.findall(r"^(?:\$ |\.venv/bin/)?preau [^\n#]*", text, flags=re.M)
    inline = re.findall(r"`(preau [^`]*)`", text)
    return [one.removeprefix("$ ").removeprefix(".venv/bin/").strip() for one in (*blocks, *inline)]


SHOWN = [(page.name, one) for page in pages() for one in dict.fromkeys(commands(page.read_text("utf-8")))]


@pytest.mark.parametrize(("page", "shown"), SHOWN, ids=[f"{page}: {one[:50]}" for page, one in SHOWN])
def test_every_command_that_a_page_shows_exists(page: str, shown: str) -> None:
    words = shlex.split(shown.replace("…", ""))[1:]
    while words and words[0] in ("--lang", "--config", "--catalog"):
        words = words[2:]
    name = words.pop(0)
    if name.startswith("--") or name.isupper():
        assert name in ("--help", "--version", "COMMAND", "COMMANDE")
        return
    assert name in COMMANDS, (page, shown)
    __import__(COMMANDS[name])
    command: click.Command = sys.modules[COMMANDS[name]].command
    if isinstance(command, click.Group) and words:
        found = command.commands.get(words.pop(0))
        assert found is not None, (page, shown)
        command = found
    known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | {"--help"}
    for word in words:
        if word.startswith("--"):
            assert word.partition("=")[0] in known, (page, shown, word)
