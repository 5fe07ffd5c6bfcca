"""The pages of a clock, with something to see on each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

ROUTES = (
    "tracks:clock",
    "tracks:clock_start",
    "tracks:fast_path",
    "tracks:pause_add",
    "tracks:pause_end",
    "tracks:extension_add",
    "tracks:clock_entry_remove",
)


def pages_of(case: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Route and what its address names."""
    pause = _pause_of(case)
    more = {
        "tracks:pause_end": {"pause_id": pause.public_id},
        "tracks:clock_entry_remove": {"entry_id": pause.public_id},
    }
    for route in ROUTES:
        yield route, {"case_id": case.public_id, "kind": "gap", **more.get(route, {})}


def values_for(route: str) -> dict[str, Any]:
    """What the addresses of the facility’s calendar name."""
    from requests_app.models import ClosedDay, Organization

    facility = Organization.objects.get(slug="example-valley")
    if route == "staff:call_interval":
        return {"organization_id": facility.public_id}
    day, _made = ClosedDay.objects.get_or_create(
        organization=facility, day=date(2027, 3, 1), defaults={"name": "Staff training"}
    )
    return {"day_id": day.public_id} if route == "staff:closed_day_remove" else {}


def _pause_of(case: Any) -> Any:
    from django.utils import timezone

    from requests_app.models import ClockPause, Track

    kept = ClockPause.objects.filter(case=case, track__kind="GAP", until_on=None, removed_at=None).first()
    if kept is not None:
        return kept
    own = {"organization_id": case.organization_id, "case": case}
    track, _made = Track.objects.get_or_create(**own, kind="GAP")
    since = timezone.localdate() - timedelta(days=3)
    return ClockPause.objects.create(
        **own, track=track, owed_by="CLINICIAN", why="The treatment plan", from_on=since
    )
