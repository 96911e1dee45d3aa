"""Commands: argument parsing around ingest/ and record/."""
