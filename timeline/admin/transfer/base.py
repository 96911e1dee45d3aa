"""What every sheet shares: its checks, its preview, rows that change nothing, limits."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.html import format_html
from import_export.resources import ModelResource

from timeline.admin.transfer.columns import Aliases, Column, cell_text, harmless
from timeline.folding import fold

MOST_ROWS = 2000


class Preview:
    """What a row would change, cell by cell, as text with deletions and insertions marked."""

    def __init__(self, resource: "Sheet", instance: Any, new: bool) -> None:
        self.before = [""] * len(resource.get_import_fields()) if new else resource.cells(instance)

    def compare_with(self, resource: "Sheet", instance: Any, dry_run: bool = False) -> None:
        """Remember how the row stands now."""
        self.after = resource.cells(instance)

    def as_html(self) -> list[str]:
        """Return one piece of HTML per column."""
        return [changed(before, after) for before, after in zip(self.before, self.after, strict=True)]


def changed(before: str, after: str) -> str:
    """Mark what went and what came."""
    if before == after:
        return format_html("{}", after)
    if not before:
        return format_html("<ins>{}</ins>", after)
    return format_html("<del>{}</del> <ins>{}</ins>", before, after) if after else format_html("<del>{}</del>", before)


class Sheet(ModelResource):  # type: ignore[misc]  # the package is not typed
    """A table as rows of text cells. Subclasses name their columns in `Meta.fields` and find the row that a line speaks of."""

    required: tuple[str, ...] = ()  # columns without which a file says nothing
    most_rows = MOST_ROWS

    class Meta:
        skip_unchanged = True
        report_skipped = True
        use_transactions = True
        clean_model_instances = True
        import_id_fields: tuple[str, ...] = ()

    @classmethod
    def get_diff_class(cls) -> type[Preview]:
        """Preview without the inline styles of the package's own."""
        return Preview

    def find(self, row: dict[str, str]) -> Any:
        """Return the instance that the row speaks of, or None when it would be new."""
        raise NotImplementedError

    def cells(self, instance: Any) -> list[str]:
        """Return how the instance is written, column by column."""
        return [field.export(instance) for field in self.get_import_fields()]

    def export_resource(self, instance: Any, selected_fields: Any = None, **kwargs: Any) -> list[str]:
        """Write the row of an export."""
        return [harmless(cell) for cell in self.cells(instance)]

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        """Refuse files that are too long or miss a column, in a sentence, without reading their rows."""
        headers = [cell_text(header).lower() for header in dataset.headers or []]
        problem = self._problem(headers, len(dataset))
        if problem:
            dataset.wipe()
            raise ValueError(problem)
        dataset.headers = headers

    def _problem(self, headers: list[str], rows: int) -> str:
        columns = [field.column_name for field in self.get_import_fields()]
        missing = [name for name in self.required if name not in headers]
        unknown = [header for header in headers if header and header not in columns]
        if rows > self.most_rows:
            return f"The file has {rows:,} rows; import at most {self.most_rows:,} at once."
        if missing:
            return f"Missing column: {', '.join(missing)}. The columns are {', '.join(columns)}."
        if unknown:
            return f"Unknown column: {', '.join(unknown)}. The columns are {', '.join(columns)}."
        twice = sorted({header for header in headers if header and headers.count(header) > 1})
        return f"Column given twice: {', '.join(twice)}." if twice else ""

    def before_import_row(self, row: dict[str, Any], **kwargs: Any) -> None:
        """Turn every cell into text."""
        for name in list(row):
            row[name] = cell_text(row[name])

    def get_instance(self, instance_loader: Any, row: dict[str, str]) -> Any:
        """Find the row's instance; a cell that cannot be looked up is reported with the other cells."""
        try:
            return self.find(row)
        except ValueError:
            return None

    def import_instance(self, instance: Any, row: dict[str, str], **kwargs: Any) -> None:
        """Read every cell, and report every one that means nothing by its column."""
        errors = {}
        for field in self.get_import_fields():
            try:
                self.import_field(field, instance, row, **kwargs)
            except ValueError as error:
                errors[field.column_name] = ValidationError(str(error))
        if errors:
            raise ValidationError(errors)

    def validate_instance(self, instance: Any, import_validation_errors: Any = None, validate_unique: bool = True) -> None:
        """Check the row as a form would; errors go to the column that holds the field."""
        columns = {field.attribute: field.column_name for field in self.get_import_fields()}
        bad = set(import_validation_errors or ())
        exclude = [attribute for attribute, column in columns.items() if attribute and column in bad]
        errors = dict(import_validation_errors or {})
        if hasattr(instance, "folded"):
            instance.folded = fold(instance.name)  # saving would do so, but the check for doubles comes first
        try:
            instance.full_clean(exclude=exclude, validate_unique=validate_unique)
        except ValidationError as error:
            for attribute, problems in error.error_dict.items():
                errors.setdefault(columns.get(attribute, NON_FIELD_ERRORS), []).extend(problems)
        if errors:
            raise ValidationError(errors)

    def skip_row(self, instance: Any, original: Any, row: dict[str, str], import_validation_errors: Any = None) -> bool:
        """Leave a row alone that says what is on record."""
        if import_validation_errors or instance._state.adding:
            return False
        return all(self._says_the_same(field, instance, original, row) for field in self.get_import_fields())

    def _says_the_same(self, field: Column, instance: Any, original: Any, row: dict[str, str]) -> bool:
        if field.column_name not in row:
            return True
        if isinstance(field, Aliases):
            return sorted(field.clean(row)) == sorted(field.get_value(original))
        return bool(field.export(instance) == field.export(original))

    def save_m2m(self, instance: Any, row: dict[str, str], **kwargs: Any) -> None:
        """Store the other names."""
        for field in self._aliases():
            if field.column_name in row:
                field.store(instance, row)

    def _aliases(self) -> Iterable[Aliases]:
        return (field for field in self.get_import_fields() if isinstance(field, Aliases))
