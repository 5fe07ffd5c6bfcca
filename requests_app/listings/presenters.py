"""Rows and cards of the pages about kept directory pages and written questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.common.dates import long_date, weekday_short
from requests_app.documents.presenters import PagePicture, Row, file_rows, picture_address
from requests_app.listings.clock import business_days_left
from requests_app.models import Case, ListingCapture, NetworkAnswer, NetworkQuestion, OutreachOffice
from requests_app.models.listings import QuestionWay
from requests_app.models.outreach import FoundIn, OutreachResult


@dataclass(frozen=True)
class CaptureCard:
    title: str
    url: str
    picture: PagePicture
    facts: list[Row]
    is_left_out: bool


@dataclass(frozen=True)
class QuestionCard:
    question: NetworkQuestion
    title: str
    facts: list[Row]
    due: date | None
    days_left: int
    days_late: int
    late_text: str
    differs_text: str
    letter_url: str
    answer_url: str
    file_url: str
    remove_url: str


@dataclass
class Group:
    """What is kept about one office; `office` is None for everything else."""

    office: OutreachOffice | None
    captures: list[CaptureCard] = field(default_factory=list)
    questions: list[QuestionCard] = field(default_factory=list)


def url_of(name: str, case: Case, *more: object, office: OutreachOffice | None = None) -> str:
    found = reverse(f"listings:{name}", args=[case.public_id, *more])
    return f"{found}?office={office.public_id}" if office else found


def plan_url(case: Case) -> str:
    """Where the answers stand that tell which rules a plan has."""
    return reverse("intake:check", args=[case.public_id, "plan"])


def groups(
    case: Case,
    captures: Sequence[ListingCapture],
    questions: Sequence[NetworkQuestion],
    *,
    today: date,
    only: OutreachOffice | None = None,
) -> list[Group]:
    """By office, in the order of the newest; what belongs to none comes last."""
    found: dict[int | None, Group] = {}
    for capture in captures:
        _group_of(found, capture.office).captures.append(capture_card(case, capture))
    listed = {capture.office_id for capture in captures if capture.office_id is not None}
    for question in questions:
        card = question_card(case, question, today, is_listed=question.office_id in listed)
        _group_of(found, question.office).questions.append(card)
    if only is not None:
        return [found[only.pk]] if only.pk in found else []
    return [
        *(one for key, one in found.items() if key is not None),
        *([found[None]] if None in found else []),
    ]


def capture_card(case: Case, capture: ListingCapture) -> CaptureCard:
    pages = capture.document.pages
    return CaptureCard(
        title=_("Seen on %(day)s") % {"day": long_date(capture.seen_on)},
        url=url_of("capture_detail", case, capture.public_id),
        picture=picture(case, capture, 1, small=True),
        facts=[
            Row(_("What it shows"), capture.shows),
            Row(_("Pages"), str(pages)),
        ],
        is_left_out=not capture.in_packet,
    )


def picture(case: Case, capture: ListingCapture, number: int, *, small: bool = False) -> PagePicture:
    values = {"number": number, "count": len(capture.document.page_keys), "shows": capture.shows}
    alt = _("Directory page you kept, picture %(number)s of %(count)s.") % values
    own = url_of("capture_page", case, capture.public_id, number)
    address = picture_address(own, capture.document.page_keys[number - 1], small=small)
    return PagePicture(address, f"{alt} {capture.shows}".strip())


def pictures(case: Case, capture: ListingCapture) -> list[PagePicture]:
    return [picture(case, capture, number) for number in range(1, len(capture.document.page_keys) + 1)]


def capture_rows(case: Case, capture: ListingCapture) -> list[Row]:
    return [
        Row(_("Office"), _office_name(capture.office) or _("Several offices, or none of them")),
        Row(_("Day you saw it"), long_date(capture.seen_on)),
        Row(_("Web address"), capture.found_at),
        Row(_("What it shows"), capture.shows),
        Row(_("In your packet"), _("Yes") if capture.in_packet else _("No, it is left out")),
        *file_rows(case, capture.document),
    ]


def question_card(
    case: Case, question: NetworkQuestion, today: date, *, is_listed: bool = False
) -> QuestionCard:
    """`is_listed`: a page of the directory that shows this office is kept."""
    is_open = not question.answer
    due = question.due_on if is_open else None
    left = business_days_left(due, today) if due else 0
    days_late = max(0, (today - due).days) if due else 0
    own = question.public_id
    return QuestionCard(
        question=question,
        title=question.about_name,
        facts=_question_facts(question),
        due=due,
        days_left=left,
        days_late=days_late,
        late_text=late_text(due) if due and days_late else "",
        differs_text=differs_text(question, is_listed=is_listed),
        letter_url=url_of("question_letter", case, own),
        answer_url=url_of("question_answer", case, own),
        file_url=url_of("answer_file", case, own) if question.document else "",
        remove_url=url_of("question_remove", case, own),
    )


def late_text(due: date) -> str:
    return _("The answer was due on %(day)s. It has not come.") % {"day": weekday_short(due)}


def differs_text(question: NetworkQuestion, *, is_listed: bool) -> str:
    """When the plan's answer, its directory and the office do not say the same."""
    office = question.office
    if office is None or office.removed_at is not None:
        return ""
    if question.answer == NetworkAnswer.IN_NETWORK and office.result == OutreachResult.NOT_IN_NETWORK:
        return _(
            "The plan wrote that this office is in network. The office said that it is not. "
            "Keep both with their dates: they do not fit together."
        )
    was_listed = is_listed or office.found_in == FoundIn.PLAN_WEBSITE
    if question.answer == NetworkAnswer.NOT_IN_NETWORK and was_listed:
        return _(
            "You found this office in the plan’s directory. The plan wrote that it is not in network. "
            "Keep both with their dates: they do not fit together."
        )
    return ""


def _question_facts(question: NetworkQuestion) -> list[Row]:
    facts = [
        Row(_("Asked on"), long_date(question.asked_on)),
        Row(_("How"), QuestionWay(question.way).label),
    ]
    if question.sent_to:
        facts.append(Row(_("Where"), question.sent_to))
    if question.about_npi:
        facts.append(Row("NPI", question.about_npi))
    if question.answer:
        facts.append(Row(_("Answer"), NetworkAnswer(question.answer).label))
    if question.answered_on:
        facts.append(Row(_("Answer came on"), long_date(question.answered_on)))
        if question.due_on and question.due_on < question.answered_on:
            facts.append(Row(_("It was due on"), weekday_short(question.due_on)))
    if question.answer_text:
        facts.append(Row(_("They wrote"), question.answer_text))
    if question.reference:
        facts.append(Row(_("Reference number"), question.reference))
    return facts


def _group_of(found: dict[int | None, Group], office: OutreachOffice | None) -> Group:
    kept = office if office is not None and office.removed_at is None else None
    return found.setdefault(kept.pk if kept else None, Group(kept))


def _office_name(office: OutreachOffice | None) -> str:
    return office.name if office is not None and office.removed_at is None else ""
