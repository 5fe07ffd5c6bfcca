"""Why a file is not kept, in words for the person who chose it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from requests_app.common.errors import DomainError
from requests_app.documents.filetypes import Problem
from requests_app.documents.limits import MEGABYTE, MOST_PAGES

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[Problem, StrOrPromise] = {
    Problem.EMPTY: _("The file is empty. Choose it again, or save it again first"),
    Problem.TOO_BIG: _("The file must be smaller than %(size)s MB"),
    Problem.WRONG_TYPE: _("The file must be a PDF, JPG, PNG or HEIC"),
    Problem.AVIF: _("We cannot read AVIF pictures. Save it as JPEG, PNG or PDF"),
    Problem.BROKEN_PHOTO: _(
        "We could not open this phone photo. Take a screenshot of it and add that, or save it as JPEG"
    ),
    Problem.PASSWORD: _(
        "The file has a password. Save a copy with no password, or take a photo of each page"
    ),
    Problem.HAS_PROGRAM: _(
        "The file has a program or another file inside, so we did not keep it. "
        "Print it to a new PDF, or take a screenshot, and add that"
    ),
    Problem.NO_PAGES: _("This PDF has no pages. Save it again, or take a screenshot"),
    Problem.TOO_MANY_PAGES: _(
        "The file must have %(pages)s pages or fewer. Save only the pages you need, and add those"
    ),
    Problem.TOO_MANY_PIXELS: _(
        "The picture is too large to open. Save a smaller one, or take a screenshot of it"
    ),
    Problem.CUT_OFF: _("Part of this picture is missing. Choose it again, or take a new one"),
    Problem.UNREADABLE: _("We could not open this file. Try a photo or a screenshot of each page"),
    Problem.TOO_HEAVY: _(
        "This file takes too much work to open. Try a photo or a screenshot of the page you need"
    ),
    Problem.BUSY: _("Many files are coming in right now. Wait a minute, then choose your file again"),
    Problem.NO_ROOM: _("We cannot keep files right now. Your file is not the reason. Try again later"),
}


class FileRefused(DomainError):
    """The text is shown to the person as it is."""

    def __init__(self, problem: Problem) -> None:
        values = {"size": settings.UPLOAD_LARGEST_FILE // MEGABYTE, "pages": MOST_PAGES}
        super().__init__(str(SENTENCES[problem]) % values)
        self.problem = problem
