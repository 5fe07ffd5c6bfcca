"""A published version of a template never changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0012_sites")]

    operations = []
