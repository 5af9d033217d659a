"""Being asked to stop (SIGTERM, as systemd and CI services do): what is open is closed, and a sentence says so."""

from __future__ import annotations

import contextlib
import os
import signal
from types import FrameType


class Terminated(KeyboardInterrupt):
    """The program was asked to end. Unwinds like Ctrl-C, so that browsers, workers and files are closed."""


def stop_as_asked() -> None:
    """From now on SIGTERM raises Terminated. Only the main thread may ask for that; elsewhere nothing changes."""
    with contextlib.suppress(ValueError):
        signal.signal(signal.SIGTERM, _stop)


def end_as_asked() -> None:
    """End by the signal after all, so that who sent it sees that it was obeyed (143 to a shell)."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGTERM)


def _stop(number: int, frame: FrameType | None) -> None:
    # A second one ends at once, whatever is being closed.
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    raise Terminated
