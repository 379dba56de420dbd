# Lets the functions that policies ask keep their plans: with the values of each question in them they were
# planned anew, which took longer than they did
from django.db import migrations

from samverk.foundation import migrating

ALTER = """
DO $$
DECLARE
    asked regprocedure;
BEGIN
    FOR asked IN
        SELECT p.oid FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
        WHERE p.proname LIKE 'persons%' AND l.lanname = 'plpgsql' AND p.provolatile = 's'
    LOOP
        EXECUTE format('ALTER FUNCTION %s {how}', asked);
    END LOOP;
END $$
"""


class Migration(migrating.Migration):

    dependencies = [
        ("persons", "0076_guard_counts"),
    ]

    operations = [
        migrations.RunSQL(
            ALTER.replace("{how}", "SET plan_cache_mode = force_generic_plan"),
            ALTER.replace("{how}", "RESET plan_cache_mode"),
        ),
    ]
