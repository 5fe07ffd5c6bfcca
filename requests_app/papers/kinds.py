"""What each kind of paper is for: why it helps, an example, who usually has it, if it is printed. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from requests_app.models import DocumentKind
from requests_app.models.documents import OwedBy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Kind:
    """`in_packet`: whether it is printed unless somebody says otherwise (docs/reference/papers.md)."""

    kind: DocumentKind
    why: StrOrPromise
    example: StrOrPromise
    owed_by: OwedBy = OwedBy.PATIENT
    in_packet: bool = False
    picture: str = "letter"

    @property
    def slug(self) -> str:
        return self.kind.value.lower().replace("_", "-")

    @property
    def picture_file(self) -> str:
        return f"img/papers/{self.picture}.svg"

    @property
    def label(self) -> StrOrPromise:
        return self.kind.label


KINDS = (
    Kind(
        DocumentKind.INSURANCE_CARD,
        _("The numbers on it must be the same in every paper. The plan finds you by them."),
        _("A photo of the front and one of the back. All numbers can be read."),
        picture="card",
    ),
    Kind(
        DocumentKind.DIRECTORY_LISTING,
        _("Directories change. A picture with a date shows what the plan said on that day."),
        _("A screenshot with the office’s name, its address and “taking new patients”."),
        picture="list",
    ),
    Kind(
        DocumentKind.DENIAL_LETTER,
        _("It says why the plan said no, and by when you can appeal."),
        _("Every page of the letter, also the last one about your rights."),
        in_packet=True,
    ),
    Kind(
        DocumentKind.CLINICIAN_LETTER,
        _("The plan’s reviewer looks for a clinician’s reasons first."),
        _("A signed letter with the codes, why this care, why this provider, and what waiting does."),
        owed_by=OwedBy.CLINICIAN,
        in_packet=True,
        picture="signed",
    ),
    Kind(
        DocumentKind.REFERRAL,
        _("Some plans do not look at a request without one."),
        _("The paper or message in which your regular doctor sends you to a specialist."),
        owed_by=OwedBy.CLINICIAN,
        in_packet=True,
        picture="signed",
    ),
    Kind(
        DocumentKind.PLAN_FORM,
        _("Where the plan has its own form, a request without it can come back."),
        _("The form as the plan gave it to you, all pages."),
        owed_by=OwedBy.PLAN,
        picture="form",
    ),
    Kind(
        DocumentKind.EOB,
        _("It shows what the plan paid and what it counted as out-of-network."),
        _("The page with the table: date, billed, allowed, what you owe. Not the bill."),
        in_packet=True,
        picture="list",
    ),
    Kind(
        DocumentKind.PLAN_ANSWER,
        _("It shows what the plan promised, for which dates, and with which number."),
        _("A letter or message in which the plan says yes, or answers a question."),
        in_packet=True,
    ),
    Kind(
        DocumentKind.NOTES,
        _("Names and dates you wrote down. For you, unless you choose to print them."),
        _("A page of a notebook with calls you made before you came here."),
        picture="form",
    ),
    Kind(
        DocumentKind.OTHER,
        _("Anything else that shows a fact of your request."),
        _("Test results or a program’s description. Leave out what the plan need not know."),
    ),
)
BY_KIND = {one.kind: one for one in KINDS}
BY_SLUG = {one.slug: one for one in KINDS}
# Pages of the directory are kept with their office and day, in their own list.
TO_CHOOSE = tuple(one for one in KINDS if one.kind != DocumentKind.DIRECTORY_LISTING)


def in_packet_at_first(kind: str) -> bool:
    found = BY_KIND.get(DocumentKind(kind))
    return found is not None and found.in_packet
