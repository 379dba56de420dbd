"""Charts as SVG drawn on the server, each with title, description and a table twin.

No style attributes: the page's strict CSP forbids them. Classes are styled in charts.css.
"""
