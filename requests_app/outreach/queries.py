from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q
from django.http import Http404

from requests_app.cases.call_cards import NAMES_BOX
from requests_app.models import Case, InsurerCall, OutreachAttempt, OutreachOffice
from requests_app.models.coverage import YesNoUnsure
from requests_app.models.outreach import OutreachResult
from requests_app.outreach.results import ENOUGH_TRIES, OfficeResult, ReasonGroup, groups_covered


@dataclass(frozen=True)
class Counts:
    """How far the calls are: with a result, called but without a result, and only a name so far."""

    logged: int
    started: int
    to_call: int


def counts(case: Case) -> Counts:
    """One query."""
    tried = Exists(OutreachAttempt.objects.filter(office=OuterRef("pk"), removed_at__isnull=True))
    found = (
        case.offices.filter(removed_at__isnull=True)
        .annotate(tried=tried)
        .aggregate(
            logged=Count("pk", filter=~Q(result="")),
            started=Count("pk", filter=Q(result="", tried=True)),
            to_call=Count("pk", filter=Q(result="", tried=False)),
        )
    )
    return Counts(**found)


def logged_count(case: Case) -> int:
    return case.offices.filter(removed_at__isnull=True).exclude(result="").count()


def settled_count(case: Case) -> int:
    """Offices with a result that stands: one that did not answer counts after three tries."""
    kept = Q(attempts__removed_at__isnull=True)
    logged = OutreachOffice.objects.logged().filter(case=case).annotate(tries=Count("attempts", filter=kept))
    return logged.exclude(result=OutreachResult.NO_ANSWER, tries__lt=ENOUGH_TRIES).count()


def offices_of(case: Case) -> list[OutreachOffice]:
    """Every office and name that is kept, newest first, with its tries; two queries."""
    return list(case.offices.filter(removed_at__isnull=True).prefetch_related(_TRIES))


def logged_offices(case: Case) -> list[OutreachOffice]:
    """The offices with a result, newest first, with their tries (`tries_of`); two queries."""
    found = case.offices.filter(removed_at__isnull=True).exclude(result="")
    return list(found.prefetch_related(_TRIES))


def tries_of(office: OutreachOffice) -> list[OutreachAttempt]:
    """The tries that are kept, oldest first."""
    loaded = getattr(office, "kept_tries", None)
    if loaded is not None:
        return list(loaded)
    return list(office.attempts.filter(removed_at__isnull=True))


def reasons_covered(case: Case) -> dict[ReasonGroup, int]:
    """How many offices show each kind of gap; two queries."""
    return reasons_of(logged_offices(case))


def reasons_of(offices: Iterable[OutreachOffice]) -> dict[ReasonGroup, int]:
    return groups_covered(what_it_shows(office) for office in offices if office.result)


def what_it_shows(office: OutreachOffice) -> OfficeResult:
    """Not being sure that all of the care is there counts as it being there: the honest side."""
    return OfficeResult(
        code=office.result,
        tries=len(tries_of(office)),
        gives_all_care=office.gives_all_care != YesNoUnsure.NO,
    )


def get_office_or_404(case: Case, office_id: UUID) -> OutreachOffice:
    found = case.offices.filter(public_id=office_id, removed_at__isnull=True)
    office = found.prefetch_related(_TRIES).first()
    if office is None:
        raise Http404
    office.case = case
    return office


def locked(office: OutreachOffice) -> OutreachOffice:
    """The same office, fresh and held until the transaction ends."""
    fresh = OutreachOffice.objects.select_for_update(of=("self",)).get(pk=office.pk)
    fresh.case = office.case
    return fresh


def names_the_plan_gave(case: Case, call_id: UUID | None = None) -> str:
    """The names written down on this call with the plan, or on the last one that has some."""
    calls = InsurerCall.objects.finished().filter(case=case).order_by("-called_on", "-id")
    wanted = calls if call_id is None else calls.filter(public_id=call_id)
    given = (str(call.answers.get(NAMES_BOX) or "").strip() for call in wanted)
    return next((names for names in given if names), "")


_TRIES = Prefetch(
    "attempts",
    queryset=OutreachAttempt.objects.filter(removed_at__isnull=True).order_by("contacted_on", "id"),
    to_attr="kept_tries",
)


def is_removed(case: Case, office_id: UUID) -> bool:
    return case.offices.filter(public_id=office_id, removed_at__isnull=False).exists()
