"""The interface speaks French and English in step."""

import ast
import re
import string
import subprocess
import sys
from pathlib import Path

import click
import pytest

from catalog.nouns.criterion import Criterion
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


def _calls(*folders: str) -> list[tuple[str, str, ast.Call]]:
    """Every call in the sources: where, the name called (its last part), the call."""
    found = []
    for folder in folders:
        for path in Path(folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Call):
                    name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                    found.append((f"{path}:{node.lineno}", name, node))
    return found


def _words_in(node: ast.AST) -> list[str]:
    """The texts of two words and more that are written in a call's arguments."""
    texts = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    return [text for text in texts if re.search(r"[A-Za-zéèàç’']{2,} [a-zéèàç]{2,}", text)]


def test_nothing_is_said_that_does_not_come_from_the_texts() -> None:
    """A sentence written in the code would be said in one language only."""
    sayers = {"echo", "BadParameter", "UsageError", "ClickException", "say", "Stop", "fail"}
    said = [
        (place, text)
        for place, name, call in _calls("scanner/cli")
        if name in sayers
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
        for text in _words_in(argument)
        if not text.strip().startswith("preau ")
    ]
    assert said == []


def test_every_kind_of_mistake_in_a_rule_file_has_its_sentence() -> None:
    from rules.mistakes import SENTENCES

    assert {f"rule-file.{kind}" for kind in SENTENCES} == {key for key in EN if key.startswith("rule-file.")}
    for kind, sentence in SENTENCES.items():
        assert _fields(EN[f"rule-file.{kind}"]) == _fields(sentence)


def test_what_the_engines_say_of_a_lost_worker_has_its_words() -> None:
    from scanner.nightly.summary import _LOST, why_not

    assert {text: EN[f"lost.{key}"] for text, key in _LOST.items()} == {text: text for text in _LOST}
    written = {
        one.value
        for _, name, call in _calls("scanner/nightly")
        if name in ("_lost", "Result")
        for argument in [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg == "error")]
        for one in [argument]
        if isinstance(one, ast.Constant) and isinstance(one.value, str)
    }
    assert written and written <= set(_LOST)
    assert why_not("the worker process died", Words("fr")) == "le processus de contrôle s’est arrêté"
    assert why_not("robots, timeout", Words("fr")).count(",") == 1


def _problems() -> set[str]:
    """The names of Problem and of what is derived from it, wherever in the program."""
    import importlib
    import pkgutil

    import scanner
    from scanner.problem import Problem

    for module in pkgutil.walk_packages(scanner.__path__, "scanner."):
        importlib.import_module(module.name)
    names, open_ = {"Problem"}, [Problem]
    while open_:
        found = open_.pop().__subclasses__()
        names |= {one.__name__ for one in found}
        open_ += found
    return names


def test_every_problem_has_its_sentence_in_both_languages() -> None:
    names = _problems()
    assert {"Stop", "ConfigError", "HarProblem", "BroughtProblem", "ImportProblem"} <= names
    for place, name, call in _calls("scanner"):
        # One of them makes its own sentence out of what it is given.
        if name in names - {"UnknownColumn"} and call.args and isinstance(call.args[0], ast.Constant):
            key = call.args[0].value
            assert isinstance(key, str) and key in EN, (place, key)
            given = {str(keyword.arg) for keyword in call.keywords} - {"status"}
            assert _fields(EN[key]) <= given or None in {keyword.arg for keyword in call.keywords}, (place, key)


def test_no_error_with_words_of_its_own_reaches_a_person() -> None:
    """What a command catches and tells (`detail=error`) is a Problem or an error of the system, which have both
    languages; a ValueError with a sentence would be told in English only."""
    names = _problems() | {"OSError", "CatalogueProblem"}
    for path in Path("scanner/cli").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler) and node.name is not None and _tells(node, node.name):
                kinds = {one.id for one in ast.walk(node.type or node) if isinstance(one, ast.Name)}
                assert kinds <= names, (path, node.lineno, kinds - names)


def _tells(handler: ast.ExceptHandler, name: str) -> bool:
    return any(
        isinstance(one, ast.keyword) and isinstance(one.value, ast.Name) and one.value.id == name
        for one in ast.walk(handler)
    )


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


def test_every_field_of_a_rule_file_has_its_name() -> None:
    """`preau rules diff` names what differs; severities have lines of their own."""
    named = {key.removeprefix("rules.field-") for key in EN if key.startswith("rules.field-")}
    assert named == set(Criterion.model_fields) - {"severity"}


def test_no_text_is_unused() -> None:
    sources = "\n".join(p.read_text("utf-8") for p in Path("scanner").rglob("*.py"))
    families: tuple[str, ...] = (
        "command.",
        "option.",
        "problem.",
        "why.",
        "cause.",
        "severity.",
        "force.",
        "automation.",
        "verdict.",
    )
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
        "config.why.",
        "system.",
        "no-browser.",
        "language.",
        "rule-file.",
        "doctor.mark.",
        "read.",
        "lost.",
        "metavar.",
        "doctor.set.",
        "tools.field.",
        "rules.field-",
    )
    unused = [k for k in EN if not k.startswith(families) and f'"{k}"' not in sources and f"'{k}'" not in sources]
    assert unused == []


def test_texts_chosen_by_a_value_are_all_there_and_no_others() -> None:
    from scanner import config
    from scanner.cli import language

    refused = set(re.findall(r'_refused\("([a-z-]+)"', Path("scanner/config.py").read_text("utf-8")))
    missing = set(re.findall(r'BrowserAvailability\(False, \w+, "([a-z-]+)"', _source("collect/browser/chromium.py")))
    for family, expected in (
        ("config.why.", refused | set(config._WHY.values()) | {"unfit"}),
        ("system.", set(language._SYSTEM.values())),
        ("no-browser.", missing),
        ("doctor.mark.", {"V2", "M"}),
        ("language.", {*language.LANGUAGES, "unknown"}),
    ):
        assert {key.removeprefix(family) for key in EN if key.startswith(family)} == expected, family


def _source(path: str) -> str:
    return (Path("scanner") / path).read_text("utf-8")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_is_in_the_language_asked_for(language: str) -> None:
    said = subprocess.run(
        [sys.executable, "-m", "scanner.cli.main", "--lang", language, "check", "--help"],
        capture_output=True,
        text=True,
    )
    assert said.returncode == 0
    assert ("Contrôle un outil maintenant" in said.stdout) is (language == "fr")
    assert ("Usage\u00a0:" in said.stdout) is (language == "fr")


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


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", ("OUTIL CRITÈRE", "--until AAAA-MM-JJ", "--by TEXTE", "[obligatoire]", "--document FICHIER")),
     ("en", ("TOOL CRITERION", "--until YYYY-MM-DD", "--by TEXT", "[required]", "--document FILE"))],
)  # fmt: skip
def test_values_are_named_in_the_language_of_the_help(language: str, words: tuple[str, ...]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "scanner.cli.main", "--lang", language, "review", "-h"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    said = " ".join(done.stdout.split())
    assert [one for one in words if one not in said] == []


def test_the_help_tells_the_levels_that_can_be_asked_for() -> None:
    from scanner.levels import LEVELS

    done = subprocess.run(
        [sys.executable, "-m", "scanner.cli.main", "check", "--help"], capture_output=True, text=True, check=True
    )
    assert all(level in done.stdout for level in LEVELS)


def test_every_set_of_reference_data_has_a_name_for_people() -> None:
    from rules.knowledge.load import load_knowledge

    assert [one.name for one in load_knowledge().sets() if f"doctor.set.{one.name}" not in EN] == []
