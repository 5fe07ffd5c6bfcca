from django.urls import path

from requests_app.agreements.views import agreement, offers, rates

app_name = "agreements"
urlpatterns = [
    path("", agreement.agreement, name="agreement"),
    path("terms/", agreement.terms, name="terms"),
    path("signed/", agreement.signed, name="signed"),
    path("end/", agreement.end, name="end"),
    path("offers/new/", offers.offer_add, name="offer_add"),
    path("offers/<uuid:offer_id>/", offers.offer_detail, name="offer_detail"),
    path("offers/<uuid:offer_id>/change/", offers.offer_edit, name="offer_edit"),
    path("offers/<uuid:offer_id>/answer/", offers.offer_answer, name="offer_answer"),
    path("offers/<uuid:offer_id>/remove/", offers.offer_remove, name="offer_remove"),
    path("offers/<uuid:offer_id>/rates/new/", rates.rate_add, name="rate_add"),
    path("rates/<uuid:rate_id>/change/", rates.rate_edit, name="rate_edit"),
    path("rates/<uuid:rate_id>/remove/", rates.rate_remove, name="rate_remove"),
]
