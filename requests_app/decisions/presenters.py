"""One answer in words: what it says, how it matches, and the one next thing to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.answers import answer_text
from requests_app.common.dates import long_date, weekday_date
from requests_app.decisions import appeal_day_texts, match_texts, next_things, queries
from requests_app.decisions.asked import matched
from requests_app.decisions.matching import About, Asked, Matched, Verdict
from requests_app.decisions.next_things import next_page
from requests_app.decisions.shown import PARTS, POINTS, is_yes
from requests_app.decisions.urls_of import detail_url, url_of
from requests_app.insurer_calls import missing_papers
from requests_app.models import (
    AfterPart,
    Answer,
    ApprovedLine,
    Case,
    Decision,
    DenialReason,
    InsurerCall,
    MoreWanted,
    Stated,
    TrackKind,
)
from requests_app.models.documents import OwedBy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

__all__ = ["card", "next_page", "sheet"]
LEFT_OUT_OF: dict[About, str] = {
    About.CODE: "CODES",
    About.UNITS: "UNITS",
    About.DATES: "DATES",
    About.PROVIDER: "PROVIDER",
    About.FACILITY: "FACILITY",
    About.PROFESSIONAL: "PROFESSIONAL",
    About.COST_SHARE: "COST_SHARE",
    About.RATE: "RATE",
}


@dataclass(frozen=True)
class Row:
    label: StrOrPromise
    value: str
    change_url: str = ""


@dataclass(frozen=True)
class AnswerCard:
    title: str
    url: str
    facts: list[Row]


@dataclass(frozen=True)
class WantedRow:
    what: str
    owed_by: str
    due: date | None
    days_left: int
    days_late: int
    done_on: date | None
    edit_url: str
    done_url: str


@dataclass(frozen=True)
class LineCard:
    title: str
    facts: list[Row]
    url: str


def card(case: Case, decision: Decision) -> AnswerCard:
    return AnswerCard(str(Answer(decision.answer).label), detail_url(case, decision), _heads(decision))


def _heads(decision: Decision) -> list[Row]:
    rows = [Row(_("About"), about_text(decision)), Row(_("Heard on"), long_date(decision.heard_on))]
    if decision.letter_dated_on:
        rows.append(Row(_("Date on the letter"), long_date(decision.letter_dated_on)))
    if decision.decided_on:
        rows.append(Row(_("Decided on"), long_date(decision.decided_on)))
    rows.append(Row(_("In writing"), _("Yes") if decision.is_in_writing else _("Not yet")))
    if decision.authorization_number:
        rows.append(Row(_("Authorization number"), decision.authorization_number))
    return rows


def about_text(decision: Decision) -> str:
    if decision.eob is not None:
        number = {"number": decision.eob.claim_number}
        return _("A bill, claim %(number)s") % number if number["number"] else _("A bill")
    if decision.appeal_id:
        return _("Your appeal")
    if decision.renewal_id:
        return _("The request to go on (renewal)")
    return str(TrackKind(decision.track.kind).label) if decision.track else _("Your request")


def sheet(case: Case, decision: Decision, *, today: date, may_edit: bool) -> dict[str, Any]:
    """What the page of one answer shows."""
    found = matched(case, decision) if is_yes(decision) else None
    counts = queries.is_current(decision)
    wanted = [one for one in decision.wanted.all() if one.removed_at is None]
    return {
        "answer": Answer(decision.answer).label,
        "is_current": counts,
        "next": next_things.next_of(case, decision, found) if counts and may_edit else None,
        "others": next_things.others_of(case, decision) if counts else [],
        "rows": _heads(decision) + _notes(decision),
        "letter_url": _letter_url(case, decision),
        "points": _points(decision) if is_yes(decision) else [],
        "terms_rows": _terms(decision) if is_yes(decision) else [],
        "lines": [_line_card(case, decision, one) for one in queries.lines_of(decision)],
        "pairs": match_texts.cards(found) if found and decision.lines.all() else [],
        "summary": match_texts.summary(found) if found and decision.lines.all() else "",
        "extra": [match_texts.extra_title(one) for one in found.extra] if found else [],
        "part_rows": _part(decision),
        "denial_rows": _denial(decision),
        "appeal_day": _appeal_day(case, decision, today) if counts else "",
        "wanted": wanted_rows(case, wanted, today=today, may_edit=may_edit),
        "urls": {
            name: url_of(name, case, decision.public_id)
            for name in (
                "answer_edit",
                "answer_remove",
                "letter_add",
                "terms",
                "left_out",
                "denial",
                "script",
                "wanted_add",
                "line_add",
            )
        },
        "has_script": bool(is_yes(decision) or not decision.is_in_writing),
    }


def _notes(decision: Decision) -> list[Row]:
    return [Row(_("Notes"), decision.notes)] if decision.notes else []


def _letter_url(case: Case, decision: Decision) -> str:
    letter = decision.letter
    if letter is None or letter.removed_at is not None:
        return ""
    return reverse("papers:paper_detail", args=[case.public_id, letter.public_id])


def _points(decision: Decision) -> list[Row]:
    labels = {one.value: str(one.label) for one in Stated}
    return [Row(label, labels.get(getattr(decision, name), "")) for name, label in POINTS.items()]


def _terms(decision: Decision) -> list[Row]:
    dates = match_texts.dates_text(decision.starts_on, decision.ends_on)
    rows = [Row(_("Approved dates"), dates), Row(_("Authorization number"), decision.authorization_number)]
    if decision.renew_by:
        rows.append(Row(_("By when to ask for more"), long_date(decision.renew_by)))
    return rows


def _line_card(case: Case, decision: Decision, line: ApprovedLine) -> LineCard:
    code = "-".join(part for part in (line.code, line.modifier) if part)
    facts = [
        (_("How many"), match_texts.units_text(line.units, line.unit)),
        (_("Dates"), match_texts.dates_text(line.starts_on, line.ends_on)),
        (_("Provider"), line.provider_name),
        (_("Covers"), str(line.get_covers_display()) if line.covers else ""),
        (_("Cost share"), str(line.get_cost_share_display()) if line.cost_share else ""),
        (_("Rate"), match_texts.rate_text(line.rate, line.rate_unit)),
        (_("Authorization number"), line.authorization_number),
    ]
    return LineCard(
        title=f"{code}: {line.words}" if code and line.words else code or line.words,
        facts=[Row(label, value or _("Not stated")) for label, value in facts],
        url=url_of("line_edit", case, decision.public_id, line.public_id),
    )


def _part(decision: Decision) -> list[Row]:
    if decision.answer != Answer.PARTLY or not (decision.left_out or decision.after_part):
        return []
    return [
        Row(_("Left out"), answer_text(list(decision.left_out), PARTS)),
        Row(_("Why, in their words"), decision.left_out_reason),
        Row(_("What you want to do"), answer_text(list(decision.after_part), AfterPart.choices)),
    ]


def _denial(decision: Decision) -> list[Row]:
    if not (decision.reason or decision.reason_words):
        return []
    by = long_date(decision.appeal_by) if decision.appeal_by else ""
    rows = [
        Row(_("Reason"), str(DenialReason(decision.reason).label) if decision.reason else ""),
        Row(_("In their words"), decision.reason_words),
        Row(
            _("Last day to appeal, in the letter")
            if decision.is_in_writing
            else _("Last day to appeal, as they said"),
            by or _("Not stated"),
        ),
        Row(_("Where the appeal goes"), decision.appeal_way),
    ]
    if decision.peer_possible == Stated.YES:
        until = long_date(decision.peer_by) if decision.peer_by else ""
        told = "\n".join(part for part in (decision.peer_phone, until) if part)
        rows.append(Row(_("Your clinician can talk to the plan’s doctor"), told or _("Yes")))
    return rows


def _appeal_day(case: Case, decision: Decision, today: date) -> str:
    if decision.answer not in (Answer.DENIED, Answer.PARTLY):
        return ""
    return appeal_day_texts.line(case, decision, on=today)


def wanted_rows(case: Case, wanted: Sequence[MoreWanted], *, today: date, may_edit: bool) -> list[WantedRow]:
    names = {**{one.value: str(one.label) for one in OwedBy}, "US": _("The admissions team")}
    return [
        WantedRow(
            what=one.what,
            owed_by=names.get(one.owed_by, ""),
            due=one.due_on,
            days_left=next_things.days_left(case, today, one.due_on),
            days_late=next_things.days_late(case, today, one.due_on),
            done_on=one.done_on,
            edit_url=url_of("wanted_edit", case, one.public_id) if may_edit else "",
            done_url=url_of("wanted_done", case, one.public_id) if may_edit else "",
        )
        for one in wanted
    ]


def asked_facts(asked: Asked) -> list[Row]:
    """What was asked for, to look at while the answer is copied."""
    rows = [
        (_("You asked for"), match_texts.line_title(asked)),
        (_("How many"), match_texts.units_text(asked.units, asked.unit)),
        (_("Dates"), match_texts.dates_text(asked.starts_on, asked.ends_on)),
        (_("Provider"), asked.provider_name),
        (_("Rate"), match_texts.rate_text(asked.rate, asked.rate_unit)),
    ]
    return [Row(label, value) for label, value in rows if value]


def left_out_suggested(found: Matched) -> list[str]:
    """What the lines already show to be missing."""
    names: set[str] = set()
    given = [pair for pair in found.pairs if pair.given]
    if given and len(given) < len(found.pairs):
        names.add("CODES")
    for pair in given:
        names |= {LEFT_OUT_OF[point.about] for point in pair.of(Verdict.DIFFERS)}
    return [key for key, _label in PARTS if key in names]


def missing_lines(call: InsurerCall | None) -> list[str]:
    return missing_papers.missing_lines(call) if call else []


def lines_text(count: int) -> str:
    return ngettext("Saved. %(count)s line.", "Saved. %(count)s lines.", count) % {"count": count}


def wanted_text(count: int) -> str:
    if not count:
        return _("Saved. The plan has all it asked for.")
    return ngettext(
        "Saved. The plan still wants %(count)s thing.", "Saved. The plan still wants %(count)s things.", count
    ) % {"count": count}


def removal_text(case: Case, decision: Decision) -> str:
    answers = dict(Answer.choices)
    return _("“%(answer)s”, heard on %(day)s. The answer before it counts again.") % {
        "answer": answers[decision.answer],
        "day": weekday_date(decision.heard_on),
    }
