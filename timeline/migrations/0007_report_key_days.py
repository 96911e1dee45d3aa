import django.db.models.deletion
from django.db import migrations, models

from timeline.linking.reports import from_json  # pure: keys are an index of what reports tell, made by today's rules
from timeline.record.gathering import key_values


def fill(apps, schema_editor):
    """Make the keys of every report anew."""
    Report, ReportKey = (apps.get_model("timeline", name) for name in ("Report", "ReportKey"))
    after = 0
    while batch := list(Report.objects.filter(pk__gt=after).order_by("pk").only("key", "told")[:500]):
        after = batch[-1].pk
        ReportKey.objects.bulk_create(
            (
                ReportKey(report_id=row.pk, number=number, first=first, last=last)
                for row in batch
                for number, first, last in key_values(from_json(row.key, row.told))
            ),
            batch_size=500,
        )


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0006_differences'),
    ]

    operations = [
        migrations.DeleteModel(name='ReportKey'),
        migrations.CreateModel(
            name='ReportKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.BigIntegerField()),
                ('first', models.IntegerField(help_text='The first day number that the report can mean.')),
                ('last', models.IntegerField(help_text='The last one.')),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='keys', to='timeline.report')),
            ],
            options={
                'indexes': [models.Index(fields=['number', 'first', 'last', 'report'], name='report_key_days')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
