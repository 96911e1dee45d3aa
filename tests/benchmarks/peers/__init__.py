"""Pages that draw the same engagements with other timelines, for comparison in one browser. Nothing here is shipped."""
