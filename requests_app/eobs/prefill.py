"""What the text of a PDF seems to say, for the boxes. A person looks at each number before it counts."""

from __future__ import annotations

from django.utils.translation import gettext as _

from requests_app.claims.reading import read_file
from requests_app.claims.statement import Statement
from requests_app.documents.filetypes import FileType
from requests_app.documents.inspection import ReadFile
from requests_app.documents.refusals import FileRefused
from requests_app.eobs import person
from requests_app.eobs.holding import EobRefused
from requests_app.models import Case, EobSource


def statement_in(case: Case, read: ReadFile | None) -> Statement | None:
    """None: a photo, or a PDF without a text that could be read. Raises EobRefused for another person’s."""
    if read is None or read.media_type != FileType.PDF:
        return None
    try:
        reading = read_file(read.original, read.name)
    except FileRefused:
        return None
    if reading.refused or reading.format != EobSource.PDF or not reading.statements:
        return None
    claim = reading.statements[0]
    if person.whose(person.known_of(case), claim) == person.Whose.ANOTHER:
        raise EobRefused(
            _("This statement is of another person, so we did not keep it. If it is yours, type the numbers.")
        )
    return claim
