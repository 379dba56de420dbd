"""Django's own formats for this product; settings names this package."""
