from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connections

from tests import databases

BEFORE_EVIDENCE = "0004_own_cases"


@pytest.fixture
def owner(django_db_setup, django_db_blocker) -> Iterator:
    """The owner in a database of its own, with every migration done."""
    name = f"{databases.own_name()}_back"
    with django_db_blocker.unblock():
        databases.clone(databases.template_name(), name)
        found = connections["owner"]
        found.close()
        kept, found.settings_dict["NAME"] = found.settings_dict["NAME"], name
        yield found
        found.close()
        found.settings_dict["NAME"] = kept
        databases.drop(name)


def test_the_last_migration_can_be_taken_back_and_done_again(owner) -> None:
    def guard_of_packets() -> str:
        with owner.cursor() as cursor:
            cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = 'app_packet_is_frozen'")
            return cursor.fetchone()[0]

    call_command("migrate", "requests_app", BEFORE_EVIDENCE, database="owner", verbosity=0)
    # It would name a column that is gone, and no packet could ever become ready.
    assert "evidence" not in guard_of_packets()

    call_command("migrate", "requests_app", database="owner", verbosity=0)
    assert "NEW.evidence <> OLD.evidence" in guard_of_packets()
