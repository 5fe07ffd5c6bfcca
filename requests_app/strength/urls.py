from django.urls import path

from requests_app.strength import views

app_name = "strength"
urlpatterns = [
    path("", views.check, name="check"),
    path("story/", views.same_story, name="same_story"),
    path("story/settle/", views.settle, name="settle"),
    path("stated/<slug:source>/", views.stated, name="stated"),
]
