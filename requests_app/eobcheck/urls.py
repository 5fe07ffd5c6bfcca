"""Contents page of the bill check for everyone."""

from __future__ import annotations

from django.urls import path

from requests_app.eobcheck import views

app_name = "eobcheck"
urlpatterns = [
    path("", views.start, name="start"),
    path("review/", views.review, name="review"),
    path("keep/", views.keep, name="keep"),
]
