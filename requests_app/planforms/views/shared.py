"""What the pages of a facility’s forms and of a case’s form have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _

from requests_app.accounts.http import PortalRequest
from requests_app.common import files
from requests_app.documents.http import lock_up
from requests_app.documents.refusals import FileRefused
from requests_app.drafts.clash import Clash
from requests_app.drafts.http import form_data, save_once
from requests_app.drafts.versions import version_of
from requests_app.models import PlanForm
from requests_app.planforms import packet_form, presenters, queries, services
from requests_app.planforms.facts import Told
from requests_app.planforms.forms import MapForm
from requests_app.planforms.reading import ReadForm

BLANK, FILLED, BOXES = "blank", "filled", "boxes"


@dataclass(frozen=True)
class Mapping:
    """The mapping page, asked or answered: `done` is the answer after saving."""

    form: MapForm
    context: dict[str, Any]
    done: HttpResponse | None


def say_what_was_taken_out(request: PortalRequest, read: ReadForm) -> None:
    """Nothing is dropped from somebody’s file without a word."""
    if read.had_xfa:
        messages.info(
            request,
            _(
                "The form had a second version of itself, for one program only (XFA). "
                "We took that out and use the boxes."
            ),
        )
    if read.had_program:
        messages.info(request, _("The form had a small program or another file inside. We took it out."))
    if read.had_answers:
        messages.info(
            request, _("The form was not empty. We emptied its boxes, so nobody else’s answers stay in it.")
        )


def mapping_page(
    request: PortalRequest, form: PlanForm, *, url: str, end_url: str, today: date, now: datetime
) -> Mapping:
    """`url` is the page itself, `end_url` where the last boxes lead."""
    parts = presenters.parts_of(form)
    part = presenters.part_in(parts, request.GET.get("part", "1"))
    stored = presenters.stored_values(form, part)
    asked = MapForm(
        form_data(request),
        today=today,
        slots=part.slots,
        initial=presenters.shown_values(form, part),
        version=version_of(stored),
    )
    done = None
    if request.method == "POST" and asked.is_valid():
        following = f"{url}?part={part.number + 1}" if part.number < part.total else end_url
        try:
            done = save_once(request, _saving(request, form, part, stored, asked, following, now))
        except Clash as clash:
            text = _("Somebody else changed these boxes meanwhile. Your choices are safe below.")
            asked.show_clash(text, stored=clash.fields, version=clash.version)
        except services.PlanFormRefused as refusal:
            asked.add_error(None, str(refusal))
    context = {
        "plan_form": form,
        "part": part,
        "parts": [(one, f"{url}?part={one.number}", one.number == part.number) for one in parts],
        "rows": presenters.box_rows(form, part, asked),
        "boxes_text": presenters.boxes_text(form),
        "has_suggestions": any(not value for value in stored.values()),
    }
    return Mapping(asked, context, done)


def _saving(
    request: PortalRequest,
    form: PlanForm,
    part: presenters.Part,
    stored: dict[str, str],
    asked: MapForm,
    following: str,
    now: datetime,
) -> Callable[[], str]:
    def save() -> str:
        services.save_mapping(
            form=form,
            keys={f"s{number}": slot.key for number, slot in part.slots},
            typed=asked.typed,
            shown_version=asked.version,
            by=request.actor,
            at=now,
        )
        messages.success(request, _("%(boxes)s are saved.") % {"boxes": part.text})
        return following

    return save


def blank_response(request: PortalRequest, form: PlanForm) -> HttpResponseBase:
    """The clean copy: empty, without programs. The file as it came is kept, and handed to nobody."""
    data = queries.clean_bytes(form)
    if data is None:
        raise Http404
    return pdf_response(data, presenters.download_name(form, BLANK))


def pdf_response(data: bytes, name: str) -> HttpResponseBase:
    response = FileResponse(BytesIO(data), as_attachment=True, filename=name, content_type="application/pdf")
    lock_up(response)
    return response


def picture_response(data: bytes) -> HttpResponse:
    response = HttpResponse(data, content_type="image/png")
    lock_up(response)
    return response


def preview(form: PlanForm, told: Told) -> dict[str, Any]:
    """The filled form. Raises FileRefused, and Http404 for one without boxes or whose file is gone."""
    if queries.is_flat(form):
        raise Http404
    try:
        return packet_form.preview(form, told)
    except OSError:
        raise Http404 from None


def filled_response(form: PlanForm, told: Told, name: str) -> HttpResponseBase:
    data = files.read(preview(form, told)["file_key"])
    if data is None:
        raise Http404
    return pdf_response(data, name)


def page_response(form: PlanForm, told: Told, copy: str, number: int) -> HttpResponse:
    """A page with numbers on its boxes, or filled. Raises Http404."""
    if copy != FILLED:
        return picture_response(queries.picture_bytes(form, number))
    try:
        pages = preview(form, told)["pages"]
    except FileRefused:
        raise Http404 from None
    data = files.read(pages[number - 1]["key"]) if 1 <= number <= len(pages) else None
    if data is None:
        raise Http404
    return picture_response(data)
