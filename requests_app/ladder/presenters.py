"""The steps as their pages show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.cases.call_cards import spoken
from requests_app.common.actor import Actor
from requests_app.common.business_days import add_business_days, count_business_days
from requests_app.common.dates import long_date, weekday_short
from requests_app.followups.closed import closed_days_of
from requests_app.insurer_calls import queries as calls
from requests_app.insurer_calls.facts import facts_for
from requests_app.knowledge.plans import plan_facts_of
from requests_app.knowledge.regulators import regulators_for
from requests_app.ladder.queries import Read
from requests_app.ladder.rungs import Counted, Facts, Reason, Said, Step
from requests_app.ladder.ways import StepWay
from requests_app.ladder.wording import OPEN, SHUT, TOLD
from requests_app.models import Case, Escalation, Rung
from requests_app.tracks.presenters import SLUGS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# What a letter gives the plan to answer, in business days.
ANSWER_WITHIN = 5


@dataclass(frozen=True)
class Row:
    """One step. `when`: since or from which day, with how it was counted."""

    title: StrOrPromise
    what: StrOrPromise
    is_open: bool
    is_next: bool
    why: str
    when: tuple[str, ...]
    taken: str
    url: str
    help_url: str = ""
    help_text: StrOrPromise = ""


@dataclass(frozen=True)
class Fact:
    label: StrOrPromise
    value: str


@dataclass(frozen=True)
class Entry:
    title: StrOrPromise
    facts: tuple[Fact, ...]
    change_url: str
    remove_url: str


@dataclass(frozen=True)
class Due:
    """The day of the answer. Without one that binds, `text` alone says what is common."""

    day: date | None
    days_left: int
    days_late: int
    text: str
    clock_url: str


def rung_url(case: Case, rung: str) -> str:
    return reverse("ladder:rung", args=[case.public_id, TOLD[Rung(rung)].slug])


def list_url(case: Case) -> str:
    return reverse("ladder:rungs", args=[case.public_id])


def row(case: Case, step: Step, *, is_next: bool) -> Row:
    told = TOLD[step.rung]
    help_url, help_text = _help(case, step)
    return Row(
        title=step.rung.label,
        what=told.what,
        is_open=step.is_open,
        is_next=is_next,
        why=str((OPEN if step.is_open else SHUT)[step.reason]),
        when=tuple(_when(step)),
        taken=_("Last done on %(day)s") % {"day": long_date(step.taken_on)} if step.taken_on else "",
        url=rung_url(case, step.rung),
        help_url=help_url,
        help_text=help_text,
    )


def _when(step: Step) -> Iterable[str]:
    if step.on is None:
        return
    text = _("Open since %(day)s.") if step.is_open else _("It opens on %(day)s, if no answer comes before.")
    yield text % {"day": weekday_short(step.on)}
    if step.counted is not None:
        yield from _counted(step.counted)


def _counted(counted: Counted) -> Iterable[str]:
    line = ngettext(
        "Counted: %(count)s business day after %(day)s.",
        "Counted: %(count)s business days after %(day)s.",
        counted.days,
    )
    yield line % {"count": counted.days, "day": weekday_short(counted.start)}
    for one in counted.skipped:
        yield _("%(day)s is a holiday or a closed day and does not count.") % {"day": weekday_short(one)}


def _help(case: Case, step: Step) -> tuple[str, StrOrPromise]:
    """Where to go when a step is shut: no dead ends."""
    pages: dict[Reason, tuple[str, StrOrPromise]] = {
        Reason.NOT_SENT: ("tracker:task_list", _("Go to your tasks")),
        Reason.ANSWERED: ("decisions:answer_list", _("See the plan’s answer")),
        Reason.PLAN_WAITS_FOR_US: ("decisions:answer_list", _("See what the plan waits for")),
        Reason.CLINICIAN_FIRST: ("clinicians:ask_list", _("Ask the clinician")),
        Reason.CALL_FIRST: ("insurer_calls:call_list", _("Call the plan")),
        Reason.CALL_TWICE_FIRST: ("insurer_calls:call_list", _("Call the plan")),
    }
    if step.is_open or step.reason not in pages:
        return "", ""
    name, text = pages[step.reason]
    return reverse(name, args=[case.public_id]), text


def due(case: Case, found: Read) -> Due | None:
    """What is waited for, and by when."""
    facts = found.facts
    clock_url = ""
    if found.appeal is None and found.track is not None:
        clock_url = reverse("tracks:clock", args=[case.public_id, SLUGS[found.track.track.kind]])
    if facts.due_on is None or facts.is_answered:
        return Due(None, 0, 0, "", clock_url) if clock_url and not facts.is_answered else None
    if facts.said == Said.COMMON:
        told = _("It is common to have an answer by %(day)s. That is no promise.")
        return Due(None, 0, 0, told % {"day": weekday_short(facts.due_on)}, clock_url)
    closed = closed_days_of(case.organization_id, facts.today)
    left = count_business_days(facts.today, facts.due_on, closed) if facts.due_on > facts.today else 0
    late = max((facts.today - facts.due_on).days, 0)
    return Due(facts.due_on, left, late, "", clock_url)


def script(case: Case, rung: Rung, facts: Facts, *, by: Actor) -> list[str]:
    """What to say, filled from the case and from earlier calls."""
    known = said_facts(case, facts, by=by)
    return [spoken(one, known) for one in TOLD[rung].say]


def said_facts(case: Case, facts: Facts, *, by: Actor) -> dict[str, str]:
    known = facts_for(case, calls.finished_calls(case), by=by, today=facts.today)
    if facts.sent_on is not None:
        known["sent_on"] = long_date(facts.sent_on)
    if facts.due_on is not None and facts.said != Said.COMMON:
        known["due_on"] = long_date(facts.due_on)
    known["answer_by"] = long_date(answer_by(case, facts.today))
    known["regulator"] = regulator_name(case, facts.today)
    return known


def answer_by(case: Case, today: date) -> date:
    """Our own wish, not a rule."""
    return add_business_days(today, ANSWER_WITHIN, closed_days_of(case.organization_id, today))


def regulator_name(case: Case, on: date) -> str:
    """Only when it is sure and one office: a wrong name would be a wrong claim."""
    found = regulators_for(plan_facts_of(case.coverage, case.care), on)
    sure = found.is_certain and len(found.main) == 1 and found.main[0].record.is_printable
    return found.main[0].name if sure else ""


def entry(one: Escalation, *, may_edit: bool) -> Entry:
    ways = dict(StepWay.choices)
    rows = (
        Fact(_("Day"), long_date(one.done_on)),
        Fact(_("How"), str(ways.get(one.way, ""))),
        Fact(_("Who"), ", ".join(part for part in (one.person, one.team) if part)),
        Fact(_("Reference number"), one.reference),
        Fact(_("What came of it"), one.result),
        Fact(_("Promised for"), long_date(one.promised_on) if one.promised_on else ""),
    )
    args = [one.case.public_id, one.public_id]
    return Entry(
        title=Rung(one.rung).label,
        facts=tuple(fact for fact in rows if fact.value),
        change_url=reverse("ladder:entry_edit", args=args) if may_edit else "",
        remove_url=reverse("ladder:entry_remove", args=args) if may_edit else "",
    )


def sheet_url(case: Case, rung: Rung) -> str:
    kind = TOLD[rung].sheet
    return reverse("packets:sheet", args=[case.public_id, kind]) if kind else ""
