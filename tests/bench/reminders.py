"""5,000 reminders, two workers killed again and again, people who say no meanwhile: prints what came of them.

    python -m tests.bench.reminders [--reminders 5000] [--kills 1000] [--seed 1]

Ends with 1 when one was lost, sent twice, or sent after a no.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--reminders", type=int, default=5_000)
    parser.add_argument("--kills", type=int, default=1_000, help="at most")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sca_portal.settings")
    django.setup()
    from django.conf import settings
    from django.db import connections

    from tests import databases
    from tests.followups.flood import flood

    name = databases.own_name()
    databases.clone(databases.make_template(), name)
    default = connections["default"]
    default.close()
    default.settings_dict["NAME"] = name
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.DEMO = True
    databases.see_everything()
    try:
        with tempfile.TemporaryDirectory() as folder:
            found = flood(database=name, folder=Path(folder), seed=options.seed)
            found.plan(reminders=options.reminders, people=50)
            counted = found.run(workers=2, kills=options.kills, noes=15, pause=(2, 9), patience=3_600)
    finally:
        connections.close_all()
        databases.drop(name)
    print(f"{options.reminders} reminders, seed {options.seed}: {counted.told()}")
    return 1 if counted.lost or counted.after_no or counted.double_texts or counted.double_mails else 0


if __name__ == "__main__":
    sys.exit(main())
