"""The process that opens strangers' files: `python -m requests_app.documents.reader FOLDER`.

`FOLDER/order` names one function of ours, its options and the limits (`confined` writes it). The function
works in the folder; what it gives back is answered as one line of JSON. No Django, no database and no secret
are known here, and this process gives its rights away before it reads (`confinement`).
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from requests_app.documents.confinement import confine
from requests_app.documents.failures import ReadingFailed
from requests_app.documents.filetypes import Problem
from requests_app.documents.limits import ReaderLimits

ORDER = "order"


def run(action: str, folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    module, _colon, function = action.partition(":")
    try:
        # Only now: the libraries load inside the limits.
        answer: dict[str, Any] = getattr(import_module(module), function)(folder, options)
    except ReadingFailed as fault:
        return {"problem": fault.problem}
    except MemoryError:
        return {"problem": Problem.TOO_HEAVY}
    except Exception:
        # Whatever a library stumbles over in a stranger's file, the file is what is wrong.
        return {"problem": Problem.UNREADABLE}
    return answer


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0])
    order = json.loads((folder / ORDER).read_bytes())
    confine(ReaderLimits(**order["limits"]))
    sys.stdout.write(json.dumps(run(order["action"], folder, order["options"])))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
