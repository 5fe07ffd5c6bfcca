"""One seeded database, asked page by page: a name on a line in, JSON on a line out.

Requests go through Django's test client in this process, with all our middleware and real PostgreSQL; the
network and the web server are left out, so that what is told is the page and its queries.
"""

from __future__ import annotations

import html
import json
import os
import re
import sys
import time
from collections.abc import Callable
from typing import Any

import django

LARGEST = "scale-1"
SEARCHES = {
    "a name": "Muñoz",
    "a name and a number": "garcia 4242",
    "a name with a slip": "exampel",
    "the end of a member ID": "4711",
    "a phone": "602-555-0142",
    "a provider": "ejemplo centro",
}
NEXT = re.compile(r'<a[^>]*rel="next"[^>]*href="([^"]+)"|<a[^>]*href="([^"]+)"[^>]*rel="next"')


def pages_of_ours() -> dict[str, str]:
    from django.urls import reverse

    from requests_app.dashboards.charts import CHARTS
    from requests_app.desk.built_in import VIEWS
    from requests_app.models import Case

    queue = reverse("desk:queue")
    found = {f"Queue: {_plain(view.name)}": f"{queue}?{view.filters.query()}" for view in VIEWS}
    found["Queue: next page"] = _next_of(queue)
    found |= {f"Search: {name}": f"{queue}?text={text}" for name, text in SEARCHES.items()}
    case = Case.objects.filter(status="SENT").order_by("id").first()
    assert case is not None
    found["Case page"] = reverse("staff:case", args=[case.public_id])
    found["Figures: all"] = reverse("dashboards:overview")
    found |= {f"Figures: {key}": reverse("dashboards:chart", args=[key]) for key in CHARTS}
    found["Who did what"] = reverse("oversight:audit_log")
    return found


def pages_of_admin() -> dict[str, str]:
    base = "/admin/requests_app/case/"
    found = {
        "Admin: first page": base,
        "Admin: filtered by status": f"{base}?status__exact=SENT",
        "Admin: second page": f"{base}?p=2",
    }
    return found | {f"Admin, search: {name}": f"{base}?q={text}" for name, text in SEARCHES.items()}


def _plain(text: Any) -> str:
    return str(text)


def _next_of(queue: str) -> str:
    body = _ask(queue)[1]
    found = NEXT.search(body)
    if found is None:
        return queue
    link = html.unescape(found[1] or found[2])
    return link if link.startswith("/") else f"{queue}{link}"


CLIENT: Any = None


def _ask(path: str) -> tuple[float, str]:
    started = time.perf_counter()
    answer = CLIENT.get(path)
    took = time.perf_counter() - started
    assert answer.status_code == 200, (path, answer.status_code, answer.headers.get("Location"))
    return took * 1000, answer.content.decode()


def sign_in() -> None:
    global CLIENT
    from django.test import Client

    from requests_app.models import Membership, Organization, User
    from tests.databases import see_everything
    from tests.factories.people import sign_in as let_in

    see_everything()
    facility = Organization.objects.get(slug=LARGEST)
    admin = Membership.objects.get(organization=facility, role="ADMIN").user_id
    CLIENT = Client(HTTP_HOST="127.0.0.1")
    let_in(CLIENT, User.objects.get(pk=admin), second_factor=True)
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(f"SELECT set_config('app.tenants', '{{{facility.pk}}}', false)")
        cursor.execute("SELECT set_config('app.user', '0', false)")


def count_figures() -> dict[str, Any]:
    """What the background does before the figures can be looked at, and how long it takes."""
    from requests_app.dashboards.counting import count_facility
    from requests_app.models import Organization

    facility = Organization.objects.get(slug=LARGEST)
    started = time.perf_counter()
    count_facility(organization_id=facility.pk)
    return {"seconds": time.perf_counter() - started}


def queries_of(path: str) -> list[dict[str, Any]]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as asked:
        _ask(path)
    return [{"sql": one["sql"], "seconds": float(one["time"])} for one in asked.captured_queries]


def explain(path: str) -> list[str]:
    """The plan of the slowest query of a page."""
    from django.db import connection

    reads = [one for one in queries_of(path) if one["sql"].startswith("SELECT")]
    slowest = max((one for one in reads if "app_enter" not in one["sql"]), key=lambda one: one["seconds"])
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) " + slowest["sql"])
        return [row[0] for row in cursor.fetchall()]


def main(is_admin: bool) -> None:
    sign_in()
    if not is_admin:
        told = count_figures()
        _tell(told)
    else:
        _tell({})
    pages = pages_of_admin() if is_admin else pages_of_ours()
    _tell({"pages": list(pages)})
    verbs: dict[str, Callable[[str], Any]] = {
        "time": lambda path: _ask(path)[0],
        "queries": lambda path: len(queries_of(path)),
        "explain": explain,
    }
    for line in sys.stdin:
        verb, _space, name = line.rstrip("\n").partition(" ")
        _tell(verbs[verb](pages[name]))


def _tell(value: Any) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    main(os.environ["DJANGO_SETTINGS_MODULE"].endswith("admin_settings"))
