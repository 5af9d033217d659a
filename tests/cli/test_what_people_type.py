"""What people type nearly right, and what they read of it."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from catalog.catalogue import Catalogue
from rules.knowledge import Knowledge
from scanner.cli.language import Words
from scanner.cli.serve import _server
from scanner.publishing.serving import LiveSite

Run = Callable[..., tuple[int, str, str]]


def test_a_language_given_twice_is_the_last_one(run: Run) -> None:
    assert "il n’y a pas de catalogue" in run("--lang", "fr", "tools", "list", lang="en")[2]
    assert "there is no catalogue" in run("--lang=fr", "--lang=en", "tools", "list", lang="fr")[2]


def test_a_language_after_the_command_is_told_where_it_stands_in_that_language(run: Run) -> None:
    code, _, err = run("check", "--lang", "en", "https://a.example", lang="fr")
    assert code == 2 and "--lang stands before the command" in err


@pytest.mark.usefixtures("there")
def test_names_nearly_typed_are_suggested(run: Run) -> None:
    assert run("tools", "show", "outl", lang="fr")[2].endswith("Vouliez-vous dire : outil-example ?\n")
    assert "Did you mean: outil-example?" in run("history", "Otil")[2]
    assert "Did you mean" not in run("history", "zzzz")[2]
    for command in (["explain", "sharing.sal"], ["review", "outil-example", "sharing.sal", "pass", "--reason", "x",
                    "--by", "y"], ["dossier", "outil-example", "sharing.sal"]):  # fmt: skip
        code, out, err = run(*command)
        assert (code, out) == (2, "") and "Did you mean: sharing.sale" in err


@pytest.mark.usefixtures("there")
def test_a_tool_is_shown_in_words_or_as_json(run: Run) -> None:
    said = run("tools", "show", "outil-example", "--format", "text", lang="fr")[1].replace("\u00a0", " ")
    assert "Adresse : https://outil.example/" in said and "Public : inconnu" in said and "{" not in said
    assert json.loads(run("tools", "show", "outil-example")[1])["id"] == "outil-example"


def test_a_dry_run_leaves_nothing_behind(run: Run) -> None:
    code, out, _ = run("tools", "import", "--starter", "fr", "--dry-run")
    assert code == 0 and "Nothing was written" in out
    assert list(Path().iterdir()) == []


@pytest.mark.usefixtures("there")
def test_a_dry_run_needs_no_right_to_write(run: Run) -> None:
    Path("list.csv").write_text("url\nhttps://outil.example\nhttps://neuf.example\n", encoding="utf-8")
    before = Path("preau.db").read_bytes()
    code, out, _ = run("tools", "import", "list.csv", "--dry-run")
    assert code == 0 and "To add: 1; to change: 0; unchanged: 1" in out
    assert Path("preau.db").read_bytes() == before


@pytest.mark.usefixtures("there")
def test_a_retired_tool_that_is_added_again_is_scanned_again(run: Run) -> None:
    assert run("tools", "retire", "outil-example")[0] == 0
    assert "outil-example" not in run("tools", "list")[1]
    code, out, _ = run("tools", "add", "https://outil.example")
    assert (code, out) == (0, "Changed: outil-example\n")
    assert "outil-example" in run("tools", "list")[1]


@pytest.mark.usefixtures("there")
def test_a_catalogue_written_by_a_later_version_says_so_in_one_sentence(run: Run) -> None:
    with closing(sqlite3.connect("preau.db")) as connection, connection:
        connection.execute("UPDATE tools SET data = json_set(data, '$.of_tomorrow', 1)")
    for lang, sentence in (("en", "another version of Préau wrote them"), ("fr", "une autre version de Préau")):
        code, out, err = run("tools", "show", "outil-example", lang=lang)
        assert (code, out) == (1, "") and sentence in err and "pydantic" not in err and len(err.splitlines()) == 1


@pytest.mark.usefixtures("there")
def test_a_copy_into_no_folder_speaks_of_the_copy(run: Run) -> None:
    code, _, err = run("catalog", "backup", "absent/copy.db")
    assert code == 2 and "choose another file for the copy" in err


def test_a_page_that_is_not_there_is_told_in_the_language_of_the_site(tmp_path: Path) -> None:
    with (
        Catalogue.open(tmp_path / "c.db") as catalogue,
        _server(0, LiveSite(catalogue, tmp_path, {}, Knowledge()), Words("fr")) as server,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(HTTPError) as missing:
            urlopen(f"http://127.0.0.1:{server.server_port}/absent%25.html")
        page = missing.value.read().decode()
        missing.value.close()
        server.shutdown()
    assert missing.value.code == 404 and "Cette page n’existe pas." in page and "/fr/index.html" in page


def test_what_is_served_here_is_not_for_the_pages_of_other_names(tmp_path: Path) -> None:
    with (
        Catalogue.open(tmp_path / "c.db") as catalogue,
        _server(0, LiveSite(catalogue, tmp_path, {}, Knowledge()), Words("fr")) as server,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        place = f"http://127.0.0.1:{server.server_port}/absent.html"
        answers = {}
        for host in ("localhost:1", "127.0.0.1", "[::1]:80", "rebound.example", "rebound.example:80", "[1"):
            with pytest.raises(HTTPError) as refused:
                urlopen(Request(place, headers={"Host": host}))
            answers[host] = refused.value.code
            refused.value.close()
        server.shutdown()
    assert list(answers.values()) == [404, 404, 404, 421, 421, 421]


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize(("lang", "sentence"), [("en", "does not exist"), ("fr", "n’existe pas")])
def test_what_a_scan_without_browser_cannot_see_is_said_before_it_starts(run: Run, lang: str, sentence: str) -> None:
    Path("preau.toml").write_text('[browser]\nexecutable = "/no/such/chromium"\n', encoding="utf-8")
    configured = ("--config", "preau.toml")
    assert f"/no/such/chromium, {'named in' if lang == 'en' else 'indiqué dans'}" in run(
        *configured, "doctor", lang=lang
    )[1].replace("\u00a0", " ")
    assert run("tools", "retire", "outil-example")[0] == 0
    night = run(*configured, "rescan", lang=lang)[2]
    assert "/no/such/chromium" in night.splitlines()[0] and sentence in night.splitlines()[0]
    assert "--no-browser" in run(*configured, "rescan", "--no-browser", lang=lang)[2].splitlines()[0]


@pytest.mark.usefixtures("there")
@pytest.mark.parametrize("command", [["rules", "list"], ["explain", "sharing.sale"], ["read", "tools.txt"], ["doctor"]])
def test_a_wrong_configuration_stops_commands_that_would_not_need_it(
    command: list[str], run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("wrong.toml").write_text("colour = 1", encoding="utf-8")
    code, out, err = run("--config", "wrong.toml", *command)
    assert (code, out) == (2, "") and "unknown key colour" in err
    monkeypatch.setenv("PREAU_CONFIG", "absent.toml")
    assert run(*command)[0] == 2
    assert run(*command, "--help")[0] == 0


@pytest.mark.usefixtures("there")
def test_json_is_json_where_there_is_nothing_to_compare(run: Run) -> None:
    code, out, err = run("diff", "outil-example", "--format", "json")
    assert (code, json.loads(out)) == (0, None) and "was never scanned" in err
    assert "was never scanned" in run("diff", "outil-example")[1]
