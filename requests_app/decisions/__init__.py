"""What the plan answered, line by line beside what was asked."""
