"""Sources and articles: looked at and withdrawn here, added on the site."""

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse

from timeline.admin.base import SearchAdmin, ViewOnlyAdmin
from timeline.admin.withdrawal import WithdrawalAdmin
from timeline.clock import now
from timeline.models import Article, Redirect, Source
from timeline.record import restore_article, withdraw_article


@admin.register(Source)
class SourceAdmin(SearchAdmin):
    """Outlets."""

    list_display = ("name", "url")
    search_fields = ("name", "url")


@admin.register(Article)
class ArticleAdmin(WithdrawalAdmin):
    """Articles as read; their words never change."""

    list_display = ("__str__", "source", "published", "reading", "version", "is_current", "withdrawn_at")
    list_select_related = ("source",)
    list_filter = ("reading", "is_current", ("withdrawn_at", admin.EmptyFieldListFilter), "language")
    date_hierarchy = "published"
    search_fields = ("title", "source__name", "external_id", "url")
    fields = (
        "title", "source", ("published", "dateline", "language"), "url", "external_id", "text", ("reading", "engine"), "notes",
        ("version", "is_current"), "content_hash", "recorded_at", ("withdrawn_at", "withdrawn_reason"),
    )  # fmt: skip
    readonly_fields = [field.name for field in Article._meta.fields]
    change_list_template = "admin/timeline/article/change_list.html"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse: an article is read on the site, with what was found shown at once."""
        return False

    def withdraw_one(self, obj: Article, reason: str) -> None:
        """Withdraw through the record."""
        withdraw_article(obj, reason=reason, at=now())

    def restore_one(self, obj: Article) -> None:
        """Restore through the record."""
        restore_article(obj, at=now())

    def view_on_site(self, obj: Article) -> str:
        """Lead to the article with its evidence."""
        return reverse("article-detail", args=[obj.pk])


@admin.register(Redirect)
class RedirectAdmin(ViewOnlyAdmin):
    """Ids that were merged into others."""

    list_display = ("thing", "old_id", "new_id", "created_at")
    list_filter = ("thing",)
    search_fields = ("=old_id", "=new_id")
