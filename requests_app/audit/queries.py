from __future__ import annotations

from requests_app.models import AuditEntry, Case


def entries_of_case(case: Case, *, actions: frozenset[str], limit: int = 500) -> list[AuditEntry]:
    """The newest entries of a case among the given actions, newest first."""
    found = AuditEntry.objects.filter(case_id=case.public_id, action__in=actions)
    return list(found.order_by("-at", "-id")[:limit])
