# The index of what is published tells months instead of years, and a row keeps its texts with it

from django.db import migrations

from samverk.foundation import migrating

# Whoever reads all of it, or searches, reads a row from one place
KEPT = (
    "ALTER TABLE publishing_record SET (toast_tuple_target = 8160)",
    "ALTER TABLE publishing_record RESET (toast_tuple_target)",
)
CHANGED = """
UPDATE publishing_record SET words = ts_delete(words, {old}) || array_to_tsvector(ARRAY[{new}])
WHERE words IS NOT NULL AND day IS NOT NULL
"""
YEAR = "'=year:' || extract(year FROM day)"
MONTH = "'=month:' || to_char(day, 'YYYY-MM')"


class Migration(migrating.Migration):

    dependencies = [
        ('publishing', '0011_packages'),
    ]

    operations = [
        migrations.RunSQL(*KEPT),
        migrations.RunSQL(CHANGED.format(old=YEAR, new=MONTH), CHANGED.format(old=MONTH, new=YEAR)),
    ]
