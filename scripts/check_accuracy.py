"""Score the policy reader where the evaluation corpus stands beside the checkout; say so where it does not.

usage: check_accuracy.py [CORPUS]
"""

from __future__ import annotations

import sys
from pathlib import Path


def main() -> int:
    """0 where the recorded figures hold or there is no corpus; 1 where one fell by more than its noise."""
    corpus = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared" / "evals"
    if not (corpus / "labels.csv").is_file():
        print("No evaluation corpus beside the checkout: the reader's figures are not checked here.")
        return 0
    from scanner.documents.measure import main as measure

    return measure(["--corpus", str(corpus)])


if __name__ == "__main__":
    sys.exit(main())
