from requests_app.eobs.forms.claim import PARTS
from requests_app.eobs.forms.lines import LineForm
from requests_app.eobs.forms.papers import AddForm, BillForm, ConfirmForm, PhotoForm

__all__ = ["PARTS", "AddForm", "BillForm", "ConfirmForm", "LineForm", "PhotoForm"]
