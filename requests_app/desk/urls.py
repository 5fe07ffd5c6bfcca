from django.urls import path

from requests_app.desk import views

app_name = "desk"
urlpatterns = [
    path("", views.queue, name="queue"),
]
