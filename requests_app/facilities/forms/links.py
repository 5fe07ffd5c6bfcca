from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.models import Language, Site

ALL_SITES = "all"


class LinkForm(PortalForm):
    heading = _("Make a link for patients")
    caption = _("Facility")
    button = _("Make the link")

    label = fields.TextField(
        label=_("What do you call it?"),
        hint=_("Only colleagues see this, like “Poster in the lobby”"),
        empty=_("Enter what you call it"),
        max_length=60,
    )
    site = fields.SelectField(
        label=_("Which site do the cases go to?"), choices=(), empty=_("Select the site")
    )
    language = fields.ChoiceField(
        label=_("In which language does it open?"),
        hint=_("Everybody can change the language there"),
        choices=Language,
        empty=_("Select the language"),
    )

    def __init__(self, *args: Any, sites: Iterable[Site], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(str(one.pk), one.name) for one in sites]
        if choices:
            self.fields["site"].choices = [  # type: ignore[attr-defined]
                ("", _("Select")),
                *choices,
                (ALL_SITES, _("None yet: all sites see them")),
            ]
        else:
            del self.fields["site"]
