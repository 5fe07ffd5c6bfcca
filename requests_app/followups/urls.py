from django.urls import path

from requests_app.followups import feed_views, views

app_name = "followups"
urlpatterns = [
    path("", views.follow_up_list, name="follow_up_list"),
    path("reminder/", views.reminder_add, name="reminder_add"),
    path("pause/", views.pause, name="pause"),
    path("interval/", views.interval, name="interval"),
    path("<uuid:follow_up_id>/event.ics", feed_views.event_file, name="event_file"),
    path("<uuid:follow_up_id>/move/", views.follow_up_move, name="follow_up_move"),
    path("<uuid:follow_up_id>/done/", views.follow_up_done, name="follow_up_done"),
    path("<uuid:follow_up_id>/cancel/", views.follow_up_cancel, name="follow_up_cancel"),
]
