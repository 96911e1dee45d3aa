"""The form that takes an article in, pasted or as a file, and the one that asks why an article is withdrawn."""

from datetime import datetime
from pathlib import Path
from typing import Any

from django import forms

from timeline.clock import today
from timeline.documents import Document
from timeline.ingest.run import Outcome, ingest_document
from timeline.ingest.uploads import pasted, uploaded
from timeline.record import UnknownName
from timeline.wording import sentence

MOST_BYTES = 5 * 1024 * 1024
MOST_CHARACTERS = 400_000
ENDINGS = (".txt", ".html", ".htm", ".json")
INPUT = {"class": "input"}


class ArticleForm(forms.Form):
    """One article: its text or its file, and what its carrier says about it."""

    text = forms.CharField(
        label="Text",
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={**INPUT, "rows": 14, "spellcheck": "false"}),
        help_text="The article as printed, paragraphs separated by an empty line. Leave it empty when you choose a file.",
    )
    upload = forms.FileField(
        label="Or a file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={**INPUT, "accept": ",".join(ENDINGS)}),
        help_text="A page saved as .html, a .txt in UTF-8, or a .json of the corpus; at most 5 MB.",
    )
    title = forms.CharField(label="Headline", required=False, max_length=500, widget=forms.TextInput(attrs=INPUT))
    outlet = forms.CharField(
        label="Outlet",
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=INPUT),
        help_text="Who published it: ANI, TASS.",
    )
    url = forms.URLField(
        label="Address",
        required=False,
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs=INPUT),
        error_messages={"invalid": "This is no address: it starts with https://."},
        help_text="Kept as a link, never fetched.",
    )
    published = forms.DateField(
        label="Published",
        required=False,
        widget=forms.DateInput(attrs={**INPUT, "type": "date"}),
        error_messages={"invalid": "This is no day: write it as 2025-06-26."},
        help_text="The day from which “on Thursday” is counted.",
    )

    def clean_upload(self) -> Any:
        """Refuse a file of another kind, an empty one and one that is too big."""
        upload = self.cleaned_data["upload"]
        if not upload:
            return None
        if Path(upload.name).suffix.lower() not in ENDINGS:
            raise forms.ValidationError(f"“{upload.name}” is none of {', '.join(ENDINGS)}.")
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("The file has more than 5 MB.")
        if not upload.size:
            raise forms.ValidationError(f"“{upload.name}” is empty.")
        return upload

    def clean_published(self) -> Any:
        """Refuse a day to come."""
        published = self.cleaned_data["published"]
        if published and published > today():
            raise forms.ValidationError("This day has not come yet.")
        return published

    def clean(self) -> dict[str, Any]:
        """Ask for the text or the file, not both."""
        cleaned = super().clean() or self.cleaned_data
        text, upload = cleaned.get("text", ""), cleaned.get("upload")
        if "text" in self.errors or "upload" in self.errors:
            return cleaned
        if text.strip() and upload:
            self.add_error("upload", "Paste the text or choose a file, not both.")
        elif not text.strip() and not upload:
            self.add_error("text", "Paste the article’s text, or choose a file.")
        elif not self.errors:
            given = self._given()
            try:
                cleaned["document"] = uploaded(upload.name, upload.read(), given) if upload else pasted(text, given)
            except ValueError as error:
                self.add_error("upload" if upload else "text", str(error) if upload else sentence(str(error)))
        return cleaned

    def ingest(self, *, at: datetime) -> Outcome | None:
        """Put the article on record; None, with the reason beside the text, when it cannot be."""
        try:
            outcome = ingest_document(self.cleaned_data["document"], at=at)
        except UnknownName as error:
            self.add_error(None, f"The article was not stored: {error}")
            return None
        return outcome

    def _given(self) -> Document:
        cleaned = self.cleaned_data
        published = cleaned.get("published")
        return Document(
            text="",
            title=cleaned.get("title", "").strip(),
            outlet=cleaned.get("outlet", "").strip(),
            url=cleaned.get("url", ""),
            published=published.isoformat() if published else "",
        )


class WithdrawForm(forms.Form):
    """Why an article is withdrawn."""

    reason = forms.CharField(
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=INPUT),
        help_text="Shown in its place: “Retracted by the outlet.” Optional.",
        error_messages={"max_length": "At most 300 characters."},
    )
