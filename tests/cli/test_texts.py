"""The interface speaks French and English in step."""

import re
import string
import subprocess
import sys
from pathlib import Path

import click
import pytest

from scanner.cli.language import Words
from scanner.cli.main import COMMANDS, cli
from scanner.cli.setting import Setting

FR, EN = Words("fr")._texts, Words("en")._texts


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_both_languages_have_the_same_keys() -> None:
    assert set(FR) == set(EN)


@pytest.mark.parametrize("key", sorted(EN))
def test_both_languages_fill_in_the_same_parameters(key: str) -> None:
    assert _fields(FR[key]) == _fields(EN[key])
    assert FR[key].strip() and EN[key].strip()


@pytest.mark.parametrize("key", sorted(FR))
def test_french_typography(key: str) -> None:
    """No straight apostrophe in French words (commands in quotes excepted), no plain space before double punctuation
    at the end of a word group would be broken across lines in a report; here a terminal wraps anyway."""
    words = re.sub(r"`[^`]*`|'[a-z\[\]-]+'", "", FR[key])
    assert not re.search(r"[a-zéèàç]'[a-zéèàêh]", words), words


def _options(command: click.Command, path: str) -> list[tuple[str, str]]:
    found = [(path, str(p.name).rstrip("_")) for p in command.params if isinstance(p, click.Option)]
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path.rsplit(".", 1)[-1], obj=Setting(language_option="en"))
        for name in command.list_commands(context):
            child = command.commands.get(name)
            if child is not None:
                found += _options(child, f"{path}.{name}")
    return found


def test_every_command_and_option_has_its_help() -> None:
    for name, module in COMMANDS.items():
        __import__(module)
        command = sys.modules[module].command
        assert f"command.{name}.short" in EN
        for path, option in _options(command, f"command.{name}"):
            assert option == "help" or f"{path}.{option}" in EN or f"option.{option}" in EN, (path, option)


def test_no_text_is_unused() -> None:
    sources = "\n".join(p.read_text("utf-8") for p in Path("scanner").rglob("*.py"))
    families = ("command.", "option.", "problem.", "why.", "cause.", "severity.", "force.", "automation.", "verdict.")
    families += (
        "surface.",
        "scope.",
        "capability.",
        "skipped.",
        "progress.",
        "role.",
        "kind.",
        "tools.",
        "publication.",
        "change.",
        "rescan.",
    )
    unused = [k for k in EN if not k.startswith(families) and f'"{k}"' not in sources and f"'{k}'" not in sources]
    assert unused == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_is_in_the_language_asked_for(language: str) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "scanner.cli.main", "--lang", language, "check", "--help"],
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0
    assert ("Contrôle un outil maintenant" in said.stdout) is (language == "fr")
    assert ("Usage :" in said.stdout) is (language == "fr")


@pytest.mark.parametrize(
    ("arguments", "status", "sentence"),
    [
        (["check"], 2, "give at least one address"),
        (["check", "ftp://x.example"], 2, "only http and https"),
        (["check", "nobody-knows-this"], 2, "no tool of the catalogue is called"),
        (["check", "https://user:pw@x.example"], 2, "user name or password"),
        (["bogus"], 2, "No such command"),
        (["explain", "nope"], 2, "no criterion called nope"),
        (["--config", "/nonexistent.toml", "doctor"], 2, "nonexistent.toml"),
        (["evaluate"], 2, "name at least one tool"),
        (["history", "x"], 2, "there is no catalogue"),
        (["check", "x.example", "--output", "/nonexistent/x.html"], 2, "does not exist"),
    ],
)
def test_wrong_usage_ends_with_a_sentence(tmp_path: Path, arguments: list[str], status: int, sentence: str) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "scanner.cli.main", "--catalog", str(tmp_path / "c.db"), "--lang", "en", *arguments],
        capture_output=True,
        text=True,
    )
    assert said.returncode == status, said.stderr
    assert sentence in said.stderr
    assert "Traceback" not in said.stderr


def test_the_compiled_words_of_click_are_those_of_the_source() -> None:
    from babel.messages.mofile import read_mo
    from babel.messages.pofile import read_po

    folder = Path("scanner/cli/locale/fr/LC_MESSAGES")
    with (folder / "messages.po").open("rb") as source, (folder / "messages.mo").open("rb") as compiled:
        written, shipped = read_po(source, locale="fr"), read_mo(compiled)

    def plain(part: object) -> object:
        return tuple(part) if isinstance(part, list | tuple) else part

    assert {plain(m.id): plain(m.string) for m in written if m.id} == {
        plain(m.id): plain(m.string) for m in shipped if m.id
    }


def test_the_program_is_called_preau() -> None:
    assert cli.name == "cli"
    said = subprocess.run([sys.executable, "-m", "scanner.cli.main", "--version"], capture_output=True, text=True)
    assert said.stdout.startswith("preau ")
