"""Pages of the directory: organisations, their bodies, and the forms that change them."""
