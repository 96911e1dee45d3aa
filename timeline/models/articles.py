"""What was read: sources and the articles they published, version by version."""

from datetime import datetime

from django.db import models
from django.urls import reverse


class Source(models.Model):
    """One outlet that publishes articles or reports."""

    name = models.CharField(max_length=200, unique=True)
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the articles of this source."""
        return f"{reverse('article-list')}?source={self.pk}"


class ArticleQuerySet(models.QuerySet["Article"]):
    """Articles, in the words pages use."""

    def current(self) -> "ArticleQuerySet":
        """Keep the newest version of each article that is not withdrawn."""
        return self.filter(is_current=True, withdrawn_at__isnull=True)

    def current_at(self, moment: datetime) -> "ArticleQuerySet":
        """Keep what was the newest version of each article at a moment, unless it was withdrawn by then."""
        newer = Article.objects.filter(
            identity=models.OuterRef("identity"), version__gt=models.OuterRef("version"), recorded_at__lte=moment
        )
        known = self.filter(models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gt=moment), recorded_at__lte=moment)
        return known.filter(~models.Exists(newer))


class Article(models.Model):
    """One version of one published text, kept verbatim; a corrected text is a new row, this one never changes."""

    class Reading(models.TextChoices):
        """Whether the extractor could read it."""

        READ = "read", "read"
        NOT_ENGLISH = "not_english", "kept, not read: the text is not English"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="articles")
    identity = models.CharField(
        max_length=300,
        help_text="What makes two texts versions of one article: its external id, else its address, else its words.",
    )
    version = models.PositiveIntegerField(default=1)
    is_current = models.BooleanField(default=True, help_text="The newest version of its article.")
    external_id = models.CharField(max_length=200, blank=True)
    url = models.URLField("address", max_length=1000, blank=True)
    title = models.CharField(max_length=500, blank=True)
    text = models.TextField(help_text="The body verbatim, paragraphs separated by a blank line.")
    published = models.DateField(null=True, blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=8, blank=True, help_text="ISO 639-1 code.")
    content_hash = models.CharField(max_length=64, db_index=True, help_text="SHA-256 of title, published and text.")
    reading = models.CharField(max_length=12, choices=Reading.choices, default=Reading.READ)
    engine = models.CharField(
        max_length=40, blank=True, help_text="The extractor that read it, with a fingerprint of what it knew."
    )
    notes = models.JSONField(default=list, blank=True, help_text="Sentences on what was missing, or seen and not recorded.")
    recorded_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ["-published", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["identity", "version"], name="article_version_once"),
            models.UniqueConstraint(fields=["identity"], condition=models.Q(is_current=True), name="article_current_once"),
        ]
        indexes = [
            models.Index(fields=["source", "-published"]),
            models.Index(fields=["external_id"]),
            models.Index(fields=["-recorded_at", "-published", "-id"], name="article_just_read"),
        ]

    def __str__(self) -> str:
        return self.title or f"Article {self.pk}"

    def get_absolute_url(self) -> str:
        """Return the article's page."""
        return reverse("article-detail", args=[self.pk])
