"""Two people, or two tabs, at the same page: nothing that was saved meanwhile is overwritten unseen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from requests_app.common.errors import ChangedMeanwhile
from requests_app.drafts.versions import changed_fields, plain, version_of


class Clash(ChangedMeanwhile):
    """Raised before anything is written. `fields`: name -> what is stored now; `version`: of all of them."""

    def __init__(self, *, fields: Mapping[str, Any], version: str) -> None:
        super().__init__()
        self.fields = dict(fields)
        self.version = version


def check_version(stored: Mapping[str, Any], shown_version: str | None, typed: Mapping[str, Any]) -> None:
    """Raise `Clash` for fields that were changed since the page was shown and differ from what was typed.

    Call it with the row locked. Both mappings hold the same fields: those the page shows.
    """
    changed = changed_fields(stored, shown_version or "")
    clashing = {
        name: stored[name] for name in stored if name in changed and plain(stored[name]) != plain(typed[name])
    }
    if clashing:
        raise Clash(fields=clashing, version=version_of(stored))


def merged(stored: Mapping[str, Any], shown_version: str | None, typed: Mapping[str, Any]) -> dict[str, Any]:
    """What to write: the typed answers, but a field left as it was shown keeps what was saved meanwhile.

    Raises `Clash` for fields that two people changed to different answers. Its version still counts a field
    that was left alone as shown, so that it is kept when the button is pressed again.
    """
    meanwhile = changed_fields(stored, shown_version or "")
    left_alone = meanwhile - changed_fields(typed, shown_version or "")
    answers = {name: stored[name] if name in left_alone else typed[name] for name in stored}
    clashing = {name: stored[name] for name in meanwhile if plain(stored[name]) != plain(answers[name])}
    if clashing:
        seen = {name: typed[name] if name in left_alone else stored[name] for name in stored}
        raise Clash(
            fields={name: stored[name] for name in stored if name in clashing}, version=version_of(seen)
        )
    return answers
