from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID, uuid5

from django.http import Http404

from requests_app.cases.ownership import hides_notes, without_hidden_notes
from requests_app.cases.progress import ENOUGH_OFFICES
from requests_app.followups import queries as follow_ups
from requests_app.followups.schedule import Contact, Sending
from requests_app.models import (
    Case,
    CaseAccess,
    Decision,
    FollowUp,
    InsurerCall,
    NextAction,
    OutreachOffice,
    Submission,
)
from requests_app.models.insurer_calls import CallKind

ANSWERED = {"YES", "PART", "NO"}
NOT_FOUND = {"NO", "CANNOT_FIND"}
AFTER_SENDING = frozenset({CallKind.CALL_2, CallKind.CALL_3, CallKind.CALL_4})
PLAN_CALLS = frozenset({CallKind.CALL_1, CallKind.CALL_2, CallKind.CALL_3, CallKind.CALL_4})


def calls_of(case: Case) -> list[InsurerCall]:
    """Every call that is kept and that this reader may see, drafts too, newest first; one query."""
    found = InsurerCall.objects.kept().filter(case=case).order_by("-called_on", "-id")
    return readable(case, [one for one in found if not is_closed_draft(case, one)])


def finished_calls(case: Case) -> list[InsurerCall]:
    """Newest first; one query."""
    return readable(case, InsurerCall.objects.finished().filter(case=case).order_by("-called_on", "-id"))


def readable(case: Case, calls: Iterable[InsurerCall]) -> list[InsurerCall]:
    """The same calls, less the notes that staff keep to themselves. Not to be saved."""
    return without_hidden_notes(case, calls, for_staff=case.read_by_staff)


def hides_notes_of(case: Case, call: InsurerCall) -> bool:
    return hides_notes(case, call.made_by, for_staff=case.read_by_staff)


def is_closed_draft(case: Case, call: InsurerCall) -> bool:
    """A half-filled card of staff holds all that was typed, notes as well."""
    return call.is_draft and hides_notes_of(case, call)


def latest_request_number(case: Case) -> str:
    """The number the plan gave the request itself, or an empty text; one query."""
    numbered = InsurerCall.objects.finished().filter(case=case).exclude(request_number="")
    found = numbered.order_by("-called_on", "-id").values_list("request_number", flat=True).first()
    return found or ""


def suggested_kind(case: Case) -> str:
    """Which call comes next, or an empty text when none is due; one query."""
    return suggest(case, finished_calls(case))


def suggest(case: Case, finished: Sequence[InsurerCall]) -> str:
    """`finished` newest first."""
    if not case.is_open:
        return ""
    if not case.is_sent:
        if not any(is_opened(call) for call in finished):
            return CallKind.CALL_1
        return "" if any(call.kind == CallKind.PROVIDER for call in finished) else CallKind.PROVIDER
    after = [call for call in finished if call.kind in AFTER_SENDING]
    if any(call.answers.get("answer") in ANSWERED for call in after):
        return ""
    if after and after[0].answers.get("status") == "DECIDED":
        return CallKind.CALL_4
    has_it = any(call.answers.get("received") == "YES" or call.answers.get("status") for call in after)
    return CallKind.CALL_3 if has_it else CallKind.CALL_2


def step_before_packet(case: Case) -> NextAction:
    """What comes next once the answers are there: call 1 until it is open, then offices, then the packet."""
    if not any(is_opened(call) for call in finished_calls(case)):
        return NextAction.CALL_1
    has_enough = logged_office_count(case) >= ENOUGH_OFFICES
    return NextAction.MAKE_PACKET if has_enough else NextAction.CALL_OFFICES


def is_opened(call: InsurerCall) -> bool:
    """The plan did not refuse to open the request on this call."""
    return call.kind == CallKind.CALL_1 and call.answers.get("request_opened") != "NO"


def get_call_or_404(case: Case, call_id: UUID) -> InsurerCall:
    call = InsurerCall.objects.kept().filter(case=case, public_id=call_id).first()
    if call is None or is_closed_draft(case, call):
        raise Http404
    call.case = case
    return readable(case, [call])[0]


