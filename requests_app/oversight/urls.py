"""Contents page: who did what, how long things are kept, what was deleted, and whether everything runs."""

from django.urls import path

from requests_app.oversight.views import audit, erasures, health, holds, retention

app_name = "oversight"
urlpatterns = [
    path("log/", audit.audit_log, name="audit_log"),
    path("log/file/", audit.audit_file, name="audit_file"),
    path("keeping/", retention.retention, name="retention"),
    path("deletions/", erasures.erasure_list, name="erasure_list"),
    path("deletions/<uuid:organization_id>/confirm/", erasures.erasure_confirm, name="erasure_confirm"),
    path("deletions/<uuid:erasure_id>/", erasures.erasure_proof, name="erasure_proof"),
    path("deletions/<uuid:erasure_id>/call-off/", erasures.erasure_call_off, name="erasure_call_off"),
    path("holds/<uuid:case_id>/add/", holds.hold_add, name="hold_add"),
    path("holds/<uuid:hold_id>/end/", holds.hold_end, name="hold_end"),
    path("health/", health.health, name="health"),
    path("health/<uuid:promise_id>/again/", health.promise_retry, name="promise_retry"),
]
