"""Contents page of the ten questions and what they lead to."""

from django.urls import path

from requests_app.triage import views

app_name = "triage"
urlpatterns = [
    path("result/", views.result, name="result"),
    path("emergency/", views.emergency, name="emergency"),
    path("other-path/", views.other_path, name="other_path"),
    path("worth/", views.worth, name="worth"),
    path("start-over/", views.start_over, name="start_over"),
    path("<slug:question>/", views.question, name="question"),
]
