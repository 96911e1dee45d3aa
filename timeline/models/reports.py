"""Reports: which article tells of which engagement, what linking compares of each, and what people decided of pairs of them."""

from django.conf import settings
from django.db import models

from timeline.models.articles import Article
from timeline.models.engagements import Engagement


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports, in the words linking uses."""

    def live(self) -> "ReportQuerySet":
        """Leave out those of withdrawn articles and of versions since corrected."""
        return self.filter(is_live=True)


class Report(models.Model):
    """One telling of one engagement: by an article, or by the table or the person that entered it. Moved when linking says so."""

    key = models.CharField(max_length=400, unique=True, help_text="Its name for ever: article, version, number in it.")
    article = models.ForeignKey(Article, on_delete=models.PROTECT, null=True, blank=True, related_name="reports")
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="reports")
    home = models.ForeignKey(
        Engagement,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Where it was first filed: a split gives the old id back.",
    )
    told = models.JSONField(help_text="What linking compares: linking.reports.Report.")
    is_live = models.BooleanField(default=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["article", "engagement"])]

    def __str__(self) -> str:
        return self.key


class ReportKey(models.Model):
    """One key under which a report is found: its month or year and its name's hash as a number, and the days it is about."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="keys")
    number = models.BigIntegerField()
    first = models.IntegerField(help_text="The first day number that the report can mean.")
    last = models.IntegerField(help_text="The last one.")

    class Meta:
        indexes = [models.Index(fields=["number", "first", "last", "report"], name="report_key_days")]

    def __str__(self) -> str:
        return f"{self.report_id}: {self.number}"


class LinkDecision(models.Model):
    """One person's word that two reports tell of one engagement, or of two. The newest on a pair counts; none is deleted."""

    one = models.CharField(max_length=400, db_index=True, help_text="Key of the report that sorts first.")
    other = models.CharField(max_length=400, db_index=True)
    is_same = models.BooleanField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="link_decisions")
    note = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["decided_at", "id"]
        constraints = [models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="link_decision_in_order")]

    def __str__(self) -> str:
        return f"{self.one} {'=' if self.is_same else '≠'} {self.other}"


class LinkProposal(models.Model):
    """Two reports of two engagements that may be one, for a person to look at; made anew with every linking of either."""

    one = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    bits = models.FloatField(help_text="Evidence for one engagement, as a base-two logarithm.")
    parts = models.JSONField(help_text="What each field says: [field, words, bits].")
    forbids = models.CharField(max_length=200, blank=True, help_text="What keeps them apart unless a person says otherwise.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["one", "other"], name="link_proposal_once")]
        indexes = [models.Index(fields=["-bits"])]

    def __str__(self) -> str:
        return f"{self.one} ~ {self.other}"
