"""Findings in words, in the language of the page: what was found, where, what to do, and for the plan."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext_lazy, ngettext, pgettext_lazy
from django.utils.translation import gettext as _

from requests_app.claims import amount_texts, reasons
from requests_app.claims.asked_sentences import ASKED
from requests_app.claims.finding_sentences import DENIAL, SENTENCES
from requests_app.claims.findings import Finding, Kind, Result, Review, Step
from requests_app.claims.todo_texts import BY_KIND, BY_SLUG, CALL_ABOUT_SENDING_BACK, STEPS
from requests_app.common.dates import long_date

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

COMPARED = gettext_lazy("We compared it with the approval you entered. We cannot see your plan’s records.")
HEADINGS: dict[Kind, StrOrPromise] = {
    Kind.NETWORK: gettext_lazy("Network"),
    Kind.DEDUCTIBLE: gettext_lazy("Deductible"),
    Kind.COST_SHARE: gettext_lazy("Your cost share"),
    Kind.RATE: gettext_lazy("Agreed rate"),
    Kind.DATES: gettext_lazy("Dates"),
    Kind.CODE: gettext_lazy("Codes"),
    Kind.UNITS: gettext_lazy("Visits and units"),
    Kind.PROVIDER: gettext_lazy("Who billed"),
    Kind.FEES: gettext_lazy("Facility and professional fees"),
    Kind.BALANCE: gettext_lazy("Billing the rest"),
    Kind.DENIAL: gettext_lazy("Reasons for not paying"),
    Kind.DUPLICATE: gettext_lazy("Billed twice"),
    Kind.TIMELY: gettext_lazy("Sent in time"),
    Kind.SUMS: gettext_lazy("Sums"),
}
RESULTS: dict[Result, StrOrPromise] = {
    Result.RIGHT: pgettext_lazy("bill", "Looks right"),
    Result.WRONG: pgettext_lazy("bill", "Does not match"),
    Result.CANNOT_TELL: pgettext_lazy("bill", "Cannot tell"),
}
RATES: dict[str, StrOrPromise] = {
    "VISITS": gettext_lazy("%(rate)s for a visit"),
    "DAYS": gettext_lazy("%(rate)s for a day"),
    "HOURS": gettext_lazy("%(rate)s for an hour"),
    "UNITS": gettext_lazy("%(rate)s for a unit"),
}
OF_EACH_LINE = frozenset({"rate.less", "rate.more", "cost_share.coinsurance", "cost_share.copay"})
COUNTS = ("approved", "used", "here", "left", "over")


def heading(kind: Kind) -> str:
    return str(HEADINGS[kind])


def result_heading(result: Result) -> str:
    return str(RESULTS[result])


def sentence(finding: Finding) -> str:
    """The reason, in plain words, to the person."""
    if finding.kind == Kind.SUMS:
        return _sum(finding)
    return _of_each(finding, str(SENTENCES.get(finding.slug, DENIAL)) % _words(finding))


def asked(finding: Finding) -> str:
    """The same for whoever processes the claim: no “you”. Amounts are of each line it names; say which.

    A finding that matches reads as for the person.
    """
    text = ASKED.get(finding.slug)
    return sentence(finding) if text is None else str(text) % _words(finding)


def todo(step: Step, finding: Finding) -> str:
    own = BY_SLUG.get((step, finding.slug))
    if own is None and step is Step.CALL_PLAN and Step.SEND_BACK in finding.steps:
        own = CALL_ABOUT_SENDING_BACK
    text = own or BY_KIND.get((step, finding.kind), STEPS[step])
    return str(text) % _words(finding)


def todos(finding: Finding) -> list[str]:
    return [todo(step, finding) for step in finding.steps if step != Step.NOTHING]


def where(finding: Finding) -> str:
    """“Line 2”, “Lines 1, 2 and 5”, “Lines 1 to 30”, “The whole claim”."""
    if not finding.lines:
        return _("The whole claim")
    numbers = [str(one) for one in finding.lines]
    if len(numbers) == 1:
        return _("Line %(number)s") % {"number": numbers[0]}
    if len(numbers) > 3 and list(finding.lines) == list(range(finding.lines[0], finding.lines[-1] + 1)):
        return _("Lines %(first)s to %(last)s") % {"first": numbers[0], "last": numbers[-1]}
    first = ", ".join(numbers[:-1])
    return _("Lines %(first)s and %(last)s") % {"first": first, "last": numbers[-1]}


def verdict(review: Review) -> str:
    """One sentence for the top of a page."""
    wrong = len(review.of(Result.WRONG))
    open_ones = len(review.of(Result.CANNOT_TELL))
    if wrong:
        return ngettext("%(count)s point does not match.", "%(count)s points do not match.", wrong) % {
            "count": wrong
        }
    if open_ones:
        return ngettext(
            "Nothing looks wrong, but %(count)s point cannot be told from what we have.",
            "Nothing looks wrong, but %(count)s points cannot be told from what we have.",
            open_ones,
        ) % {"count": open_ones}
    if not review.findings:
        return _("There is too little on this statement to check anything.")
    return _("Everything we could check looks right.")


def _of_each(finding: Finding, text: str) -> str:
    """Amounts of one line that are the same on several."""
    if finding.slug not in OF_EACH_LINE or len(finding.lines) < 2:
        return text
    return _("On each of these lines: %(text)s") % {"text": text}


def _sum(finding: Finding) -> str:
    slug = finding.slug.removeprefix(f"{Kind.SUMS}.")
    if slug == "add_up":
        return str(amount_texts.ADD_UP)
    shown, expected = finding.facts["shown"], finding.facts["expected"]
    if not isinstance(shown, Decimal) or not isinstance(expected, Decimal):
        raise TypeError("amounts of a sum")
    return amount_texts.words(slug, shown, expected, finding.lines[0] if finding.lines else None)


def _words(finding: Finding) -> dict[str, str]:
    """Facts as they are said: money, days, numbers with what they count."""
    facts = finding.facts
    said = {name: _said(value) for name, value in facts.items()}
    said["amount"] = _said(finding.amount)
    if rate := said.get("rate"):
        said["rate"] = str(RATES.get(str(facts.get("rate_unit")), "%(rate)s")) % {"rate": rate}
    if finding.kind == Kind.UNITS:
        said |= {name: _counted(facts.get(name), str(facts.get("unit") or "")) for name in COUNTS}
    if finding.kind == Kind.COST_SHARE and "visits" in facts:
        said["visits"] = _counted(facts["visits"], "VISITS")
    if finding.kind == Kind.DATES:
        said |= _days(finding)
    if "number" in facts and not facts["number"]:
        said["number"] = _("not shown")
    said["words"] = _reason(str(facts.get("reason") or ""))
    return said


def _reason(code: str) -> str:
    """Our words for a code; what is not surely so is to be confirmed."""
    words, record = reasons.words_of(code, get_language() or "en"), reasons.reason_record(code)
    if record is None or not record.needs_confirming:
        return words
    return _("%(words)s Confirm this by phone.") % {"words": words}


def _said(value: object) -> str:
    if isinstance(value, Decimal):
        return amount_texts.dollars(value)
    if isinstance(value, date):
        return long_date(value)
    return "" if value is None else str(value)


def _days(finding: Finding) -> dict[str, str]:
    facts = finding.facts
    return {
        "days": _span(facts.get("first"), facts.get("last")),
        "window": _span(facts.get("starts_on"), facts.get("ends_on")),
    }


def _span(first: object, last: object) -> str:
    if isinstance(first, date) and isinstance(last, date) and first != last:
        return _("%(start)s to %(end)s") % {"start": long_date(first), "end": long_date(last)}
    if isinstance(first, date):
        return long_date(first)
    return _("until %(day)s") % {"day": long_date(last)} if isinstance(last, date) else _("not shown")


def _counted(value: object, unit: str) -> str:
    """“12 visits”, “1 day”, “2.5 hours”; “0 visits” where none is known to be used."""
    number = Decimal(str(value or 0))
    one = 1 if number == 1 else 2
    text = {
        "VISITS": ngettext("%(count)s visit", "%(count)s visits", one),
        "DAYS": ngettext("%(count)s day", "%(count)s days", one),
        "HOURS": ngettext("%(count)s hour", "%(count)s hours", one),
    }.get(unit) or ngettext("%(count)s unit", "%(count)s units", one)
    return text % {"count": f"{number.normalize():f}" if number else "0"}
