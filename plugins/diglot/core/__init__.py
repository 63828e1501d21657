"""Nothing implicit, nothing nested: the small program that the back ends read."""
