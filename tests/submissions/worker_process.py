"""A worker in a process of its own that hands a fax over, so that the test can kill it in the middle."""

from __future__ import annotations

import sys


def main(promise_id: int, database: str, folder: str, address: str) -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connections
    from django.utils import timezone

    from tests.submissions import fax_server

    connections["default"].settings_dict["NAME"] = database
    settings.MEDIA_ROOT = folder
    fax_server.use(fax_server.FaxServer(url=address), settings)
    settings.FAX_SECONDS = 30

    from requests_app.outbox import worker
    from tests.submissions.faxing import HANDLERS

    print("begun", flush=True)
    worker.keep(promise_id=promise_id, handlers=HANDLERS, now=timezone.now())
    print("finished", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4])
