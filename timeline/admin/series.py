"""Recurring formats in their tree; the codes of kinds, topics and the extractor's wordings."""

from django import forms
from django.contrib import admin

from timeline.admin.base import AliasInline, InUseMixin
from timeline.admin.knowledge import KnowledgeAdmin
from timeline.admin.transfer.series import KindCodeSheet, SeriesSheet, TopicSheet, WordingSheet
from timeline.models import KindCode, Series, SeriesAlias, Topic, Wording


class SeriesAliasInline(AliasInline):
    """Other names of a series."""

    model = SeriesAlias


class SeriesForm(forms.ModelForm):  # type: ignore[type-arg]  # the generic form exists for the type checker alone
    """A series, never inside itself."""

    def clean_parent(self) -> Series | None:
        """Refuse a parent that lies within this series."""
        parent: Series | None = self.cleaned_data["parent"]
        above, seen = parent, set[int]()
        while above is not None and above.pk not in seen:
            if above.pk == self.instance.pk:
                raise forms.ValidationError(f"“{parent}” is this series or lies within it.")
            seen.add(above.pk)
            above = above.parent
        return parent


@admin.register(Series)
class SeriesAdmin(InUseMixin, KnowledgeAdmin):
    """Recurring formats."""

    form = SeriesForm
    resource_classes = [SeriesSheet]
    list_display = ("name", "kind", "parent", "organisation", "weight")
    list_select_related = ("parent", "organisation")
    list_filter = ("kind",)
    search_fields = ("name", "aliases__text", "aliases__folded")
    autocomplete_fields = ("parent", "organisation", "parties")
    inlines = (SeriesAliasInline,)
    uses = (("children", "series inside it", "series inside it"),)


@admin.register(KindCode)
class KindCodeAdmin(KnowledgeAdmin):
    """How kinds are coded by the field's codebooks, and what they weigh."""

    resource_classes = [KindCodeSheet]
    list_display = ("kind", "plover", "cameo", "is_inferred", "weight")
    search_fields = ("kind", "plover", "cameo")


@admin.register(Topic)
class TopicAdmin(InUseMixin, KnowledgeAdmin):
    """Topics of the codebook."""

    resource_classes = [TopicSheet]
    list_display = ("name",)
    search_fields = ("name", "cues")
    uses = (("engagements", "engagement", "engagements"),)


@admin.register(Wording)
class WordingAdmin(KnowledgeAdmin):
    """Wordings of the extractor's lists."""

    resource_classes = [WordingSheet]
    list_display = ("text", "list", "value", "weight")
    list_filter = ("list",)
    search_fields = ("text", "value", "list")
