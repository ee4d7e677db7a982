"""What is found before anything is judged: how firmness has changed."""
