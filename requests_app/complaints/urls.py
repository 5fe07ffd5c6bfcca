"""Contents page of complaints to the offices that watch over plans."""

from django.urls import path

from requests_app.complaints import views

app_name = "complaints"
urlpatterns = [
    path("", views.complaint_list, name="complaint_list"),
    path("start/", views.start, name="start"),
    path("<uuid:complaint_id>/", views.complaint_detail, name="complaint_detail"),
    path("<uuid:complaint_id>/statement/", views.statement, name="statement"),
    path("<uuid:complaint_id>/sent/", views.sent, name="sent"),
    path("<uuid:complaint_id>/answer/", views.answered, name="answered"),
    path("<uuid:complaint_id>/withdraw/", views.withdraw, name="withdraw"),
]
