"""Where a browser may be sent back to."""

from __future__ import annotations

from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

from requests_app.accounts.policy import ROWS


def page_to_show(path: str) -> str:
    """This path if it is a page of ours that can be asked for; else the start page."""
    start = reverse("home")
    if not path.startswith("/") or not url_has_allowed_host_and_scheme(path, allowed_hosts=None):
        return start
    try:
        name = resolve(path.partition("?")[0]).view_name
    except Resolver404:
        return start
    row = ROWS.get(name)
    return path if row is not None and "GET" in row.methods else start


def may_be_held(path: str) -> bool:
    """What was typed on this page may be kept for its person until they are back."""
    try:
        row = ROWS.get(resolve(path.partition("?")[0]).view_name)
    except Resolver404:
        return False
    return row is None or not row.never_kept
