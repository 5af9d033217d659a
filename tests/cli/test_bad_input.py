"""Every command given bad input ends with the contract's status and a sentence in the language asked for."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scanner.cli.language import Words
from scanner.cli.main import main

Run = Callable[..., tuple[int, str, str]]


CASES: list[tuple[list[str], int, str, str]] = [
    ([], 2, "", ""),
    (["check"], 2, "give at least one address", "indiquez au moins une adresse"),
    (["check", ""], 2, "give at least one address", "indiquez au moins une adresse"),
    (["check", "https://u:secret@a.example"], 2, "https://…@a.example is not", "https://…@a.example n’est pas"),
    (["check", "https://a.example", "--app", "ftp://b.example"], 2, "Error: ftp://b.ex", "Erreur : ftp://b.ex"),
    (["check", "a.example", "b.example", "--document", "tools.txt"], 2, "belong to one tool", "un seul outil"),
    (["check", "a.example", "b.example", "--app", "https://c.example"], 2, "belong to one tool", "un seul outil"),
    (["evidence", "export", "outil-example", "--scan", "x"], 2, "no assessed scan x", "n’a pas d"),
    (["check", "https://a.example", "--har", "absent.har"], 2, "does not exist", "n’existe pas"),
    (["check", "https://a.example", "--har", "."], 2, "is a directory", "est un dossier"),
    (["check", "https://a.example", "--document", "absent.pdf"], 2, "does not exist", "n’existe pas"),
    (["check", "https://a.example", "--format", "pdf"], 2, "'pdf' is not one of", "'pdf'"),
    (["check", "https://a.example", "--fail-on", "grave"], 2, "'grave' is not one of", "'grave'"),
    (["check", "https://a.example", "--output", "."], 2, "is a directory", "est un dossier"),
    (["check", "https://a.example", "--rules", "absent"], 2, "absent", "absent"),
    (["read", "absent.pdf"], 2, "it does not exist", "il n’existe pas"),
    (["read", "."], 2, "it is a folder, not a file", "c’est un dossier, non un fichier"),
    (["read"], 2, "Missing argument", "Argument manquant"),
    (["tools", "import"], 2, "name a file, or use --starter", "indiquez un fichier, ou utilisez --starter"),
    (["tools", "import", "absent.csv"], 2, "does not exist", "n’existe pas"),
    (["tools", "import", "--starter", "fr", "tools.txt"], 2, "takes neither a file", "ne prend ni fichier"),
    (["tools", "add", "ftp://x.example"], 2, "cannot be used", "inutilisable"),
    (
        ["tools", "add", "https://x.example", "--country", "France"],
        2,
        "the country cannot hold",
        "le pays ne peut pas contenir",
    ),
    (["tools", "show", "absent"], 2, "no tool of the catalogue", "aucun outil du catalogue"),
    (["tools", "retire", "absent"], 2, "no tool of the catalogue", "aucun outil du catalogue"),
    (["history", "absent"], 2, "no tool of the catalogue", "aucun outil du catalogue"),
    (["diff", "absent"], 2, "no tool of the catalogue", "aucun outil du catalogue"),
    (["evaluate", "absent"], 2, "no tool of the catalogue", "aucun outil du catalogue"),
    (["evaluate"], 2, "name at least one tool", "nommez au moins un outil"),
    (["evidence", "export", "outil-example"], 2, "was never scanned", "n’a jamais été contrôlé"),
    (["evidence", "export", "outil-example", "--output", "absent/x"], 2, "does not exist", "n’existe pas"),
    (["dossier", "outil-example", "security.headers"], 2, "was never scanned", "n’a jamais été contrôlé"),
    (["dossier", "outil-example", "nope"], 2, "no criterion called nope", "aucun critère ne s’appelle nope"),
    (["explain", "nope"], 2, "no criterion called nope", "aucun critère ne s’appelle nope"),
    (
        ["review", "outil-example", "security.headers", "pass", "--reason", "r", "--by", "b", "--until", "demain"],
        2,
        "does not match the format",
        "n’est pas une date de la forme AAAA-MM-JJ",
    ),
    (
        ["review", "outil-example", "security.headers", "pass", "--reason", "r", "--by", "b", "--surface", "documents"],
        2,
        "learner (learner area)",
        "learner (espace élève)",
    ),
    (["review", "outil-example", "nope", "pass", "--reason", "r", "--by", "b"], 2, "no criterion", "aucun critère"),
    (
        ["review", "outil-example", "security.headers", "pass", "--reason", " ", "--by", "b"],
        2,
        "must not be empty",
        "ne doivent pas être vides",
    ),
    (
        ["review", "outil-example", "security.headers", "pass", "--reason", "r", "--by", "b", "--until", "2020-01-01"],
        2,
        "is past",
        "est passé",
    ),
    (["rescan", "--due", "999999999999d"], 2, "is not a duration", "n’est pas une durée"),
    (["rescan", "--browser-every", "4000y"], 2, "is not a duration", "n’est pas une durée"),
    (["rescan", "--max-time", "999999w"], 2, "is not a duration", "n’est pas une durée"),
    (["catalog", "prune", "--older-than", "999999d"], 2, "is not a duration", "n’est pas une durée"),
    (["rescan", "--engine", "dask://"], 2, "is no engine", "n’est pas un moteur"),
    (["rescan", "--engine", "dask://host"], 2, "is no engine", "n’est pas un moteur"),
    (["rescan", "--engine", "dask://host:port"], 2, "is no engine", "n’est pas un moteur"),
    (["rescan", "--engine", "dask://host:1/x"], 2, "is no engine", "n’est pas un moteur"),
    (["rescan", "--engine", "spark://host:8786"], 2, "is no engine", "n’est pas un moteur"),
    (["answer", "outil-example", "nope", "--text", "t", "--by", "b"], 2, "no criterion", "aucun critère"),
    (["rescan", "--due", "demain"], 2, "is not a duration", "n’est pas une durée"),
    (["rescan", "--engine", "ftp://x"], 2, "is no engine", "n’est pas un moteur"),
    (["rescan", "--max-unreachable", "2"], 2, "'--max-unreachable'", "'--max-unreachable'"),
    (["rules", "test", "absent"], 2, "does not exist", "n’existe pas"),
    (["rules", "diff", "absent", "."], 2, "neither a folder", "ni un dossier"),
    (["catalog", "prune"], 2, "Missing option", "Option manquante"),
    (["--catalog", "absent/c.db", "tools", "add", "https://x.example"], 2, "create it", "créez-le"),
    (["--catalog", "absent.db", "export", "out"], 2, "there is no catalogue", "il n’y a pas de catalogue"),
    (["--catalog", "absent.db", "site", "out"], 2, "there is no catalogue", "il n’y a pas de catalogue"),
    (["--catalog", "absent.db", "serve"], 2, "there is no catalogue", "il n’y a pas de catalogue"),
    (["--catalog", "absent.db", "rules", "diff", ".", "."], 2, "there is no catalogue", "il n’y a pas de catalogue"),
    (["--config", "absent.toml", "doctor"], 2, "it does not exist", "il n’existe pas"),
    (["--config", ".", "doctor"], 2, "it is a folder, not a file", "c’est un dossier, non un fichier"),
    (["--catalog", ".", "history", "x"], 2, "it is a folder, not a file", "c’est un dossier, non un fichier"),
    (["--catalog", "tools.txt", "tools", "list"], 2, "is not a catalogue", "n’est pas un catalogue"),
    (["--lang", "de", "doctor"], 2, "'de' is not one of", "'de'"),
    (["doctor", "--catalog", "x.db"], 2, "--catalog stands before the command", "--catalog se place avant la commande"),
    (["inconnu"], 2, "No such command", "inconnu"),
]


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(("arguments", "status", "english", "french"), CASES, ids=[" ".join(c[0]) for c in CASES])
def test_bad_input_ends_with_a_sentence_and_its_status(
    arguments: list[str], status: int, english: str, french: str, run: Run
) -> None:
    for lang, sentence in (("en", english), ("fr", french)):
        if "--lang" in arguments and lang == "fr":
            continue
        code, out, err = run(*arguments, lang=lang)
        assert code == status, err
        assert sentence in err, err
        assert not arguments or out == ""
        assert "Traceback" not in err and "Errno" not in err


@pytest.mark.parametrize("group", ["tools", "rules", "catalog", "evidence", "lab"])
def test_a_group_without_a_command_shows_its_help(group: str, run: Run) -> None:
    code, out, err = run(group, lang="fr")
    assert (code, out) == (2, "")
    assert "Erreur" not in err and "Commandes :" in err and "Options :" in err


def test_no_arguments_show_the_help_in_the_language(run: Run) -> None:
    assert "Pour commencer" in "".join(run(lang="fr")[1:])
    assert "check https://tool.example" in "".join(run()[1:])


CONFIGURATIONS = [
    ("colour = 1", "unknown key colour", "la clé colour est inconnue"),
    ("[network.limits]\npage = 3", "known here: bytes_per", "clés connues ici"),
    ("lang = ", "not valid TOML", "n’est pas du TOML valide"),
    ("lang = 'de'", "allowed values: 'fr', 'en'", "valeurs admises : 'fr', 'en'"),
    ("network = 3", "a table [ ] or { } is expected", "une table [ ] ou { } est attendue"),
    ("[network]\nhosts = 3", "a table [ ]", "une table [ ]"),
    ("[network]\nallow = 3", "a list in square brackets", "une liste entre crochets"),
    ("[network]\nallow = ['everything']", "it is not a network", "ce n’est pas un réseau"),
    ("[network]\nallow = [['a']]", "it is not a network", "ce n’est pas un réseau"),
    ("[network]\nca_bundle = 3", "a text in quotes", "un texte entre guillemets"),
    ("[network]\nca_bundle = 'absent.pem'", "there is no file", "il n’y a pas de fichier"),
    ("[network]\nports = { 80 = 99999 }", "is not a port number", "n’est pas un numéro de port"),
    ("[network]\nports = { a = 3 }", "a whole number", "un nombre entier"),
    ("[network]\nuser_agent = 'é'", "printable ASCII", "ASCII imprimable"),
    ("[network]\nproxy = 'proxy:3128'", "http://host:port", "http://hôte:port"),
    ("[network]\nvantage_country = 'france'", "two capital letters", "deux lettres majuscules"),
    ("[network.limits]\nseconds = 'long'", "a number is expected", "un nombre est attendu"),
    ("[network.limits]\nseconds = 0", "too small (limit: 0", "trop petite (limite : 0"),
    ("[network.limits]\nredirects = 99", "too large (limit: 50)", "trop grande (limite : 50)"),
    ("[network.limits]\npages = 1.5", "a whole number", "un nombre entier"),
    ("[geo]\ncountry = 'self.toml'", "not a MaxMind DB file", "n’est pas une base MaxMind DB"),
]


@pytest.mark.parametrize(("text", "english", "french"), CONFIGURATIONS, ids=[case[0] for case in CONFIGURATIONS])
def test_a_wrong_configuration_is_said_in_both_languages(
    text: str, english: str, french: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "self.toml").write_text(text)
    for lang, sentence in (("en", english), ("fr", french)):
        code, _, err = run("--config", "self.toml", "doctor", lang=lang)
        assert code == 2, err
        assert (sentence if sentence != "known here: bytes_per" else "known here: ") in err
        assert "self.toml" in err
        assert "pydantic" not in err and "Input should" not in err


def test_several_mistakes_are_told_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_text("colour = 1\n[network.limits]\npages = 0\nsize = 2\n")
    _, _, err = run("--config", "x.toml", "doctor", lang="fr")
    assert all(named in err for named in ("colour", "network.limits.pages", "network.limits.size"))


FILES: list[tuple[str, bytes, str, str]] = [
    ("vide.csv", b"", "no rows of tools", "aucune ligne d’outil"),
    ("entete.csv", b"nom;url\r\n", "no rows of tools", "aucune ligne d’outil"),
    ("colonnes.csv", b"Titel,Verweis\nA,https://a.example\n", "--map home=COLUMN", "--map home=COLONNE"),
    ("faux.json", b'[{"url": "https://a.example"},', "malformed (line 1", "mal formé (ligne 1"),
    ("profond.json", b"[" * 200_000, "this JSON is malformed", "ce JSON est mal formé"),
    ("classeur.csv", b"PK\x03\x04" + bytes(40), "save the sheet as CSV", "enregistrez la feuille au format CSV"),
    ("binaire.csv", bytes(range(1, 9)) + b"\x00\x00", "it is not text", "ce n’est pas un texte"),
    ("coupe.csv", "nom;url\n".encode("utf-16")[:-1], "it is not text", "ce n’est pas un texte"),
    ("cellule.csv", b'url\n"' + b"x" * 200_000, "this CSV is malformed", "ce CSV est mal formé"),
]


@pytest.mark.parametrize(("name", "data", "english", "french"), FILES, ids=[case[0] for case in FILES])
def test_a_list_that_cannot_be_read_is_said(
    name: str, data: bytes, english: str, french: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(data)
    for lang, sentence in (("en", english), ("fr", french)):
        code, _, err = run("tools", "import", name, lang=lang)
        assert (code, sentence in err) == (2, True), err
        assert "Traceback" not in err


TABLE = "Nom;Adresse;Niveau\r\nL’école à lire;https://lire.example;collège\r\nÉté;https://ete.example;lycée\r\n"


@pytest.mark.parametrize(
    "data",
    [
        TABLE.encode("cp1252"),
        TABLE.encode("utf-8"),
        TABLE.encode("utf-8-sig"),
        TABLE.encode("utf-16"),
        TABLE.replace(";", "\t").encode("utf-16"),
        TABLE.replace(";", ",").encode(),
        TABLE.replace("\r\n", "\n").encode(),
        TABLE.replace("\r\n", "\r").encode(),
        b"sep=;\r\n" + TABLE.encode("cp1252"),
        TABLE.replace("collège", '"collège; lycée, l\'an ""2"""').encode(),
    ],
    ids=["cp1252", "utf-8", "bom", "utf-16", "utf-16 tabs", "commas", "lf", "cr", "sep line", "quotes"],
)
def test_a_spreadsheet_s_table_is_read_whatever_it_was_saved_as(data: bytes, run: Run, tmp_path: Path) -> None:
    (tmp_path / "outils.csv").write_bytes(data)
    code, out, err = run("tools", "import", "outils.csv", lang="fr")
    assert code == 0, err
    assert "Ajoutées : 2" in out.replace("\u00a0", " ")
    shown = run("tools", "list")[1]
    assert "L’école à lire" in shown and "Été" in shown


