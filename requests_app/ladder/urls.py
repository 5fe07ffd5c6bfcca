"""Contents page of the steps to take when no answer comes."""

from django.urls import path

from requests_app.ladder import views

app_name = "ladder"
urlpatterns = [
    path("", views.rungs, name="rungs"),
    path("done/<uuid:escalation_id>/", views.entry_edit, name="entry_edit"),
    path("done/<uuid:escalation_id>/remove/", views.entry_remove, name="entry_remove"),
    path("<slug:rung>/", views.rung, name="rung"),
]
