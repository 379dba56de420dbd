from django.db import migrations

from samverk.foundation import migrating

# Everybody's rows, whoever owns the tables: they were given where the delivery is given now
KEPT = """
SELECT set_config('samverk.reader', 'nobody', true), set_config('samverk.controllers',
    coalesce((SELECT string_agg(id::text, ',') FROM directory_body), ''), true);
UPDATE persons_participation p SET town_id = coalesce(d.municipality_id, d.provider_id)
FROM interventions_delivery d WHERE d.id = p.delivery_id AND p.town_id IS NULL;
SELECT set_config('samverk.reader', '', true), set_config('samverk.controllers', '', true);
"""


class Migration(migrating.Migration):

    dependencies = [
        ('interventions', '0008_published_returns'),
        ("persons", "0063_team_terms"),
    ]

    operations = [migrations.RunSQL(KEPT, migrations.RunSQL.noop)]
