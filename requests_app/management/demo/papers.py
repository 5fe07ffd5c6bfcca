"""Papers of invented people, drawn as a phone would take them, kept with a demo case."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime

from PIL import Image, ImageDraw, ImageFont

from requests_app.common.actor import Actor
from requests_app.documents.inspection import inspect
from requests_app.drafts.versions import version_of
from requests_app.models import Case, DocumentKind
from requests_app.papers.services import add_paper, change_paper, say_wanted
from requests_app.papers.shown import ASK, shown_paper, shown_wanted

CARD = (1500, 950)
LETTER = (1275, 1650)


def keep_papers(*, case: Case, by: Actor, dated_on: date, at: datetime) -> None:
    """A card, a referral, and a letter that a clinician owes; once."""
    if case.documents.exclude(kind=DocumentKind.DIRECTORY_LISTING).exists():
        return
    card = _drawn(CARD, "Sample Health Plan", [case.patient.full_name, f"Member {case.coverage.member_id}"])
    add_paper(case=case, kind=DocumentKind.INSURANCE_CARD, read=inspect(card, name="card.png"), by=by, at=at)
    lines = [
        f"Date: {dated_on.isoformat()}",
        f"Patient: {case.patient.full_name}",
        "Please see this patient.",
    ]
    letter = _drawn(LETTER, "Example Family Practice", lines)
    read = inspect(letter, name="referral.png")
    paper = add_paper(case=case, kind=DocumentKind.REFERRAL, read=read, by=by, at=at)
    shown = shown_paper(paper)
    typed = {**shown, "title": "Referral from my doctor", "dated_on": dated_on}
    change_paper(document=paper, typed=typed, shown_version=version_of(shown), by=by, at=at)
    kind = DocumentKind.PLAN_FORM
    asked = shown_wanted(None, kind)
    typed = {**asked, "says": ASK, "note": "Jo said they mail it."}
    say_wanted(case=case, kind=kind, typed=typed, shown_version=version_of(asked), by=by, at=at)


def _drawn(size: tuple[int, int], head: str, lines: Sequence[str]) -> bytes:
    picture = Image.new("RGB", size, "white")
    pen = ImageDraw.Draw(picture)
    large, small = ImageFont.load_default(64), ImageFont.load_default(44)
    pen.rectangle((0, 0, size[0], 180), fill="#2d4a63")
    pen.text((70, 55), head, fill="white", font=large)
    for number, line in enumerate(lines):
        pen.text((70, 260 + number * 110), line, fill="black", font=small)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()
