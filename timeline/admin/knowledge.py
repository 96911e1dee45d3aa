"""The admin of knowledge: history with every earlier state, import with a preview, export."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from simple_history.admin import SimpleHistoryAdmin

from timeline.admin.base import SearchAdmin
from timeline.admin.transfer.admin import TransferMixin
from timeline.models.base import Nameable
from timeline.record import hear, kind_of


class KnowledgeAdmin(TransferMixin, SearchAdmin, SimpleHistoryAdmin):  # type: ignore[misc]  # the package is not typed
    """An admin of what the world is taken to be."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save, and take what a person saves for confirmed."""
        if isinstance(obj, Nameable):
            obj.is_confirmed = True
        super().save_model(request, obj, form, change)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save other names too, and look for what is like it now."""
        super().save_related(request, form, formsets, change)
        if isinstance(form.instance, Nameable):
            hear(kind_of(form.instance), [form.instance.pk])

    def get_list_filter(self, request: HttpRequest) -> Any:
        """Filter by whether anybody has looked at what an article named first."""
        own = super().get_list_filter(request)
        return ("is_confirmed", *own) if issubclass(self.model, Nameable) else own

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Load with each row what its name is written with."""
        related = self.list_select_related if isinstance(self.list_select_related, tuple) else ()
        queryset: QuerySet[Any] = super().get_queryset(request)
        if issubclass(self.model, Nameable):
            queryset = queryset.filter(merged_into=None)  # the site's own page takes a merge back
        return queryset.select_related(*related) if related else queryset
