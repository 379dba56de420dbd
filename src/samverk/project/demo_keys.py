"""The keys of the demo's two installations. They are known to everybody, and refused outside a demo.

Written down so that a demo whose files were removed still opens what its database has sealed.
"""

from __future__ import annotations

FEDERATION_KEY = "samverk-demo-key-that-protects-nothing-and-is-refused-outside-the-demo"
PARTY_KEY = "samverk-demo-key-of-a-party-that-protects-nothing-and-is-refused-outside-the-demo"
# 32 bytes in base64: what the party's demo seals of its invented persons
PARTY_PERSON_KEY = "ZGV0LWhhci1hci1lbi1uYW1uZC1pLWRlbW9uLTMyLWI="
DEMO_KEYS = frozenset({FEDERATION_KEY, PARTY_KEY})
