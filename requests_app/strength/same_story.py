"""Same story: what the letter, the plan’s form and the provider on the phone say, beside our own answers.

Only what both sides say is a contradiction. What only the other paper says is told as missing here, so that
it can be taken over. What a plan grants (call 4) is not compared: a smaller yes is an answer of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from requests_app.casefile import schema
from requests_app.common.names import same_name
from requests_app.drafts.versions import version_of
from requests_app.strength.same_text import (
    amount_in,
    is_revenue_code,
    plain_code,
    same_codes,
    same_specialty,
    service_codes_in,
)

CLINICIAN, PLAN_FORM, LOG = "CLINICIAN", "PLAN_FORM", "LOG"
SOURCES = (CLINICIAN, PLAN_FORM, LOG)
# Who mends the other paper when ours is right.
OWED_BY = {CLINICIAN: "CLINICIAN", PLAN_FORM: "PATIENT", LOG: "PROVIDER"}
BETWEEN = " "
LONGEST = 300


@dataclass(frozen=True)
class Topic:
    """`part` and `columns` say where our value stands; `is_grave`: plans refuse over it."""

    key: str
    part: str
    columns: tuple[str, ...]
    is_grave: bool = True

    @property
    def path(self) -> str:
        return f"{self.part}.{self.columns[0]}"


TOPICS = {
    topic.key: topic
    for topic in (
        Topic("diagnosis_codes", "care", ("codes",)),
        Topic("service_codes", "care", ("codes",)),
        Topic("starts_on", "care", ("starts_on",)),
        Topic("ends_on", "care", ("ends_on",)),
        Topic("amount", "care", ("amount", "amount_unit"), is_grave=False),
        Topic("provider_name", "provider", ("name",)),
        Topic("provider_npi", "provider", ("npi",)),
        Topic("provider_tax_id", "provider", ("tax_id",)),
        Topic("specialty", "care", ("specialty",), is_grave=False),
        Topic("level_of_care", "care", ("level_of_care",), is_grave=False),
        Topic("urgency", "care", ("clinician_says_waiting_harms",), is_grave=False),
    )
}


@dataclass(frozen=True)
class Mismatch:
    """Two values of one thing, as they are kept: codes and amounts apart by spaces, dates as ISO.

    `said_by` is the name on the letter or of the office, when it is known. Empty `ours`: only they say it.
    """

    topic: str
    source: str
    ours: str
    theirs: str
    said_by: str = ""
    said_on: date | None = None
    settlement: schema.Settlement | None = None

    @property
    def is_missing_here(self) -> bool:
        return not self.ours

    @property
    def is_settled(self) -> bool:
        return self.settlement is not None

    @property
    def owed_by(self) -> str:
        return self.settlement.owed_by if self.settlement else ""

    @property
    def version(self) -> str:
        """Of this very pair: nobody settles one that has changed since it was shown."""
        return version_of({"ours": self.ours, "theirs": self.theirs})


def differences(case: schema.CaseFile) -> tuple[Mismatch, ...]:
    """In the order of TOPICS, then of SOURCES; those that were settled carry how."""
    flat = [one for paper in _papers(case) for one in differences_of(case, paper)]
    order = list(TOPICS)
    return tuple(sorted(flat, key=lambda one: (order.index(one.topic), SOURCES.index(one.source))))


def is_compared(case: schema.CaseFile, topic: str) -> bool:
    """Another paper says something about it too."""
    return bool(value_of(case, topic)) and any(_theirs(topic, paper) for paper in _papers(case))


@dataclass(frozen=True)
class _Heard:
    """What the provider said on the phone, in the shape of a paper."""

    source: str
    stated_by: str
    stated_on: date | None
    service_codes: list[str]
    amount: int | None
    amount_unit: str
    provider_npi: str
    provider_tax_id: str


def _papers(case: schema.CaseFile) -> list[schema.StatedFacts | _Heard]:
    return [*case.stated_facts, *_from_log(case)]


def _from_log(case: schema.CaseFile) -> Iterator[_Heard]:
    """The last call with the provider. Codes that the patient read out are not the provider’s."""
    calls = [call for call in case.insurer_calls if call.kind == "PROVIDER"]
    if not calls:
        return
    last, answers = calls[-1], calls[-1].answers
    are_theirs = answers.get("codes_said_by") != "PATIENT"
    amount = amount_in(str(answers.get("amount") or ""))
    yield _Heard(
        source=LOG,
        stated_by=last.person,
        stated_on=last.called_on,
        service_codes=service_codes_in(str(answers.get("service_codes") or "")) if are_theirs else [],
        amount=amount[0] if amount else None,
        amount_unit=amount[1] if amount else "",
        provider_npi=_digits(answers.get("npi"), 10),
        provider_tax_id=_digits(answers.get("tax_id"), 9),
    )


def _digits(value: object, length: int) -> str:
    """A number of this many digits; anything else was not understood, so it is not compared."""
    digits = "".join(mark for mark in str(value or "") if mark.isascii() and mark.isdigit())
    return digits if len(digits) == length else ""


def differences_of(case: schema.CaseFile, stated: schema.StatedFacts | _Heard) -> Iterator[Mismatch]:
    """What one paper says otherwise, whether it is among the papers of the case yet or not."""
    for topic in TOPICS:
        theirs = _theirs(topic, stated)
        if not theirs:
            continue
        ours = value_of(case, topic)
        same = _SAME.get(topic, _is_equal)
        if ours and same(case, ours, theirs, stated.source):
            continue
        yield Mismatch(
            topic=topic,
            source=stated.source,
            ours=ours,
            theirs=theirs,
            said_by=stated.stated_by,
            said_on=stated.stated_on,
            settlement=_settlement(case, topic, stated.source, ours, theirs),
        )


def value_of(case: schema.CaseFile, topic: str) -> str:
    """Our value, as it is kept in a settlement."""
    care, provider = case.care, case.provider
    match topic:
        case "diagnosis_codes":
            return _codes(code.code for code in care.codes if code.kind == "DIAGNOSIS")
        case "service_codes":
            return _codes(code.code for code in care.codes if code.kind != "DIAGNOSIS")
        case "starts_on" | "ends_on":
            return _day(getattr(care, topic))
        case "amount":
            return _amount(care.amount, care.amount_unit)
        case "provider_name":
            return provider.name
        case "provider_npi":
            return provider.npi
        case "provider_tax_id":
            return provider.tax_id.replace("-", "")
        case "urgency":
            return _sure(care.clinician_says_waiting_harms)
    return str(getattr(care, topic))


def _theirs(topic: str, stated: schema.StatedFacts | _Heard) -> str:
    match topic:
        case "diagnosis_codes" | "service_codes":
            return _codes(getattr(stated, topic, ()))
        case "starts_on" | "ends_on":
            return _day(getattr(stated, topic, None))
        case "amount":
            return _amount(stated.amount, stated.amount_unit)
        case "urgency":
            return _sure(getattr(stated, "waiting_harms", ""))
    return str(getattr(stated, topic, ""))


def _codes(codes: Iterable[str]) -> str:
    return BETWEEN.join(sorted(set(codes)))[:LONGEST]


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _amount(amount: int | None, unit: str) -> str:
    return f"{amount}{BETWEEN}{unit}" if amount is not None and unit else ""


def _sure(answer: str) -> str:
    return answer if answer in ("YES", "NO") else ""


def _is_equal(_case: schema.CaseFile, ours: str, theirs: str, _source: str) -> bool:
    return ours == theirs


def _have_same_codes(_case: schema.CaseFile, ours: str, theirs: str, source: str) -> bool:
    """On the phone nobody lists everything: only a code that the request does not have is a difference."""
    if source == LOG:
        return {plain_code(code) for code in theirs.split()} <= {plain_code(code) for code in ours.split()}
    return same_codes(comparable_codes(ours.split(), theirs.split(), source), theirs.split())


def comparable_codes(ours: list[str], theirs: list[str], source: str) -> list[str]:
    """Revenue codes are of the facility’s bill: a letter that names none says nothing about ours."""
    if source != CLINICIAN or any(is_revenue_code(code) for code in theirs):
        return ours
    return [code for code in ours if not is_revenue_code(code)]


def _have_same_name(_case: schema.CaseFile, ours: str, theirs: str, _source: str) -> bool:
    return same_name(ours, theirs)


def _have_same_specialty(case: schema.CaseFile, ours: str, theirs: str, _source: str) -> bool:
    return same_specialty(ours, theirs) or (
        bool(case.provider.specialty) and same_specialty(case.provider.specialty, theirs)
    )


_SAME: dict[str, Callable[[schema.CaseFile, str, str, str], bool]] = {
    "diagnosis_codes": _have_same_codes,
    "service_codes": _have_same_codes,
    "provider_name": _have_same_name,
    "specialty": _have_same_specialty,
}


def _settlement(
    case: schema.CaseFile, topic: str, source: str, ours: str, theirs: str
) -> schema.Settlement | None:
    """The last word on exactly these two values: a new value on either side opens the question again."""
    return next(
        (
            one
            for one in reversed(case.settlements)
            if (one.topic, one.source, one.choice) == (topic, source, "OURS")
            and (one.ours, one.theirs) == (ours, theirs)
        ),
        None,
    )
