"""Write down what the plan makes the person pay."""

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
from requests_app.costs import queries
from requests_app.drafts.clash import merged
from requests_app.drafts.versions import plain
from requests_app.models import Case


class CostsRefused(DomainError):
    """The text is shown to the person as it is."""


@transaction.atomic
def save_costs(
    *, case: Case, typed: Mapping[str, Any], shown_version: str | None, by: Actor, at: datetime
) -> None:
    """Keep these numbers. Raises Clash where somebody else saved another number meanwhile."""
    permissions.check_can_edit_case(by, case)
    if not locked(case).is_open:
        raise CostsRefused(_("This request is closed, so nothing was saved. Open it again first."))
    row = queries.locked_facts(case)
    stored = {name: getattr(row, name) for name in queries.SHOWN}
    wanted = merged(stored, shown_version, {name: typed[name] for name in queries.SHOWN})
    changed = sorted(name for name, value in wanted.items() if plain(value) != plain(stored[name]))
    if not changed:
        return
    for name in changed:
        setattr(row, name, wanted[name])
    row.save()
    log.record(action="costs.saved", target=row, case=case, by=by, at=at, details={"fields": changed})
    cases.touch(case=case, at=at)
