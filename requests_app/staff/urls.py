from django.urls import path

from requests_app.staff import case_view, delays_view, views

app_name = "staff"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("invite/", views.invite, name="invite"),
    path("delays/", delays_view.delays, name="delays"),
    path("<uuid:case_id>/", case_view.case, name="case"),
    path("<uuid:case_id>/assign/", views.assign, name="assign"),
    path("<uuid:case_id>/next/", views.next_action, name="next_action"),
    path("<uuid:case_id>/note/", views.note_add, name="note_add"),
]
