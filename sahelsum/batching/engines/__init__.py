"""A batch on other machines: chunks of inputs go to the workers of an engine that is there already, and come back."""
