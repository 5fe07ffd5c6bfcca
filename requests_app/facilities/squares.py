"""A QR code as a drawing: squares of one colour on white, nothing else. Pure."""

from __future__ import annotations

from dataclasses import dataclass

import qrcode
from qrcode.constants import ERROR_CORRECT_Q

QUIET = 4


@dataclass(frozen=True)
class Square:
    """The side in modules, the quiet zone included, and the path of the dark ones."""

    side: int
    path: str


def path(text: str) -> Square:
    """A quarter of the code may be dirty or torn and it is still read."""
    made = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=0)
    made.add_data(text)
    made.make(fit=True)
    parts = []
    for row, line in enumerate(made.get_matrix()):
        column = 0
        while column < len(line):
            width = 0
            while column + width < len(line) and line[column + width]:
                width += 1
            if width:
                parts.append(f"M{column + QUIET} {row + QUIET}h{width}v1h-{width}z")
            column += width or 1
    return Square(side=len(made.get_matrix()) + 2 * QUIET, path="".join(parts))


def drawing(text: str) -> str:
    square = path(text)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {square.side} {square.side}">'
        f'<path fill="#fff" d="M0 0h{square.side}v{square.side}H0z"/>'
        f'<path fill="#000" d="{square.path}"/></svg>\n'
    )
