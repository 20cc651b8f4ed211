"""What is known of a pair, by kind: likeness, needs and offers, liking, whether they can talk and meet."""
