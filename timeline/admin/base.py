"""What several admins share: search without accents, pages on the site, deletion refused while a row is in use, aliases."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db.models import Model, QuerySet, URLField
from django.http import HttpRequest

from timeline import wording
from timeline.folding import fold

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyTabularInline = admin.TabularInline[Any, Any]
else:  # the generic forms exist for the type checker alone
    AnyModelAdmin = admin.ModelAdmin
    AnyTabularInline = admin.TabularInline


class RelatedMixin:
    """Beside a choice of another thing stands the way to add or change it, never to delete it."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Take the button away; an address typed without a scheme is taken for https."""
        if isinstance(db_field, URLField):
            kwargs.setdefault("assume_scheme", "https")
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = field.widget.can_view_related = False
        return field


class SearchAdmin(RelatedMixin, AnyModelAdmin):
    """An admin whose search also finds what is written without accents, and whose forms save from the top too."""

    save_on_top = True
    list_per_page = 50
    show_full_result_count = False

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Any], search_term: str) -> tuple[QuerySet[Any], bool]:
        """Look for the words as typed and as folded: `Côte d’Ivoire` finds `Cote d'Ivoire`."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        folded = fold(search_term)
        if not folded or folded == search_term.lower():
            return found, duplicates
        also, more = super().get_search_results(request, queryset, folded)
        return found | also, duplicates or more

    def view_on_site(self, obj: Any) -> str | None:
        """Lead to the thing's page, where it has one."""
        address = getattr(obj, "get_absolute_url", None)
        return address() if address else None


class InUseMixin(AnyModelAdmin):
    """Deletion is refused, in a sentence, while anything on record refers to the row."""

    # Name of the relation and what it holds, for those that the database itself would let go: many-to-many and cascades.
    uses: Sequence[tuple[str, str, str]] = ()

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, Any, Any]:
        """Name what still uses the rows beside what the database protects."""
        deletable, counts, permissions, protected = super().get_deleted_objects(objs, request)
        return deletable, counts, permissions, [*protected, *self._uses(objs)]

    def _uses(self, objs: Sequence[Model]) -> list[str]:
        sentences = []
        for obj in objs:
            for relation, singular, plural in self.uses:
                count = getattr(obj, relation).count()
                if count:
                    sentences.append(f"{wording.count(count, singular, plural)} with “{obj}”")
        return sentences


class RecordAdmin(SearchAdmin):
    """An admin of what is on record: nothing is ever deleted, it is withdrawn with a reason."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse: the record keeps what it held."""
        return False


class ViewOnlyAdmin(RecordAdmin):
    """An admin to look at what other pages and commands write."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Refuse."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Refuse."""
        return False


class TableInline(RelatedMixin, AnyTabularInline):
    """Rows of a thing, edited where the thing is."""

    extra = 1


class AliasInline(TableInline):
    """Other names, edited where the thing is."""

    fields: ClassVar[Any] = ("text",)
    verbose_name = "other name"
    verbose_name_plural = "other names"
