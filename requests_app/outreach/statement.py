"""“I made these calls”: the log in words, signed as it stands, and whether it still stands so.

The words are English whatever the language of the page, because the packet is: that is what is signed and
hashed. A page in another language shows its own words beside them.
"""

from __future__ import annotations

import hashlib
import json
import re
import textwrap
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from requests_app.accounts import permissions
from requests_app.audit import log
from requests_app.cases import services as cases
from requests_app.cases.queries import locked
from requests_app.common.actor import Actor
from requests_app.common.errors import DomainError
from requests_app.models import CallsStatement, Case, CaseAccess
from requests_app.models.cases import ForWhom
from requests_app.outreach import queries
from requests_app.outreach.presenters import try_text
from requests_app.outreach.wording import result_sentence

PACKET_LANGUAGE = "en"
LONGEST_LINE, LONGEST_NAME = 500, 200
_NUMBERED = re.compile(r"\d+\. ")


class StatementRefused(DomainError):
    """The text is shown to the person as it is."""


def covered_lines(case: Case, language: str = PACKET_LANGUAGE) -> list[str]:
    """Every call of the log, one line an office, numbered as in the packet; a long one goes on below."""
    offices = list(reversed(queries.logged_offices(case)))
    with translation.override(language):
        lines = []
        for number, office in enumerate(offices, start=1):
            tries = queries.tries_of(office)
            name = ", ".join(part for part in (office.name, office.phone) if part)
            contacts = "; ".join(try_text(one) for one in tries)
            said = result_sentence(office, tries)
            line = _("%(number)s. %(name)s. Contacted: %(contacts)s. %(said)s.") % {
                "number": number,
                "name": name,
                "contacts": contacts or _("no day written down"),
                "said": said.rstrip("."),
            }
            lines += textwrap.wrap(line, LONGEST_LINE, break_on_hyphens=False)
    return lines


def hash_of(lines: Sequence[str]) -> str:
    text = json.dumps(list(lines), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def current_statement(case: Case) -> CallsStatement | None:
    """The last one that was not taken back, whether the log changed since or not."""
    return case.calls_statements.filter(withdrawn_at__isnull=True).order_by("-number").first()


def is_current(statement: CallsStatement, case: Case) -> bool:
    """The log says now what it said when it was signed."""
    return statement.withdrawn_at is None and statement.covers_sha256 == hash_of(covered_lines(case))


def offices_added(statement: CallsStatement, case: Case) -> int:
    """How many more offices are in the log than were signed for; below zero when some were taken out."""
    return _offices_in(covered_lines(case)) - _offices_in(statement.covers)


def _offices_in(lines: Sequence[str]) -> int:
    return sum(bool(_NUMBERED.match(line)) for line in lines)


def for_whom(case: Case, by: Actor) -> str:
    """The patient’s name when somebody else signs, else nothing."""
    relation = permissions.own_way(by, case)[0]
    is_own = relation == CaseAccess.Relation.PATIENT and case.for_whom == ForWhom.ME
    return "" if is_own else case.patient.full_name


@transaction.atomic
def sign_statement(*, case: Case, signed_name: str, seen: str, by: Actor, at: datetime) -> CallsStatement:
    """Keep what was read (`seen` is its hash) with the name; earlier statements stay as they are."""
    permissions.check_can_edit_case(by, case)
    if not locked(case).is_open:
        raise StatementRefused(_("This request is closed, so nothing was saved. Open it again first."))
    lines = covered_lines(case)
    if not lines:
        raise StatementRefused(_("There is no call to sign for yet. Log an office first."))
    covers_sha256 = hash_of(lines)
    if covers_sha256 != seen:
        raise StatementRefused(_("The log changed while you read. Read it again, then sign."))
    patient = for_whom(case, by)
    name = f"{signed_name}, for {patient}" if patient and patient != signed_name else signed_name
    standing = current_statement(case)
    if standing is not None and standing.covers_sha256 == covers_sha256:
        # Signed in another tab meanwhile: a second one would stay when the first is taken back.
        if standing.signed_name != name[:LONGEST_NAME]:
            raise StatementRefused(_("Somebody signed this log while you read. Look at it first."))
        return standing
    last = case.calls_statements.order_by("-number").first()
    statement = CallsStatement.objects.create(
        organization_id=case.organization_id,
        case=case,
        number=last.number + 1 if last else 1,
        covers=lines,
        covers_sha256=covers_sha256,
        signed_name=name[:LONGEST_NAME],
        signed_by_id=by.person_id,
        signed_at=at,
    )
    details = {"number": statement.number, "offices": _offices_in(lines)}
    log.record(action="outreach.statement_signed", target=statement, by=by, at=at, details=details)
    cases.touch(case=case, at=at)
    return statement


@transaction.atomic
def withdraw_statement(*, case: Case, number: int, by: Actor, at: datetime) -> None:
    """Take the signature back. The row stays, so a packet that was sent with it can be explained."""
    permissions.check_can_edit_case(by, case)
    if not locked(case).is_open:
        raise StatementRefused(_("This request is closed, so nothing was saved. Open it again first."))
    statement = case.calls_statements.filter(number=number, withdrawn_at__isnull=True).first()
    if statement is None:
        return
    statement.withdrawn_at = at
    statement.save(update_fields=["withdrawn_at"])
    details = {"number": number}
    log.record(action="outreach.statement_withdrawn", target=statement, by=by, at=at, details=details)
    cases.touch(case=case, at=at)
