from django.urls import path

from requests_app.dashboards import views

app_name = "dashboards"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("count/", views.count_again, name="count_again"),
    path("<slug:chart>/", views.chart, name="chart"),
    path("<slug:chart>/file/", views.chart_file, name="chart_file"),
]
