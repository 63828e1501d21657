"""The domain: what makes a module an engine, and what its guards and actions do, read off the core."""
