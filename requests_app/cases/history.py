"""What happened in a case, told from its audit entries, for the patient's timeline and the staff's."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import TextChoices
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from requests_app.audit import queries as audit
from requests_app.cases.told import KINDS as KINDS
from requests_app.cases.told import TOLD as TOLD
from requests_app.common.actor import Actor
from requests_app.common.dates import weekday_date
from requests_app.models import (
    AppealLevel,
    AuditEntry,
    CallKind,
    Case,
    CaseAccess,
    Document,
    DocumentKind,
    FollowUpKind,
    Rung,
    TrackKind,
    User,
)

_KINDS: dict[str, type[TextChoices]] = {
    "followups": FollowUpKind,
    "tracks": TrackKind,
    "appeals": AppealLevel,
    "papers": DocumentKind,
    "ladder": Rung,
}
# Who acts without an account, by the first part of how the log names them.
_NOBODY_SIGNED_IN: dict[str, LazyText | str] = {
    "clinician": gettext_lazy("The clinician"),
    "key": gettext_lazy("The facility’s own system"),
}


@dataclass(frozen=True)
class Event:
    at: datetime
    title: str
    who: str
    kind: str
    is_internal: bool
    url: str = ""
    text: str = ""


def events(case: Case, *, seen_by: Actor, for_staff: bool, kind: str = "") -> list[Event]:
    """Newest first. A fixed number of queries. `kind` is a key of KINDS, or everything.

    Staff are not told of papers that the patient’s side keeps to itself.
    """
    actions = frozenset(
        action
        for action, told in TOLD.items()
        if not (told.patient_only if for_staff else told.staff_only) and (not kind or told.kind == kind)
    )
    entries = audit.entries_of_case(case, actions=actions)
    if for_staff:
        kept_back = Document.objects.filter(case=case, kept_back_at__isnull=False)
        hidden = set(kept_back.values_list("public_id", flat=True))
        entries = [entry for entry in entries if entry.target_id not in hidden]
    names = names_of(
        case, {entry.user_id for entry in entries if entry.user_id is not None}, for_staff=for_staff
    )
    return [_event(entry, names, seen_by) for entry in entries]


def _event(entry: AuditEntry, names: dict[int, str], seen_by: Actor) -> Event:
    told = TOLD[entry.action]
    if entry.user_id is None:
        who = str(_NOBODY_SIGNED_IN.get(entry.actor.partition(":")[0], _("The system")))
    elif entry.user_id == seen_by.user_id:
        who = _("You")
    else:
        who = names.get(entry.user_id, _("The admissions team"))
    return Event(entry.at, str(told.text), who, told.kind, told.staff_only, text=_text(entry))


def _text(entry: AuditEntry) -> str:
    """Which call, packet or follow-up it was, and for which day, as far as the entry says it."""
    details = entry.details
    area = entry.action.partition(".")[0]
    number = details.get("number") if area == "packets" else details.get("packet")
    if area in ("packets", "submissions") and number:
        return _("Packet %(number)s") % {"number": number}
    names = dict(_KINDS.get(area, CallKind).choices)
    name = str(names.get(details.get("kind"), ""))
    day = details.get("due_on")
    return f"{name}: {weekday_date(date.fromisoformat(day))}" if name and day else name


def names_of(case: Case, user_ids: set[int], *, for_staff: bool) -> dict[int, str]:
    """By the name this case knows; a colleague is, to the patient's side, the facility."""
    found: dict[int, str] = {}
    own = CaseAccess.objects.filter(case=case, user_id__in=user_ids).order_by("created_at")
    for access in own:
        found[access.user_id] = {
            CaseAccess.Relation.HELPER: access.display_name or _("A helper"),
            CaseAccess.Relation.CAREGIVER: _("The caregiver"),
            CaseAccess.Relation.PATIENT: _("The patient"),
        }[CaseAccess.Relation(access.relation)]
    for user in User.objects.filter(pk__in=user_ids - set(found)).only("pk", "full_name"):
        own_name = user.full_name if for_staff else case.organization.name
        found[user.pk] = own_name or _("The admissions team")
    return found
