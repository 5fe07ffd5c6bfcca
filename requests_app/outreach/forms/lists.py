"""The small forms of the list page and of pages that ask for a yes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from requests_app.common import fields
from requests_app.common.forms import PortalForm
from requests_app.outreach.forms.base import TASK


class PartDoneForm(PortalForm):
    heading = TASK
    done = fields.ChoiceField(
        label=_("Are you done with this part?"),
        choices=(("YES", _("Yes")), ("NO", _("No, I’ll come back"))),
        empty=_("Select if you are done with this part"),
    )


class ConfirmForm(PortalForm):
    heading = _("Check what you wrote down")
    caption = TASK
