"""The process that prints sections: `python -m requests_app.packets.press FOLDER LIMITS`.

It reads orders from its input and answers with pages, one packet long; then its worker starts a fresh one.
It knows no Django, no database and no secret, opens no network, and is ended when it takes too much.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from requests_app.documents.confinement import confine
from requests_app.documents.limits import ReaderLimits
from requests_app.packets import wire
from requests_app.packets.typefaces import Typefaces


def main(arguments: list[str]) -> int:
    folder, limits = Path(arguments[0]), ReaderLimits(**json.loads(arguments[1]))
    # The libraries of the press are loaded before the first order comes, so that nobody waits for them.
    from requests_app.packets.typesetting import Typesetter

    confine(limits, may_thread=True)
    typesetter = Typesetter(Typefaces(folder / "fonts"))
    typesetter.warm(sheet.read_text() for sheet in sorted(folder.glob("*.css")))
    while (received := wire.receive(sys.stdin.buffer)) is not None:
        answer, pdf = _answer(typesetter, *received)
        wire.send(sys.stdout.buffer, answer, {"pdf": pdf} if pdf else {})
    return 0


def _answer(typesetter: Any, order: dict[str, Any], blobs: dict[str, bytes]) -> tuple[dict[str, Any], bytes]:
    from weasyprint.urls import FatalURLFetchingError

    from requests_app.packets.typesetting import Order

    kinds = order.pop("pictures")
    pictures = {address: (str(kinds[address]), data) for address, data in blobs.items()}
    try:
        told, pdf = typesetter.typeset(Order(**order), pictures)
    except FatalURLFetchingError:
        # Not an Exception by its own class: unnamed it would end the process without a word.
        return {"problem": "a picture or font could not be read"}, b""
    except Exception as fault:
        # The text of the fault may hold words of the packet; its kind does not.
        return {"problem": type(fault).__name__}, b""
    return told, pdf


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
