"""Scoring: records against gold, fact by fact, and one run against another."""
