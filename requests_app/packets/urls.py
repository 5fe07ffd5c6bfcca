from django.urls import path

from requests_app.packets import views, views_copies, views_sheets

app_name = "packets"
urlpatterns = [
    path("", views.packet_list, name="packet_list"),
    path("new/", views.options, name="options"),
    path("check/", views.review, name="review"),
    path("sign/", views.sign, name="sign"),
    path("sheets/<slug:kind>/", views_sheets.sheet, name="sheet"),
    path("<uuid:packet_id>/", views.packet_detail, name="packet_detail"),
    path("<uuid:packet_id>/try-again/", views.packet_retry, name="packet_retry"),
    path("<uuid:packet_id>/download/", views.download, name="download"),
    path("<uuid:packet_id>/copies/<str:kind>/", views_copies.packet_copy, name="packet_copy"),
]
