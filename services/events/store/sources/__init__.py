"""What is watched: state and turn, manners, proofs and wishes of publishers, hubs."""
