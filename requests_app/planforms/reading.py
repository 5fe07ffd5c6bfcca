"""Look at a plan’s form before anything is kept: its boxes, a clean copy, pictures with numbers.

The file is a stranger’s and is opened only in the confined reader (`pdf_jobs.read`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from requests_app.common.errors import DomainError
from requests_app.documents.confined import run_confined
from requests_app.documents.filetypes import FileType, Problem, type_of
from requests_app.documents.inspection import inspect_upload
from requests_app.documents.refusals import FileRefused
from requests_app.planforms import pdf_names
from requests_app.planforms.slots import MOST_FORM_PAGES, MOST_SLOTS, Slot, slots_from

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

ACTION = "requests_app.planforms.pdf_jobs:read"
SENTENCES: dict[str, StrOrPromise] = {
    pdf_names.XFA_ONLY: _(
        "This form works in one program only (it is an XFA form), so we cannot read or fill it. "
        "Ask the plan for a plain PDF, or print the form to a new PDF and add that"
    ),
    pdf_names.TOO_MANY_BOXES: _(
        "This form has more than %(boxes)s boxes. Save only the pages you need as a new PDF, and add that"
    ),
    pdf_names.TOO_LONG: _(
        "The form must have %(pages)s pages or fewer. Save only the pages you need as a new PDF, and add that"
    ),
}
NOT_A_PDF = _("The form must be a PDF, as the plan gives it out")


class FormRefused(DomainError):
    """The text is shown to the person as it is."""


@dataclass(frozen=True)
class ReadForm:
    """A form that is fit to be kept. Without slots it can only be filled in by hand."""

    original: bytes
    clean: bytes
    slots: tuple[Slot, ...]
    pictures: tuple[bytes, ...]
    had_xfa: bool
    had_answers: bool
    had_program: bool

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.original).hexdigest()

    @property
    def pages(self) -> int:
        return len(self.pictures)


def read_upload(upload: UploadedFile) -> ReadForm:
    """What a form got. Raises FormRefused or FileRefused."""
    head = upload.read(64)
    upload.seek(0)
    found = type_of(head)
    if found != FileType.PDF:
        if isinstance(found, FileType) or found == Problem.WRONG_TYPE:
            raise FormRefused(str(NOT_A_PDF))
        # Empty, too big, a phone photo: the sentences of every upload.
        inspect_upload(upload)
    return read_form(upload.read())


def read_form(data: bytes) -> ReadForm:
    """Raises FormRefused or FileRefused with a sentence that says what to do."""
    made = run_confined(ACTION, {pdf_names.FORM: data})
    refused = made.answer.get("refused")
    if refused is not None:
        values = {"boxes": MOST_SLOTS, "pages": MOST_FORM_PAGES}
        raise FormRefused(str(SENTENCES[str(refused)]) % values)
    try:
        slots = slots_from(made.answer["slots"])
        pages = int(made.answer["pages"])
        pictures = tuple(made.files[f"{number}.png"] for number in range(1, pages + 1))
        clean = made.files[pdf_names.CLEAN]
    except (KeyError, TypeError, ValueError):
        raise FileRefused(Problem.UNREADABLE) from None
    if type_of(clean) != FileType.PDF or any(type_of(one) != FileType.PNG for one in pictures):
        raise FileRefused(Problem.UNREADABLE)
    return ReadForm(
        original=data,
        clean=clean,
        slots=slots,
        pictures=pictures,
        had_xfa=bool(made.answer.get("had_xfa")),
        had_answers=bool(made.answer.get("had_answers")),
        had_program=bool(made.answer.get("had_program")),
    )
