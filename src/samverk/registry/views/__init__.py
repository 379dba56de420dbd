"""Pages of the diary: its registers, its cases, their files, and the forms that change them."""
