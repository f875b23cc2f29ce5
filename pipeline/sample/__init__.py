"""A made-up council's Local Offer, good pages and bad, for the demonstration and the tests."""
