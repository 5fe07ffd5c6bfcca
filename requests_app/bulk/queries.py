from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, QuerySet
from django.http import Http404, QueryDict

from requests_app.accounts.permissions import has_right
from requests_app.accounts.roles import Right
from requests_app.bulk.rules import MOST_CASES, TRY_AGAIN, Facts
from requests_app.common.actor import Actor
from requests_app.desk import queries as desk
from requests_app.desk.filters import Filters
from requests_app.models import (
    BulkItem,
    BulkJob,
    BulkKind,
    Case,
    CaseAccess,
    CaseTag,
    ItemState,
    Tag,
    TemplateVersion,
    User,
)


@dataclass(frozen=True)
class Counts:
    waiting: int
    done: int
    skipped: int
    failed: int
    undone: int

    @property
    def total(self) -> int:
        return self.waiting + self.done + self.skipped + self.failed + self.undone

    @property
    def not_done(self) -> int:
        return self.skipped + self.failed


def jobs_of(actor: Actor) -> QuerySet[BulkJob]:
    """Those of the person’s facilities. Which of their cases a page shows is asked case by case."""
    found = BulkJob.objects.filter(organization_id__in=list(actor.organization_roles))
    return found.select_related("organization", "asked_by", "undone_by", "again_of")


def get_job_or_404(actor: Actor, job_id: UUID) -> BulkJob:
    found = jobs_of(actor).filter(public_id=job_id).first()
    if found is None:
        raise Http404
    return found


def locked(job: BulkJob) -> BulkJob:
    return BulkJob.objects.select_for_update(of=("self",)).get(pk=job.pk)


def chosen_cases(actor: Actor, ids: Iterable[UUID]) -> list[Case]:
    """Those of these that the person sees at the desk, in the order they were chosen in."""
    wanted = list(dict.fromkeys(ids))[: MOST_CASES + 1]
    found = {one.public_id: one for one in desk.cases_of_facilities(actor).filter(public_id__in=wanted)}
    return [found[one] for one in wanted if one in found]


def cases_of_view(actor: Actor, query: str, *, today: date) -> list[Case] | None:
    """All of a view, in its order; one more than a job may have when there are too many.

    None when a part of the view cannot be read any more: more cases would be meant than were seen.
    """
    asked = QueryDict(query)
    filters = Filters.read(asked)
    meant = QueryDict(filters.query())
    if any(value and not meant.get(name) for name, value in asked.items()):
        return None
    return list(desk.ordered(actor, filters, today=today)[: MOST_CASES + 1])


def counts_of(job: BulkJob) -> Counts:
    by_state = {
        row["state"]: row["number"]
        for row in BulkItem.objects.filter(job=job).order_by().values("state").annotate(number=Count("pk"))
    }
    return Counts(
        waiting=by_state.get(ItemState.WAITING, 0),
        done=by_state.get(ItemState.DONE, 0),
        skipped=by_state.get(ItemState.SKIPPED, 0),
        failed=by_state.get(ItemState.FAILED, 0),
        undone=by_state.get(ItemState.UNDONE, 0),
    )


def counts_of_jobs(jobs: Iterable[BulkJob]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    rows = BulkItem.objects.filter(job__in=list(jobs)).order_by()
    for row in rows.values("job", "state").annotate(number=Count("pk")):
        found.setdefault(row["job"], {})[row["state"]] = row["number"]
    return found


def items_of(job: BulkJob, *states: str) -> QuerySet[BulkItem]:
    found = BulkItem.objects.filter(job=job)
    return found.filter(state__in=states) if states else found


def facts_of(actor: Actor, job: BulkJob, case_ids: Collection[int]) -> dict[int, Facts]:
    """What each case tells a job of this kind. Three queries, however many cases."""
    cases = Case.objects.for_actor(actor).filter(pk__in=case_ids, organization_id=job.organization_id)
    seen = {one.pk: one for one in cases.select_related("patient")}
    tagged: set[int] = set()
    if job.kind in (BulkKind.ADD_TAG, BulkKind.REMOVE_TAG):
        rows = CaseTag.objects.filter(case_id__in=case_ids, tag_id=job.options.get("tag"))
        tagged = set(rows.values_list("case_id", flat=True))
    readers: set[int] = set()
    if job.kind == BulkKind.MESSAGE:
        ways = CaseAccess.objects.current().filter(
            case_id__in=case_ids, relation__in=("PATIENT", "CAREGIVER"), user__is_active=True
        )
        readers = set(ways.values_list("case_id", flat=True))
    return {pk: Facts(case=seen.get(pk), has_tag=pk in tagged, has_reader=pk in readers) for pk in case_ids}


def undo_waits(job: BulkJob) -> bool:
    """Cases of an undo that the worker has not come to yet."""
    return items_of(job, ItemState.DONE).filter(reason="").exists()


def again_count(job: BulkJob) -> int:
    return items_of(job, ItemState.FAILED).filter(reason__in=TRY_AGAIN).count()


def may_change(actor: Actor, job: BulkJob) -> bool:
    return has_right(actor, job.organization_id, Right.BULK)


def listed_cases(actor: Actor, job: BulkJob) -> list[Case]:
    """Those of a finished list that the person sees, in its order, with what a line of it says."""
    order = list(items_of(job, ItemState.DONE).order_by("position").values_list("case_id", flat=True))
    found = Case.objects.for_actor(actor).filter(pk__in=order, organization_id=job.organization_id)
    cases = found.select_related("patient", "coverage", "owner").prefetch_related("tags__tag").in_bulk()
    return [cases[pk] for pk in order if pk in cases]


def name_in(job: BulkJob) -> str:
    """The owner, tag or template of a job; "" for nobody and for kinds without one."""
    options = job.options
    if job.kind == BulkKind.ASSIGN and options.get("owner"):
        owner = User.objects.filter(pk=options["owner"]).first()
        return (owner.full_name or owner.email) if owner else ""
    if job.kind in (BulkKind.ADD_TAG, BulkKind.REMOVE_TAG) and options:
        return Tag.objects.filter(pk=options["tag"]).values_list("name", flat=True).first() or ""
    if job.kind == BulkKind.MESSAGE and options:
        found = TemplateVersion.objects.filter(pk=options["version"])
        return found.values_list("template__name", flat=True).first() or ""
    return ""
