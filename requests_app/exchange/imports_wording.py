"""What the pages of an import say: why a file is refused, what becomes of each row."""

from __future__ import annotations

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from requests_app.exchange.imports_reading import FileRefused

FAULTS: dict[str, LazyText | str] = {
    "TOO_LARGE": _("“%(file)s” is larger than %(most)s MB. Make a part of it a file of its own"),
    "EMPTY": _("“%(file)s” is empty"),
    "NOT_TEXT": _("“%(file)s” is no text. In your spreadsheet, save it as “CSV UTF-8”, and try again"),
    "NOT_UTF8": _(
        "“%(file)s” must be in UTF-8, so that no name changes its letters. In your spreadsheet, save it as "
        "“CSV UTF-8”, and try again"
    ),
    "NOT_JSON": _("“%(file)s” is JSON that breaks off or has a mistake. Write it again"),
    "JSON_LIST": _("“%(file)s” must hold one list of objects"),
    "NO_ROWS": _("“%(file)s” has no rows below its first line"),
    "TOO_MANY": _("“%(file)s” has %(count)s rows. Up to %(most)s can be read at a time"),
    "COLUMNS": _("“%(file)s” has no column: %(missing)s. Its first line says: %(header)s"),
    "TWICE": _("“%(file)s” has two columns for “%(column)s”. Leave one of them out"),
}
# Before and after saving: what will become of a row, and what became of it.
WILL: dict[str, LazyText | str] = {
    "NEW": _("Will be added"),
    "CHANGED": _("Will be changed"),
    "SAME": _("Is there already"),
    "BAD": _("Is left out"),
}
BECAME: dict[str, LazyText | str] = {
    "NEW": _("Added"),
    "CHANGED": _("Changed"),
    "SAME": _("Was there already"),
    "BAD": _("Left out"),
    "NOT_SAVED": _("Not saved"),
}


def fault_text(refused: FileRefused, *, file: str) -> str:
    return str(FAULTS[refused.fault]) % {"file": file[:60], **refused.values}
