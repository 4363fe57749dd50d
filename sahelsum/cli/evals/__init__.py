"""`sahelsum eval`: records against gold, one run against another, a gate for CI."""
