"""Read a file of claims: in the confined process, whatever its format, and looked at again on this side.

`read_file(data, name)` gives a Reading; where `refused` is set nothing was found and nothing may be saved.
"""

from __future__ import annotations

import logging

from django.conf import settings
from pydantic import ValidationError

from requests_app.claims.readers import dispatch
from requests_app.claims.statement import Reading
from requests_app.documents.confined import run_confined
from requests_app.documents.filetypes import Problem
from requests_app.documents.limits import MEGABYTE, ReaderLimits
from requests_app.documents.refusals import FileRefused

log = logging.getLogger(__name__)
ACTION = f"{dispatch.__name__}:{dispatch.read_in_folder.__name__}"
# A Bundle of 10 MB becomes a tree of about ten times its size; one of 25 MB must be refused, not waited for.
LIMITS = ReaderLimits(memory=1024 * MEGABYTE, cpu_seconds=45, wall_seconds=60, file_size=64 * MEGABYTE)
# A fault of the file, in words about files of claims; the others are about us, and stay as they are.
OF_THE_FILE = {Problem.UNREADABLE: "file.broken", Problem.TOO_HEAVY: "file.too_heavy"}


def read_file(data: bytes, name: str = "", *, size: int = 0, limits: ReaderLimits = LIMITS) -> Reading:
    """Raises FileRefused for what is no fault of what is in it: empty, too big, busy, no room.

    `size`: of a file of which nothing was kept, because it is too big. The name says nothing of what it is.
    """
    if max(len(data), size) > settings.UPLOAD_LARGEST_FILE:
        raise FileRefused(Problem.TOO_BIG)
    if not data:
        raise FileRefused(Problem.EMPTY)
    try:
        made = run_confined(ACTION, {dispatch.FILE: data}, limits=limits)
        return Reading.model_validate_json(made.files[dispatch.READ])
    except FileRefused as refusal:
        if refusal.problem not in OF_THE_FILE:
            raise
        log.warning("a file of claims could not be read", extra={"byte_size": len(data)})
        return Reading(format="CSV", refused=OF_THE_FILE[refusal.problem])
    except (KeyError, ValidationError):
        log.exception("the reader gave an answer nobody understands")
        return Reading(format="CSV", refused="file.broken")
