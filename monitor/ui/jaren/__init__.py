"""Page Jaren: two years beside each other, and what moved the score."""
