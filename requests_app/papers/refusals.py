from __future__ import annotations

from requests_app.common.errors import DomainError


class PaperRefused(DomainError):
    """The text is shown to the person as it is."""
