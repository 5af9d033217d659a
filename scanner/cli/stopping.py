"""Being asked to stop (SIGTERM by systemd and CI services, SIGHUP by a terminal that closes): what is open is closed,
and a sentence says so."""

from __future__ import annotations

import contextlib
import os
import signal
from types import FrameType


class Terminated(KeyboardInterrupt):
    """The program was asked to end. Unwinds like Ctrl-C, so that browsers, workers and files are closed."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def stop_as_asked() -> None:
    """From now on SIGTERM raises Terminated, and SIGHUP where it is not ignored (nohup).

    Only the main thread may ask for that; elsewhere nothing changes.
    """
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, _stop)
        if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
            signal.signal(signal.SIGHUP, _stop)


def end_as_asked(number: int) -> None:
    """End by the signal after all, so that who sent it sees that it was obeyed (143 to a shell for SIGTERM)."""
    from scanner import scratch

    # A signal ends the process without what Python does at its end.
    scratch.clear()
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


def _stop(number: int, frame: FrameType | None) -> None:
    # A second one ends at once, whatever is being closed.
    signal.signal(number, signal.SIG_DFL)
    raise Terminated(number)
