"""Reading minutes, memos, notices and vote lists into records; pure Python, no database.

Layers, each knowing only those before it: ``source`` (bytes to lines), ``furniture`` (page
headers and footers), ``segments`` (parts of a document), ``fields`` (what a part prints),
``records`` (identity across sources), ``suggestions`` (what is inferred, and why).
"""
