"""The picture of the consent interface with its controls marked and numbered."""

from __future__ import annotations

from base64 import b64encode

import svg

from reports.picture.draw import PAPER, picture, words
from reports.view.seen import InterfaceView
from reports.wording import Wording

CONTROL_COLOUR = {"accept": "#0f6b8f", "reject": "#7a3aa8", "settings": "#8a4b08"}
OTHER_COLOUR = "#1b2333"


def banner(interface: InterfaceView, data: bytes | None, wording: Wording) -> str:
    """The screenshot with a numbered frame around each control of the first layer; empty where it cannot be shown.

    The picture's pixels are taken for CSS pixels, as the boxes of the controls are.
    """
    kind, size = image_kind(data or b""), image_size(data or b"")
    if data is None or kind is None or size is None:
        return ""
    width, height = size
    address = f"data:image/{kind};base64,{b64encode(data).decode()}"
    shapes: list[svg.Element] = [svg.Image(href=address, x=0, y=0, width=width, height=height)]
    for control in interface.controls:
        if control.box and 0 <= control.box[0] < width and 0 <= control.box[1] < height:
            shapes += _frame(control.number, control.kind, control.box, width)
    return picture(width, height, wording.say("interface.picture", page=interface.page), shapes, "banner")


def _frame(number: int, kind: str, box: tuple[float, float, float, float], picture_width: int) -> list[svg.Element]:
    x, y, width, height = box
    colour = CONTROL_COLOUR.get(kind, OTHER_COLOUR)
    radius = max(11.0, picture_width / 80)
    at_x, at_y = max(radius, x - radius * 0.6), max(radius, y - radius * 0.6)  # beside the words, not on them
    dashes = {"accept": None, "reject": [8, 4], "settings": [3, 4]}.get(kind, [1, 4])
    return [
        svg.Rect(x=x - 3, y=y - 3, width=width + 6, height=height + 6, rx=4, fill="none", stroke=PAPER, stroke_width=6),
        svg.Rect(x=x - 3, y=y - 3, width=width + 6, height=height + 6, rx=4, fill="none", stroke=colour,
                 stroke_width=3, stroke_dasharray=dashes),  # type: ignore[arg-type]
        svg.Circle(cx=at_x, cy=at_y, r=radius, fill=colour, stroke=PAPER, stroke_width=2),
        words(str(number), at_x, at_y + radius * 0.38, radius * 1.1, fill=PAPER, bold=True, anchor="middle"),
    ]  # fmt: skip


def image_kind(data: bytes) -> str | None:
    """`png`, `jpeg` or `webp` by the first bytes, None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return None


def image_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels as the file's head says (PNG, JPEG, WebP), None where it cannot be read."""
    kind = image_kind(data)
    size: tuple[int, int] | None = None
    if kind == "png" and len(data) >= 24:
        size = (int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big"))
    elif kind == "jpeg":
        size = _jpeg_size(data)
    elif kind == "webp":
        size = _webp_size(data)
    return size if size and all(0 < side <= 20_000 for side in size) else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Walk the segments of a JPEG to its frame header (SOF0 to SOF15 without DHT, JPG and DAC)."""
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + max(2, length)
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    """The three forms of WebP: extended, lossy, lossless."""
    if len(data) < 30:
        return None
    form = data[12:16]
    if form == b"VP8X":
        return 1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little")
    if form == b"VP8 ":
        return int.from_bytes(data[26:28], "little") & 0x3FFF, int.from_bytes(data[28:30], "little") & 0x3FFF
    if form == b"VP8L":
        bits = int.from_bytes(data[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + ((bits >> 14) & 0x3FFF)
    return None
