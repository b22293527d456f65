"""Files to take away: xlsx, csv, pptx, html, pdf."""
