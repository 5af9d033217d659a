"""Blobs come back as they went in, are stored once, and only what differs is kept of what resembles another."""

import random
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.blobs import BlobStore
from catalog.catalogue import Catalogue
from catalog.nouns.noun import digest


def _stored(catalogue: Catalogue) -> int:
    return int(catalogue.database.conn.execute("SELECT coalesce(sum(length(data)), 0) FROM blobs").fetchone()[0])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.binary(max_size=3000), max_size=6))
def test_what_goes_in_comes_out(parts: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder, Catalogue.open(Path(folder) / "c.db") as catalogue:
        last = None
        for part in parts:
            last = catalogue.blobs.put(part, against=last)
            assert catalogue.blobs.get(last) == part
            last = catalogue.blobs.root_of(last)


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        first = catalogue.blobs.put(b"policy " * 500)
        size = _stored(catalogue)
        assert catalogue.blobs.put(b"policy " * 500) == first == digest(b"policy " * 500)
        assert _stored(catalogue) == size


def test_a_text_that_resembles_another_costs_only_what_differs(tmp_path: Path) -> None:
    words = [f"{random.Random(n).getrandbits(40):x}" for n in range(2000)]
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        root = catalogue.blobs.put(" ".join(words).encode())
        size = _stored(catalogue)
        words[700] = "changed"
        close = catalogue.blobs.put(" ".join(words).encode(), against=root)
        assert catalogue.blobs.get(close) == " ".join(words).encode()
        assert _stored(catalogue) - size < size / 20
        assert catalogue.blobs.root_of(close) == root


def test_damage_shows(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path / "c.db") as catalogue:
        store: BlobStore = catalogue.blobs
        good, bad = store.put(b"good" * 100), store.put(b"bad" * 100)
        catalogue.database.conn.execute("UPDATE blobs SET data = zeroblob(20) WHERE digest = ?", (bad,))
        assert list(store.damaged()) == [bad]
        assert good not in list(store.damaged())
