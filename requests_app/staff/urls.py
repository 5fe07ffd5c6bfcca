from django.urls import path

from requests_app.staff import calendar_views, case_view, delays_view, views

app_name = "staff"
urlpatterns = [
    path("invite/", views.invite, name="invite"),
    path("calendar/", calendar_views.calendar, name="calendar"),
    path("calendar/calls/<uuid:organization_id>/", calendar_views.call_interval, name="call_interval"),
    path("calendar/<uuid:day_id>/remove/", calendar_views.closed_day_remove, name="closed_day_remove"),
    path("delays/", delays_view.delays, name="delays"),
    path("<uuid:case_id>/", case_view.case, name="case"),
    path("<uuid:case_id>/assign/", views.assign, name="assign"),
    path("<uuid:case_id>/next/", views.next_action, name="next_action"),
    path("<uuid:case_id>/note/", views.note_add, name="note_add"),
]
