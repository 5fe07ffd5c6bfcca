from requests_app.listings.forms.captures import CaptureChangeForm, CaptureForm, ConfirmForm
from requests_app.listings.forms.questions import AnswerForm, QuestionForm

__all__ = ["AnswerForm", "CaptureChangeForm", "CaptureForm", "ConfirmForm", "QuestionForm"]
