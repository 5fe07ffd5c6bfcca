"""What is done about bills has a text on timelines."""

from __future__ import annotations

import re

from requests_app.cases.told import BILLS, TOLD
from tests.architecture.files import modules, name_of

ACTION = re.compile(r'"((?:eobs|reprocessing)\.[a-z_]+)"')


def test_everything_that_is_written_down_about_bills_is_told_and_nothing_else():
    written = {
        action
        for path in modules()
        if name_of(path).startswith(("requests_app/eobs/", "requests_app/reprocessing/"))
        for action in ACTION.findall(path.read_text())
    }

    assert written == {action for action, told in TOLD.items() if told.kind == BILLS}
