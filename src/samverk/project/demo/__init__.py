"""The demo: the history of five documents as facts, with invented people. Installed only when DEMO is on."""
