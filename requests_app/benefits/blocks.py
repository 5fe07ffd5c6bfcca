"""The parts of a check of the benefits, as its pages show them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.benefits import shape

BLOCKS = (
    (_("Where this comes from"), shape.SOURCE),
    (_("Coverage and provider"), shape.PLAN),
    (_("In network"), shape.IN_NETWORK),
    (_("Out of network"), shape.OUT_OF_NETWORK),
    (_("Approval before care"), shape.APPROVAL),
    (_("Notes"), ("notes",)),
)
