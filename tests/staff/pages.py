"""What the staff tests read off a page."""

from __future__ import annotations

import re

from django.test import Client


def version_on(client: Client, url: str) -> str:
    """The hidden version of the form on this page."""
    found = re.search(r'name="version" value="([0-9a-f]+)"', client.get(url).content.decode())
    return found[1] if found else ""
