"""The whole URL map, grouped by what a page shows. Ids and codes in addresses are permanent; merged ones redirect."""

from django.contrib import admin
from django.urls import URLPattern, URLResolver, path

from timeline.views import (
    actors,
    articles,
    changes,
    comparison,
    engagements,
    exports,
    histories,
    identity,
    looks,
    pages,
    places,
    review,
    series,
    things,
)

admin.autodiscover()

urlpatterns: list[URLPattern | URLResolver] = [
    path("", pages.home, name="home"),
    path("about/", pages.about, name="about"),
    # Engagements
    path("engagements/", engagements.engagement_list, name="engagement-list"),
    path("engagements.csv", exports.engagement_csv, name="engagement-csv"),
    path("engagements/timeline.json", engagements.engagement_timeline, name="engagement-timeline"),
    path("engagements/map.json", engagements.engagement_map, name="engagement-map"),
    path("engagements/caption.json", engagements.engagement_caption, name="engagement-caption"),
    path("engagements/<int:pk>/", engagements.engagement_detail, name="engagement-detail"),
    path("engagements/<int:pk>/identity/", identity.engagement_identity, name="engagement-identity"),
    path("engagements/<int:pk>/history/", histories.engagement_history, name="engagement-history"),
    path("engagements/<int:pk>/map.json", engagements.engagement_detail_map, name="engagement-detail-map"),
    # Other ways to look at them
    path("compare/", comparison.comparison, name="comparison"),
    path("calendar/", looks.calendar, name="calendar"),
    path("matrix/", looks.matrix, name="matrix"),
    path("disagreements/", histories.disagreement_list, name="disagreement-list"),
    path("changes/", changes.change_list, name="change-list"),
    # Series
    path("series/", series.series_list, name="series-list"),
    path("series/<int:pk>/", series.series_detail, name="series-detail"),
    path("series/<int:pk>/editions.json", series.series_editions, name="series-editions"),
    # Who
    path("countries/", actors.country_list, name="country-list"),
    path("countries/<str:code>/", actors.country_detail, name="country-detail"),
    path("countries/<str:one>/<str:other>/", actors.pair_detail, name="pair-detail"),
    path("organisations/", actors.organisation_list, name="organisation-list"),
    path("organisations/<str:acronym>/", actors.organisation_detail, name="organisation-detail"),
    path("people/", actors.person_list, name="person-list"),
    path("people/<int:pk>/", actors.person_detail, name="person-detail"),
    # Where
    path("places/", places.place_list, name="place-list"),
    path("places/<int:pk>/", places.place_detail, name="place-detail"),
    # Which of them are one
    path("same/", things.thing_list, name="thing-list"),
    path("same/<str:kind>/", things.thing_list, name="thing-list"),
    path("same/<str:kind>/<int:pk>/", things.thing_identity, name="thing-identity"),
    # What was read
    path("articles/", articles.article_list, name="article-list"),
    path("articles/add/", articles.article_add, name="article-add"),
    path("articles/<int:pk>/", articles.article_detail, name="article-detail"),
    path("articles/<int:pk>/withdraw/", articles.article_withdraw, name="article-withdraw"),
    # Review
    path("review/", review.review_queue, name="review-queue"),
    path("review/scorecard/", review.review_scorecard, name="review-scorecard"),
    path("review/names.json", review.review_names, name="review-names"),
    path("review/<int:pk>/", review.review_article, name="review-article"),
    # Data entry
    path("admin/", admin.site.urls),
]
