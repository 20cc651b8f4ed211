"""Which of the best a list holds, and in what order."""
