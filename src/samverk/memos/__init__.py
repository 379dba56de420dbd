"""The room of memos: written, compared, approved, and the points that they propose."""
