from django.urls import URLPattern

app_name = "insurer_calls"
urlpatterns: list[URLPattern] = []
