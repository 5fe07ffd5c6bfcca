"""Contents page of renewals, and of changes that can give a right to go on."""

from django.urls import path

from requests_app.renewals.views import changes, preparing, renewal, used

app_name = "renewals"
urlpatterns = [
    path("", renewal.overview, name="overview"),
    path("used/add/", used.used_add, name="used_add"),
    path("used/<uuid:used_id>/remove/", used.used_remove, name="used_remove"),
    path("start/", renewal.start, name="start"),
    path("changes/add/", changes.change_add, name="change_add"),
    path("changes/<uuid:change_id>/", changes.change_detail, name="change_detail"),
    path("changes/<uuid:change_id>/change/", changes.change_edit, name="change_edit"),
    path("changes/<uuid:change_id>/remove/", changes.change_remove, name="change_remove"),
    path("<uuid:renewal_id>/", renewal.renewal_detail, name="renewal_detail"),
    path("<uuid:renewal_id>/next/", preparing.what_next, name="what_next"),
    path("<uuid:renewal_id>/network/", preparing.retest, name="retest"),
    path("<uuid:renewal_id>/progress/", preparing.progress, name="progress"),
    path("<uuid:renewal_id>/withdraw/", renewal.withdraw, name="withdraw"),
]
