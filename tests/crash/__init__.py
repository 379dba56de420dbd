"""Numbering and locking while the database and the web server are killed: nothing lost, nothing twice.

Clients send real forms to a real installation and write down what they were told. When the killing is
over, what they wrote down is held against what the installation keeps.
"""
