"""What is said to a model: prompt files found, read and rendered, and what they cost in tokens."""
