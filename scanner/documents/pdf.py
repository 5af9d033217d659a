"""Text of a PDF, page by page, in a process of its own: the parser is native code and the file is a stranger's.

The child may use 1 GB of memory, a few seconds of processor time, no more files; it reads the PDF from standard input
and writes JSON. Whatever goes wrong there, the caller gets no pages.

Lists lose their bullets where these are drawn and no letters, as browsers print them: lines that stand further in than
the text, after one that opens a list or is a title, get theirs back.
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
    command += map(str, INDENT)
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=seconds + 10, check=False, env={"PATH": "/usr/bin:/bin"}
        )
        pages = json.loads(done.stdout) if done.returncode == 0 else []
    except (subprocess.TimeoutExpired, ValueError, OSError):
        return []
    return [page for page in pages if isinstance(page, str)] if isinstance(pages, list) else []


INDENT: Final = (9, 48)
"""Points by which an item of a list stands further in than the text. Source: own measure of what browsers print."""

_CHILD: Final = """
import json, resource, sys
from collections import Counter
memory, seconds, most_pages, most_text, least, most = map(int, sys.argv[1:7])
data = sys.stdin.buffer.read()
import pypdfium2
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

def edges(page, lines):
    found, place = [], 0
    for line in lines:
        # Places count as UTF-16 does: a letter outside the first plane takes two.
        wide = [1 + (letter > '\\uffff') for letter in line]
        filled = line.strip()
        if filled:
            first = place + sum(wide[: line.index(filled[0])])
            last = place + sum(wide[: line.rindex(filled[-1])])
            found.append((page.get_charbox(first)[0], page.get_charbox(last)[2]))
        else:
            found.append(None)
        place += sum(wide) + 2
    return found

def bulleted(page):
    text = page.get_text_bounded()
    lines = text.split('\\r\\n')
    if page.count_chars() != sum(1 + (letter > '\\uffff') for letter in text):
        return text
    placed = edges(page, lines)
    lefts = Counter(round(one[0]) for one in placed if one)
    if not lefts:
        return text
    body, right = lefts.most_common(1)[0][0], max(one[1] for one in placed if one)
    body = min(left for left in lefts if left <= body and lefts[left] > 1 or left == body)
    out, opened, before, listed = [], False, None, 0
    for line, place, after in zip(lines, placed, [*placed[1:], None]):
        further = place and least <= place[0] - body <= most and place[0] > listed - 2
        full = body + 0.85 * (right - body)
        ends = before is None or before[1] < full or told.endswith((';', '.', ':'))
        # The first line of a paragraph may stand further in as well: then it is full, and the next one does not.
        goes_on = place and place[1] >= full and after and after[0] - body < least
        if further and opened and ends and not goes_on and line.strip()[:1].isalpha():
            line, listed = '\\u2022 ' + line.strip(), listed or place[0]
        elif place and not further:
            if listed:
                out.append('')  # the list is at its end
            listed = 0
            opened = line.rstrip().endswith(':') or place[1] < body + 0.7 * (right - body)
        if place:
            before, told = place, line.rstrip()
        out.append(line)
    return '\\r\\n'.join(out)

document = pypdfium2.PdfDocument(data)
pages, size = [], 0
for number in range(min(len(document), most_pages)):
    text = bulleted(document[number].get_textpage())
    pages.append(text)
    size += len(text)
    if size > most_text:
        break
sys.stdout.write(json.dumps(pages))
"""
