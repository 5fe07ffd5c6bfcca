from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from requests_app.accounts.roles import ONLY_LOOKING
from requests_app.common.actor import Actor
from requests_app.desk import row_facts
from requests_app.desk.conditions import ENDS, MOST_FOUND
from requests_app.desk.filters import Filters
from requests_app.desk.orders import order_of
from requests_app.desk.paging import PER_PAGE as PER_PAGE
from requests_app.desk.paging import page_of
from requests_app.models import AuditEntry, Case, CaseQuerySet, Membership, Organization, Site, Tag, User

# A badge counts no further than this, and the line above the list no further than that.
BADGE_MOST = 99
LIST_MOST = 1000
CHANGES_MOST = 99
RECENT = timedelta(days=7)
MOST_LOOKS, MOST_RECENT = 200, 10


@dataclass(frozen=True)
class QueuePage:
    cases: list[Case]
    next: str
    previous: str


def cases_of_facilities(actor: Actor) -> CaseQuerySet:
    """The cases of every facility this person works for; not their own."""
    return Case.objects.of_facilities(actor)


def found(actor: Actor, filters: Filters, *, today: date) -> QuerySet[Case]:
    """All cases behind these filters, in no order."""
    condition = filters.condition(user_id=actor.user_id or 0, today=today)
    return cases_of_facilities(actor).filter(condition)


def ordered(actor: Actor, filters: Filters, *, today: date) -> QuerySet[Case]:
    """The same, as the queue shows them. For jobs and sheets; a page comes from `first_page`."""
    return found(actor, filters, today=today).order_by(*order_of(filters).names)


def first_page(
    actor: Actor,
    filters: Filters,
    *,
    today: date,
    columns: Collection[str] = (),
    after: str = "",
    before: str = "",
) -> QueuePage:
    """One page of the queue, the first or the one at a cursor. Two queries, however many rows."""
    with by_index(filters):
        keys = page_of(_by_facility(actor, filters, today), order_of(filters), after=after, before=before)
    cases = rows_of(actor, keys.ids, columns=columns)
    return QueuePage(cases, keys.next, keys.previous)


def rows_of(actor: Actor, ids: Sequence[int], *, columns: Collection[str]) -> list[Case]:
    """The cases with what a row of the queue shows, in the order of the ids."""
    listed = row_facts.with_facts(cases_of_facilities(actor).filter(pk__in=ids), columns)
    by_id = {case.pk: case for case in listed}
    return [by_id[pk] for pk in ids if pk in by_id]


def _by_facility(actor: Actor, filters: Filters, today: date) -> list[QuerySet[Case]]:
    """One list for each facility: equal to one organization, so that its index gives the order."""
    listed = found(actor, filters, today=today)
    return [listed.filter(organization_id=one) for one in facility_ids(actor, filters)]


def facility_ids(actor: Actor, filters: Filters) -> list[int]:
    return [one for one in sorted(actor.organization_roles) if filters.facility in ("", str(one))]


def count_up_to(most: int, actor: Actor, filters: Filters, *, today: date) -> int:
    """How many cases; `most + 1` when there are more than `most`, which costs no more than `most` rows."""
    with by_index(filters):
        return min(_counts([_limited(actor, filters, today, most)])[0], most + 1)


def counts(
    actor: Actor, lists: Iterable[tuple[str, Filters, int]], *, today: date, facility: str = ""
) -> dict[str, int]:
    """Key -> how many cases, each up to one more than its most.

    One query for all of them, and one more for those that search.
    """
    listed = [
        (key, replace(filters, facility=filters.facility or facility, sort=""), most)
        for key, filters, most in lists
    ]
    numbers: dict[str, int] = {}
    for searches in (False, True):
        alike = [one for one in listed if bool(one[1].text) is searches]
        parts = [_limited(actor, filters, today, most) for _key, filters, most in alike]
        with by_index(*(filters for _key, filters, _most in alike)):
            found_here = _counts(parts)
        numbers |= {
            key: min(number, most + 1)
            for (key, _filters, most), number in zip(alike, found_here, strict=True)
        }
    return numbers


def changes_since(actor: Actor, filters: Filters, since: datetime, *, today: date) -> int:
    """How many cases of this view have changed since then, up to one more than CHANGES_MOST."""
    changed = found(actor, filters, today=today).filter(changed_at__gt=since)
    lists = [
        changed.filter(organization_id=one).order_by("changed_at").values("pk")[: CHANGES_MOST + 1]
        for one in facility_ids(actor, filters)
    ]
    with by_index(filters):
        return min(sum(_counts(lists)), CHANGES_MOST + 1)


