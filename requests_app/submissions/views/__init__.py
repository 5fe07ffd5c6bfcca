from requests_app.submissions.views.faxes import fax as fax
from requests_app.submissions.views.faxes import fax_detail as fax_detail
from requests_app.submissions.views.faxes import fax_settle as fax_settle
from requests_app.submissions.views.proofs import proof_add as proof_add
from requests_app.submissions.views.proofs import proof_file as proof_file
from requests_app.submissions.views.sending import confirmation as confirmation
from requests_app.submissions.views.sending import record as record
from requests_app.submissions.views.sending import send as send
