from requests_app.submissions.forms.faxes import FaxForm as FaxForm
from requests_app.submissions.forms.faxes import SettleForm as SettleForm
from requests_app.submissions.forms.record import ProofForm as ProofForm
from requests_app.submissions.forms.record import RecordForm as RecordForm
