"""Put what is secret in the minutes that are adjusted and locked behind the wall."""

from django.db import migrations

from samverk.foundation.compartments import ForceRowSecurity


class Migration(migrations.Migration):
    dependencies = [("meetings", "0007_adjustment_and_notice")]

    operations = [
        ForceRowSecurity("meetings_minutesprint", open_rows=True),
        ForceRowSecurity("meetings_remark", open_rows=True),
        ForceRowSecurity("meetings_remarkevent", open_rows=True),
        ForceRowSecurity("meetings_sealedsecret"),
    ]
