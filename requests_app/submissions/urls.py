from django.urls import path

from requests_app.submissions import views

app_name = "submissions"
urlpatterns = [
    path("", views.send, name="send"),
    path("record/", views.record, name="record"),
    path("<uuid:submission_id>/", views.confirmation, name="confirmation"),
]
