import numpy as np
from django.db import migrations, models

import timeline.models.titles

# A month's row: four lengths, then a column after the other. The first six take 26 bytes an engagement, its id eight of them.
HEAD, BEFORE, ID, SOURCES = 16, 26, "<i8", "<u2"
READ = 500


def lengthen(apps, schema_editor):
    """Put the number of sources into the columns of every month, behind the country."""
    Engagement, MonthColumns = (apps.get_model("timeline", name) for name in ("Engagement", "MonthColumns"))
    for month in list(MonthColumns.objects.values_list("pk", flat=True)):
        row = MonthColumns.objects.get(pk=month)
        data, known = bytes(row.data), {}
        ids = np.frombuffer(data, dtype=ID, count=row.count, offset=HEAD).tolist()
        for first in range(0, len(ids), READ):
            known |= dict(Engagement.objects.filter(pk__in=ids[first : first + READ]).values_list("pk", "source_count"))
        sources = np.array([min(known.get(pk, 0), 2**16 - 1) for pk in ids], dtype=SOURCES).tobytes()
        at = HEAD + BEFORE * row.count
        MonthColumns.objects.filter(pk=row.pk).update(data=data[:at] + sources + data[at:])


def shorten(apps, schema_editor):
    """Take it out again."""
    MonthColumns = apps.get_model("timeline", "MonthColumns")
    for month in list(MonthColumns.objects.values_list("pk", flat=True)):
        row = MonthColumns.objects.get(pk=month)
        data, at = bytes(row.data), HEAD + BEFORE * row.count
        MonthColumns.objects.filter(pk=row.pk).update(data=data[:at] + data[at + np.dtype(SOURCES).itemsize * row.count :])


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0012_things'),
    ]

    operations = [
        migrations.RunPython(lengthen, shorten),
        migrations.AddIndex(
            model_name='engagement',
            index=models.Index(timeline.models.titles.SortKey('title'), 'id', condition=models.Q(('withdrawn_at__isnull', True)), name='engagement_titles'),
        ),
    ]
