"""Reminders whose workers are killed at random: none lost, none after a no; what is unclear is counted.

`python -m tests.bench.reminders` does the same with 5,000.
"""

from __future__ import annotations

import pytest
from django.db import connection

from tests.followups.flood import flood


@pytest.mark.usefixtures("transactional_db")
def test_no_reminder_is_lost_and_none_goes_out_after_a_no(tmp_path):
    found = flood(database=connection.settings_dict["NAME"], folder=tmp_path, seed=5)
    found.plan(reminders=120, people=12)

    counted = found.run(workers=2, kills=3, noes=4, pause=(0.3, 1.5), patience=120)

    print(counted.told())
    assert (counted.lost, counted.after_no) == (0, 0), counted.told()
    assert (counted.double_texts, counted.double_mails) == (0, 0), counted.told()
    assert counted.kills == 3
    # What nobody can know: at most one message for each worker that was killed in the middle of it.
    assert counted.unclear_mails + counted.unclear_texts <= counted.kills + 2
    assert 120 - counted.unclear_mails <= counted.mails <= 120
