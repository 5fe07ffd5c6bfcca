"""Plan forms: those of the facilities a person works for, and the one that fits a case."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from requests_app.casefile.export import case_file
from requests_app.common import files
from requests_app.common.actor import Actor
from requests_app.knowledge.readiness import same_insurer
from requests_app.models import Case, PlanForm, PlanFormKind
from requests_app.planforms.facts import Told
from requests_app.planforms.matching import undecided
from requests_app.planforms.slots import Slot, slots_from

MOST_LISTED = 500


def forms_of_staff(actor: Actor) -> list[PlanForm]:
    """Of every facility this person works for, those for all its cases."""
    found = PlanForm.objects.filter(
        organization_id__in=list(actor.organization_roles), case=None, removed_at=None
    ).select_related("organization", "uploaded_by")
    return list(found[:MOST_LISTED])


def get_form_or_404(actor: Actor, form_id: UUID) -> PlanForm:
    """One of the person’s own facilities; what was removed is gone."""
    found = (
        PlanForm.objects.filter(
            organization_id__in=list(actor.organization_roles), case=None, public_id=form_id, removed_at=None
        )
        .select_related("organization", "uploaded_by")
        .first()
    )
    if found is None:
        raise Http404
    return found


def is_removed(actor: Actor, form_id: UUID) -> bool:
    return PlanForm.objects.filter(
        organization_id__in=list(actor.organization_roles), public_id=form_id, removed_at__isnull=False
    ).exists()


def form_for(case: Case) -> PlanForm | None:
    """The case’s own form, else the newest its facility keeps for its insurer. Load it with coverage."""
    own = own_form(case)
    if own is not None:
        return own
    insurer = case.coverage.insurer
    if not insurer:
        return None
    kept = PlanForm.objects.filter(
        organization_id=case.organization_id, case=None, removed_at=None
    ).select_related("uploaded_by")
    fitting = [one for one in kept if same_insurer(one.insurer, insurer)]
    return max(fitting, key=lambda one: (one.uploaded_at, one.pk), default=None)


def own_form(case: Case) -> PlanForm | None:
    """The form that was added to this very case."""
    return (
        PlanForm.objects.filter(case=case, removed_at=None)
        .select_related("uploaded_by")
        .order_by("-uploaded_at", "-pk")
        .first()
    )


def locked(form: PlanForm) -> PlanForm:
    """The same form, fresh and held until the transaction ends."""
    return PlanForm.objects.select_for_update(of=("self",)).get(pk=form.pk)


def slots_of(form: PlanForm) -> tuple[Slot, ...]:
    return slots_from(form.fields)


def is_flat(form: PlanForm) -> bool:
    return form.kind == PlanFormKind.FLAT


def undecided_count(form: PlanForm) -> int:
    return len(undecided(slots_of(form), form.mapping))


def told_of(case: Case) -> Told:
    """The case as it is now. Nobody has signed yet, so nothing of a signer is in it."""
    return Told(case_file(case))


def clean_bytes(form: PlanForm) -> bytes | None:
    return files.read(form.clean_key)


def picture_bytes(form: PlanForm, number: int) -> bytes:
    """The page with numbers on its boxes. Raises Http404."""
    if not 1 <= number <= len(form.page_keys):
        raise Http404
    data = files.read(form.page_keys[number - 1])
    if data is None:
        raise Http404
    return data
