"""Put every table with a controller behind forced row-level security, its history too."""


from samverk.foundation import migrating
from samverk.foundation.compartments import ForceRowSecurity


class Migration(migrating.Migration):
    dependencies = [("registry", "0001_initial")]

    operations = [
        ForceRowSecurity("registry_casesecret"),
        ForceRowSecurity("registry_casesecretevent"),
        ForceRowSecurity("registry_documentsecret"),
        ForceRowSecurity("registry_documentsecretevent"),
    ]
