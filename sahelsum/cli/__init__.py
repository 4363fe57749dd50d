"""The command line: one file a verb, put together in `app`. Verbs parse, call and print; the work is done elsewhere."""
