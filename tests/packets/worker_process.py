"""A worker in a process of its own: says when a build begins, so that the test can kill it in the middle."""

from __future__ import annotations

import sys
from datetime import datetime


def main(promise_id: int, database: str, folder: str) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections
    from django.utils import timezone

    connections["default"].settings_dict["NAME"] = database
    settings.MEDIA_ROOT = folder
    settings.PACKET_SECTIONS = f"{folder}/sections"

    from requests_app.outbox import worker
    from requests_app.packets import rendering

    def build(work: worker.Work, now: datetime) -> worker.Outcome:
        print("begun", flush=True)
        return rendering.build(work, now)

    worker.keep(promise_id=promise_id, handlers={"packet": build}, now=timezone.now())
    print("finished", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3])
