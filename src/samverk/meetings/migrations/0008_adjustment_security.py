"""Put what is secret in the minutes that are adjusted and locked behind the wall."""


from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity


class Migration(migrating.Migration):
    dependencies = [("meetings", "0007_adjustment_and_notice")]

    operations = [
        ForceRowSecurity("meetings_minutesprint", open_rows=True),
        ForceRowSecurity("meetings_remark", open_rows=True),
        ForceRowSecurity("meetings_remarkevent", open_rows=True),
        ForceRowSecurity("meetings_sealedsecret"),
    ]