def test_five_thousand_rows_are_imported_or_none(run: Run, tmp_path: Path) -> None:
    rows = [f"Outil {number},https://outil{number}.example" for number in range(5000)]
    (tmp_path / "outils.csv").write_text("\n".join(["nom,url", *rows, "Faux,ftp://x.example", ""]))
    code, out, _ = run("tools", "import", "outils.csv")
    assert code == 2 and "row 5001 (the header not counted): refused" in out
    assert "To add: 5000" in out and "Added" not in out
    assert run("tools", "list", "--search", "Outil 4999")[1].count("outil4999") == 0
    code, out, _ = run("tools", "import", "outils.csv", "--skip-refused")
    assert code == 0 and "Added: 5000" in out
    assert "https://outil4999.example" in run("tools", "list", "--search", "Outil 4999")[1]


@pytest.mark.parametrize("given", ["prix=Prix", "home", "home="])
def test_a_mapping_that_is_none_names_the_fields(given: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "o.csv").write_text("url\nhttps://a.example\n")
    code, _, err = run("tools", "import", "o.csv", "--map", given, lang="fr")
    assert code == 2 and "champ=COLONNE" in err and "home" in err


@pytest.mark.parametrize(
    ("data", "english", "french"),
    [
        (b"{", "not complete JSON", "pas du JSON complet"),
        (b'{"log": {}}', "no list `log.entries`", "pas de liste `log.entries`"),
        (b'{"log": {"entries": 3}}', "no list `log.entries`", "pas de liste `log.entries`"),
        (b"%PDF-1.7", "not complete JSON", "pas du JSON complet"),
    ],
)
def test_a_broken_recording_is_said_before_anything_is_scanned(
    data: bytes, english: str, french: str, run: Run, tmp_path: Path
) -> None:
    (tmp_path / "x.har").write_bytes(data)
    for lang, sentence in (("en", english), ("fr", french)):
        code, out, err = run("check", "https://a.example", "--no-browser", "--har", "x.har", lang=lang)
        assert (code, out) == (2, ""), err
        assert sentence in err


