"""A site and an export in one folder: each takes away its own old files only."""

from __future__ import annotations

from pathlib import Path

import pytest

from scanner.publishing.whole_folder import whole_folder


def write(folder: Path, kind: str, *names: str) -> None:
    with whole_folder(folder, kind) as place:
        for name in names:
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_text(kind, encoding="utf-8")


def shown(folder: Path) -> list[str]:
    return sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if not one.name.startswith("."))


def test_a_site_written_beside_an_export_leaves_it(tmp_path: Path) -> None:
    write(tmp_path, "export", "datapackage.json", "data/tools.csv")
    write(tmp_path, "site", "index.html", "fr/a.html")
    write(tmp_path, "export", "datapackage.json", "data/tools.jsonl")
    write(tmp_path, "site", "index.html", "fr/b.html")
    assert shown(tmp_path) == ["data", "data/tools.jsonl", "datapackage.json", "fr", "fr/b.html", "index.html"]


def test_a_folder_that_became_empty_goes_and_one_with_other_files_stays(tmp_path: Path) -> None:
    write(tmp_path, "site", "index.html", "fr/outils/a.html", "en/tools/a.html")
    (tmp_path / "en" / "mine.txt").write_text("kept", encoding="utf-8")
    write(tmp_path, "site", "index.html")
    assert shown(tmp_path) == ["en", "en/mine.txt", "index.html"]


@pytest.mark.parametrize(
    ("listed", "left"), [("index.html\nold.html\n", []), ("datapackage.json\nold.html\n", ["old.html"])]
)
def test_the_list_of_an_earlier_version_counts_where_it_is_of_the_same_files(
    listed: str, left: list[str], tmp_path: Path
) -> None:
    (tmp_path / "old.html").write_text("old", encoding="utf-8")
    (tmp_path / ".preau-files").write_text(listed, encoding="utf-8")
    write(tmp_path, "site", "index.html")
    assert shown(tmp_path) == ["index.html", *left]
    assert (tmp_path / ".preau-files").exists() is bool(left)


def test_what_fails_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "site", "index.html")
    with pytest.raises(OSError, match="full"), whole_folder(tmp_path, "site") as place:
        (place / "other.html").write_text("new", encoding="utf-8")
        raise OSError("full")
    assert shown(tmp_path) == ["index.html"]
