from django.urls import URLPattern

app_name = "planforms"
urlpatterns: list[URLPattern] = []
