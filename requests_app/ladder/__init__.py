"""When nothing moves: whom to ask next, from the person on the phone to the regulator."""
