"""Many articles: every input ends as a record or as a failure with its reason, and nothing is paid for twice."""
