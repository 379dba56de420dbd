from django.db import migrations

from samverk.foundation import migrating

# What was kept of each person in a queue goes, and what was said of few of them
EMPTIED = """
SELECT set_config('samverk.controllers',
        coalesce((SELECT string_agg(id::text, ',') FROM directory_body), ''), true),
    set_config('pgtrigger.ignore', coalesce((
        SELECT array_agg(tgname)::text FROM pg_trigger
        WHERE tgname LIKE 'pgtrigger_only_added_%' AND tgrelid = 'persons_whatif'::regclass
    ), '{}'), true);
UPDATE persons_whatif SET
    question = jsonb_set(jsonb_set(question, '{queue,entries}', '[]'), '{queue,stays}', '[]'),
    answer = (
        SELECT coalesce(jsonb_agg(
            course || '{"today": [], "homes": [], "parties": []}'::jsonb ORDER BY nth
        ), '[]'::jsonb)
        FROM jsonb_array_elements(answer) WITH ORDINALITY AS each (course, nth)
    );
SELECT set_config('pgtrigger.ignore', '{}', true);
"""


class Migration(migrating.Migration):

    dependencies = [
        ('persons', '0019_hidden_numbers'),
    ]

    operations = [
        migrations.RunSQL(EMPTIED, migrations.RunSQL.noop),
    ]
