"""What the review page shows of a record: its fields with places, suggestions and source text."""
