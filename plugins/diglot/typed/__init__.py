"""Types: inference, traits, and the checks that go beyond them."""
