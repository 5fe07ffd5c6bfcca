"""Single documents made from the case as it is now: a prep sheet, a letter for one step, a draft to use.

Unlike a packet nothing is frozen or signed. To add one: write a builder `(Asked) -> Sheet` in a module of
its own and name it here. It is pure, speaks plain English to the plan, and raises SheetRefused when
something is missing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import override

from requests_app.packets import one_sheet, wording
from requests_app.packets.benefits import benefits_sheet
from requests_app.packets.sheet_parts import Asked, Sheet
from requests_app.packets.sheets_agreement import agreement_draft
from requests_app.packets.sheets_bill import call_sheet, office_note
from requests_app.packets.sheets_peer import peer_sheet
from requests_app.packets.sheets_stalled import KINDS as STALLED
from requests_app.packets.sheets_stalled import stalled

LANGUAGE = "en"
STYLE = "single.css"


@dataclass(frozen=True)
class SheetKind:
    """`page` is the URL name of the page of the case that offers it, and where a refusal leads."""

    build: Callable[[Asked], Sheet]
    page: str


SHEETS: dict[str, SheetKind] = {
    **{slug: SheetKind(stalled(slug), "ladder:rungs") for slug in STALLED},
    "agreement": SheetKind(agreement_draft, "agreements:agreement"),
    "peer-to-peer": SheetKind(peer_sheet, "appeals:peer"),
    "benefits": SheetKind(benefits_sheet, "benefits:check_list"),
    "billing-office": SheetKind(office_note, "eobs:eob_list"),
    "bill-call": SheetKind(call_sheet, "eobs:eob_list"),
}


def built(kind: str, asked: Asked) -> Sheet:
    """What the sheet says, in the language of the plan. Raises SheetRefused."""
    with override(LANGUAGE):
        return SHEETS[kind].build(asked)


def html_of(sheet: Sheet, asked: Asked) -> str:
    with override(LANGUAGE):
        return render_to_string(
            sheet.template,
            {
                **sheet.parts,
                "title": sheet.title,
                "made": wording.day_text(asked.on),
                "reference": asked.case.reference,
            },
        )


def printed(sheet: Sheet, asked: Asked) -> bytes:
    """The same case on the same day gives the same bytes. Raises PrintFailed."""
    html = html_of(sheet, asked)
    mark = hashlib.sha256(html.encode()).hexdigest()
    return one_sheet.print_one(html=html, style=STYLE, mark=mark)
