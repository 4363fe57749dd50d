"""A provider's batch endpoint: questions go out in files, at half the price, and answers come back within a day."""
