"""Write down where one of the three tracks stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.models import Case
from requests_app.tracks import queries


class TrackRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def save_track(
    *, case: Case, kind: str, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """Keep these answers; the row is made with the first. Raises Clash when two people changed one."""
    permissions.check_can_edit_case(by, case)
    if not locked(case).is_open:
        raise TrackRefused(_("This request is closed, so nothing was saved. Open it again first."))
    row = queries.locked(case, kind)
    stored = {name: getattr(row, name) for name in queries.SHOWN}
    wanted = merged(stored, shown_version, {name: typed[name] for name in queries.SHOWN})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    if not changed:
        return
    _refuse_an_answer_before_the_asking(wanted)
    had_outcome = bool(row.outcome)
    for name in changed:
        setattr(row, name, wanted[name])
    row.save()
    is_answer = bool(row.outcome) and not had_outcome
    log.record(
        action="tracks.answered" if is_answer else "tracks.saved",
        target=row,
        case=case,
        by=by,
        at=at,
        details={"kind": kind, "fields": changed},
    )
    cases.touch(case=case, at=at)


def _refuse_an_answer_before_the_asking(wanted: Mapping[str, Any]) -> None:
    """Two people may each have written down one of two days that do not fit together."""
    asked = wanted["asked_on"]
    if asked and wanted["answer_due_on"] and wanted["answer_due_on"] < asked:
        raise TrackRefused(_("The answer cannot be due before it was asked for"))
    if asked and wanted["outcome_on"] and wanted["outcome_on"] < asked:
        raise TrackRefused(_("The answer cannot come before it was asked for"))
