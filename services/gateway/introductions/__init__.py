"""Letters of introductions: one to who is asked, one to who asked once the other has agreed."""
