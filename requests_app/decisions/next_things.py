"""What to do next about an answer: one thing first, then what else is possible."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from requests_app.common.business_days import count_business_days
from requests_app.decisions import shown
from requests_app.decisions.match_texts import open_pairs
from requests_app.decisions.matching import Matched
from requests_app.decisions.urls_of import detail_url, url_of
from requests_app.followups.closed import closed_days_of
from requests_app.models import AfterPart, Answer, AppealState, Case, Decision

OPEN_APPEALS = (AppealState.PREPARING, AppealState.SENT)


@dataclass(frozen=True)
class Thing:
    title: str
    text: str
    url: str
    button: str


def next_page(case: Case, decision: Decision, *, has_letter: bool = False) -> str:
    """Where a person goes after saving: the letter, then what this kind of answer asks, then its page."""
    if decision.is_in_writing and decision.letter_id is None and not has_letter:
        return url_of("letter_add", case, decision.public_id)
    if decision.answer == Answer.NEEDS_MORE and not decision.wanted.exists():
        return url_of("wanted_add", case, decision.public_id)
    if shown.is_yes(decision) and not shown.was_looked_at(decision):
        return url_of("terms", case, decision.public_id)
    if decision.answer == Answer.DENIED and not decision.reason:
        return url_of("denial", case, decision.public_id)
    return detail_url(case, decision)


def next_of(case: Case, decision: Decision, found: Matched | None) -> Thing:
    match decision.answer:
        case Answer.NEEDS_MORE:
            return _of_more(case, decision)
        case Answer.NOT_WRITTEN:
            return _ask_for_paper(case, decision)
        case Answer.DENIED:
            return _of_no(case, decision)
    return _of_yes(case, decision, found)


def _of_more(case: Case, decision: Decision) -> Thing:
    wanted = [one for one in decision.wanted.all() if one.removed_at is None]
    if not wanted:
        return Thing(
            _("Write down what they want"),
            _("One thing at a time, each with the date they need it by."),
            url_of("wanted_add", case, decision.public_id),
            _("Add what they want"),
        )
    if any(one.done_on is None for one in wanted):
        return Thing(
            _("Add it and send it again"),
            _("Add the papers, make a new packet with them, and send it. Then tick each thing off below."),
            reverse("papers:paper_list", args=[case.public_id]),
            _("Add papers and photos"),
        )
    return Thing(
        _("Make sure they have it"),
        _("Call in a few business days. Ask if it is complete now."),
        reverse("insurer_calls:call_card", args=[case.public_id, "CALL_2"]),
        _("Open the call card"),
    )


def _ask_for_paper(case: Case, decision: Decision) -> Thing:
    return Thing(
        _("Ask for it in writing, and log the call"),
        _("What is only said on the phone is hard to prove later. Ask when and how the letter comes."),
        url_of("script", case, decision.public_id),
        _("See what to say"),
    )


def _of_no(case: Case, decision: Decision) -> Thing:
    if not decision.reason:
        return Thing(
            _("Write down their reason"),
            _("A no is not the end. The reason and the last day to appeal decide what comes next."),
            url_of("denial", case, decision.public_id),
            _("Write down the reason"),
        )
    if decision.is_in_writing and decision.letter_id is None:
        return _letter(case, decision)
    return _begun(case, decision) or Thing(
        _("Appeal"),
        _("A no is not the end. Your appeal uses the calls, waits and letters you already have."),
        _start_url(case, decision),
        _("Start the appeal"),
    )


def _of_yes(case: Case, decision: Decision, found: Matched | None) -> Thing:
    if not shown.was_looked_at(decision):
        return Thing(
            _("Check what the yes says"),
            _("Seven points decide whether the bills will be right. It takes about five minutes."),
            url_of("terms", case, decision.public_id),
            _("Check the approval"),
        )
    if not decision.lines.all():
        return Thing(
            _("Write down each line of the approval"),
            _("Code, number, dates and provider, as the plan wrote them. We hold them against your request."),
            url_of("line_add", case, decision.public_id),
            _("Add a line"),
        )
    if decision.answer == Answer.PARTLY and not decision.after_part:
        return Thing(
            _("Choose what to do about the rest"),
            _("Use what was approved, ask the plan to put it right, or appeal. You can do more than one."),
            url_of("left_out", case, decision.public_id),
            _("Choose"),
        )
    count = open_count(decision, found)
    if count:
        return Thing(
            _("Ask the plan about what is open"),
            ngettext(
                "%(count)s point is not stated or not as you asked. One call can settle it.",
                "%(count)s points are not stated or not as you asked. One call can settle them.",
                count,
            )
            % {"count": count},
            url_of("script", case, decision.public_id),
            _("See what to say"),
        )
    if not decision.is_in_writing:
        return _ask_for_paper(case, decision)
    if decision.letter_id is None:
        return _letter(case, decision)
    return _use_it(case, decision)


def _use_it(case: Case, decision: Decision) -> Thing:
    if AfterPart.APPEAL in decision.after_part:
        return _begun(case, decision) or Thing(
            _("Appeal the part that was left out"),
            _("You can use what was approved in the meantime."),
            _start_url(case, decision),
            _("Start the appeal"),
        )
    return Thing(
        _("Use it, and count what you use"),
        _("Give the authorization number to the provider. We remind you before the approval ends."),
        reverse("renewals:overview", args=[case.public_id]),
        _("See what is used and left"),
    )


def _start_url(case: Case, decision: Decision) -> str:
    return f"{_url('appeals:start', case)}?answer={decision.public_id}"


def _begun(case: Case, decision: Decision) -> Thing | None:
    """The appeal against this answer that is being made ready, or is with the plan."""
    appeal = decision.appeals_against.filter(state__in=OPEN_APPEALS).order_by("-pk").first()
    if appeal is None:
        return None
    url = reverse("appeals:appeal_detail", args=[case.public_id, appeal.public_id])
    if appeal.state == AppealState.PREPARING:
        text = _("Your notes and papers are the proof. A no is not the end.")
        return Thing(_("Appeal"), text, url, _("Go to the appeal"))
    text = _("The appeal is with the plan. Ask where it is. About 10 minutes.")
    return Thing(_("Appeal"), text, url, _("See the appeal"))


def _letter(case: Case, decision: Decision) -> Thing:
    return Thing(
        _("Add the letter"),
        _("A photo of every page. It goes with your appeal or renewal by itself."),
        url_of("letter_add", case, decision.public_id),
        _("Add the letter"),
    )


def others_of(case: Case, decision: Decision) -> list[tuple[str, str]]:
    """Further ways, each as a link: none is a dead end."""
    links = []
    if decision.answer in (Answer.DENIED, Answer.PARTLY):
        links += [
            (_("A call between your clinician and the plan’s doctor"), _url("appeals:peer", case)),
            (_("Appeals"), _url("appeals:appeal_list", case)),
            (_("Complain to the office that watches over the plan"), _url("complaints:complaint_list", case)),
        ]
    if shown.is_yes(decision):
        links += [
            (_("The single case agreement, with its rates"), _url("agreements:agreement", case)),
            (_("Renew, and what is used and left"), _url("renewals:overview", case)),
        ]
    if decision.answer == Answer.NEEDS_MORE:
        links += [
            (_("Make a new packet"), _url("packets:packet_list", case)),
            (_("Send it"), _url("submissions:send", case)),
        ]
    links.append((_("Calls with your plan"), _url("insurer_calls:call_list", case)))
    return links


def open_count(decision: Decision, found: Matched | None) -> int:
    return len(shown.open_points(decision)) + (len(open_pairs(found)) if found else 0)


def days_left(case: Case, today: date, due: date | None) -> int:
    return count_business_days(today, due, closed_days_of(case.organization_id, today)) if due else 0


def days_late(case: Case, today: date, due: date | None) -> int:
    return (today - due).days if due and due < today else 0


def _url(name: str, case: Case) -> str:
    return reverse(name, args=[case.public_id])
