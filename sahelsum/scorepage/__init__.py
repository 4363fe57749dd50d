"""The page of an evaluation: one HTML file that stands alone, for somebody who did not run it."""
