"""The forms of an engagement: shown values as ordinary fields, parties, people, one compiled claim; errors as sentences."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.admin.widgets import AdminTextInputWidget
from django.db.models import Model
from django.forms.models import BaseInlineFormSet

from timeline import partial_dates, values
from timeline.models import Attendance, Claim, Country, Engagement, Organisation, Participation
from timeline.vocabulary import Field

if TYPE_CHECKING:
    EngagementModelForm = forms.ModelForm[Engagement]
    AnyModelForm = forms.ModelForm[Any]
    AnyInlineFormSet = BaseInlineFormSet[Any, Any, Any]
else:  # the generic forms exist for the type checker alone
    EngagementModelForm = AnyModelForm = forms.ModelForm
    AnyInlineFormSet = BaseInlineFormSet

DATE_HELP = "2025, 2025-06 or 2025-06-25: as much as is known. Empty when no source says."


class UnsavedForm(AnyModelForm):
    """A form that writes nothing itself: what it holds becomes claims, so the row's own constraints don't apply."""

    def validate_unique(self) -> None:
        """Leave doubles to the table they stand in."""

    def validate_constraints(self) -> None:
        """Leave the constraints to the record."""


class EngagementForm(UnsavedForm):
    """The shown values of an engagement; every change is recorded as the decision of whoever saves it.

    `unlikely` holds the warnings with which it is shown again before anything is saved.
    """

    UNLIKELY = "unlikely"
    unlikely: tuple[str, ...] = ()

    start = forms.CharField(label="First day", required=False, max_length=10, help_text=DATE_HELP)
    end = forms.CharField(label="Last day", required=False, max_length=10, help_text=f"{DATE_HELP} Empty repeats the first day.")
    note = forms.CharField(
        label="Why",
        required=False,
        max_length=500,
        widget=AdminTextInputWidget(attrs={"class": "vLargeTextField"}),
        help_text="Kept with the values changed here: where you know them from. Optional.",
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput())

    class Meta:
        model = Engagement
        fields = (
            "title", "kind", "status", "start", "end", "place", "country", "venue", "within", "series", "edition", "topics",
            "summary", "review_state",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self._version()

    def clean_start(self) -> str:
        """Read a partial date."""
        return _partial_date(self.cleaned_data["start"])

    def clean_end(self) -> str:
        """Read a partial date."""
        return _partial_date(self.cleaned_data["end"])

    def clean_within(self) -> Engagement | None:
        """Refuse a larger engagement that is this one or lies within it."""
        larger: Engagement | None = self.cleaned_data["within"]
        above, seen = larger, set[int]()
        while self.instance.pk and above is not None and above.pk not in seen:
            if above.pk == self.instance.pk:
                raise forms.ValidationError(
                    "An engagement cannot be part of itself."
                    if larger == above
                    else f"“{larger}” is itself part of this engagement: choose one that is not."
                )
            seen.add(above.pk)
            above = above.within
        return larger

    def clean_edition(self) -> int | None:
        """Refuse an edition that no record could hold."""
        edition: int | None = self.cleaned_data["edition"]
        if edition is not None and not 0 < edition <= values.MAX_EDITION:
            raise forms.ValidationError("An edition is a whole number from 1 on.")
        return edition

    def clean(self) -> dict[str, Any]:
        """Check what concerns several fields; a change by somebody else meanwhile is told once, with everything kept."""
        cleaned = super().clean() or self.cleaned_data
        self._clean_days(cleaned)
        self._clean_where(cleaned)
        if self.instance.pk and cleaned.get("seen") and cleaned["seen"] != self._version():
            data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict: the form was sent
            data[self.add_prefix("seen")] = self._version()
            self.data = data
            raise forms.ValidationError(
                "Someone else changed this engagement since you opened it. Your entries are still here: compare them with the"
                " page on the site, then save again."
            )
        if self.unlikely:
            raise forms.ValidationError([forms.ValidationError(text, code=self.UNLIKELY) for text in self.unlikely])
        return cleaned

    def _clean_days(self, cleaned: dict[str, Any]) -> None:
        if "start" not in cleaned or "end" not in cleaned:
            return
        start, end = cleaned["start"], cleaned["end"] or cleaned["start"]
        if end and not start:
            self.add_error("start", "A last day needs a first day.")
        elif start and partial_dates.latest(end) < partial_dates.earliest(start):
            self.add_error("end", f"The last day, {end}, lies before the first, {start}.")
        cleaned["end"] = end

    def _clean_where(self, cleaned: dict[str, Any]) -> None:
        place, country, venue = cleaned.get("place"), cleaned.get("country"), cleaned.get("venue")
        if venue and venue.place:
            if place and venue.place != place:
                self.add_error("venue", f"“{venue}” stands in {venue.place}, not in {place}.")
            place = cleaned["place"] = place or venue.place
        if place and place.country:
            if country and place.country != country:
                self.add_error("country", f"{place.name} lies in {place.country}, not in {country}.")
            cleaned["country"] = country or place.country

    def changed_fields(self) -> list[str]:
        """Return the fields whose value differs from the shown one, those completed from others too; of a new one, all."""
        if not self.instance.pk:
            return list(self.fields)
        changed = set(self.changed_data)
        for name in ("end", "place", "country"):
            value = self.cleaned_data.get(name)
            value = value.pk if isinstance(value, Model) else value
            (changed.discard if (value or "") == (self.initial.get(name) or "") else changed.add)(name)
        return sorted(changed)

    def _version(self) -> str:
        return str(self.instance.changed_at.isoformat()) if self.instance.changed_at else ""


class ParticipationForm(UnsavedForm):
    """One party: a country or an organisation, with its role."""

    class Meta:
        model = Participation
        fields = ("country", "organisation", "role")

    def clean(self) -> dict[str, Any]:
        """Ask for one of the two."""
        cleaned = super().clean() or self.cleaned_data
        if not (self.errors or cleaned.get("DELETE")):
            if cleaned.get("country") and cleaned.get("organisation"):
                self.add_error("organisation", "A row is a country or an organisation: use two rows for two parties.")
            elif not cleaned.get("country") and not cleaned.get("organisation"):
                self.add_error("country", "Name a country or an organisation.")
        return cleaned


class AttendanceForm(UnsavedForm):
    """One person with the office then held and the party spoken for."""

    class Meta:
        model = Attendance
        fields = ("person", "office", "party")

    def clean_party(self) -> str:
        """Ask for a code on record."""
        text: str = self.cleaned_data["party"].strip()
        if not text:
            return ""
        country = Country.objects.filter(code=text.upper()).first()
        organisation = None if country else Organisation.objects.filter(acronym__iexact=text).first()
        if country is None and organisation is None:
            raise forms.ValidationError(f"“{text}” is neither a country’s code nor an organisation’s acronym on record.")
        return country.code if country else organisation.acronym if organisation else ""

    def clean(self) -> dict[str, Any]:
        """Ask that a person speaks for where the record has them: a claim names people, and another home is another person."""
        cleaned = super().clean() or self.cleaned_data
        person, party = cleaned.get("person"), cleaned.get("party")
        homes = {person.country_id, person.organisation and person.organisation.acronym} - {None} if person else set()
        if party and homes and party not in homes:
            self.add_error(
                "party", f"{person} is on record for {' and '.join(sorted(homes))}: leave this empty, or change the person."
            )
        return cleaned


class RowsFormSet(AnyInlineFormSet):
    """A table of rows that become claims; a party or a person stands in it once."""

    named: tuple[str, ...] = ()

    def validate_unique(self) -> None:
        """Name a double beside the row that repeats it."""
        seen = set()
        for form in self.forms:
            cleaned = getattr(form, "cleaned_data", {})
            if not cleaned or cleaned.get("DELETE"):
                continue
            for field in self.named:
                thing = cleaned.get(field)
                if thing is not None and (field, thing.pk) in seen:
                    form.add_error(field, f"{thing} is named twice.")
                elif thing is not None:
                    seen.add((field, thing.pk))


class ParticipationFormSet(RowsFormSet):
    """The parties."""

    named = ("country", "organisation")


class AttendanceFormSet(RowsFormSet):
    """The people."""

    named = ("person",)


class CompiledClaimForm(UnsavedForm):
    """One value that a report gives: taken over by hand with its address, not quoted."""

    field = forms.ChoiceField(choices=[("", "---------"), *((f.value, f.value.replace("_", " ")) for f in Field)], required=True)
    said = forms.CharField(
        label="Value",
        max_length=5000,
        help_text="; ".join(f"{field.value}: {how}" for field, how in values.HOW.items()) + ".",
    )
    report_url = forms.URLField(
        label="Report’s address",
        max_length=1000,
        assume_scheme="https",
        widget=forms.URLInput(attrs={"class": "vURLField"}),
        error_messages={"required": "A compiled value needs the address of the report that gives it."},
    )

    class Meta:
        model = Claim
        fields = ("field", "source", "report_url", "published", "note")
        widgets = {"note": forms.Textarea(attrs={"rows": 2, "cols": 60})}

    def clean(self) -> dict[str, Any]:
        """Read the value as its field writes it."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("field") and cleaned.get("said"):
            try:
                cleaned["value"] = values.parse(cleaned["field"], cleaned["said"], values.Known.load())
            except ValueError as error:
                self.add_error("said", str(error))
        return cleaned

    def _post_clean(self) -> None:
        """Leave the row alone: the record writes it."""


class CompiledClaimFormSet(AnyInlineFormSet):
    """A place for one new compiled value; the claims on record are listed elsewhere."""

    def get_queryset(self) -> Any:
        """Start empty."""
        return super().get_queryset().none()


def _partial_date(text: str) -> str:
    try:
        return partial_dates.parse(text) if text.strip() else ""
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None
