"""The chain of a request that goes on: approved, asked again, approved again, in the order of the days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from requests_app.common.dates import long_date
from requests_app.common.time_zones import day_at
from requests_app.models import Case, Decision, Renewal
from requests_app.models.renewals import RenewalState
from requests_app.renewals import queries
from requests_app.renewals.presenters import url_of
from requests_app.renewals.wording import counted, span


@dataclass(frozen=True)
class Link:
    on: date
    day: str
    title: str
    text: str
    url: str


def chain(case: Case, approvals: Sequence[Decision], renewals: Iterable[Renewal]) -> list[Link]:
    """Empty while there is nothing but one approval: a chain has two links."""
    answers = {one.pk: one for one in [*queries.answers_to_renewals(case), *approvals]}
    links = [_answer(case, one) for one in answers.values()]
    links += [_renewal(case, one) for one in renewals]
    ordered = sorted(links, key=lambda one: one.on)
    return ordered if len(ordered) > 1 else []


def _answer(case: Case, decision: Decision) -> Link:
    on = queries.approved_on(decision)
    about = str(decision.get_answer_display())
    title = _("The plan answered: %(answer)s") % {"answer": about}
    text = ". ".join(
        part for part in (span(decision.starts_on, decision.ends_on), decision.authorization_number) if part
    )
    url = reverse("decisions:answer_detail", args=[case.public_id, decision.public_id])
    return Link(on, long_date(on), title, text, url)


def _renewal(case: Case, renewal: Renewal) -> Link:
    on = renewal.sent_on or day_at(renewal.started_at, zone=case.time_zone)
    titles = {
        RenewalState.PREPARING: _("Getting ready to ask again"),
        RenewalState.WITHDRAWN: _("Asking again was taken back"),
    }
    amount = counted(renewal.amount, renewal.amount_unit) if renewal.amount else ""
    text = ". ".join(part for part in (span(renewal.starts_on, renewal.ends_on), amount) if part)
    return Link(
        on,
        long_date(on),
        titles.get(RenewalState(renewal.state), _("Asked to go on")),
        text,
        url_of("renewal_detail", case, renewal.public_id),
    )
