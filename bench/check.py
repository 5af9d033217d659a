"""Time and memory of one `check` over HTTP of a sample tool, beside a bare interpreter.

run: .venv/bin/python bench/check.py [SITE] [RUNS]
prints: wall seconds, CPU seconds and peak memory of `preau check --no-browser --no-save` (median of RUNS), the pages
scanned, and the cost of `preau --help` as a ratio to a bare interpreter that imports click.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from scanner.lab.server import Lab


def measure(command: list[str]) -> tuple[float, float, float, str]:
    """Wall seconds, CPU seconds, peak resident megabytes, standard output."""
    with tempfile.TemporaryFile("w+") as output:
        started = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - started
        output.seek(0)
        return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output.read()


def main() -> None:
    """Run the measurements."""
    site = sys.argv[1] if len(sys.argv) > 1 else "mathelo"
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    program = [sys.executable, "-m", "scanner.cli.main"]
    with Lab() as lab, tempfile.TemporaryDirectory() as folder:
        config = lab.write_config(Path(folder))
        options = ["--config", str(config), "--catalog", f"{folder}/none.db", "check", lab.home(site)]
        found = [measure([*program, *options, "--no-browser", "--no-save", "--format", "json"]) for _ in range(runs)]
    pages = len(json.loads(found[0][3])["scan"]["pages"])
    wall, cpu, memory = (statistics.median(row[index] for row in found) for index in range(3))
    print(
        f"check of {site}: {pages} pages, {wall:.2f} s wall (wanted 3), {cpu:.2f} s CPU,"
        f" {memory:.0f} MB peak (wanted 200)"
    )
    helped = statistics.median(measure([*program, "--help"])[1] for _ in range(9))
    bare = statistics.median(measure([sys.executable, "-c", "import click"])[1] for _ in range(9))
    print(f"--help: {helped / bare:.2f} times a bare interpreter that imports click (wanted: under 3)")


if __name__ == "__main__":
    main()
