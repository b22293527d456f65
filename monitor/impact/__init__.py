"""What was done and what could be seen of it: the register of initiatives, and their effects."""
