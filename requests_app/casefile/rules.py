"""What a file that somebody wrote must obey beyond the shape of its fields.

These rules hold while a file is read. What the database holds has passed them on its own way in, so an
export and a packet take it as it is. A check stands at one field and sees the fields before it that are in
order, so each fault is told at its own place and one fault hides no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from requests_app.casefile.answer_rules import answer_faults
from requests_app.casefile.bill_rules import statement_faults
from requests_app.casefile.day_rules import (
    Before,
    Check,
    Reading,
    after,
    check_plain,
    fault,
    happened,
    happened_after,
    moment_past,
    raise_at,
)
from requests_app.cases.plan_details import details_for
from requests_app.claims.statement import Statement
from requests_app.common import codes
from requests_app.common.fields.contact import is_phone_number

OLDEST_AGE = 120
PATHS = frozenset({"", "GAP_EXCEPTION", "SINGLE_CASE_AGREEMENT", "BOTH", "EMERGENCY", "OTHER_PATH"})
ALREADY = frozenset({"", "NO", "WAITING", "SAID_NO", "SAID_YES_BILLS_WRONG"})


def check(*, part: str, name: str, value: Any, before: Before, now: Reading) -> None:
    """Raise a fault if `value` cannot stand in this field; `before` holds the fields above it."""
    check_plain(value)
    if found := CHECKS.get((part, name)):
        found(value, before, now)


def _detail(detail: str, before: Before, now: Reading) -> None:
    source = before.get("source")
    if detail and source is not None and detail not in details_for(source):
        known = ", ".join(details_for(source))
        raise fault(f"must be empty or one of {known}" if known else "must be empty for this source")


def _birth(day: date | None, before: Before, now: Reading) -> None:
    if day is not None and day >= now.today:
        raise fault("must be in the past")
    if day is not None and now.today.year - day.year > OLDEST_AGE:
        raise fault(f"must not be more than {OLDEST_AGE} years ago")


def _zone(name: str, before: Before, now: Reading) -> None:
    if name not in available_timezones():
        raise fault("must be the name of a time zone, like America/Phoenix")


def _phone(text: str, before: Before, now: Reading) -> None:
    if text and not is_phone_number(text):
        raise fault("must be a phone number with area code, like 602-555-0142")


def _member_id(text: str, before: Before, now: Reading) -> None:
    if text:
        _kept_form(text, codes.clean_member_id)


def _code(text: str, before: Before, now: Reading) -> None:
    """The form in which codes are kept: F33.2, H0015, 0905."""
    kind = before.get("kind")
    if kind == "DIAGNOSIS":
        _kept_form(text, codes.clean_diagnosis_code)
    elif kind is not None:
        _kept_form(text, lambda typed: codes.clean_service_code(typed).code)
        is_revenue = codes.clean_service_code(text).kind == codes.ServiceCodeKind.REVENUE
        if is_revenue != (kind == "REVENUE"):
            raise fault("must be 4 numbers" if kind == "REVENUE" else "must be 5 letters or numbers")


def _modifier(text: str, before: Before, now: Reading) -> None:
    if text and before.get("kind") in ("DIAGNOSIS", "REVENUE"):
        raise fault("is for service codes only")


def _kind_text(text: str, before: Before, now: Reading) -> None:
    if before.get("kind") == "OTHER" and not text:
        raise fault("must say what kind of care it is, because kind is OTHER")


def _amount_unit(unit: str, before: Before, now: Reading) -> None:
    if before.get("amount") and not unit:
        raise fault("must be VISITS, DAYS, HOURS or UNITS, because amount is given")


def _once(values: list[str], before: Before, now: Reading) -> None:
    _no_repeats(values)


def _codes_once(values: list[Any], before: Before, now: Reading) -> None:
    _no_repeats([(one.kind, one.code, one.modifier) for one in values])


def _result(result: str, before: Before, now: Reading) -> None:
    if result and before.get("attempts") == []:
        raise fault("needs an entry in attempts: when was the office contacted?")


def _result_text(text: str, before: Before, now: Reading) -> None:
    if before.get("result") == "OTHER" and not text:
        raise fault("must say what the office said, because result is OTHER")


def _first_open_on(day: date | None, before: Before, now: Reading) -> None:
    if day is None:
        return
    if before.get("gave_no_date"):
        raise fault("must be left out, because gave_no_date is true")
    first = min((attempt.contacted_on for attempt in before.get("attempts", [])), default=day)
    if day < first:
        raise fault("must be the same day as the first contact or later")


def _distance_unit(unit: str, before: Before, now: Reading) -> None:
    if before.get("distance") is not None and not unit:
        raise fault("must be MILES or MINUTES, because distance is given")


def _answered_on(day: date | None, before: Before, now: Reading) -> None:
    if day is None and before.get("answer"):
        raise fault("must be given, because answer is given")
    happened_after("asked_on")(day, before, now)


def _one_each(name: str) -> Check:
    def check_list(values: list[Any], before: Before, now: Reading) -> None:
        _no_repeats([getattr(one, name) for one in values])

    return check_list


def _answers(answers: Mapping[str, Any], before: Before, now: Reading) -> None:
    if kind := before.get("kind"):
        raise_at(((place,), text) for place, text in answer_faults(kind, answers))


def _statement(statement: Statement, before: Before, now: Reading) -> None:
    raise_at(statement_faults(statement, today=now.today))


def _one_of(known: frozenset[str]) -> Check:
    def check_known(value: str, before: Before, now: Reading) -> None:
        if value not in known:
            raise fault(f"must be empty or one of {', '.join(sorted(known - {''}))}")

    return check_known


def _kept_form(text: str, clean: Callable[[str], str]) -> None:
    try:
        kept = clean(text)
    except codes.CodeProblem as problem:
        raise fault(str(problem.message)) from None
    if kept != text:
        raise fault(f"must be written as {kept}")


def _no_repeats(keys: list[Any]) -> None:
    raise_at(((place,), "is in the list twice") for place, key in enumerate(keys) if key in keys[:place])


CHECKS: dict[tuple[str, str], Check] = {
    ("CaseFile", "time_zone"): _zone,
    ("CaseFile", "path"): _one_of(PATHS),
    ("CaseFile", "already_asked"): _one_of(ALREADY),
    ("CaseFile", "tracks"): _one_each("kind"),
    ("CaseFile", "stated_facts"): _one_each("source"),
    ("Patient", "birth_date"): _birth,
    ("Patient", "phone"): _phone,
    ("Subscriber", "birth_date"): _birth,
    ("Coverage", "source_detail"): _detail,
    ("Coverage", "member_id"): _member_id,
    ("Coverage", "plan_phone"): _phone,
    ("Care", "kind_text"): _kind_text,
    ("Care", "gap_reasons"): _once,
    ("Care", "ends_on"): after("starts_on"),
    ("Care", "amount_unit"): _amount_unit,
    ("Care", "codes"): _codes_once,
    ("CareCode", "code"): _code,
    ("CareCode", "modifier"): _modifier,
    ("Provider", "phone"): _phone,
    ("Provider", "fax"): _phone,
    ("Provider", "reasons"): _once,
    ("Attempt", "contacted_on"): happened,
    ("Office", "result"): _result,
    ("Office", "result_text"): _result_text,
    ("Office", "first_open_on"): _first_open_on,
    ("Office", "distance_unit"): _distance_unit,
    ("Capture", "seen_on"): happened,
    ("NetworkQuestion", "asked_on"): happened,
    ("NetworkQuestion", "due_on"): after("asked_on"),
    ("NetworkQuestion", "answered_on"): _answered_on,
    ("InsurerCall", "called_on"): happened,
    ("InsurerCall", "answers"): _answers,
    ("Costs", "as_of"): happened,
    ("BenefitCheck", "checked_on"): happened,
    ("BenefitCheck", "coverage_until"): after("coverage_from"),
    ("Track", "asked_on"): happened,
    ("Track", "answer_due_on"): after("asked_on"),
    ("Track", "outcome_on"): happened_after("asked_on"),
    ("Track", "clock_started_at"): moment_past,
    ("Track", "fast_asked_at"): moment_past,
    ("StatedFacts", "stated_on"): happened,
    ("LetterCode", "code"): _code,
    ("LetterCode", "modifier"): _modifier,
    ("ClinicianAnswers", "ends_on"): after("starts_on"),
    ("ClinicianAnswers", "amount_unit"): _amount_unit,
    ("ClinicianLetter", "signed_at"): moment_past,
    ("Decision", "heard_on"): happened,
    ("Decision", "ends_on"): after("starts_on"),
    ("ApprovedLine", "ends_on"): after("starts_on"),
    ("MoreWanted", "asked_on"): happened,
    ("MoreWanted", "done_on"): happened_after("asked_on"),
    ("Appeal", "sent_on"): happened,
    ("Appeal", "decided_on"): happened_after("sent_on"),
    ("PeerToPeer", "held_on"): happened_after("asked_on"),
    ("Complaint", "sent_on"): happened,
    ("Complaint", "answered_on"): happened_after("sent_on"),
    ("Offer", "offered_on"): happened,
    ("Offer", "accepted_on"): happened_after("offered_on"),
    ("Offer", "refused_on"): happened_after("offered_on"),
    ("Agreement", "ends_on"): after("starts_on"),
    ("Agreement", "signed_on"): happened,
    ("UnitsUsed", "used_on"): happened,
    ("Renewal", "ends_on"): after("starts_on"),
    ("Renewal", "sent_on"): happened,
    ("Renewal", "decided_on"): happened_after("sent_on"),
    ("Escalation", "done_on"): happened,
    ("ClockPause", "from_on"): happened,
    ("ClockPause", "until_on"): after("from_on"),
    ("ClockExtension", "said_on"): happened,
    ("Eob", "statement"): _statement,
    ("Reprocessing", "sent_on"): happened,
    ("Reprocessing", "decided_on"): happened_after("sent_on"),
}
