"""What people fill in, as their pages show it, and what it says once it is sent."""
