"""What platforms' own interfaces answer: a module for each; `next_page` says where their lists go on."""
