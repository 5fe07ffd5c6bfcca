"""Contents page of the three things a plan can be asked for, and of their clocks."""

from django.urls import path

from requests_app.tracks import clock_views, views

app_name = "tracks"
urlpatterns = [
    path("", views.track_list, name="track_list"),
    path("<slug:kind>/", views.track_edit, name="track_edit"),
    path("<slug:kind>/clock/", clock_views.clock, name="clock"),
    path("<slug:kind>/clock/start/", clock_views.clock_start, name="clock_start"),
    path("<slug:kind>/clock/fast/", clock_views.fast_path, name="fast_path"),
    path("<slug:kind>/clock/waits/", clock_views.pause_add, name="pause_add"),
    path("<slug:kind>/clock/waits/<uuid:pause_id>/", clock_views.pause_end, name="pause_end"),
    path("<slug:kind>/clock/longer/", clock_views.extension_add, name="extension_add"),
    path(
        "<slug:kind>/clock/entries/<uuid:entry_id>/remove/",
        clock_views.clock_entry_remove,
        name="clock_entry_remove",
    ),
]
