"""The calendar a person can read in their own calendar program."""

from django.urls import path

from requests_app.followups import feed_views

app_name = "calendars"
urlpatterns = [
    path("", feed_views.feed, name="feed"),
    path("<str:key>.ics", feed_views.feed_file, name="feed_file"),
]
