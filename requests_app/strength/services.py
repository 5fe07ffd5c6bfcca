"""Type in what another paper says, and say which of two values is right."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.casefile.export import case_file
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import check_version
from requests_app.insurer_calls.next_step import follow
from requests_app.letters.stated import is_signed_here, locked_stated, write_stated
from requests_app.models import Case, Settlement, StatedBy, StatedFacts
from requests_app.strength import settling
from requests_app.strength.same_story import OWED_BY, Mismatch, differences


class StrengthRefused(DomainError):
    """The text is shown to the person as it is."""


class NothingStated(StrengthRefused):
    """Every box was left empty, and nothing was kept before."""


def stored_facts(row: StatedFacts | None, names: Mapping[str, Any]) -> dict[str, Any]:
    """What is kept of these answers; of a paper nobody typed in yet, nothing."""
    empty = StatedFacts()
    return {name: getattr(row or empty, name) for name in names}


@transaction.atomic
def save_stated(
    *,
    case: Case,
    source: str,
    answers: Mapping[str, Any],
    shown_version: str | None,
    by: Actor,
    at: datetime,
) -> None:
    """What the clinician’s letter or the plan’s form says. All empty: the paper is taken out again.

    Raises Clash when somebody else saved other answers meanwhile, StrengthRefused when nothing was typed or
    the request is closed.
    """
    permissions.check_can_edit_case(by, case)
    _held_open(case)
    if source == StatedBy.CLINICIAN and is_signed_here(case):
        raise StrengthRefused(
            _("The clinician signed the letter here, so what it says stays. Ask for a new version instead.")
        )
    row = locked_stated(case, source)
    check_version(stored_facts(row, answers), shown_version, answers)
    if not any(answers.values()):
        if row is None:
            raise NothingStated(_("Fill in at least one thing that this paper says"))
        row.removed_at = at
        row.save(update_fields=["removed_at"])
    else:
        row = write_stated(case, source, row, answers)
    log.record(action="strength.stated", target=row, case=case, by=by, at=at, details={"source": source})
    cases.touch(case=case, at=at)


@transaction.atomic
def settle_difference(
    *,
    case: Case,
    topic: str,
    source: str,
    choice: str,
    shown_version: str,
    by: Actor,
    at: datetime,
) -> Settlement:
    """Ours is right: the other paper is owed a correction. Theirs is right: it is written into the request.

    Raises StrengthRefused when the pair is no longer the one that was shown, or the value cannot stand here.
    """
    permissions.check_can_edit_case(by, case)
    _held_open(case)
    found = _shown_pair(case, topic, source, shown_version)
    is_theirs = choice == Settlement.Choice.THEIRS
    if is_theirs:
        _take_over(case, found, by=by, at=at)
    else:
        _refuse_to_keep(found)
    settled = Settlement.objects.create(
        organization_id=case.organization_id,
        case=case,
        topic=topic,
        source=source,
        choice=choice,
        ours=found.ours,
        theirs=found.theirs,
        owed_by="" if is_theirs else OWED_BY[source],
        settled_by_id=by.person_id,
        settled_at=at,
    )
    log.record(
        action="strength.settled",
        target=settled,
        case=case,
        by=by,
        at=at,
        details={"topic": topic, "source": source, "choice": choice},
    )
    cases.touch(case=case, at=at)
    return settled


def _take_over(case: Case, found: Mismatch, *, by: Actor, at: datetime) -> None:
    try:
        settling.take_over(case=case, mismatch=found, by=by, at=at)
    except settling.CannotStand as problem:
        raise StrengthRefused(str(problem)) from None
    follow(case=case, by=by, at=at)


def _refuse_to_keep(found: Mismatch) -> None:
    if found.is_settled:
        raise StrengthRefused(_("This is settled already."))
    if found.is_missing_here:
        raise StrengthRefused(_("The request says nothing about it. Take their value, or type your own."))


def _shown_pair(case: Case, topic: str, source: str, shown_version: str) -> Mismatch:
    pairs = (one for one in differences(case_file(case)) if (one.topic, one.source) == (topic, source))
    found = next(pairs, None)
    if found is None:
        raise StrengthRefused(_("These two say the same now. There is nothing left to settle."))
    if found.version != shown_version:
        raise StrengthRefused(_("One of the two values was changed meanwhile. Look at them again."))
    return found


def _held_open(case: Case) -> None:
    """Nobody closes the case, or settles the same pair, before this is done."""
    if not locked(case).is_open:
        raise StrengthRefused(_("This request is closed, so it cannot be changed. Open it again first."))
