"""A night that is killed with SIGKILL again and again: nothing lost, nothing done twice but what was in hand.

Run: `python bench/nightly_kill.py [TOOLS] [KILLS] [WORKERS]` (2000, 50 and 8; about ten minutes on two idle cores).
Ends with status 1 and says why where a promise is broken.
"""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing

import psutil
from nightly import PYTHON, import_tools

from scanner.lab.aside import LabAside, Plan


def main(tools: int = 2000, kills: int = 50, workers: int = 8) -> None:
    """Kill, start again, count."""
    dice = random.Random(50)
    visited: Counter[str] = Counter()
    killed = died = 0
    with LabAside(Plan(tools, latency=0.01)) as lab:
        catalogue = lab.folder / "preau.db"
        program = (*PYTHON, "--config", str(lab.config), "--catalog", str(catalogue), "--lang", "en")
        import_tools(program, lab)
        lab.requests()
        night = [*program, "rescan", "--due", "0s", "--no-browser", "--workers", str(workers)]
        for _ in range(kills):
            process = subprocess.Popen(night, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            wait_for_work(process.pid, workers)
            time.sleep(dice.uniform(0.0, 3.0))
            if process.poll() is None:
                killed += len(psutil.Process(process.pid).children())
                died += 1
            process.send_signal(signal.SIGKILL)
            process.wait()
            visited += visits(lab)
        subprocess.run(night, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        visited += visits(lab)
        again = sum(visited.values()) - tools
        with closing(sqlite3.connect(catalogue)) as connection:
            (runs,) = connection.execute("SELECT count(*) FROM runs").fetchone()
            (scans,) = connection.execute("SELECT count(*) FROM scans").fetchone()
            (once,) = connection.execute(
                "SELECT count(*) FROM (SELECT tool_id FROM scans GROUP BY tool_id HAVING count(*) = 1)"
            ).fetchone()
            (sound,) = connection.execute("PRAGMA integrity_check").fetchone()
        verified = subprocess.run([*program, "catalog", "verify"], check=False, capture_output=True).returncode
    print(f"{tools} tools, killed {died} times with {killed} workers at work: {runs} run, {scans} scans, {once} tools")
    print(f"scanned once; {again} fetched again; integrity_check {sound}; catalog verify ends with {verified}")
    if not (runs == 1 and scans == once == tools and again <= killed and sound == "ok" and verified == 0):
        sys.exit(1)


def wait_for_work(pid: int, workers: int) -> None:
    """Until the run has its workers, or has ended."""
    until = time.monotonic() + 30
    while time.monotonic() < until and psutil.pid_exists(pid):
        try:
            if len(psutil.Process(pid).children()) >= workers:
                return
        except psutil.NoSuchProcess:
            return
        time.sleep(0.05)


def visits(lab: LabAside) -> Counter[str]:
    """How often each tool was scanned: a scan asks for its home page over TLS once."""
    return Counter(seen.host for seen in lab.requests() if seen.secure and seen.path == "/")


if __name__ == "__main__":
    main(*(int(value) for value in sys.argv[1:]))
