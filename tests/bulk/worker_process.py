"""A worker in a process of its own, so that the test can kill it in the middle of a job."""

from __future__ import annotations

import sys


def main(promise_id: int, database: str) -> None:
    import django

    django.setup()
    from django.db import connections
    from django.utils import timezone

    connections["default"].settings_dict["NAME"] = database

    from requests_app.bulk import work
    from requests_app.outbox import worker

    worker.keep(promise_id=promise_id, handlers={work.KIND: work.keep}, now=timezone.now())


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
