"""The process that opens an uploaded file: `python -m requests_app.documents.reader FOLDER LIMITS`.

Reads `FOLDER/original`, writes a clean picture per page beside it, and answers with one line of JSON.
It knows no Django, no database and no secret, and gives its rights away before it reads (`confinement`).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from requests_app.documents.confinement import confine
from requests_app.documents.filetypes import FileType, Problem, type_of
from requests_app.documents.limits import MOST_PICTURES, ReaderLimits

ORIGINAL = "original"


def read(folder: Path) -> dict[str, Any]:
    """`{"pages": 3, "files": ["1.png", …]}`, or `{"problem": "PASSWORD"}`."""
    # Only now: the libraries load inside the limits.
    from requests_app.documents import pdf_pages, pictures

    path = folder / ORIGINAL
    with path.open("rb") as file:
        found = type_of(file.read(64))
    try:
        if found == FileType.PDF:
            count = pdf_pages.count_pages(path)
            return {"pages": count, "files": _write(folder, pdf_pages.draw_pages(path))}
        if isinstance(found, FileType):
            drawn = pictures.read_picture(path)
            return {"pages": len(drawn), "files": _write(folder, drawn)}
        return {"problem": found}
    except pictures.ReadingFailed as fault:
        return {"problem": fault.problem}


def _write(folder: Path, drawn: Iterable[Any]) -> list[str]:
    from requests_app.documents.pictures import encoded

    names = []
    for number, page in enumerate(islice(drawn, MOST_PICTURES), start=1):
        ending, data = encoded(page)
        names.append(f"{number}.{ending}")
        (folder / names[-1]).write_bytes(data)
    return names


def main(arguments: list[str]) -> int:
    folder, limits = Path(arguments[0]), ReaderLimits(**json.loads(arguments[1]))
    confine(limits)
    try:
        answer = read(folder)
    except MemoryError:
        answer = {"problem": Problem.TOO_HEAVY}
    except Exception:
        # Whatever a library stumbles over in a stranger's file, the file is what is wrong.
        answer = {"problem": Problem.UNREADABLE}
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