def locked(case: Case, call_id: UUID) -> InsurerCall | None:
    """The call, fresh and held until the transaction ends; None when it is not there yet."""
    call = InsurerCall.objects.select_for_update(of=("self",)).filter(case=case, public_id=call_id).first()
    if call is not None:
        call.case = case
    return call


def id_of_page(case: Case, form_key: str) -> UUID:
    """The id of the call that this copy of an empty card makes: its draft and its end are one call."""
    return uuid5(case.public_id, form_key)


def call_of_page(case: Case, form_key: str) -> InsurerCall | None:
    return InsurerCall.objects.filter(case=case, public_id=id_of_page(case, form_key)).first()


def last_draft(case: Case, kind: str) -> InsurerCall | None:
    found = InsurerCall.objects.kept().filter(case=case, kind=kind, is_draft=True).order_by("-id")
    return next((one for one in found if not is_closed_draft(case, one)), None)


def is_removed(case: Case, call_id: UUID) -> bool:
    return InsurerCall.objects.filter(case=case, public_id=call_id, removed_at__isnull=False).exists()


def last_submission(case: Case) -> Submission | None:
    """What the plan was sent last, by the newest sending."""
    found = Submission.objects.to_plan().filter(case=case)
    return found.select_related("packet").defer("packet__contents").order_by("-sent_on", "-id").first()


def logged_office_count(case: Case) -> int:
    return OutreachOffice.objects.logged().filter(case=case).count()


def relation_of(case: Case, user_id: int) -> str:
    """PATIENT, CAREGIVER or HELPER; empty for somebody without an own way into the case."""
    ways = CaseAccess.objects.current().filter(case=case, user_id=user_id)
    return ways.values_list("relation", flat=True).first() or ""


def promise_follow_up(call: InsurerCall, what: str) -> FollowUp | None:
    """The open follow-up made from what was promised on this call."""
    if call.promised_on is None:
        return None
    return follow_ups.promise_of(call.case, promised_on=call.promised_on, what=what)


def contact_of(call: InsurerCall) -> Contact | None:
    """This call as the check-in after it is counted from it; None when nothing is."""
    if call.kind not in AFTER_SENDING or call.called_on is None:
        return None
    was_found = call.answers.get("received") not in NOT_FOUND and call.answers.get("status") != "CANNOT_FIND"
    return Contact(call.called_on, was_found, call.promised_on)


def last_start(case: Case) -> Contact | Sending | None:
    """What the next check-in counts from: the last call after sending, or the sending when it came later."""
    calls = (one for one in finished_calls(case) if one.kind in AFTER_SENDING and one.called_on)
    contact = next((contact_of(one) for one in calls), None)
    sent = last_submission(case)
    if sent is not None and (contact is None or contact.called_on < sent.sent_on):
        return Sending(sent.sent_on, sent.is_expedited)
    return contact


def has_later_twin(call: InsurerCall, *, called_on: date) -> bool:
    """A call of the same day that was written down after this one: the check-in was counted from that one."""
    twins = InsurerCall.objects.finished().filter(
        case=call.case, kind__in=AFTER_SENDING, called_on=called_on, pk__gt=call.pk
    )
    return twins.exists()


def heard_an_answer(call: InsurerCall) -> bool:
    """Call 4 told what the plan decided, or that there is nothing yet."""
    return call.kind == CallKind.CALL_4 and not call.is_draft and bool(call.answers.get("answer"))


def written_down(call: InsurerCall) -> Decision | None:
    """The answer that was taken over from this call."""
    return Decision.objects.filter(call=call, removed_at__isnull=True).order_by("-id").first()


def moved_check_in(call: InsurerCall) -> FollowUp | None:
    """The check-in counted from this call that a person put on another day."""
    contact = contact_of(call) if call.case.is_sent and not call.is_draft else None
    found = follow_ups.check_in_after(call.case, contact) if contact else None
    return found if found is not None and found.moved_from is not None else None
