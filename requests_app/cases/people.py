"""How people of a case are called on its pages: inside sign-in only, never in a title, address or mail."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from requests_app.common.actor import Actor
from requests_app.common.dates import clock_time
from requests_app.models import AuditEntry, Case, CaseAccess, User

# Looking and taking along leave entries, too; so do workers, who are no persons.
NOT_A_CHANGE = (
    "cases.viewed",
    "packets.downloaded",
    "packets.copy_downloaded",
    "packets.sheet_taken",
    "documents.downloaded",
    "tracker.downloaded",
    "casefile.exported",
)


def name_of(user_id: int | None, *, case: Case) -> str:
    """The patient, caregiver, helper or colleague with this account, by the name this case knows."""
    if user_id is None:
        return _("The system")
    access = CaseAccess.objects.filter(case=case, user_id=user_id).order_by("-created_at").first()
    if access is None:
        return User.objects.filter(pk=user_id).values_list("full_name", flat=True).first() or _(
            "The admissions team"
        )
    if access.relation == CaseAccess.Relation.HELPER:
        return access.display_name or _("A helper")
    if access.relation == CaseAccess.Relation.CAREGIVER:
        return case.patient.caregiver_name or _("The caregiver")
    return case.patient.full_name or _("The patient")


def changed_text(*, case: Case, seen_by: Actor) -> str:
    """Who saved the case last, and when: said when a page that was open meanwhile does not overwrite it."""
    entries = AuditEntry.objects.filter(case_id=case.public_id, user_id__isnull=False)
    last = entries.exclude(action__in=NOT_A_CHANGE).order_by("-at", "-id").first()
    if last is None:
        return _("This was changed meanwhile. Your text is safe below.")
    time = clock_time(last.at.astimezone(ZoneInfo(case.time_zone)))
    if last.user_id == seen_by.user_id:
        return _("You changed this at %(time)s on another page. Your text is safe below.") % {"time": time}
    return _("%(name)s changed this at %(time)s. Your text is safe below.") % {
        "name": name_of(last.user_id, case=case),
        "time": time,
    }
