"""Contents page: every area's addresses and their prefix."""

from django.urls import include, path

urlpatterns = [
    path("", include("requests_app.public.urls")),
    path("account/", include("requests_app.accounts.urls")),
    path("check/", include("requests_app.triage.urls")),
    path("", include("requests_app.intake.urls")),
    path("cases/", include("requests_app.tracker.urls")),
    path("cases/<uuid:case_id>/offices/", include("requests_app.outreach.urls")),
    path("cases/<uuid:case_id>/listings/", include("requests_app.listings.urls")),
    path("cases/<uuid:case_id>/papers/", include("requests_app.papers.urls")),
    path("cases/<uuid:case_id>/evidence/", include("requests_app.evidence.urls")),
    path("cases/<uuid:case_id>/strength/", include("requests_app.strength.urls")),
    path("cases/<uuid:case_id>/costs/", include("requests_app.costs.urls")),
    path("cases/<uuid:case_id>/tracks/", include("requests_app.tracks.urls")),
    path("", include("requests_app.insurers.urls")),
    path("", include("requests_app.knowledge.urls")),
    path("", include("requests_app.clinicians.urls")),
    path("", include("requests_app.planforms.urls")),
    path("cases/<uuid:case_id>/calls/", include("requests_app.insurer_calls.urls")),
    path("cases/<uuid:case_id>/packets/", include("requests_app.packets.urls")),
    path("cases/<uuid:case_id>/send/", include("requests_app.submissions.urls")),
    path("cases/<uuid:case_id>/follow/", include("requests_app.followups.urls")),
    path("q/", include("requests_app.staff.urls")),
]
