"""The schema, step by step: applied by Alembic when a store is opened."""
