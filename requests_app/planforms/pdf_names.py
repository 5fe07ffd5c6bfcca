"""What the confined reader and the portal call things between them. No Django and no PDF library here."""

from __future__ import annotations

FORM, CLEAN, FILLED = "form.pdf", "clean.pdf", "filled.pdf"
# Why a form is not kept, beside the problems of every file.
XFA_ONLY, TOO_MANY_BOXES, TOO_LONG = "XFA_ONLY", "TOO_MANY_BOXES", "TOO_LONG"
# Why a value does not stand in its box.
LONG_TEXT, OTHER_LETTERS, NOT_OFFERED = "long", "letters", "choice"
