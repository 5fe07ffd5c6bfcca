"""Contents page of messages inside the app: between the patient side and the admissions team."""

from django.urls import path

from requests_app.messaging import views, views_staff

app_name = "messaging"
urlpatterns = [
    path("", views.thread, name="thread"),
    path("write/", views.write, name="write"),
    path("answer/", views_staff.staff_write, name="staff_write"),
    path("settled/", views_staff.settle, name="settle"),
    path("<uuid:message_id>/call-off/", views_staff.call_off, name="call_off"),
]
