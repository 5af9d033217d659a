"""Text of a PDF, page by page, in a process of its own: the parser is native code and the file is a stranger's.

The child may use 1 GB of memory, a few seconds of processor time, no more files; it reads the PDF from standard input
and writes JSON. Whatever goes wrong there, the caller gets no pages.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Final

MEMORY: Final = 1_500_000_000
"""Address space of the child in bytes."""
SECONDS: Final = 20
MOST_PAGES: Final = 400
MOST_TEXT: Final = 4_000_000


def pages_of(data: bytes, seconds: int = SECONDS) -> list[str]:
    """The text of each page; empty where the file cannot be parsed, is protected, or breaks a limit."""
    command = [sys.executable, "-I", "-c", _CHILD, str(MEMORY), str(seconds), str(MOST_PAGES), str(MOST_TEXT)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds + 10, check=False, env={"PATH": "/usr/bin:/bin"}
        )
        pages = json.loads(done.stdout) if done.returncode == 0 else []
    except (subprocess.TimeoutExpired, ValueError, OSError):
        return []
    return [page for page in pages if isinstance(page, str)] if isinstance(pages, list) else []


_CHILD: Final = """
import json, resource, sys
memory, seconds, most_pages, most_text = map(int, sys.argv[1:5])
data = sys.stdin.buffer.read()
import pypdfium2
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
document = pypdfium2.PdfDocument(data)
pages, size = [], 0
for number in range(min(len(document), most_pages)):
    text = document[number].get_textpage().get_text_bounded()
    pages.append(text)
    size += len(text)
    if size > most_text:
        break
sys.stdout.write(json.dumps(pages))
"""
