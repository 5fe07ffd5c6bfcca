"""Sentences about files of claims of any format: what they are, and tables and texts of a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSALS: dict[str, StrOrPromise] = {
    "file.empty": _("The file is empty. Download it again, and choose it again"),
    "file.broken": _("We could not read this file. Download it again, or type the numbers from the paper"),
    "file.too_heavy": _(
        "This file takes too much work to read. Ask the plan for a shorter time, or type the numbers"
    ),
    "file.too_deep": _("This file is not made as files of a plan are, so we did not read it"),
    "file.not_text": _("This is no file that we know. Choose a FHIR file, a table saved as CSV, or a PDF"),
    "file.workbook": _("This is a workbook. Open it, save it as CSV (comma separated), and choose that file"),
    "file.packed": _("This is a packed file. Unpack it first, then choose one of the files inside"),
    "file.picture": _("This is a picture. Type the numbers, and add the picture beside them"),
    "file.document": _("This is a text document. Save it as PDF, or type the numbers from it"),
    "file.web_page": _(
        "This is a web page, not the file behind it. On the plan’s page, look for “Download” or “Export”"
    ),
    "file.foreign": _("This is another kind of file (%(kind)s). It holds no statement of what the plan paid"),
    "table.no_columns": _(
        "We found no columns with dates and amounts in this table. Its first line says: %(header)s. "
        "Columns can be called Date of service, Billed, Allowed, Plan paid and You owe"
    ),
    "table.no_claims": _("This table has columns, but no claims below them"),
    "table.too_many": _("This table has more than %(most)s lines. Ask the plan for a shorter time"),
    "table.currency": _(
        "This table has amounts in another currency (%(currency)s). We can only check US dollars"
    ),
    "pdf.password": _("This PDF has a password. Save a copy with no password, and choose that"),
    "pdf.no_text": _(
        "This PDF is a picture of a paper, so it has no text to read. Type the numbers, and add the PDF "
        "beside them"
    ),
    "pdf.too_many_pages": _(
        "We read PDFs of %(most)s pages or fewer. Save only the pages you need as a new PDF, and choose that"
    ),
    "pdf.no_statement": _(
        "We found no amounts of a statement (EOB) in this PDF. If it is one, type the numbers from it"
    ),
    "pdf.currency": _(
        "This PDF has amounts in another currency (%(currency)s). We can only check US dollars"
    ),
}

NOTES: dict[str, StrOrPromise] = {
    "table.columns_left": _("We did not use these columns: %(columns)s"),
    "table.rows_left": _("%(count)s lines could not be read, the first is line %(line)s"),
    "table.amounts_left": _(
        "“%(column)s”: %(count)s amounts could not be read, the first is in line %(line)s: %(said)s"
    ),
    "table.days_left": _(
        "“%(column)s”: %(count)s dates could not be read, the first is in line %(line)s: %(said)s"
    ),
    "table.values_left": _(
        "“%(column)s”: %(count)s answers were left out, the first is in line %(line)s: %(said)s"
    ),
    "table.day_first": _("The dates in this table have the day first, so we read them that way"),
    "table.not_covered_left": _(
        "“Not covered” of %(amount)s in line %(line)s is not part of what you owe there, so we left it out"
    ),
    "table.number_damaged": _(
        "A spreadsheet has changed claim numbers (%(said)s). Those claims have no number here"
    ),
    "table.total_differs": _(
        "The total line says %(shown)s for “%(column)s”, but the lines come to %(sum)s. "
        "The difference is %(difference)s"
    ),
    "table.too_many_lines": _("A claim has more than %(most)s lines. We left out the rest"),
    "pdf.look": _("We read these numbers from the text of the PDF. Look at each one before you go on"),
    "pdf.more_claims": _("The PDF has %(count)s claims. We filled in the first: add the others one by one"),
    "pdf.no_lines": _("We could not find the single lines of this claim. Type them from the paper"),
    "pdf.lines_left": _("%(count)s lines could not be read for sure, so we left them out"),
    "pdf.pages_left": _("%(count)s pages have no text, so we did not read them"),
}
