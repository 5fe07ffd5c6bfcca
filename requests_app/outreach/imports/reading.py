"""Find out what a file is by what is in it, and read it. Pure: bytes in, a list or a refusal out."""

from __future__ import annotations

import json
from typing import Any

from requests_app.models.outreach import ImportKind
from requests_app.outreach.imports.csv_lists import decoded, read_csv
from requests_app.outreach.imports.plan_net import read_plan_net
from requests_app.outreach.imports.qhp import read_qhp
from requests_app.outreach.imports.rows import LONGEST_FILE, Fault, FileRefused, ReadList

# Each costs about 200 bytes of memory; lists have one for every 40 bytes and more.
MOST_BRACKETS = 400_000


def read_list(data: bytes) -> tuple[ImportKind, ReadList]:
    """Raises FileRefused; then nothing of the file is kept."""
    if len(data) > LONGEST_FILE:
        raise FileRefused(Fault.TOO_LARGE, LONGEST_FILE // (1024 * 1024))
    text = decoded(data)
    if not text.strip():
        raise FileRefused(Fault.EMPTY)
    if text.lstrip()[0] not in "{[":
        return ImportKind.CSV, read_csv(data)
    content = _json(text)
    if isinstance(content, list):
        return ImportKind.QHP, read_qhp(content)
    if "resourceType" in content:
        return ImportKind.PLAN_NET, read_plan_net(content)
    raise FileRefused(Fault.FOREIGN, "JSON")


def _json(text: str) -> Any:
    if text.count("{") + text.count("[") > MOST_BRACKETS:
        raise FileRefused(Fault.FOREIGN, "JSON")
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise FileRefused(Fault.NOT_JSON) from None
