"""What is stored. Imports vocabulary, partial_dates and folding only; start at engagements.py and claims.py."""

from timeline.models.actors import Membership, Office, Organisation, OrganisationAlias, Person, PersonAlias, Post
from timeline.models.articles import Article, Source
from timeline.models.base import Redirect
from timeline.models.claims import Claim
from timeline.models.counts import MonthColumns
from timeline.models.differences import Difference, EarlierDifference
from timeline.models.earlier import EarlierState
from timeline.models.engagements import Attendance, Engagement, Participation
from timeline.models.places import Country, CountryAlias, Place, PlaceAlias, Venue, VenueAlias
from timeline.models.reports import LinkDecision, LinkProposal, Report, ReportKey
from timeline.models.reviews import Review, Score, Verdict
from timeline.models.series import KindCode, Series, SeriesAlias, Topic, Wording
from timeline.models.things import NameKey, ThingDecision, ThingProposal
from timeline.models.words import Words, ids_with_words

__all__ = [
    "Article",
    "Attendance",
    "Claim",
    "Country",
    "CountryAlias",
    "Difference",
    "EarlierDifference",
    "EarlierState",
    "Engagement",
    "KindCode",
    "LinkDecision",
    "LinkProposal",
    "Membership",
    "MonthColumns",
    "NameKey",
    "Office",
    "Organisation",
    "OrganisationAlias",
    "Participation",
    "Person",
    "PersonAlias",
    "Place",
    "PlaceAlias",
    "Post",
    "Redirect",
    "Report",
    "ReportKey",
    "Review",
    "Score",
    "Series",
    "SeriesAlias",
    "Source",
    "ThingDecision",
    "ThingProposal",
    "Topic",
    "Venue",
    "VenueAlias",
    "Verdict",
    "Wording",
    "Words",
    "ids_with_words",
]
