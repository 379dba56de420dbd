"""Pages of memos: writing, approving, comparing, and the files made of them."""
