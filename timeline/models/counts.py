"""What the charts count from, so that a page need not count the record. Kept in step by summaries/."""

from django.db import models


class MonthColumns(models.Model):
    """The shown engagements that can first mean a day of one month, column by column, as summaries/columns.py packs them."""

    month = models.PositiveIntegerField(primary_key=True, help_text="year * 12 + month - 1; 0 holds what has no date.")
    count = models.PositiveIntegerField(default=0, help_text="Engagements in it.")
    stamp = models.BigIntegerField(help_text="Drawn anew with every write: a reader that knows it knows the columns.")
    data = models.BinaryField(help_text="The columns, one after the other.")

    class Meta:
        # Answers "what changed" without touching the columns.
        indexes = [models.Index(fields=["month", "stamp", "count"], name="month_columns_stamps")]

    def __str__(self) -> str:
        return f"{self.month // 12}-{self.month % 12 + 1:02}: {self.count}"
