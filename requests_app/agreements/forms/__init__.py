from requests_app.agreements.forms.offers import OfferAnswerForm, OfferChangeForm, OfferForm, RateForm
from requests_app.agreements.forms.terms import TERMS, ConfirmForm, EndForm, SignedForm

__all__ = [
    "TERMS",
    "ConfirmForm",
    "EndForm",
    "OfferAnswerForm",
    "OfferChangeForm",
    "OfferForm",
    "RateForm",
    "SignedForm",
]
