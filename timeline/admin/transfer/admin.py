"""The pages of import and export: upload, preview, confirm; nothing is half-imported."""

import io
import zipfile
from pathlib import Path
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from import_export.admin import ImportExportMixin
from import_export.formats.base_formats import CSV, XLSX
from import_export.forms import ConfirmImportForm, ExportForm, ImportForm

from timeline.admin.transfer.base import MOST_ROWS
from timeline.admin.transfer.storage import DataFolderStorage, ExpiredError

MOST_BYTES = 5 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024  # of the XML inside a workbook
ENDINGS = {".csv": "0", ".xlsx": "1"}  # in the order of TransferMixin.formats


class SheetImportForm(ImportForm):  # type: ignore[misc]  # the package is not typed
    """A file to import; its ending says what it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["format"].required = False
        self.fields["format"].widget = forms.HiddenInput()
        upload = self.fields["import_file"]
        upload.label = "File"
        upload.help_text = f"CSV (UTF-8) or XLSX with a header row; at most 5 MB and {MOST_ROWS:,} rows."
        upload.error_messages["required"] = "Choose a file."
        upload.widget.attrs.update({"accept": ".csv,.xlsx", "class": ""})

    @property
    def media(self) -> forms.Media:
        """Need no script: the ending says the format."""
        return forms.Media()

    def clean_import_file(self) -> Any:
        """Refuse what is too big or no sheet."""
        upload = self.cleaned_data["import_file"]
        ending = Path(upload.name).suffix.lower()
        if ending not in ENDINGS:
            raise forms.ValidationError(f"“{upload.name}” is neither CSV nor XLSX.")
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("The file has more than 5 MB: split it.")
        if ending == ".xlsx" and _unpacked(upload) > MOST_UNPACKED:
            raise forms.ValidationError("The workbook is too big once unpacked: split it.")
        return upload

    def clean(self) -> dict[str, Any]:
        """Take the format from the file's ending."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if "import_file" in cleaned:
            cleaned["format"] = ENDINGS[Path(cleaned["import_file"].name).suffix.lower()]
        return cleaned


class SheetConfirmForm(ConfirmImportForm):  # type: ignore[misc]  # the package is not typed
    """What the preview hands to the import."""

    format = forms.ChoiceField(choices=[("0", "CSV"), ("1", "XLSX")], widget=forms.HiddenInput())


class TransferMixin(ImportExportMixin):  # type: ignore[misc]  # the package is not typed
    """Import with a preview, and export, for an admin that names its sheets in `resource_classes`."""

    formats = [CSV, XLSX]
    import_form_class = SheetImportForm
    confirm_form_class = SheetConfirmForm
    export_form_class = ExportForm
    tmp_storage_class = DataFolderStorage

    def has_import_permission(self, request: HttpRequest) -> bool:
        """Ask for the right to add and to change, and for a sheet."""
        return bool(self.resource_classes) and self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request: HttpRequest) -> bool:
        """Ask for the right to look, and for a sheet."""
        return bool(self.resource_classes) and self.has_view_or_change_permission(request)

    def get_import_data_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Take everything back when a row does not hold."""
        return {**super().get_import_data_kwargs(**kwargs), "rollback_on_validation_errors": True}

    def add_data_read_fail_error_to_form(self, form: Any, e: Exception) -> None:
        """Say what may be wrong with a file that cannot be read."""
        form.add_error("import_file", "The file cannot be read: save it as CSV in UTF-8, or as XLSX, with a header row.")

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        """Import what was previewed; a preview that is gone says so."""
        try:
            response: HttpResponseBase = super().process_import(request, **kwargs)
        except ExpiredError:
            self.message_user(
                request, "This preview has been imported already or has expired: choose the file again.", messages.WARNING
            )
            return HttpResponseRedirect(self._address("import"))
        return response

    def process_result(self, result: Any, request: HttpRequest) -> HttpResponseBase:
        """Go to the list, or back to the upload when the record changed since the preview and a row no longer holds."""
        if result.has_errors() or result.has_validation_errors():
            self.message_user(
                request, "Nothing was imported: the record changed since the preview. Choose the file again.", messages.ERROR
            )
            return HttpResponseRedirect(self._address("import"))
        response: HttpResponseBase = super().process_result(result, request)
        return response

    def _address(self, page: str) -> str:
        app, model = self.get_model_info()
        return reverse(f"admin:{app}_{model}_{page}")


def _unpacked(upload: Any) -> int:
    """Return how many bytes the parts of a workbook unpack to; something that is no workbook unpacks to nothing."""
    try:
        with zipfile.ZipFile(io.BytesIO(upload.read())) as parts:
            return sum(part.file_size for part in parts.infolist())
    except zipfile.BadZipFile:
        return 0
    finally:
        upload.seek(0)
