"""Content: TOML -> records, all problems at once with their places; core vocabulary and safeguards as data."""
