"""How those who are held live: what each place lacks, what was entered, complaints, representatives."""
