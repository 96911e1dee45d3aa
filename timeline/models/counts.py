"""Counts kept for the charts, so that a page need not count the record. Kept in step by summaries/."""

from django.db import models

from timeline.models.series import KIND_CHOICES


class MonthCount(models.Model):
    """How many shown engagements of one kind can first mean a day of one month (`month` = year * 12 + month - 1)."""

    month = models.PositiveIntegerField()
    kind = models.CharField(max_length=16, choices=KIND_CHOICES)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["month", "kind"], name="month_count_once")]

    def __str__(self) -> str:
        return f"{self.month // 12}-{self.month % 12 + 1:02}, {self.kind}: {self.count}"