def test_an_output_that_cannot_be_written_is_said_before_anything_is_scanned(run: Run, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        target = "/proc/report.html"
    else:
        (tmp_path / "shut").mkdir(mode=0o500)
        target = str(tmp_path / "shut" / "report.html")
    code, out, err = run("check", "https://a.example", "--no-browser", "--output", target, lang="fr")
    assert (code, out) == (2, ""), err
    assert "ne peut pas être écrit" in err


def test_a_port_in_use_is_said(run: Run, there: None) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        code, _, err = run("serve", "--port", str(port), lang="fr")
    assert code == 1 and f"le port {port} ne peut pas être ouvert" in err


@pytest.mark.parametrize(("given", "said"), [("de", True), ("fr_FR.UTF-8", False), ("EN", False), ("", False)])
def test_a_language_that_is_not_spoken_is_said(
    given: str, said: bool, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PREAU_LANG", given)
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    with pytest.raises(SystemExit) as ended:
        main(["history", "x"])
    err = capsys.readouterr().err
    assert ended.value.code == 2
    assert ("PREAU_LANG=de n’est pas une langue du programme" in err) is said
    assert ("there is no catalogue" in err) is (given == "EN")


def test_interrupting_the_program_ends_it_quietly(tmp_path: Path) -> None:
    """Ctrl-C while the sample web is served; what a shell expects is 130, or 0 where stopping is the normal end."""
    program = subprocess.Popen(
        [sys.executable, "-m", "scanner.cli.main", "--lang", "en", "lab", "serve", "--folder", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,  # as bytes: what is read after a first line may begin within a character
        # A job in the background of a shell ignores the signal, and so would what it starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    assert program.stdout is not None and program.stderr is not None
    assert b"sample web" in program.stdout.readline()
    program.send_signal(signal.SIGINT)
    _, err = program.communicate(timeout=60)
    assert program.returncode in (0, 130)
    assert b"Traceback" not in err


def test_interrupting_a_command_says_what_became_of_the_work(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import scanner.documents.read_files as reading

    def interrupted(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reading, "read_path", interrupted)
    code, out, err = run("read", "x.txt", lang="fr")
    assert (code, out) == (130, "")
    assert "Interrompu. Ce qui était enregistré est intact" in err and "Traceback" not in err


def test_what_the_operating_system_says_is_translated() -> None:
    import errno

    words = Words("fr")
    assert words.said(OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))) == "le disque est plein"
    assert words("error.file", path="x", detail=PermissionError(errno.EACCES, "")).startswith("x\u00a0: les droits")


def test_a_problem_keeps_its_sentence_where_it_is_caught_elsewhere() -> None:
    import pickle

    from scanner.config import ConfigError

    problem = ConfigError("config.no-text", file="preau.toml")
    again = pickle.loads(pickle.dumps(problem))
    assert str(again) == str(problem) and "preau.toml" in str(again)
    assert json.dumps(str(again))


def test_doctor_tells_which_reference_lists_are_partial_or_not_verified(run: Run) -> None:
    code, out, _ = run("doctor", lang="fr")
    lines = {line.partition("  ")[0]: line for line in out.splitlines() if line.strip()}
    assert code == 0
    assert lines["inscrits au cadre UE–États-Unis"].endswith("à jour, partielle, de mémoire, non vérifiée")
    assert lines["offres SecNumCloud"].endswith("partielle, source secondaire")
    assert "partielle" not in lines["serveurs tiers"] and "Liste des ressources du GAR" in out
    assert "List of the GAR's resources: absent" in run("doctor")[1]


def test_a_table_is_narrowed_to_a_terminal_and_whole_elsewhere(run: Run, there: None) -> None:
    from scanner.cli.table import fitted

    long = "https://outil.example/" + "x" * 200
    assert run("tools", "add", long, "--name", "N" * 80)[0] == 0
    assert long in run("tools", "list")[1]
    narrowed = fitted([30, 40, 60, 5, 5], 80)
    assert sum(narrowed) + 2 * 4 == 80 and narrowed[3:] == [5, 5]
    assert fitted([10, 10], 80) == [10, 10]
    assert min(fitted([50, 50, 50], 10)) == 8


def test_a_document_without_text_is_told_and_ends_with_a_status(run: Run, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.txt", tmp_path / "scan.pdf"
    good.write_text("We never sell your data.")
    bad.write_bytes(b"%PDF-1.7 broken")
    code, out, err = run("read", "--format", "jsonl", str(bad), str(good), lang="en")
    assert code == 2 and "no text could be taken out of" in err and "character recognition" in err
    assert len(out.splitlines()) == 2
    code, _, err = run("read", str(bad), lang="fr")
    assert code == 2 and "aucun texte n’a pu être tiré de" in err
    assert run("read", str(good), lang="en")[0] == 0
