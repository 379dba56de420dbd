"""How Swedish words are searched: compounds split into the words of the field, and what a question asks."""
