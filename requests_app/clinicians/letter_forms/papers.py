from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.clinicians.letter_forms.base import CAPTION
from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.documents.forms import WithFile, file_field
from requests_app.models import DocumentKind

KINDS = (
    (DocumentKind.REFERRAL, _("A referral")),
    (DocumentKind.OTHER, _("Something else")),
)


class PapersForm(WithFile, PortalForm):
    caption = CAPTION
    heading = _("Papers to add")
    why = _("Only what the plan needs to decide. No psychotherapy notes.")

    file = file_field(label=_("Add a paper"), name=_("File"), required=False)
    kind = fields.SelectField(label=_("What is it?"), choices=KINDS, unchosen=_("Select one"), required=False)