@contextmanager
def by_index(*asked: Filters) -> Iterator[None]:
    """Have the database walk the index of an order instead of sorting, for what runs inside.

    Row security hides how many rows a facility has: the planner guesses a few hundred where there are a
    hundred thousand, and would read and sort them all. A search has few hits, which are better sorted.
    """
    if not asked or any(filters.text for filters in asked):
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = off")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_sort = on")


def _limited(actor: Actor, filters: Filters, today: date, most: int) -> Any:
    """The first ids of a view in some order, which keeps the planner on the index of that order."""
    parts = _by_facility(actor, filters, today)
    if not parts:
        return None
    names = _countable(filters)
    lists = [part.order_by(*names).values("pk")[: most + 1] for part in parts]
    return lists[0] if len(lists) == 1 else lists[0].union(*lists[1:], all=True)[: most + 1]


def _countable(filters: Filters) -> tuple[str, str]:
    """An order whose index holds the asked cases side by side; counting needs no other."""
    if filters.due:
        return "due_place", "id"
    if filters.running == ENDS or filters.ends_in:
        return "approval_ends_on", "id"
    return order_of(filters).names


def _counts(lists: Sequence[Any]) -> list[int]:
    """The number of rows of each list, all in one query."""
    wanted = [one for one in lists if one is not None]
    if not wanted:
        return [0 for _ in lists]
    parts, values = [], []
    for one in wanted:
        sql, parameters = one.query.sql_with_params()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS listed)")  # noqa: S608 - made by the ORM
        values += parameters
    with connection.cursor() as cursor:
        cursor.execute("SELECT " + ", ".join(parts), values)
        numbers = iter(cursor.fetchone())
    return [0 if one is None else int(next(numbers)) for one in lists]


def hits(actor: Actor, text: str) -> list[tuple[int, bool]]:
    """Ids of cases in which these words stand, and whether they only look alike."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT found_id, is_alike FROM app_find_cases(%s, %s, %s)",
            [sorted(actor.organization_roles), text, MOST_FOUND],
        )
        found = [(int(pk), bool(is_alike)) for pk, is_alike in cursor.fetchall()]
    if not actor.sites:
        return found
    # Of other sites nothing is told, and nothing of theirs takes the place of what may be seen.
    theirs = cases_of_facilities(actor).filter(pk__in=[pk for pk, _is_alike in found])
    seen = set(theirs.values_list("pk", flat=True))
    return [one for one in found if one[0] in seen]


def recent_cases(actor: Actor) -> list[Case]:
    """The cases this person looked at last, newest first."""
    seen = AuditEntry.objects.filter(
        organization_id__in=list(actor.organization_roles),
        user_id=actor.person_id,
        action="cases.viewed",
        at__gte=timezone.now() - RECENT,
    )
    newest = list(seen.order_by("-at").values_list("case_id", flat=True)[:MOST_LOOKS])
    wanted = list(dict.fromkeys(newest))[:MOST_RECENT]
    listed = cases_of_facilities(actor).filter(public_id__in=wanted).select_related("patient")
    by_id = {case.public_id: case for case in listed}
    return [by_id[one] for one in wanted if one in by_id]


def facilities(actor: Actor) -> list[Organization]:
    return list(Organization.objects.filter(pk__in=list(actor.organization_roles)).order_by("name", "pk"))


def sites(actor: Actor) -> list[Site]:
    listed = Site.objects.filter(organization_id__in=list(actor.organization_roles), closed_at__isnull=True)
    return [
        site
        for site in listed.select_related("organization")
        if site.organization_id not in actor.sites or site.pk in actor.sites[site.organization_id]
    ]


def tags(actor: Actor) -> list[Tag]:
    own = list(actor.organization_roles)
    return list(Tag.objects.filter(organization_id__in=own, removed_at__isnull=True))


def colleagues(actor: Actor, *, organization_id: int | None = None) -> QuerySet[User]:
    """Who can own a case: active staff who may edit, of one or of all of this person's facilities."""
    organizations = [organization_id] if organization_id else list(actor.organization_roles)
    works_here = Membership.objects.filter(
        user=OuterRef("pk"), organization_id__in=organizations, is_active=True
    ).exclude(role__in=ONLY_LOOKING)
    return User.objects.filter(Exists(works_here), is_active=True).order_by("full_name", "email")
