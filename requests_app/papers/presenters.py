"""Rows and cards of the pages about papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from requests_app.common.dates import long_date, weekday_short
from requests_app.common.time_zones import day_at
from requests_app.documents.presenters import (
    PagePicture,
    Row,
    file_name,
    file_rows,
    pages_text,
    picture_address,
)
from requests_app.models import Case, Document, DocumentKind, Legibility
from requests_app.models.documents import OwedBy
from requests_app.papers.kinds import BY_KIND
from requests_app.papers.wanted import State, Wanted

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

UNCLEAR: dict[str, StrOrPromise] = {
    Legibility.BLURRED: gettext_lazy("This may be blurred. Can you read it?"),
    Legibility.SMALL: gettext_lazy("This may be too small to read. Can you read it?"),
}
WAITS_FOR: dict[OwedBy, StrOrPromise] = {
    OwedBy.PATIENT: gettext_lazy("the patient"),
    OwedBy.CLINICIAN: gettext_lazy("the clinician"),
    OwedBy.STAFF: gettext_lazy("the admissions team"),
    OwedBy.PLAN: gettext_lazy("the plan"),
}
# How a kind stands -> the mark at the right of its row.
MARKS = {State.HAVE: "DONE", State.WANTED: "TO_DO", State.ASKED: "WAITING"}


@dataclass(frozen=True)
class Card:
    document: Document
    title: StrOrPromise
    kind: StrOrPromise
    picture: PagePicture
    facts: list[Row]
    unclear: StrOrPromise
    place: int
    is_first: bool
    is_last: bool
    url: str
    edit_url: str
    move_url: str
    use_url: str


@dataclass(frozen=True)
class WantedRow:
    wanted: Wanted
    title: StrOrPromise
    status: str
    note: StrOrPromise
    url: str


def url_of(name: str, case: Case, *more: object) -> str:
    return reverse(f"papers:{name}", args=[case.public_id, *more])


def title_of(document: Document) -> str:
    return document.title or str(DocumentKind(document.kind).label)


def cards(case: Case, documents: Sequence[Document]) -> list[Card]:
    return [card(case, one, place, len(documents)) for place, one in enumerate(documents, start=1)]


def card(case: Case, document: Document, place: int, count: int) -> Card:
    own = document.public_id
    facts = [Row(_("Pages"), str(document.pages))]
    if document.dated_on:
        facts.append(Row(_("Date on it"), long_date(document.dated_on)))
    facts.append(Row(_("In your packet"), _("Yes") if document.in_packet else _("No, it is left out")))
    if document.kept_back_at:
        facts.append(Row(_("Who sees it"), _("Only you and people you invited")))
    return Card(
        document=document,
        title=title_of(document),
        kind=DocumentKind(document.kind).label if document.title else "",
        picture=picture(case, document, 1, small=True),
        facts=facts,
        unclear=UNCLEAR.get(document.legibility, ""),
        place=place,
        is_first=place == 1,
        is_last=place == count,
        url=url_of("paper_detail", case, own),
        edit_url=url_of("paper_edit", case, own),
        move_url=url_of("paper_move", case, own),
        use_url=url_of("paper_use", case, own),
    )


def picture(case: Case, document: Document, number: int, *, small: bool = False) -> PagePicture:
    own = url_of("paper_page", case, document.public_id, number)
    address = picture_address(own, document.page_keys[number - 1], small=small)
    values = {"paper": title_of(document), "number": number, "count": len(document.page_keys)}
    alt = _("%(paper)s, picture %(number)s of %(count)s") % values
    return PagePicture(address, alt)


def pictures(case: Case, document: Document) -> list[PagePicture]:
    return [picture(case, document, number) for number in range(1, len(document.page_keys) + 1)]


def paper_rows(case: Case, document: Document) -> list[Row]:
    return [
        Row(_("What it is"), DocumentKind(document.kind).label),
        Row(_("Date on it"), long_date(document.dated_on) if document.dated_on else ""),
        Row(_("In your packet"), _("Yes") if document.in_packet else _("No, it is left out")),
        *([Row(_("Who added it"), _("The clinician"))] if document.from_clinician_id else []),
        *file_rows(case, document),
    ]


def download_name(document: Document, *, zone: str) -> str:
    """Says from when it is and nothing of what it is: downloads lie in folders others see."""
    day = document.dated_on or day_at(document.received_at, zone=zone)
    return file_name("paper", day, document)


def saved_text(document: Document) -> str:
    """“Photo saved, 1 page.”"""
    pages = pages_text(document.pages)
    if document.media_type == "application/pdf":
        return _("File saved, %(pages)s.") % {"pages": pages}
    return _("Photo saved, %(pages)s.") % {"pages": pages}


def list_text(count: int) -> str:
    return ngettext("Saved. %(count)s paper in the list.", "Saved. %(count)s papers in the list.", count) % {
        "count": count
    }


def wanted_rows(case: Case, found: Sequence[Wanted], *, may_edit: bool) -> list[WantedRow]:
    """What is asked for, and what is there without being asked for."""
    return [
        WantedRow(
            one, one.kind.label, MARKS.get(one.state, ""), stands_text(one), _page_of(case, one, may_edit)
        )
        for one in found
        if one.state in MARKS or one.state == State.NOT_HAD
    ]


def others(found: Sequence[Wanted]) -> list[Wanted]:
    return [one for one in found if one.state == State.NOT_NEEDED]


def stands_text(one: Wanted) -> str:
    if one.state == State.HAVE and not one.documents:
        return _("Added.") if one.kind.kind == DocumentKind.PLAN_FORM else _("Signed here.")
    if one.state == State.HAVE:
        count = len(one.documents)
        return ngettext("%(count)s added", "%(count)s added", count) % {"count": count}
    if one.state == State.NOT_HAD:
        return _("You said that you don’t have it.")
    if one.state == State.ASKED and one.since:
        return owed_text(one)
    return str(one.kind.why)


def owed_text(one: Wanted) -> str:
    """“Waiting for the clinician since Monday, November 16: 3 business days”"""
    values = {
        "who": WAITS_FOR[one.owed_by],
        "day": weekday_short(one.since) if one.since else "",
        "count": one.business_days,
    }
    if one.business_days == 0:
        return _("Waiting for %(who)s since %(day)s.") % values
    return (
        ngettext(
            "Waiting for %(who)s since %(day)s: %(count)s business day.",
            "Waiting for %(who)s since %(day)s: %(count)s business days.",
            one.business_days,
        )
        % values
    )


def summary_text(found: Sequence[Wanted]) -> str:
    """“2 added, 1 still wanted”: one short line for other pages."""
    added = sum(len(one.documents) for one in found if one.kind.kind != DocumentKind.DIRECTORY_LISTING)
    still = sum(one.is_open for one in found)
    values = {"added": added, "wanted": still}
    if not still:
        return ngettext("%(added)s added", "%(added)s added", added) % values
    return _("%(added)s added, %(wanted)s still wanted") % values


def want_page(case: Case, one: Wanted) -> dict[str, object]:
    """What the page of one kind shows beside its questions."""
    return {
        "case": case,
        "kind": one.kind,
        "wanted": one,
        "stands": stands_text(one),
        "papers": cards(case, one.documents),
        "add_url": f"{url_of('paper_add', case)}?kind={one.kind.slug}",
        **other_way(case, one.kind.kind),
        "back_url": url_of("paper_list", case),
    }


def owed_lines(found: Sequence[Wanted]) -> list[Row]:
    """For staff: what is still to come, who owes it and for how long."""
    return [
        Row(one.kind.label, owed_text(one) if one.state == State.ASKED else _("Nobody was asked yet."))
        for one in found
        if one.is_open
    ]


# Where else a paper of this kind comes from: the address, and what the button there says.
OTHER_WAYS: dict[DocumentKind, tuple[str, StrOrPromise]] = {
    DocumentKind.CLINICIAN_LETTER: ("clinicians:ask_list", gettext_lazy("Ask your clinician for it")),
    DocumentKind.PLAN_FORM: ("planforms:case_form", gettext_lazy("See the plan’s form here")),
}


def other_way(case: Case, kind: DocumentKind) -> dict[str, StrOrPromise]:
    if kind not in OTHER_WAYS:
        return {}
    route, text = OTHER_WAYS[kind]
    return {"more_url": reverse(route, args=[case.public_id]), "more_text": text}


def _page_of(case: Case, one: Wanted, may_edit: bool) -> str:
    if one.kind.kind == DocumentKind.DIRECTORY_LISTING:
        return reverse("listings:listing_list", args=[case.public_id])
    return url_of("want", case, BY_KIND[one.kind.kind].slug) if may_edit else ""
