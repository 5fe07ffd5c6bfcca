"""What a packet freezes of the plan’s form (`Packet.evidence["plan_form"]`): the form as it was filled in.

Filled when the packet is asked for, so that a form, mapping or case changed later changes nothing in it. The
same form, mapping, case file and signature give the same files under the same keys.
"""

from __future__ import annotations

import hashlib
import json
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from requests_app.casefile.schema import CaseFile
from requests_app.common import files
from requests_app.common.time_zones import day_at
from requests_app.documents.refusals import FileRefused
from requests_app.models import Case, PlanForm
from requests_app.planforms import filling, queries
from requests_app.planforms.facts import Told
from requests_app.planforms.services import PlanFormRefused

FOLDER, PREVIEWS = "planforms-filled", "planforms-previews"
PREVIEW_KEPT = timedelta(days=1)
# Counted up when the same input would be filled in otherwise.
FILLING_VERSION = "1"
FLAT_NOTE = (
    "The plan’s own form has no boxes that a computer can fill in. Our first page gives the same facts."
)
LOST_NOTE = "The plan’s own form could not be filled in. Our first page gives the same facts."


def form_for_packet(case: Case, file: CaseFile, *, at: datetime, signed_name: str = "") -> dict[str, Any]:
    """Empty when no form is on file. Load the case with its coverage.

    With a signature this is the packet’s own copy, and PlanFormRefused is raised when it cannot be made;
    without one it is a preview, whose files are gone after a day.
    """
    form = queries.form_for(case)
    if form is None:
        return {}
    if queries.is_flat(form):
        return _about(form) | {"note": FLAT_NOTE}
    signed_on = day_at(at, zone=file.time_zone) if signed_name else None
    told = Told(file, signed_name=signed_name, signed_on=signed_on)
    try:
        return _about(form) | _filled(form, told, folder=FOLDER if signed_name else PREVIEWS)
    except (FileRefused, OSError) as fault:
        if signed_name:
            raise PlanFormRefused(
                _("We could not fill in the plan’s form right now, so nothing was made. Try again soon.")
            ) from fault
        return _about(form) | {"note": LOST_NOTE}


def preview(form: PlanForm, told: Told) -> dict[str, Any]:
    """The same for looking at: made once, shown as often as somebody opens the page within a day.

    Raises FileRefused, and OSError when the file of the form is gone.
    """
    return _filled(form, told, folder=PREVIEWS)


def remove_old_previews(*, now: datetime) -> int:
    """What check pages filled in and nobody signed."""
    old = files.keys_older_than(PREVIEWS, now - PREVIEW_KEPT)
    for key in old:
        files.remove(key)
    return len(old)


def _about(form: PlanForm) -> dict[str, Any]:
    return {
        "form_id": str(form.public_id),
        "form_sha256": form.sha256,
        "title": form.title,
        "insurer": form.insurer,
        "source": form.source,
        "checked_on": form.checked_on.isoformat(),
        "mapping": form.mapping,
        "file_key": "",
        "sha256": "",
        "pages": [],
        "overflow": [],
        "note": "",
    }


def _filled(form: PlanForm, told: Told, *, folder: str) -> dict[str, Any]:
    clean = queries.clean_bytes(form)
    if clean is None:
        raise FileNotFoundError(form.pk)
    place = f"{folder}/{_hash_of(clean, form.mapping, told)}"
    kept = files.read(f"{place}-told.json")
    if kept is not None:
        found: dict[str, Any] = json.loads(kept)
        if files.read(found["file_key"]) is not None:
            return found
    with override("en"):
        filled = filling.fill(clean, queries.slots_of(form), form.mapping, told)
        told_json = _write(place, form.title, filled)
    files.write_whole(f"{place}-told.json", json.dumps(told_json).encode())
    return told_json


def _write(place: str, title: str, filled: filling.FilledForm) -> dict[str, Any]:
    """Side by side in one folder, so that previews are found by their age wherever files are kept."""
    pictures = {f"{place}-{number}.png": data for number, data in enumerate(filled.pictures, start=1)}
    files.write_all({f"{place}-form.pdf": filled.pdf, **pictures})
    pages = [
        {
            "key": key,
            "sha256": hashlib.sha256(data).hexdigest(),
            "alt": read_aloud(title, number, filled),
        }
        for number, (key, data) in enumerate(pictures.items(), start=1)
    ]
    return {
        "file_key": f"{place}-form.pdf",
        "sha256": hashlib.sha256(filled.pdf).hexdigest(),
        "filled": len(filled.entries),
        "pages": pages,
        "overflow": [
            {"number": one.number, "label": one.slot.words, "value": one.text, "why": one.why}
            for one in filled.overflow
        ],
    }


def read_aloud(title: str, number: int, filled: filling.FilledForm) -> str:
    """What stands in each filled box of a page, for those who cannot see it."""
    entries = [f"{one.slot.words}: {one.text}" for one in filled.entries if one.slot.page == number]
    return f"{title}, page {number}. {'; '.join(entries) or 'No box of this page is filled in'}."


def _hash_of(clean: bytes, mapping: dict[str, str], told: Told) -> str:
    parts = {
        "version": FILLING_VERSION,
        "clean": hashlib.sha256(clean).hexdigest(),
        "mapping": mapping,
        "case": told.case.model_dump(mode="json"),
        "signed_name": told.signed_name,
        "signed_on": str(told.signed_on or ""),
    }
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()
