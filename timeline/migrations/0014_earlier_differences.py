import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Max, Min, Q
from django.utils import timezone

from timeline.record.differing import differences  # pure: what differs among the claims of a moment
from timeline.record.shown import said, shown


def fill(apps, schema_editor):
    """Replay the claims of engagements whose sources have ever differed: since when they do, and when others did.

    The days of earlier differences are those that the claims choose; one that lies in another takes over none.
    """
    Engagement, Claim, Difference, EarlierDifference = (
        apps.get_model("timeline", name) for name in ("Engagement", "Claim", "Difference", "EarlierDifference")
    )
    told = Claim.objects.values("engagement").annotate(first=Min("recorded_at"), last=Max("recorded_at"), gone=Max("retracted_at"))
    changed = told.filter(Q(first__lt=F("last")) | Q(gone__isnull=False)).values("engagement")
    wanted = Engagement.objects.filter(Q(pk__in=changed) | Q(pk__in=Difference.objects.values("engagement"))).order_by("pk")
    after = 0
    while batch := list(wanted.filter(pk__gt=after).values_list("pk", flat=True)[:300]):
        after = batch[-1]
        claims, standing, earlier = {}, {}, []
        for claim in Claim.objects.filter(engagement__in=batch).order_by("pk"):
            claims.setdefault(claim.engagement_id, []).append(claim)
        for row in Difference.objects.filter(engagement__in=batch):
            standing[row.engagement_id, row.matter] = row
        for pk in batch:
            ended, last = spans(claims.get(pk, ()))
            earlier += [
                EarlierDifference(engagement_id=pk, matter=matter, day=day, claim_id=claim, other_id=other, since=since, until=until)
                for matter, (day, claim, other), since, until in ended
            ]
            for matter, (_, since) in last.items():
                if (pk, matter) in standing:
                    standing[pk, matter].since = since
        Difference.objects.bulk_update(standing.values(), ["since"])
        EarlierDifference.objects.bulk_create(earlier)


def spans(claims):
    """Return the differences that ended, with from when until when they were, and those that did not, with since when."""
    moments = sorted({at for claim in claims for at in (claim.recorded_at, claim.retracted_at) if at})
    ended, standing = [], {}
    for moment in moments:
        live = [one for one in claims if one.recorded_at <= moment and (one.retracted_at is None or one.retracted_at > moment)]
        sayings = [said(claim) for claim in live]
        values = shown(sayings)
        now = {} if values is None else differences(sayings, values.choices)
        now = {matter: ((values.days or (0,))[0], *pair) for matter, pair in now.items()}
        for matter, (words, since) in list(standing.items()):
            if now.get(matter) != words:
                ended.append((matter, words, since, moment))
                del standing[matter]
        for matter, words in now.items():
            standing.setdefault(matter, (words, moment))
    return ended, standing


class Migration(migrations.Migration):

    dependencies = [
        ('timeline', '0013_sorting'),
    ]

    operations = [
        migrations.AddField(
            model_name='difference',
            name='since',
            field=models.DateTimeField(default=timezone.now, help_text='When these two claims began to be the ones that differ.'),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='EarlierDifference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('matter', models.CharField(choices=[('date', 'Date'), ('place', 'Place'), ('kind', 'Kind'), ('parties', 'Participants')], max_length=7)),
                ('day', models.IntegerField(default=0)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('claim', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='timeline.claim')),
                ('engagement', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='earlier_differences', to='timeline.engagement')),
                ('other', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='timeline.claim')),
            ],
            options={
                'indexes': [models.Index(fields=['until', 'since'], name='earlier_difference_until')],
                'constraints': [models.UniqueConstraint(fields=('engagement', 'matter', 'since'), name='earlier_difference_once'), models.CheckConstraint(condition=models.Q(('since__lt', models.F('until'))), name='earlier_difference_lasted')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
