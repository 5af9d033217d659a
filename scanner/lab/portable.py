"""Portable documents: PDF files made from plain text, with their text or as a mere picture of it.

A lab of policies needs both: one that can be read, and a scan in which no program finds a letter.
"""

from __future__ import annotations

import zlib

_LINES_PER_PAGE = 52
_COLUMNS = 92
_WIDTH, _HEIGHT = 595, 842
"""A4 in points."""


def text_pdf(text: str) -> bytes:
    """A PDF with the paragraphs of `text` set in Helvetica, as many pages as it takes."""
    lines = [line for paragraph in text.splitlines() for line in _wrap(paragraph)]
    pages = [lines[start : start + _LINES_PER_PAGE] for start in range(0, len(lines), _LINES_PER_PAGE)] or [[]]
    streams = [_text_stream(page) for page in pages]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
    return _document(streams, b"/Font << /F1 3 0 R >>", font, [])


def scanned_pdf(text: str) -> bytes:
    """The same pages as grey pictures without a text layer, like a signed contract put on a scanner."""
    import pypdfium2

    source = pypdfium2.PdfDocument(text_pdf(text))
    pictures: list[bytes] = []
    for page in source:
        bitmap = page.render(scale=1.2, grayscale=True)
        rows = bytes(bitmap.buffer)
        packed = b"".join(rows[y * bitmap.stride : y * bitmap.stride + bitmap.width] for y in range(bitmap.height))
        pictures.append(_picture(packed, bitmap.width, bitmap.height))
    source.close()
    streams = [f"q {_WIDTH} 0 0 {_HEIGHT} 0 0 cm /I{i} Do Q".encode() for i in range(len(pictures))]
    return _document(streams, None, b"<< >>", pictures)


def _wrap(paragraph: str) -> list[str]:
    lines, line = [], ""
    for word in paragraph.split():
        if line and len(line) + len(word) >= _COLUMNS:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return [*lines, line]


def _text_stream(lines: list[str]) -> bytes:
    parts = [b"BT /F1 10 Tf 14 TL 50 790 Td"]
    for line in lines:
        raw = line.encode("cp1252", "replace").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
        parts.append(b"(" + raw + b") Tj T*")
    return b"\n".join([*parts, b"ET"])


def _picture(pixels: bytes, width: int, height: int) -> bytes:
    packed = zlib.compress(pixels, 6)
    head = (
        f"<< /Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray"
        f" /BitsPerComponent 8 /Filter /FlateDecode /Length {len(packed)} >>"
    )
    return head.encode() + b"\nstream\n" + packed + b"\nendstream"


def _document(streams: list[bytes], fonts: bytes | None, font: bytes, pictures: list[bytes]) -> bytes:
    """Objects: 1 catalogue, 2 page tree, 3 font, then a page and its content for each stream, then the pictures."""
    count = len(streams)
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(count))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [" + kids + b"] /Count %d >>" % count,
        font,
    ]
    for i, stream in enumerate(streams):
        resources = fonts or b"/XObject << /I%d %d 0 R >>" % (i, 4 + 2 * count + i)
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Resources << %s >> /Contents %d 0 R >>"
            % (_WIDTH, _HEIGHT, resources, 5 + 2 * i)
        )
        packed = zlib.compress(stream)
        objects.append(b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed))
    return _assemble([*objects, *pictures])


def _assemble(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % start for start in starts)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)
