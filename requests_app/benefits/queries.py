from __future__ import annotations

from uuid import UUID

from django.http import Http404

from requests_app.models import BenefitCheck, Case


def checks_of(case: Case) -> list[BenefitCheck]:
    """Those that count, the newest first; one query."""
    found = case.benefit_checks.filter(removed_at__isnull=True, replaced_at__isnull=True)
    return list(found.select_related("recorded_by").order_by("-checked_on", "-id"))


def get_check_or_404(case: Case, check_id: UUID) -> BenefitCheck:
    """One that counts, or an earlier version of one: the history stays readable."""
    try:
        found = BenefitCheck.objects.select_related("recorded_by").get(
            case=case, public_id=check_id, removed_at__isnull=True
        )
    except BenefitCheck.DoesNotExist:
        raise Http404 from None
    found.case = case
    return found


def before(check: BenefitCheck) -> BenefitCheck | None:
    """The check that was made before this one: what it is held against."""
    counted = [one for one in checks_of(check.case) if one.pk != check.pk and one.pk != check.replaces_id]
    earlier = (one for one in counted if (one.checked_on, one.pk) < (check.checked_on, check.pk))
    return next(earlier, None)


def earlier_versions(check: BenefitCheck) -> list[BenefitCheck]:
    """What stood here before it was changed, the newest first."""
    rows = BenefitCheck.objects.filter(case_id=check.case_id, replaced_at__isnull=False)
    by_id = {row.pk: row for row in rows.select_related("recorded_by")}
    found: list[BenefitCheck] = []
    at = check.replaces_id
    while at is not None and at in by_id:
        found.append(by_id[at])
        at = by_id[at].replaces_id
    return found


def newest_version(check: BenefitCheck) -> BenefitCheck | None:
    """What stands in the place of a changed check now; None when it was taken out."""
    rows = BenefitCheck.objects.filter(case_id=check.case_id, replaces_id__isnull=False)
    next_of = {row.replaces_id: row for row in rows}
    at: BenefitCheck | None = check
    while at is not None and at.replaced_at is not None:
        at = next_of.get(at.pk)
    return None if at is None or at.removed_at is not None else at


def locked_check(check_id: int) -> BenefitCheck:
    """Held until the transaction ends. Hold the case first."""
    return BenefitCheck.objects.select_for_update(of=("self",)).get(pk=check_id)
