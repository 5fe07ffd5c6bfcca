"""Contents page of the three things a plan can be asked for."""

from django.urls import path

from requests_app.tracks import views

app_name = "tracks"
urlpatterns = [
    path("", views.track_list, name="track_list"),
    path("<slug:kind>/clock/", views.clock, name="clock"),
    path("<slug:kind>/", views.track_edit, name="track_edit"),
]
