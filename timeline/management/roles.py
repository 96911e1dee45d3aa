"""Groups of users: Editors keep the record and the knowledge, without the right to delete."""

from django.contrib.auth.models import Group, Permission

from timeline import models

EDITED = (
    models.Article, models.Claim, models.Country, models.CountryAlias, models.Engagement, models.KindCode, models.Membership,
    models.Office, models.Organisation, models.OrganisationAlias, models.Person, models.PersonAlias, models.Place,
    models.PlaceAlias, models.Post, models.Redirect, models.Series, models.SeriesAlias, models.Source, models.Topic,
    models.Venue, models.VenueAlias, models.Wording, models.Participation, models.Attendance,
)  # fmt: skip
ALIASES = tuple(model for model in EDITED if model.__name__.endswith("Alias")) + (models.Membership, models.Post)


def ensure_roles() -> Group:
    """Give the group Editors its rights, creating it where it is missing; rights that people added to it stay."""
    group, _ = Group.objects.get_or_create(name="Editors")
    wanted = {f"{action}_{model._meta.model_name}" for model in EDITED for action in ("add", "change", "view")}
    wanted |= {f"delete_{model._meta.model_name}" for model in ALIASES}  # rows of another thing's form
    group.permissions.add(*Permission.objects.filter(content_type__app_label="timeline", codename__in=wanted))
    return group
