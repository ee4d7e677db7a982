"""From a page template and its values to PDF/UA-1 bytes."""
