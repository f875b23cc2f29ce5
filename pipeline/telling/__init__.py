"""Tells people what has happened: by e-mail to those who look after pages, and in Teams and Slack."""
