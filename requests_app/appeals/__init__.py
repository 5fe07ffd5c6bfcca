"""Appeals against an answer, their deadlines and levels, and the call between the doctors."""
