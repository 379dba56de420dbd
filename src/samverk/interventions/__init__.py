"""Interventions (insatser): a catalogue that everybody may read, and in a party's installation persons."""
