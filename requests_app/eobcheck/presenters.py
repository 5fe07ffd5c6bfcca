"""What the pages of the check say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from requests_app.claims import check, finding_texts, netting, picture, reading_texts
from requests_app.claims.findings import Finding, Kind, Result, Review
from requests_app.claims.findings import Step as ToDo
from requests_app.claims.others import Others
from requests_app.claims.reasons import Explained, explained
from requests_app.claims.statement import Statement
from requests_app.common.dates import long_date
from requests_app.eobcheck import appeal_plan, files
from requests_app.eobcheck.asked import told
from requests_app.eobcheck.state import State
from requests_app.eobcheck.steps import At, Step
from requests_app.eobcheck.terms import terms_of, units_used, with_used
from requests_app.eobs.result import Group, groups

# What a paper can still be asked for here, and of a file, whose amounts are what the plan says.
OF_A_PAPER = frozenset(Kind) - {Kind.PROVIDER, Kind.FEES}
OF_THE_PLANS_FILE = frozenset({Kind.SUMS, Kind.COST_SHARE})
# How far the year’s deductible has come is asked in a request only.
OF_A_REQUEST = frozenset({"deductible.left_unknown", "deductible.maybe_more_than_left"})
TEMPLATES = {Step.FILE: "eobcheck/file.html", Step.NUMBERS: "eobcheck/numbers.html"}


@dataclass(frozen=True)
class ShownClaim:
    title: str
    verdict: str
    in_question: Decimal
    owed_if_right: Decimal | None
    groups: list[Group]
    codes: tuple[Explained, ...]
    change: str


def people(state: State) -> tuple[tuple[str, str], ...]:
    """The people a file speaks of, by their place in it; names as the visitor’s own file has them."""
    return tuple((str(place), _person(one)) for place, one in enumerate(files.people_in(state).values()))


def _person(one: Statement) -> str:
    if one.patient_name:
        return one.patient_name
    return _("Member ID %(number)s") % {"number": one.member_id} if one.member_id else _("No name is shown")


def place_text(state: State, at: At) -> str:
    """“Statement 2”, “Line 3”: only where there are several."""
    if at.step is Step.LINE:
        return _("Line %(number)s") % {"number": at.line + 1}
    if at.claim > 0:
        return _("Statement %(number)s") % {"number": at.claim + 1}
    return ""


def review(state: State, *, today: date) -> dict[str, Any]:
    places, statements = _that_count(state.statements)
    reviews = _reviews(state, statements, today=today)
    drawn = [
        picture.claim_of(one, title=_title(one), number=place)
        for place, one in enumerate(statements, start=1)
    ]
    in_question = sum((one.in_question for one in reviews), Decimal(0))
    return {
        "heading": _heading(reviews, has_approval=state.approval.said == "YES"),
        "in_question": in_question,
        "claims": [_shown(state, place, one) for place, one in zip(places, reviews, strict=True)],
        "notes": _notes(state),
        "history": len(state.claims) - len(places),
        "checklist": _checklist(state, reviews),
        "goes_back": any(one.verdict == Result.WRONG for one in reviews),
        "plan": appeal_plan.plan(state, reviews, today=today),
        "needs_plan": any(one.verdict != Result.RIGHT for one in reviews),
        "has_approval": state.approval.said == "YES",
        "compared": finding_texts.COMPARED,
        "approval_page": told(At(Step.APPROVED)),
        "picture": picture.picture(drawn),
        "drawn": drawn,
        "sums": picture.sums(drawn),
        "left_out": state.left_out,
        "knows_plan": bool(state.coverage or state.plan_state),
    }


def _that_count(statements: tuple[Statement, ...]) -> tuple[list[int], tuple[Statement, ...]]:
    """Without what a later claim replaces, takes back or repeats; of history alone all of it is shown."""
    current = netting.net(statements).current or statements
    places = [place for place, one in enumerate(statements) if any(one is kept for kept in current)]
    return places, tuple(statements[place] for place in places)


def _reviews(state: State, statements: Sequence[Statement], *, today: date) -> list[Review]:
    """Each against what is left of the approval after the care that came before it."""
    terms, found = terms_of(state), {}
    used: Counter[str] = Counter()
    others = Others(statements)
    for place in sorted(range(len(statements)), key=lambda place: statements[place].service_from or date.max):
        one = statements[place]
        found[place] = check.review(one, with_used(terms, used), others=others, today=today)
        used += units_used(terms, one, others, today=today)
    return [found[place] for place in range(len(statements))]


def _notes(state: State) -> list[str]:
    """Those of the whole file and of claims that are here: others speak of another person."""
    numbers = {one.top.claim_number for one in state.claims}
    return [reading_texts.note_text(one) for one in state.notes if not one.about or one.about in numbers]


def _heading(reviews: Sequence[Review], *, has_approval: bool) -> str:
    wrong = sum(one.verdict == Result.WRONG for one in reviews)
    if wrong:
        return ngettext("%(count)d statement looks wrong", "%(count)d statements look wrong", wrong) % {
            "count": wrong
        }
    if all(one.verdict == Result.RIGHT for one in reviews):
        return _("This looks right") if has_approval else _("Nothing looks wrong on the statement itself")
    return _("We cannot tell yet")


def _shown(state: State, place: int, found: Review) -> ShownClaim:
    one = state.claims[place]
    return ShownClaim(
        title=_title(one.statement),
        verdict=str(found.verdict),
        in_question=found.in_question,
        owed_if_right=found.owed_if_right,
        groups=groups(found),
        codes=tuple(each for each in explained(one.statement, (get_language() or "en")[:2]) if each.words),
        change="" if one.is_read else told(At(Step.NUMBERS, place)),
    )


def _checklist(state: State, reviews: Sequence[Review]) -> list[str]:
    """Each thing to do once, in the order of the steps; what to do about something wrong comes first."""
    is_read = any(one.is_read for one in state.claims)
    left_out = () if state.approval.said == "YES" else (ToDo.FILL_IN_COSTS,)
    said: dict[str, None] = {}
    for result in (Result.WRONG, Result.CANNOT_TELL):
        findings = [one for found in reviews for one in found.of(result)]
        for step in (one for one in ToDo if one not in left_out):
            for finding in findings:
                if step in finding.steps and _can_be_done(step, finding, is_read=is_read):
                    said.setdefault(finding_texts.todo(step, finding))
    return list(said)


def _can_be_done(step: ToDo, finding: Finding, *, is_read: bool) -> bool:
    """What is to be added must have a place here; a request has a place for all of it."""
    if step is ToDo.FILL_IN_APPROVAL:
        asked = finding.kind is not Kind.FEES and finding.slug not in OF_A_REQUEST
        return asked and (is_read or finding.kind is not Kind.PROVIDER)
    if step is ToDo.LOOK_AT_PAPER:
        return finding.kind in (OF_THE_PLANS_FILE if is_read else OF_A_PAPER)
    return step is not ToDo.NOTHING


def _title(one: Statement) -> str:
    """By its day, or its number: never by a name."""
    if one.service_from:
        return _("Care on %(day)s") % {"day": long_date(one.service_from)}
    if one.claim_number:
        return _("Claim %(number)s") % {"number": one.claim_number}
    return _("Statement without a date")
