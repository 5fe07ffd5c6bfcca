from django.urls import path

from requests_app.evidence.views import picture_page
from requests_app.evidence.views.rules import rules

app_name = "evidence"
urlpatterns = [
    path("picture/", picture_page.picture, name="picture"),
    path("rules/", rules, name="rules"),
]
