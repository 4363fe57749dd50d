"""One HTML page about many articles: a map, a timeline, dossiers side by side with the words that say it."""
