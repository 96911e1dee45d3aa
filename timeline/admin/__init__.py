"""The admin: data entry for people who never saw the code. May import forms and everything right of it.

One module per models module registers its admins; start at engagements.py. saving.py turns a submitted form into claims,
transfer/ imports and exports, withdrawal.py stands in for deletion.
"""

from django.contrib import admin

from timeline.admin import actors, articles, claims, engagements, places, series

__all__ = ["actors", "articles", "claims", "engagements", "places", "series"]

admin.site.site_header = "Sidelines"
admin.site.site_title = "Sidelines admin"
admin.site.index_title = "The record and what it knows"
admin.site.enable_nav_sidebar = False
