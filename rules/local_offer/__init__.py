"""The Local Offer itself: pages that are unfinished, or do not say what is available."""
