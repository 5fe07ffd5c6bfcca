"""What the pages that change something show of a row, to see whether somebody changed it meanwhile. Pure."""

from __future__ import annotations

from typing import Any

from requests_app.models import Document, DocumentKind, WantedPaper
from requests_app.papers.kinds import BY_KIND

# What a person can say of a kind of paper on its page.
ASK, KEEP, NOT_HAD = "ASK", "KEEP", "NOT_HAD"


def shown_paper(document: Document) -> dict[str, Any]:
    return {name: getattr(document, name) for name in ("kind", "title", "dated_on", "in_packet")}


def shown_wanted(row: WantedPaper | None, kind: DocumentKind) -> dict[str, Any]:
    """Before anybody said something it is what is usual for this kind."""
    if row is None:
        return {"owed_by": str(BY_KIND[kind].owed_by), "note": ""}
    return {"owed_by": row.owed_by, "note": row.note}
