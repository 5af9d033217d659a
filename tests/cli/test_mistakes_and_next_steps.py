"""Mistakes that people make, told for what they are and with what to do next."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from pathlib import Path

import pytest

from scanner.cli.main import main
from scanner.tools.addresses import AddressProblem, home_address

Run = Callable[..., tuple[int, str, str]]


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("https://", "no-host"),
        ("https://:80/", "no-host"),
        ("https://outil.example:99999", "port"),
        ("outil.example:99999/a", "port"),
        ("https://outil.example:0/", "port"),
        ("https://outil.example:http/", "port"),
        ("https://outil..example/", "bad-host"),
        ("https://.example/", "bad-host"),
        ("https://intranet/", "bad-host"),
        ("https://un outil.example/", "bad-host"),
        ("https://[::1/", "bad-host"),
        (f"https://{'a' * 64}.example/", "bad-host"),
        ("https://" + "a." * 124 + "outil.example/", "bad-host"),
        ("https://moi@outil..example/", "credentials"),
    ],
)
def test_what_is_wrong_with_an_address_is_told(typed: str, reason: str) -> None:
    with pytest.raises(AddressProblem) as raised:
        home_address(typed)
    assert raised.value.reason == reason


@pytest.mark.parametrize(
    "typed",
    [f"https://{'a' * 63}.example/", "https://[::1]:8443/", "http://127.1.0.10:65535/", "https://localhost/"],
)
def test_addresses_at_the_edge_of_what_is_allowed_are_taken(typed: str) -> None:
    assert home_address(typed) == typed


def test_an_address_that_no_scan_could_reach_is_no_tool(run: Run) -> None:
    code, _, err = run("check", "https://outil.example:99999", "--no-browser", lang="fr")
    assert code == 2 and "son port n’est pas un nombre de 1 à 65535" in err
    assert "outil.example" not in run("tools", "list")[1]


@pytest.mark.parametrize(("lang", "sentence"), [("fr", "la clé colour est inconnue"), ("en", "unknown key colour")])
def test_a_mistake_in_a_configuration_is_told_in_the_language_it_chooses(
    lang: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREAU_LANG", raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    file = tmp_path / "preau.toml"
    file.write_text(f'lang = "{lang}"\ncolour = 1\n', encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["--config", str(file), "doctor"])
    assert ended.value.code == 2 and sentence in capsys.readouterr().err


@pytest.mark.parametrize("command", [["tools", "list"], ["history", "outil"], ["export", "out"], ["catalog", "verify"]])
def test_an_empty_file_is_no_catalogue_yet(command: list[str], run: Run) -> None:
    Path("vide.db").touch()
    code, out, err = run("--catalog", "vide.db", *command, lang="fr")
    assert (code, out) == (2, "") and "il n’y a pas de catalogue" in err and "en crée un" in err
    assert Path("vide.db").stat().st_size == 0
    assert run("--catalog", "vide.db", "tools", "add", "https://outil.example")[0] == 0
    assert "https://outil.example/" in run("--catalog", "vide.db", "tools", "list")[1]


def test_a_folder_in_place_of_a_catalogue_is_told_with_the_option(run: Run, tmp_path: Path) -> None:
    code, _, err = run("--catalog", str(tmp_path), "tools", "list", lang="fr")
    assert code == 2 and "c’est un dossier" in err and "--catalog" in err


@pytest.mark.parametrize(
    ("typed", "french", "english"),
    [
        (["chekc", "https://outil.example"], "Vouliez-vous dire : check ?", "Did you mean: check?"),
        (["tools", "ad"], "Vouliez-vous dire : add ?", "Did you mean: add?"),
        (["zzzz"], "`preau --help` affiche", "`preau --help` shows"),
        (["rules", "zzzz"], "`preau rules --help` affiche", "`preau rules --help` shows"),
    ],
)
def test_a_command_nearly_typed_is_suggested_once(typed: list[str], french: str, english: str, run: Run) -> None:
    for lang, sentence in (("fr", french), ("en", english)):
        code, _, err = run(*typed, lang=lang)
        assert code == 2 and err.count(sentence) == 1
        assert err.count("Vouliez-vous") + err.count("Did you mean") <= 1
    assert "COMMANDE [ARGUMENTS]…" in run("zzzz", lang="fr")[2]


def test_a_folder_without_rule_files_is_not_taken_for_tested(run: Run) -> None:
    Path("regles").mkdir()
    for command in (["rules", "test", "regles"], ["rules", "list", "--rules", "regles"]):
        code, out, err = run(*command, lang="fr")
        assert (code, out) == (2, "") and "ne contient aucun fichier de règles (.toml)" in err


@pytest.mark.parametrize(
    ("address", "french", "english"),
    [
        ("http://127.0.0.1/", 'allow = ["10.0.0.0/8"]', "in your own network"),
        ("https://nulle-part.example/", "Vérifiez l’adresse et l’accès à Internet", "Check the address"),
    ],
)
def test_a_scan_that_reached_nobody_says_what_to_do(address: str, french: str, english: str, run: Run) -> None:
    for lang, sentence in (("fr", french), ("en", english)):
        code, out, err = run("check", address, "--no-browser", "--no-save", lang=lang)
        assert code == 3 and sentence in err and "NE" in out
        assert "filtre des noms de domaine" not in out and "filters domain names" not in out


RULE = (files("rules") / "criteria" / "data-sharing" / "sharing.sale.toml").read_text("utf-8")


@pytest.mark.parametrize(
    ("old", "new", "french", "english"),
    [
        ("[severity]", "[severty]", "la clé severity manque ; la clé severty est inconnue", "key severity is missing"),
        (
            'scope = "public"',
            'scope = "all"',
            "la clé scope n’admet que ces valeurs : 'public', 'school'",
            "only: 'public'",
        ),
        ("gate = true", 'gate = "oui"', "la clé gate attend true ou false", "key gate: true or false"),
        ('force = ["L", "B"]', 'force = "L"', "la clé force attend une liste", "key force: a list"),
        ("gate = true", "gate = ", "TOML valide (ligne:colonne 7:8)", "line:column 7:8"),
        ("pupils’", "pupils\x00", "TOML valide", "not valid TOML"),
    ],
)
def test_a_mistake_in_a_rule_file_is_told_in_the_language(
    old: str, new: str, french: str, english: str, run: Run
) -> None:
    assert old in RULE
    Path("regles").mkdir()
    Path("regles/sharing.sale.toml").write_text(RULE.replace(old, new, 1), encoding="utf-8")
    for lang, said in (("fr", french), ("en", english)):
        code, out, err = run("rules", "test", "regles", lang=lang)
        assert (code, out) == (2, "") and "sharing.sale.toml" in err and said in err, err


def test_a_rule_file_in_another_encoding_is_told(run: Run) -> None:
    Path("regles").mkdir()
    Path("regles/sharing.sale.toml").write_bytes(RULE.encode("utf-16"))
    assert "enregistrez-le dans cet encodage" in run("rules", "test", "regles", lang="fr")[2]


def test_an_example_that_describes_no_case_and_a_criterion_without_any_are_told(run: Run) -> None:
    Path("regles").mkdir()
    file = Path("regles/sharing.sale.toml")
    file.write_text(RULE.replace("[examples.given]", "[examples.given]\ndokuments = []", 1), encoding="utf-8")
    code, out, _ = run("rules", "test", "regles", lang="fr")
    assert code == 1 and "l’exemple ne peut pas être lu, la clé given.dokuments est inconnue" in out.replace(
        "\u00a0", " "
    )
    file.write_text(RULE.partition("[[examples]]")[0], encoding="utf-8")
    code, out, _ = run("rules", "test", "regles", lang="fr")
    assert code == 0 and "sans exemple, que rien ne vérifie\u00a0: sharing.sale." in out
    assert "sans exemple" not in run("rules", "test", lang="fr")[1]


ANSWER = ["answer", "outil-example", "sharing.sale"]


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(
    ("arguments", "french"),
    [
        (["notify", "outil-example", "--by", " "], "--by : un texte est attendu"),
        ([*ANSWER, "--text", "", "--by", "Éditeur"], "--text : un texte est attendu"),
        ([*ANSWER, "--text", "\t", "--by", ""], "--text, --by : un texte est attendu"),
        ([*ANSWER, "--text", "Oui.", "--by", "Éditeur", "--surface", "learner"], "s’apprécie sur : documents"),
    ],
)
def test_what_people_record_is_never_blank_nor_of_another_surface(arguments: list[str], french: str, run: Run) -> None:
    code, out, err = run(*arguments, lang="fr")
    assert (code, out) == (2, "") and french in err


@pytest.mark.usefixtures("there")
def test_an_account_without_a_name_can_record_an_answer(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)

    def nameless(number: int) -> None:
        raise KeyError(f"getpwuid(): uid not found: {number}")

    monkeypatch.setattr("pwd.getpwuid", nameless)
    code, out, err = run(*ANSWER, "--text", "Oui.", "--by", "Éditeur")
    assert code == 0 and "kept beside the finding" in out, err


def test_a_contract_without_text_is_told_before_the_report(run: Run) -> None:
    Path("contrat.pdf").touch()
    Path("annexe.md").write_text("# Annexe\n\nLe sous-traitant supprime les données.\n", encoding="utf-8")
    brought = ["--document", "contrat.pdf", "--document", "annexe.md"]
    code, _, err = run("check", "http://127.0.0.1/", "--no-browser", "--no-save", *brought, lang="fr")
    assert code in (0, 3) and err.count("aucun texte n’a pu être tiré") == 1
    assert "aucun texte n’a pu être tiré de contrat.pdf" in err
