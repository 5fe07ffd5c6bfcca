"""app_enter tells the sites a person works for as well."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0011_erasure")]

    operations = []
