"""Gold: what a careful reader says an article states, against which records are scored."""
